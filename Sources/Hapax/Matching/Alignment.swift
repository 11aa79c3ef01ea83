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
    var rows = Rows(count: source.count)
    for place in copy {
      let number = tokens[place].number
      var equal: UInt64 = 0
      for (index, other) in source.enumerated() where tokens[other].number == number {
        equal |= 1 << UInt64(index)
      }
      rows.append(equal)
    }
    rows.forEachPair { body(source.lowerBound + $0, copy.lowerBound + $1) }
  }

  /// The same for runs of two texts whose tokens have common numbers.
  static func forEachPair(
    _ sourceNumbers: borrowing Store<UInt32>, _ source: Range<Int>, _ copyNumbers: borrowing Store<UInt32>,
    _ copy: Range<Int>, _ body: (_ source: Int, _ copy: Int) -> Void
  ) {
    precondition(source.count <= longest && copy.count <= longest, "An aligned run has at most 64 tokens")
    guard !source.isEmpty, !copy.isEmpty else { return }
    var rows = Rows(count: source.count)
    for place in copy {
      let number = copyNumbers[place]
      var equal: UInt64 = 0
      for (index, other) in source.enumerated() where sourceNumbers[other] == number {
        equal |= 1 << UInt64(index)
      }
      rows.append(equal)
    }
    rows.forEachPair { body(source.lowerBound + $0, copy.lowerBound + $1) }
  }

  /// The rows of the table: one for each token of the copy, one bit for each token of the source.
  private struct Rows {
    private var rows: [64 of UInt64] = .init(repeating: 0)
    private var row = ~UInt64(0)
    private var length = 0
    private let count: Int

    init(count: Int) { self.count = count }

    /// Adds a row. `equal` has a bit for each token of the source that is the copy's next one.
    @inline(__always)
    mutating func append(_ equal: UInt64) {
      let both = row & equal
      row = (row &+ both) | (row &- both)
      rows[length] = row
      length += 1
    }

    @inline(__always)
    func forEachPair(_ body: (_ source: Int, _ copy: Int) -> Void) {
      var i = count
      var j = length
      while i > 0 && j > 0 {
        let bit = UInt64(1) << UInt64(i - 1)
        if rows[j - 1] & bit != 0 {
          i -= 1
        } else if j > 1 && rows[j - 2] & bit == 0 {
          j -= 1
        } else {
          body(i - 1, j - 1)
          i -= 1
          j -= 1
        }
      }
    }
  }
}
