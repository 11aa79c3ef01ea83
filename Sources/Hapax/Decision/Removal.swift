/// Tokens that go, and why.
struct Removal {
  var tokens: Range<Int>
  var reason: Edit.Reason
  /// The tokens that say the same and stay.
  var source: Range<Int>?
  /// Tokens of the copy that the source does not have, of a near copy.
  var differing: [Int] = []
  /// Of a sentence: the block that it stands in.
  var sentenceOf: Int?
}

/// Tokens that repeat and stay, and why.
struct Finding {
  var tokens: Range<Int>
  var source: Range<Int>?
  var reason: Note.Reason
  var count = 1
  /// At least the first `namedWords` tokens that the source does not have.
  var differing: [Int] = []

  /// How many differing words a note names.
  static let namedWords = 16
}

extension Removal {
  /// How near the copy is, where it is not word for word.
  func likeness(in text: Span<UInt8>, _ all: borrowing Tokens) -> Edit.Likeness? {
    guard !differing.isEmpty else { return nil }
    let novel = differing.reduce(Words.zero) { $0 + all.words($1..<$1 + 1) }
    return Edit.Likeness(
      similarity: 1 - novel.value / max(1, all.words(tokens).value),
      differing: differing.map { all.string($0, in: text) })
  }
}

extension Tokens {
  /// A token as it stands in the text.
  func string(_ index: Int, in text: Span<UInt8>) -> String {
    var word: [UInt8] = []
    for offset in Int(all[index].start)..<Int(all[index].end) { word.append(text[offset]) }
    return String(decoding: word, as: UTF8.self)
  }
}
