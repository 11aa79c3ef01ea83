/// Makes sketches, one text at a time, in memory that is used again. One per thread.
public struct Sketcher: ~Copyable {
  private let options: Options
  private let writer: Writer
  private var scratch = WriterScratch()
  private var tokens = Tokens()
  private var seeds = Seeds()
  private var winnowing = Winnowing()

  /// - Throws: `OptionsError` when an option is out of its range.
  public init(_ options: Options = .standard) throws(OptionsError) {
    try options.validate()
    self.init(options, writer: try Writer(options))
  }

  private init(_ options: Options, writer: Writer) {
    self.options = options
    self.writer = writer
  }
}

extension Sketcher {
  /// The sketch of a text, whatever its bytes are: it is read in its written form.
  ///
  /// - Parameter keepsPlaces: Whether passages can be told from it later; that takes five bytes more for each token.
  ///   Places are in bytes of the text as it was given.
  /// - Precondition: There are at most `Cleaner.longestText` bytes.
  /// - Complexity: O(*n*).
  public mutating func sketch(_ bytes: [UInt8], keepsPlaces: Bool = false) -> Sketch {
    precondition(bytes.count <= Cleaner.longestText)
    // SAFETY: neither the writer nor the tokens keep a pointer into the text.
    let written = unsafe bytes.withUnsafeBufferPointer { unsafe writer.write($0, using: &scratch) }
    var text = written.utf8 ?? bytes
    // Repairs can make a text longer than it came; its tokens are those of what is left then.
    if text.count > Cleaner.longestText { text = [] }
    unsafe text.withUnsafeBufferPointer {
      unsafe tokens.read($0, usesFastPath: options.usesFastPaths)
      unsafe tokens.number($0)
    }
    seeds.find(in: tokens, options.fingerprinting, southeastAsianQuarters: 2)
    winnowing.select(from: seeds, tokens, options.corpus)
    winnowing.removeRepeated()
    let content = Sketch.Content(
      numbers: CompactNumbers(count: tokens.count, largest: tokens.vocabulary.words.count) {
        Int(tokens[$0].number)
      }, words: WordList(tokens), fingerprints: winnowing.hashes(),
      fingerprintTokens: winnowing.tokens(), hash: Self.hash(of: tokens),
      places: keepsPlaces ? TokenPlaces(tokens, EditMap(written.edits)) : TokenPlaces(),
      lines: keepsPlaces ? SketchLines(tokens, text.span) : SketchLines(),
      quarters: Int(tokens.length))
    return Sketch(content)
  }

  private static func hash(of tokens: borrowing Tokens) -> UInt64 {
    var state = UInt64(tokens.count)
    for index in 0..<tokens.count {
      state = TokenHash.mix(state ^ TokenHash.seed0, tokens.hash(index) ^ TokenHash.seed1)
    }
    return HashWidth.cut(state)
  }
}
