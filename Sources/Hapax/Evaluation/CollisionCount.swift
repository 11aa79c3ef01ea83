/// How often hashes of some width are equal though what they stand for is not.
public struct CollisionCount: Hashable, Sendable {
  /// The width, in bits.
  public let bits: Int
  /// Different values, and how many of them share their hash with another one before.
  public let values: Int
  public let collisions: Int

  /// Cuts 64-bit hashes of different values to a width.
  public init(of hashes: [UInt64], bits: Int) {
    let distinct = Set(hashes)
    let mask = bits >= 64 ? UInt64.max : (1 << UInt64(bits)) - 1
    self.bits = bits
    values = distinct.count
    collisions = distinct.count - Set(distinct.map { $0 & mask }).count
  }

  /// Of hashes that were counted elsewhere.
  public init(values: Int, collisions: Int, bits: Int) {
    self.values = values
    self.collisions = collisions
    self.bits = bits
  }

  /// What chance would make of so many values: *n* less the expected number of cells of 2^bits that are hit.
  public var expected: Double {
    guard bits < 64 else { return 0 }
    let (n, cells) = (Double(values), Double(sign: .plus, exponent: bits, significand: 1))
    // For few values in many cells the difference of large numbers would be noise.
    if n / cells < 1e-4 { return n * (n - 1) / (2 * cells) }
    var miss = 1.0
    // (1 − 1/cells)ⁿ by squaring.
    var (base, exponent) = (1 - 1 / cells, values)
    while exponent > 0 {
      if exponent & 1 == 1 { miss *= base }
      base *= base
      exponent >>= 1
    }
    return n - cells * (1 - miss)
  }
}
