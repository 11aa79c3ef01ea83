/// The tokens of one text: where each stands, and which word it is.
///
/// Tokens are cut from the written form and folded only inside their number, so a match of tokens is already a range of
/// real text.
@safe struct Tokens: ~Copyable {
  /// A token's place in the text and its properties; 20 bytes.
  struct Token: BitwiseCopyable {
    /// Its number in the vocabulary: equal numbers, equal comparison forms. 0 for all until `number(_:)` is called.
    var number: UInt32
    /// UTF-8 offsets of the written form.
    var start: UInt32
    var end: UInt32
    /// The length of the text before it, in quarters of a word.
    var position: UInt32
    /// Its length in quarters of a word, and what it is made of.
    var quarters: UInt8
    var traits: Traits
  }

  struct Traits: OptionSet, BitwiseCopyable {
    var rawValue: UInt8
    static let uppercase = Traits(rawValue: 1)
    static let digit = Traits(rawValue: 2)
    static let symbol = Traits(rawValue: 4)
    static let ideograph = Traits(rawValue: 8)
    static let southeastAsian = Traits(rawValue: 16)
    /// At most 16 bytes of ASCII letters or of digits, or a sign: with bit 5 set they are its comparison form.
    static let plain = Traits(rawValue: 32)
  }

  /// One line of the text.
  struct Line: BitwiseCopyable {
    /// UTF-8 offsets, without the line end.
    var start: UInt32
    var end: UInt32
    /// The first token, and the one behind the last.
    var firstToken: UInt32
    var endToken: UInt32
  }

  var all = Store<Token>()
  /// Of each token: the hash of its comparison form, in the order in which the seeds read them.
  var hashes = Store<UInt64>()
  var lines = Store<Line>()
  var vocabulary = Vocabulary()
  /// Whether the tokens have their numbers. A text in which no hash comes twice never needs them.
  var isNumbered = false
  /// Whether those that are not plain have them already.
  var hasWideNumbers = false
  /// The length of all tokens, in quarters of a word.
  var length: UInt32 = 0
  /// The comparison form of the token that is being read.
  var folded = Store<UInt8>()

  init() {}
}

extension Tokens {
  var count: Int { all.count }

  @inline(__always)
  subscript(index: Int) -> Token { all[index] }

  /// Whether each token weighs a word, as in most texts of spaced scripts: none weighs more.
  var areWords: Bool { Int(length) == 4 * all.count }

  /// The length of the tokens in a range, in words.
  func words(_ range: Range<Int>) -> Words {
    if range.isEmpty { return .zero }
    return Words(quarters: Int(position(range.upperBound) - position(range.lowerBound)))
  }

  /// The bytes from the first token of a range to its last one.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    Int(all[range.lowerBound].start)..<Int(all[range.upperBound - 1].end)
  }

  /// Numbers plain tokens in a row; see `Vocabulary`.
  mutating func numberPlain(from first: Int, _ scan: Scan) -> Int {
    vocabulary.numberPlain(all, hashes, from: first, scan)
  }

  /// The length of the text before a token, or of the whole text, in quarters of a word.
  @inline(__always)
  func position(_ index: Int) -> UInt32 { index < all.count ? all[index].position : length }

  mutating func removeAll(byteCount: Int) {
    length = 0
    all.removeAll()
    // Words of spaced scripts take six bytes and more, their space included.
    all.reserve(byteCount / 6)
    hashes.removeAll()
    hashes.reserve(byteCount / 6)
    lines.removeAll()
    isNumbered = false
  }
}
