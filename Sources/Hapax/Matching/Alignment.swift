/// The longest common subsequence of two short runs of tokens, and which tokens make it up.
///
/// The table of the textbook algorithm is kept as one bit for each cell, 64 cells in a machine word, so a row costs a few
/// operations: a bit is 0 where the row's length grows. Source: H. Hyyrö, "Bit-parallel LCS-length computation
/// revisited", AWOCA 2004.
enum Alignment {
  /// The longest run that is aligned, in tokens.
  static let longest = 64

  /// Calls `body` with the places of each pair of equal tokens in a longest common subsequence, last pair first.
  ///
  /// - Precondition: Neither range is longer than 64 tokens.
  /// - Complexity: O(*m* · *n*) bit tests on at most 64 tokens each.
  static func forEachPair(
    in tokens: borrowing Tokens, source: Range<Int>, copy: Range<Int>,
    _ body: (_ source: Int, _ copy: Int) -> Void
  ) {
    precondition(source.count <= longest && copy.count <= longest, "An aligned run has at most 64 tokens")
    guard !source.isEmpty, !copy.isEmpty else { return }
    var rows: [64 of UInt64] = .init(repeating: 0)
    var row = ~UInt64(0)
    for (index, place) in copy.enumerated() {
      let equal = row & occurrences(of: tokens[place].number, in: source, tokens)
      row = (row &+ equal) | (row &- equal)
      rows[index] = row
    }
    var i = source.count
    var j = copy.count
    while i > 0 && j > 0 {
      let bit = UInt64(1) << UInt64(i - 1)
      if rows[j - 1] & bit != 0 {
        i -= 1
      } else if j > 1 && rows[j - 2] & bit == 0 {
        j -= 1
      } else {
        body(source.lowerBound + i - 1, copy.lowerBound + j - 1)
        i -= 1
        j -= 1
      }
    }
  }

  /// One bit for each place of a run that holds a word.
  private static func occurrences(of number: UInt32, in range: Range<Int>, _ tokens: borrowing Tokens)
    -> UInt64
  {
    var mask: UInt64 = 0
    for (index, place) in range.enumerated() where tokens[place].number == number {
      mask |= 1 << UInt64(index)
    }
    return mask
  }
}
