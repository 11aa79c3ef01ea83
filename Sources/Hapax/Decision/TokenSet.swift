/// A set of tokens, from disjoint or overlapping ranges.
struct TokenSet {
  private var bits: [Bool]

  init(_ ranges: [Range<Int>], count: Int) {
    bits = ranges.isEmpty ? [] : [Bool](repeating: false, count: count)
    for range in ranges {
      for token in range { bits[token] = true }
    }
  }

  func contains(_ token: Int) -> Bool { !bits.isEmpty && bits[token] }
}
