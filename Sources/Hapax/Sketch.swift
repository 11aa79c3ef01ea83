/// What the line keeps of one document to compare it with others: its tokens, its fingerprints, and a hash of the whole.
///
/// Made of one text alone, so sketches are made on as many threads as there are. Two sketches are comparable when the same
/// options made them.
public struct Sketch: Sendable {
  /// The number of each token in the document's own vocabulary.
  let numbers: TokenNumbers
  /// The different tokens of the document.
  let words: WordList
  /// The hashes of the selected windows, in the order of the text, each once.
  let fingerprints: [UInt64]
  /// Of each, the token at which it begins for the first time.
  let fingerprintTokens: [UInt32]
  /// Of the whole sequence of tokens. Equal sequences have equal hashes; equal hashes only propose.
  let hash: UInt64
  /// Where each token stands in the text; empty unless asked for.
  let places: TokenPlaces
  /// The length of the text in quarters of a word.
  let quarters: Int
}

extension Sketch {
  /// The fingerprints' hashes, in the order of the text, each once: to count how often they collide.
  public var fingerprintHashes: [UInt64] { fingerprints }

  /// The number of fingerprints.
  public var fingerprintCount: Int { fingerprints.count }

  /// The number of tokens.
  public var tokenCount: Int { numbers.count }

  /// The length of the text in words: a token of a spaced script counts 1, an ideograph or kana 0.5, a character of Thai,
  /// Lao, Khmer or Burmese 0.25.
  public var wordCount: Double { Double(quarters) / 4 }

  /// About how many bytes of memory it takes.
  public var byteCount: Int {
    numbers.byteCount + words.byteCount + fingerprints.count * 12 + places.byteCount + 256
  }
}

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
    self.init(options, writer: try Writer(options.decoding, options.normalization))
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
      unsafe tokens.read($0)
      unsafe tokens.number($0)
    }
    seeds.find(in: tokens, options.fingerprinting, southeastAsianQuarters: 2)
    winnowing.select(from: seeds, tokens, options.corpus)
    winnowing.removeRepeated()
    return Sketch(
      numbers: TokenNumbers(tokens), words: WordList(tokens), fingerprints: winnowing.hashes(),
      fingerprintTokens: winnowing.tokens(), hash: Self.hash(of: tokens),
      places: keepsPlaces ? TokenPlaces(tokens, EditMap(written.edits)) : TokenPlaces(),
      quarters: Int(tokens.length))
  }

  private static func hash(of tokens: borrowing Tokens) -> UInt64 {
    var state = UInt64(tokens.count)
    for index in 0..<tokens.count {
      state = TokenHash.mix(state ^ TokenHash.seed0, tokens.hash(index) ^ TokenHash.seed1)
    }
    return HashWidth.cut(state)
  }
}

// MARK: - Parts

/// The numbers of a document's tokens, in two bytes each where it has at most 65,536 different ones.
struct TokenNumbers: Sendable {
  private let low: [UInt16]
  private let high: [UInt16]

  init(_ tokens: borrowing Tokens) {
    let isWide = tokens.vocabulary.words.count > 1 << 16
    var low: [UInt16] = []
    var high: [UInt16] = []
    low.reserveCapacity(tokens.count)
    if isWide { high.reserveCapacity(tokens.count) }
    for index in 0..<tokens.count {
      let number = tokens[index].number
      low.append(UInt16(truncatingIfNeeded: number))
      if isWide { high.append(UInt16(truncatingIfNeeded: number >> 16)) }
    }
    self.low = low
    self.high = high
  }

  var count: Int { low.count }
  var byteCount: Int { (low.count + high.count) * 2 }

  @inline(__always)
  subscript(index: Int) -> Int {
    high.isEmpty ? Int(low[index]) : Int(high[index]) << 16 | Int(low[index])
  }
}

/// The different tokens of a document in their comparison forms, one behind the other.
@safe struct WordList: Sendable {
  /// The forms, and 16 bytes more, so that two lanes can be loaded at the start of each.
  private let bytes: [UInt8]
  /// Where each form ends in `bytes`.
  private let ends: [UInt32]
  /// The weight of each, in quarters of a word.
  private let weights: [UInt8]
  private static let padding = 16

