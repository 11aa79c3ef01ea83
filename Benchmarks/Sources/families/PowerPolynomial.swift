/// A polynomial modulo 2⁶⁴ (Karp and Rabin, 1987), as the engine has it.
struct PowerPolynomial: RollingFamily {
  static let name = "polynomial mod 2^64"
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  private let power: UInt64
  private(set) var raw: UInt64 = 0

  init(width: Int) { power = (1..<width).reduce(1) { power, _ in power &* Self.base } }

  @inline(__always)
  mutating func append(_ token: UInt64) { raw = raw &* Self.base &+ token }

  @inline(__always)
  mutating func removeFirst(_ token: UInt64) { raw = raw &- token &* power }
}
