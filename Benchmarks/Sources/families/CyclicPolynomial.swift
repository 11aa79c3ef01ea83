/// Cyclic polynomials, or buzhash: turned by a bit and XORed (J. D. Cohen, "Recursive hashing functions for n-grams", ACM
/// Transactions on Information Systems 15, 1997; D. Lemire, O. Kaser, "Recursive n-gram hashing is pairwise independent, at
/// best", 2010).
struct CyclicPolynomial: RollingFamily {
  static let name = "cyclic"

  private let turn: UInt64
  private(set) var raw: UInt64 = 0

  init(width: Int) { turn = UInt64((width - 1) % 64) }

  @inline(__always)
  mutating func append(_ token: UInt64) { raw = Self.turned(raw, 1) ^ token }

  @inline(__always)
  mutating func removeFirst(_ token: UInt64) { raw ^= Self.turned(token, turn) }

  @inline(__always)
  private static func turned(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value &<< bits | value &>> (64 &- bits)
  }
}
