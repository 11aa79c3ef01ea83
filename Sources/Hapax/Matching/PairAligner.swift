/// Aligns two documents: which tokens of each stand in passages that both have.
///
/// The same steps as inside one text: exact runs from seeds, chains of runs, alignment of the small gaps. The tokens of the
/// second document get the numbers of the first by their bytes, so what is equal here is equal in the text.
struct PairAligner: ~Copyable {
  /// What two documents have in common, in quarters of a word: the tokens that are equal, and those that stand for one
  /// another between equal ones. A word changed, or misread, is no new text; a sentence put in is.
  struct Coverage: BitwiseCopyable {
    var first = 0
    var second = 0
    /// The equal tokens alone.
    var matched = 0
    /// Of exact runs that are longer than a seed: what each is longer by.
    var inLongRuns = 0
  }

  /// A passage, in tokens of the two documents.
  struct Passage: Hashable {
    var first: Range<Int>
    var second: Range<Int>
    /// Matched quarters of a word.
    var quarters: Int
  }

  /// A run of equal tokens.
  struct Run: BitwiseCopyable {
    var first: Int32
    var second: Int32
    var count: Int32
    var quarters: Int32
    /// The best score of a chain that ends here, and the run before this one in it, or -1.
    var score: Float
    var previous: Int32
  }

  /// The numbers of the first document's tokens, and of the second's where the first has the word, else `unknown`.
  var first = Store<UInt32>()
  var second = Store<UInt32>()
  /// The length of each document before a token, and at its end, in quarters of a word.
  var firstLengths = Store<UInt32>()
  var secondLengths = Store<UInt32>()
  var dictionary = WordDictionary()
  var translation = Store<UInt32>()
  var grams = GramTable()
  var runs = Store<Run>()
  /// Of each diagonal: where in the second document its last run ends.
  var diagonalEnds = Store<UInt32>()
  var firstCovered = Store<Bool>()
  var secondCovered = Store<Bool>()
  /// Of each covered token of the second document: the token of the first that it was matched with, or -1 where that had a
  /// partner before.
  var partners = Store<Int32>()
  var passages: [Passage] = []
  var order: [Int32] = []
  var isTaken = Store<Bool>()
  /// What of the first document is not covered before a token, and before its end, in quarters of a word.
  var firstNovel = Store<UInt32>()
  /// What stands for something else in the other document, in quarters of a word.
  var substituted = 0
  var inLongRuns = 0

  static let unknown = UInt32.max
  static let maximumRuns = 6_000
  static let lookback = 64
  /// How far an alignment reaches past the ends of a chain, in tokens.
  static let edge = 24

  init() {}
}

extension PairAligner {
  /// Takes the first document of the pairs that follow.
  ///
  /// - Complexity: O(*n*).
  mutating func prepare(_ sketch: Sketch, _ options: Options) {
    prepareWords(of: sketch)
    first.removeAll()
    firstLengths.removeAll()
    Self.read(sketch, into: &first, lengths: &firstLengths) { UInt32(truncatingIfNeeded: $0) }
    grams.fill(first, firstLengths, width: Words(options.corpus.anchorWords).quarters)
  }

  /// Takes the words of the first document, which is all that `areEqual` needs.
  mutating func prepareWords(of sketch: Sketch) { dictionary.fill(with: sketch.words) }

  /// Aligns the second document with the first.
  ///
  /// - Returns: How much of each is covered; `passages` has the rest.
  /// - Complexity: O(*m*) in the tokens of the second document, times a small bound for words that come often.
  mutating func align(_ sketch: Sketch, with firstSketch: Sketch, _ options: Options) -> Coverage {
    translate(sketch.words, firstSketch.words)
    second.removeAll()
    secondLengths.removeAll()
    Self.read(sketch, into: &second, lengths: &secondLengths) { translation[$0] }
    findRuns(width: Words(options.corpus.anchorWords).quarters)
    chain(options)
    return cover(options)
  }

