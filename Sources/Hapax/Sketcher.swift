/// Makes sketches, one text at a time, in memory that is used again. One per thread.
public struct Sketcher: ~Copyable {
  private var reader: WrittenTextReader
  private var seeds = Seeds()
  private var winnowing = Winnowing()

  /// - Throws: `OptionsError` when an option is out of its range.
  public init(_ options: Options = .standard) throws(OptionsError) {
    self.init(try WrittenTextReader(options))
  }

  private init(_ reader: consuming WrittenTextReader) { self.reader = reader }
}

extension Sketcher {
  /// The sketch of a text, whatever its bytes are: it is read in its written form.
  ///
  /// - Parameter keepsPlaces: Whether passages can be told from it later; that takes five bytes more for each token.
  ///   Places are in bytes of the text as it was given.
  /// - Precondition: There are at most `Cleaner.longestText` bytes.
  /// - Complexity: O(*n*).
  public mutating func sketch(_ bytes: [UInt8], keepsPlaces: Bool = false) -> Sketch {
    let written = reader.read(bytes)
    seeds.find(in: reader.tokens, reader.options.fingerprinting, southeastAsianQuarters: 2)
    winnowing.select(from: seeds, reader.tokens, reader.options.corpus)
    winnowing.removeRepeated()
    let content = Sketch.Content(
      storage: SketchStorage(winnowing, reader.tokens), hash: Self.hash(of: reader.tokens),
      places: keepsPlaces ? TokenPlaces(reader.tokens, EditMap(written.edits)) : TokenPlaces(),
      lines: keepsPlaces ? SketchLines(reader.tokens, written.text.span) : SketchLines(),
      quarters: Int(reader.tokens.length))
    return Sketch(content)
  }

  /// The hashes of the fingerprints of the text that was sketched last, whole, in the order of the text, each once: to
  /// count how often they collide.
  public var fingerprintHashes: [UInt64] { winnowing.hashes() }

  /// In four lanes, each of which waits for itself alone.
  private static func hash(of tokens: borrowing Tokens) -> UInt64 {
    let count = tokens.count
    var (a, b, c, d) = (UInt64(count), UInt64(count), UInt64(count), UInt64(count))
    var index = 0
    while index + 4 <= count {
      enter(tokens.hash(index), &a)
      enter(tokens.hash(index + 1), &b)
      enter(tokens.hash(index + 2), &c)
      enter(tokens.hash(index + 3), &d)
      index += 4
    }
    if index < count { enter(tokens.hash(index), &a) }
    if index + 1 < count { enter(tokens.hash(index + 1), &b) }
    if index + 2 < count { enter(tokens.hash(index + 2), &c) }
    enter(b, &a)
    enter(c, &a)
    enter(d, &a)
    return HashWidth.cut(a)
  }

  @inline(__always)
  private static func enter(_ hash: UInt64, _ lane: inout UInt64) {
    lane = TokenHash.mix(lane ^ TokenHash.seed0, hash ^ TokenHash.seed1)
  }
}
