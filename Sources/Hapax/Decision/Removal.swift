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
  var differing: [Int] = []
}