  @inline(__always)
  static func read(
    _ sketch: Sketch, into numbers: inout Store<UInt32>, lengths: inout Store<UInt32>,
    _ number: (Int) -> UInt32
  ) {
    let (own, words) = (sketch.numbers, sketch.words)
    // SAFETY: there is room for a value of each token, and one more length.
    let (toNumbers, toLengths) = unsafe (numbers.room(for: own.count), lengths.room(for: own.count + 1))
    var length: UInt32 = 0
    own.forEach { index, own in
      unsafe (toNumbers + index).initialize(to: number(own))
      unsafe (toLengths + index).initialize(to: length)
      // Ten characters of a script without spaces say as much as five words, in Thai as in Chinese.
      let weight = words.weight(own)
      length += weight == 1 ? 2 : UInt32(weight)
    }
    unsafe (toLengths + own.count).initialize(to: length)
    numbers.appended(own.count)
    lengths.appended(own.count + 1)
  }

  /// Finds the first document's numbers for the second's words.
  mutating func translate(_ words: WordList, _ firstWords: WordList) {
    translation.removeAll()
    translation.reserve(words.count)
    // Words are numbered as they appear, so in a copy the next word is the next one there, too.
    var next = 0
    for number in 0..<words.count {
      let isNext = next < firstWords.count && firstWords.isEqual(next, to: number, of: words)
      let found = isNext ? UInt32(next) : dictionary.number(of: number, in: words, firstWords)
      translation.append(found ?? Self.unknown)
      if let found { next = Int(found) + 1 }
    }
  }

  /// Whether the two documents have the same tokens, one for one.
  mutating func areEqual(_ sketch: Sketch, _ firstSketch: Sketch) -> Bool {
    guard sketch.tokenCount == firstSketch.tokenCount, sketch.words.count == firstSketch.words.count else {
      return false
    }
    translate(sketch.words, firstSketch.words)
    let (numbers, firstNumbers) = (sketch.numbers, firstSketch.numbers)
    for index in 0..<numbers.count where translation[numbers[index]] != UInt32(firstNumbers[index]) {
      return false
    }
    return true
  }
}

extension PairAligner {
  /// Of each token of the first document: the token of the second that it was matched with, or -1.
  func partnersOfFirst() -> [Int32] {
    var found = [Int32](repeating: -1, count: first.count)
    for token in 0..<partners.count where partners[token] >= 0 { found[Int(partners[token])] = Int32(token) }
    return found
  }
}

// MARK: - Runs

extension PairAligner {
  mutating func findRuns(width: Int) {
    runs.removeAll()
    diagonalEnds.reset(to: 0, count: first.count + second.count + 1)
    var window = GramWindow()
    while window.advance(second, secondLengths, width: width), runs.count < Self.maximumRuns {
      let at = window.start
      var place = grams.first(window.value)
      while place >= 0 {
        let diagonal = place - at + second.count
        if at >= Int(diagonalEnds[diagonal]) { addRun(place, at, diagonal, width: width) }
        place = grams.next(place)
      }
    }
  }

  mutating func addRun(_ firstPlace: Int, _ secondPlace: Int, _ diagonal: Int, width: Int) {
    var start = 0
    let floor = Int(diagonalEnds[diagonal])
    while firstPlace + start > 0, secondPlace + start > floor,
      first[firstPlace + start - 1] == second[secondPlace + start - 1]
    {
      start -= 1
    }
    var end = 0
    let limit = min(first.count - firstPlace, second.count - secondPlace)
    while end < limit, first[firstPlace + end] == second[secondPlace + end] { end += 1 }
    let quarters = secondLengths[secondPlace + end] - secondLengths[secondPlace + start]
    // A hash of a window only proposes.
    guard quarters >= width else { return }
    diagonalEnds[diagonal] = UInt32(secondPlace + end)
    runs.append(
      Run(
        first: Int32(firstPlace + start), second: Int32(secondPlace + start), count: Int32(end - start),
        quarters: Int32(quarters), score: Float(quarters), previous: -1))
  }
}
