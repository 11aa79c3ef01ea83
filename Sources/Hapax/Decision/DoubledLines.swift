/// A text in which each line, or nearly each, stands twice in a row.
///
/// This comes first of all: while every paragraph has its twin beside it, chains run across the twins and align what does
/// not belong together. The second of each pair goes, and the rest is looked at afresh.
enum DoubledLines {
  /// The removals of a text whose lines are doubled, or none.
  ///
  /// - Complexity: O(*n*): a line is compared with the one before it.
  static func removals(
    in tokens: inout Tokens, _ text: UnsafeBufferPointer<UInt8>, _ options: Options.Decision
  ) -> [Removal] {
    if !tokens.isNumbered {
      guard hasEqualNeighbours(tokens) else { return [] }
      unsafe tokens.number(text)
    }
    return unsafe removals(in: tokens, text.span, options)
  }

  /// Whether the hashes of any line's tokens are those of the line before.
  private static func hasEqualNeighbours(_ tokens: borrowing Tokens) -> Bool {
    var previous = 0..<0
    for index in 0..<tokens.lines.count {
      let range = tokens.lines[index].tokens
      guard !range.isEmpty else { continue }
      if tokens.haveEqualHashes(previous, range) { return true }
      previous = range
    }
    return false
  }

  private static func removals(
    in tokens: borrowing Tokens, _ text: Span<UInt8>, _ options: Options.Decision
  ) -> [Removal] {
    var lines = 0
    var pairs: [Removal] = []
    var words = Words.zero
    var previous: Range<Int>?
    /// How many lines in a row are equal.
    var run = 1
    for index in 0..<tokens.lines.count {
      let line = tokens.lines[index]
      let range = Int(line.firstToken)..<Int(line.endToken)
      guard !range.isEmpty else { continue }
      lines += 1
      if let previous, tokens.areEqual(previous, range, text) {
        run += 1
        // A line that stands more often than four times is no pair.
        if run > 4 { return [] }
        if run.isMultiple(of: 2) {
          pairs.append(Removal(tokens: range, reason: .doubledLine, source: previous))
          words += tokens.words(range)
        }
      } else {
        run = 1
      }
      previous = range
    }
    let isDoubled =
      pairs.count >= 3 && Double(pairs.count) >= options.doubledLinesShare * Double(lines)
      && words.value >= options.minimumDoubledWords
    return isDoubled ? pairs : []
  }
}