  init(_ tokens: borrowing Tokens) {
    let count = tokens.vocabulary.words.count
    var bytes: [UInt8] = []
    var ends: [UInt32] = []
    bytes.reserveCapacity(count * 7 + Self.padding)
    ends.reserveCapacity(count)
    for number in 0..<count {
      tokens.vocabulary.appendForm(UInt32(number), to: &bytes)
      ends.append(UInt32(truncatingIfNeeded: bytes.count))
    }
    for _ in 0..<Self.padding { bytes.append(0) }
    var weights = [UInt8](repeating: 0, count: count)
    for index in 0..<tokens.count { weights[Int(tokens[index].number)] = tokens[index].quarters }
    self.bytes = bytes
    self.ends = ends
    self.weights = weights
  }

  var count: Int { ends.count }
  var byteCount: Int { bytes.count + ends.count * 5 }

  func weight(_ number: Int) -> UInt8 { weights[number] }

  @inline(__always)
  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  /// Up to 16 bytes of a form as two lanes, zero-filled.
  @inline(__always)
  private func lanes(_ range: Range<Int>) -> (low: UInt64, high: UInt64) {
    precondition(range.upperBound + Self.padding <= bytes.count)
    // SAFETY: both lanes end within the bytes, by the padding.
    let (low, high) = unsafe bytes.withUnsafeBytes {
      unsafe (
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)),
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound + 8, as: UInt64.self))
      )
    }
    func mask(_ count: Int) -> UInt64 { count >= 8 ? ~0 : count <= 0 ? 0 : (1 << UInt64(8 * count)) &- 1 }
    return (low & mask(range.count), high & mask(range.count - 8))
  }

  /// The hash of a word's comparison form.
  @inline(__always)
  func hash(_ number: Int) -> UInt64 {
    let range = range(number)
    if range.count > 16 { return TokenHash.hash(long: bytes.span.extracting(range)) }
    let (low, high) = lanes(range)
    return TokenHash.hash(low: low, high: high, count: range.count)
  }

  /// Whether a word is the same as a word of another document, byte for byte.
  @inline(__always)
  func isEqual(_ number: Int, to other: Int, of list: WordList) -> Bool {
    let (a, b) = (range(number), list.range(other))
    guard a.count == b.count else { return false }
    if a.count <= 16 { return lanes(a) == list.lanes(b) }
    for index in 0..<a.count where bytes[a.lowerBound + index] != list.bytes[b.lowerBound + index] {
      return false
    }
    return true
  }
}

/// Where a document's tokens stand in its text as it was given.
struct TokenPlaces: Sendable {
  private let starts: [UInt32]
  /// Lengths in bytes, 255 for all that are longer.
  private let lengths: [UInt8]
  private let longLengths: [Int: UInt32]

  init() {
    starts = []
    lengths = []
    longLengths = [:]
  }

  /// - Parameter map: From the written form, in which the tokens stand, back to the text as it was given.
  init(_ tokens: borrowing Tokens, _ map: EditMap) {
    var starts: [UInt32] = []
    var lengths: [UInt8] = []
    var longLengths: [Int: UInt32] = [:]
    starts.reserveCapacity(tokens.count)
    lengths.reserveCapacity(tokens.count)
    for index in 0..<tokens.count {
      let range = map.inputRange(Int(tokens[index].start)..<Int(tokens[index].end))
      starts.append(UInt32(truncatingIfNeeded: range.lowerBound))
      let length = UInt32(truncatingIfNeeded: range.count)
      lengths.append(UInt8(clamping: length))
      if length >= 255 { longLengths[index] = length }
    }
    self.starts = starts
    self.lengths = lengths
    self.longLengths = longLengths
  }

  var isEmpty: Bool { starts.isEmpty }
  var byteCount: Int { starts.count * 5 }

  /// The bytes from the first token of a range to its last one.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    let last = range.upperBound - 1
    let length = longLengths[last] ?? UInt32(lengths[last])
    return Int(starts[range.lowerBound])..<Int(starts[last] + length)
  }
}
