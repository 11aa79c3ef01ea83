/// The options of an alignment.
struct AlignmentOptions {
  let corpus: Options.Corpus
  /// The length of a seed less one word, in quarters of a word.
  let seedQuarters: Int

  init(_ options: Options) {
    corpus = options.corpus
    seedQuarters = Words(options.fingerprinting.seedWords).quarters - 4
  }
}

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

  /// The numbers of the first document's tokens, and of the second's where the first has the word.
  private var first = Store<UInt32>()
  private var second = Store<UInt32>()
  /// The words' weights; the length of each document before a token, in quarters of a word.
  private var firstLengths = Store<UInt32>()
  private var secondLengths = Store<UInt32>()
  private var dictionary = WordDictionary()
  private var translation = Store<UInt32>()
  private var grams = GramTable()
  private var runs = Store<Run>()
  /// Of each diagonal: where in the second document its last run ends.
  private var diagonalEnds = Store<UInt32>()
  private(set) var firstCovered = Store<Bool>()
  private(set) var secondCovered = Store<Bool>()
  private(set) var passages: [Passage] = []
  private var order: [Int32] = []
  private var isTaken = Store<Bool>()
  /// What stands for something else in the other document, in quarters of a word.
  private var substituted = 0
  private var inLongRuns = 0

  private static let unknown = UInt32.max
  private static let maximumRuns = 6_000
  private static let lookback = 64
  /// How far an alignment reaches past the ends of a chain, in tokens.
  private static let edge = 24

  init() {}
}

extension PairAligner {
  /// Takes the first document of the pairs that follow.
  ///
  /// - Complexity: O(*n*).
  mutating func prepare(_ sketch: Sketch, _ options: AlignmentOptions) {
    dictionary.fill(with: sketch.words)
    first.removeAll()
    firstLengths.removeAll()
    Self.read(sketch, into: &first, lengths: &firstLengths) { UInt32(truncatingIfNeeded: $0) }
    grams.fill(first, firstLengths, width: Words(options.corpus.anchorWords).quarters)
  }

  /// Aligns the second document with the first.
  ///
  /// - Returns: How much of each is covered; `passages` has the rest.
  /// - Complexity: O(*m*) in the tokens of the second document, times a small bound for words that come often.
  mutating func align(_ sketch: Sketch, with firstSketch: Sketch, _ options: AlignmentOptions) -> Coverage {
    translate(sketch.words, firstSketch.words)
    second.removeAll()
    secondLengths.removeAll()
    let table = translation.count
    Self.read(sketch, into: &second, lengths: &secondLengths) { number in
      number < table ? translation[number] : Self.unknown
    }
    findRuns(width: Words(options.corpus.anchorWords).quarters)
    chain(options)
    return cover(options)
  }

  private static func read(
    _ sketch: Sketch, into numbers: inout Store<UInt32>, lengths: inout Store<UInt32>,
    _ number: (Int) -> UInt32
  ) {
    let count = sketch.numbers.count
    numbers.reserve(count)
    lengths.reserve(count + 1)
    var length: UInt32 = 0
    for index in 0..<count {
      let own = sketch.numbers[index]
      numbers.append(number(own))
      lengths.append(length)
      // Ten characters of a script without spaces say as much as five words, in Thai as in Chinese.
      let weight = sketch.words.weight(own)
      length += weight == 1 ? 2 : UInt32(weight)
    }
    lengths.append(length)
  }

  /// Finds the first document's numbers for the second's words.
  private mutating func translate(_ words: WordList, _ firstWords: WordList) {
    translation.removeAll()
    translation.reserve(words.count)
    for number in 0..<words.count {
      translation.append(dictionary.number(of: number, in: words, firstWords) ?? Self.unknown)
    }
  }

  /// Whether the two documents have the same tokens, one for one.
  mutating func areEqual(_ sketch: Sketch, _ firstSketch: Sketch) -> Bool {
    guard sketch.tokenCount == firstSketch.tokenCount, sketch.words.count == firstSketch.words.count else {
      return false
    }
    translate(sketch.words, firstSketch.words)
    for index in 0..<sketch.tokenCount
    where translation[sketch.numbers[index]] != UInt32(firstSketch.numbers[index]) {
      return false
    }
    return true
  }
}

