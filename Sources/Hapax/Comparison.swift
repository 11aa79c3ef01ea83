/// Two texts, word for word: which words of one are said in the other, and where.
///
/// ```swift
/// let comparison = try Comparison(of: Array(draft.utf8), with: Array(print.utf8))
/// let new = comparison.words.filter { $0.partner == nil }
/// ```
public struct Comparison: Sendable {
  /// A token of one of the texts.
  public struct Word: Hashable, Sendable {
    /// Where it stands, in bytes of the text as given.
    public let range: Range<Int>
    /// The index of the word of the other text that says the same there; nil where none does.
    public internal(set) var partner: Int?
    /// Whether it comes in another order in the other text: pairs that have not moved ascend in both.
    public internal(set) var isMoved = false
  }

  /// How the first text is related to the second, with the passages; nil where nothing is proven.
  public let link: Link?
  /// The words of the first text, ascending.
  public private(set) var words: [Word]
  /// The words of the second text, ascending.
  public private(set) var otherWords: [Word]

  /// - Throws: `OptionsError` when an option is out of its range.
  /// - Precondition: Neither text has more than `Cleaner.longestText` bytes.
  /// - Complexity: O(*n* log *n*) in the words of both.
  public init(of bytes: [UInt8], with other: [UInt8], _ options: Options = .standard) throws(OptionsError) {
    var sketcher = try Sketcher(options)
    let sketch = sketcher.sketch(bytes, keepsPlaces: true)
    let otherSketch = sketcher.sketch(other, keepsPlaces: true)
    var index = try CorpusIndex(options)
    var workspace = CorpusIndex.Workspace()
    index.insert(otherSketch)
    link = index.links(for: sketch, using: &workspace).first
    words = Self.words(of: sketch)
    otherWords = Self.words(of: otherSketch)
    pair(sketch, otherSketch, options)
  }

  private static func words(of sketch: Sketch) -> [Word] {
    (0..<sketch.places.count).map { Word(range: sketch.places.bytes($0..<$0 + 1)) }
  }

  /// Pairs words as documents are aligned, but from shorter runs: between two texts that somebody lays side by side,
  /// three words in a row are worth a look.
  private mutating func pair(_ sketch: Sketch, _ otherSketch: Sketch, _ options: Options) {
    var options = options
    options.corpus.anchorWords = min(options.corpus.anchorWords, 2)
    options.corpus.minimumChain = min(options.corpus.minimumChain, 3)
    var aligner = PairAligner()
    aligner.prepare(sketch, options)
    _ = aligner.align(otherSketch, with: sketch, options)
    var pairs: [(word: Int, other: Int)] = []
    for other in 0..<aligner.partners.count where aligner.partners[other] >= 0 {
      pairs.append((Int(aligner.partners[other]), other))
    }
    let inOrder = LongestAscending.places(in: pairs.map(\.word))
    for (place, pair) in pairs.enumerated() {
      words[pair.word].partner = pair.other
      otherWords[pair.other].partner = pair.word
      words[pair.word].isMoved = !inOrder[place]
      otherWords[pair.other].isMoved = !inOrder[place]
    }
  }
}
