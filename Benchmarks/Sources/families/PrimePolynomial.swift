/// A polynomial modulo the Mersenne prime 2⁶¹ − 1 (Karp and Rabin, 1987): no text makes its windows collide that does not know
/// the base.
struct PrimePolynomial: RollingFamily {
  static let name = "polynomial mod 2^61-1"
  static let prime: UInt64 = (1 << 61) - 1
  private static let base: UInt64 = 0x1E37_79B9_7F4A_7C15 % prime

  private let power: UInt64
  private(set) var raw: UInt64 = 0

  init(width: Int) { power = (1..<width).reduce(1) { power, _ in Self.product(power, Self.base) } }

  @inline(__always)
  mutating func append(_ token: UInt64) {
    raw = Self.reduced(Self.product(raw, Self.base) + Self.reduced(token))
  }

  @inline(__always)
  mutating func removeFirst(_ token: UInt64) {
    raw = Self.reduced(raw + Self.prime - Self.product(Self.reduced(token), power))
  }

  /// Below the prime, for any value.
  @inline(__always)
  private static func reduced(_ value: UInt64) -> UInt64 {
    let folded = (value & prime) + value >> 61
    return folded >= prime ? folded - prime : folded
  }

  /// - Precondition: Both are below the prime.
  @inline(__always)
  private static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return reduced((low & prime) + (high << 3 | low >> 61))
  }
}