// MARK: - Runs

extension PairAligner {
  private mutating func findRuns(width: Int) {
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

  private mutating func addRun(_ firstPlace: Int, _ secondPlace: Int, _ diagonal: Int, width: Int) {
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

// MARK: - Chains

extension PairAligner {
  /// Chains the runs by dynamic programming, as `Chain` does inside a text.
  private mutating func chain(_ options: AlignmentOptions) {
    let maximumGap = Int32(Words(options.corpus.maximumGap).quarters)
    for index in 0..<runs.count {
      var run = runs[index]
      for earlier in stride(from: index - 1, through: max(0, index - Self.lookback), by: -1) {
        let before = runs[earlier]
        guard before.first < run.first, before.second < run.second else { continue }
        let gaps = gaps(before, run)
        guard max(gaps.first, gaps.second) <= maximumGap else { continue }
        // Runs may overlap by the words that stand at the edges of both.
        let shared = max(0, -min(gaps.first, gaps.second))
        guard shared < run.quarters else { continue }
        let cost =
          0.15 * Float(max(0, max(gaps.first, gaps.second))) + 0.02 * Float(abs(gaps.first - gaps.second))
        let score = before.score + Float(run.quarters - shared) - cost
        if score > run.score {
          run.score = score
          run.previous = Int32(earlier)
        }
      }
      runs[index] = run
    }
  }

  /// The words between two runs, in either document; negative where they overlap.
  @inline(__always)
  private func gaps(_ before: Run, _ after: Run) -> (first: Int32, second: Int32) {
    let a =
      Int32(bitPattern: firstLengths[Int(after.first)])
      - Int32(bitPattern: firstLengths[Int(before.first + before.count)])
    let b =
      Int32(bitPattern: secondLengths[Int(after.second)])
      - Int32(bitPattern: secondLengths[Int(before.second + before.count)])
    return (a, b)
  }

  /// Takes the chains, the best first, and leaves out those of which half lies inside better ones.
  private mutating func cover(_ options: AlignmentOptions) -> Coverage {
    passages.removeAll(keepingCapacity: true)
    substituted = 0
    inLongRuns = 0
    firstCovered.reset(to: false, count: first.count)
    secondCovered.reset(to: false, count: second.count)
    isTaken.reset(to: false, count: runs.count)
    order.removeAll(keepingCapacity: true)
    let minimum = Float(Words(options.corpus.minimumChain).quarters)
    for index in 0..<runs.count where runs[index].score >= minimum { order.append(Int32(index)) }
    order.sort { a, b in
      let (x, y) = (runs[Int(a)].score, runs[Int(b)].score)
      return x != y ? x > y : a < b
    }
    for end in order where !isTaken[Int(end)] {
      var links: [Run] = []
      var at = Int(end)
      var score = runs[at].score
      while at >= 0 {
        if isTaken[at] {
          score -= runs[at].score
          break
        }
        isTaken[at] = true
        links.append(runs[at])
        at = Int(runs[at].previous)
      }
      guard score >= minimum else { continue }
      links.reverse()
      take(links, options)
    }
    return coverage()
  }

  private mutating func take(_ links: [Run], _ options: AlignmentOptions) {
    var total = 0
    var known = (first: 0, second: 0)
    for link in links {
      for index in 0..<Int(link.count) {
        total += 1
        if firstCovered[Int(link.first) + index] { known.first += 1 }
        if secondCovered[Int(link.second) + index] { known.second += 1 }
      }
    }
    guard known.first * 2 <= total, known.second * 2 <= total else { return }
    var quarters = 0
    for link in links {
      for index in 0..<Int(link.count) {
        let (a, b) = (Int(link.first) + index, Int(link.second) + index)
        if !secondCovered[b] { quarters += weight(second: b) }
        firstCovered[a] = true
        secondCovered[b] = true
      }
    }
    for link in links { inLongRuns += max(0, Int(link.quarters) - options.seedQuarters) }
    for (before, after) in zip(links, links.dropFirst()) {
      let (a, b) = (Int(before.first + before.count), Int(before.second + before.count))
      let firstGap = a..<max(a, Int(after.first))
      let secondGap = b..<max(b, Int(after.second))
      let matched = alignGap(firstGap, secondGap, atLeast: 0).quarters
      quarters += matched
      let lengths = (
        Int(firstLengths[firstGap.upperBound] - firstLengths[firstGap.lowerBound]),
        Int(secondLengths[secondGap.upperBound] - secondLengths[secondGap.lowerBound])
      )
      substituted += max(0, min(lengths.0, lengths.1) - matched)
    }
    var passage = Passage(
      first: Int(links[0].first)..<Int(links[links.count - 1].first + links[links.count - 1].count),
      second: Int(links[0].second)..<Int(links[links.count - 1].second + links[links.count - 1].count),
      quarters: quarters)
    extend(&passage)
    passages.append(passage)
  }

  private func weight(second index: Int) -> Int {
    Int(secondLengths[index + 1] - secondLengths[index])
  }

  /// Aligns a gap between two runs, and covers the pairs.
  ///
  /// - Returns: Their weight, and the first and the last of them.
  private mutating func alignGap(
    _ a: Range<Int>, _ b: Range<Int>, atLeast share: Double
  ) -> (quarters: Int, first: Range<Int>?, second: Range<Int>?) {
    guard a.count <= Alignment.longest, b.count <= Alignment.longest, !a.isEmpty, !b.isEmpty else {
      return (0, nil, nil)
    }
    var pairs: [(Int, Int)] = []
    Alignment.forEachPair(first, a, second, b) { pairs.append(($0, $1)) }
    guard let last = pairs.first, let begin = pairs.last,
      Double(pairs.count) >= share * Double(max(a.count, b.count))
    else { return (0, nil, nil) }
    var quarters = 0
    for (x, y) in pairs where second[y] != Self.unknown {
      if !secondCovered[y] { quarters += weight(second: y) }
      firstCovered[x] = true
      secondCovered[y] = true
    }
    return (quarters, begin.0..<last.0 + 1, begin.1..<last.1 + 1)
  }

  /// Aligns what stands before and behind a chain, where most of it agrees.
  private mutating func extend(_ passage: inout Passage) {
    let (a, b) = (passage.first, passage.second)
    let head = alignGap(
      max(0, a.lowerBound - Self.edge)..<a.lowerBound, max(0, b.lowerBound - Self.edge)..<b.lowerBound,
      atLeast: 0.5)
    let tail = alignGap(
      a.upperBound..<min(first.count, a.upperBound + Self.edge),
      b.upperBound..<min(second.count, b.upperBound + Self.edge), atLeast: 0.5)
    passage.quarters += head.quarters + tail.quarters
    passage.first =
      min(
        a.lowerBound, head.first?.lowerBound ?? a.lowerBound)..<max(
        a.upperBound, tail.first?.upperBound ?? 0)
    passage.second =
      min(
        b.lowerBound, head.second?.lowerBound ?? b.lowerBound)..<max(
        b.upperBound, tail.second?.upperBound ?? 0)
  }

  private func coverage() -> Coverage {
    var coverage = Coverage()
    for index in 0..<first.count where firstCovered[index] {
      coverage.first += Int(firstLengths[index + 1] - firstLengths[index])
    }
    for index in 0..<second.count where secondCovered[index] { coverage.second += weight(second: index) }
    coverage.matched = min(coverage.first, coverage.second)
    coverage.inLongRuns = inLongRuns
    coverage.first += substituted
    coverage.second += substituted
    return coverage
  }

  /// The lengths of the two documents, as they are measured here.
  var firstLength: Int { Int(firstLengths[first.count]) }
  var secondLength: Int { Int(secondLengths[second.count]) }

  /// The weight of a token, in quarters of a word.
  func firstWeight(_ index: Int) -> Int { Int(firstLengths[index + 1] - firstLengths[index]) }
  func secondWeight(_ index: Int) -> Int { weight(second: index) }
}
