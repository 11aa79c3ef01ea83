/// The length of the longest common subsequence of any two sequences of words, 64 cells at a time. `Alignment` does short
/// ones, and says which words they are.
///
/// Source: H. Hyyrö, "Bit-parallel LCS-length computation revisited", AWOCA 2004.
///
/// - Complexity: O(*n* · *m* / 64) after what the two share at their ends, which in a cleaned text is nearly all.
enum CommonWords {
  static func count(_ a: [Int32], _ b: [Int32]) -> Int {
    var a = a[...], b = b[...]
    var shared = 0
    while let first = a.first, first == b.first {
      (a, b, shared) = (a.dropFirst(), b.dropFirst(), shared + 1)
    }
    while let last = a.last, last == b.last {
      (a, b, shared) = (a.dropLast(), b.dropLast(), shared + 1)
    }
    return shared + bits(Array(a), Array(b))
  }

  /// The same, without the ends taken off.
  private static func bits(_ a: [Int32], _ b: [Int32]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    let limbs = (a.count + 63) / 64
    var places: [Int32: [UInt64]] = [:]
    for (index, word) in a.enumerated() {
      places[word, default: [UInt64](repeating: 0, count: limbs)][index / 64] |= 1 << UInt64(index % 64)
    }
    // A zero bit stands for a step of the last row of the table; adding carries the steps along.
    var row = [UInt64](repeating: .max, count: limbs)
    for word in b {
      guard let matches = places[word] else { continue }
      var carry: UInt64 = 0
      for limb in 0..<limbs {
        let hits = row[limb] & matches[limb]
        let (sum, first) = row[limb].addingReportingOverflow(hits)
        let (total, second) = sum.addingReportingOverflow(carry)
        row[limb] = total | (row[limb] & ~hits)
        carry = first || second ? 1 : 0
      }
    }
    return a.indices.count { row[$0 / 64] >> UInt64($0 % 64) & 1 == 0 }
  }
}
