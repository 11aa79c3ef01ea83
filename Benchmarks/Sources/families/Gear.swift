/// Gear: shifted by a bit and added (W. Xia and others, "Ddelta: a deduplication-inspired fast delta compression approach",
/// Performance Evaluation 79, 2014). A token is forgotten after 64 others; in shorter windows it is taken out.
struct Gear: RollingFamily {
  static let name = "gear"

  private let shift: UInt64
  private(set) var raw: UInt64 = 0

  init(width: Int) { shift = UInt64(width - 1) }

  @inline(__always)
  mutating func append(_ token: UInt64) { raw = raw &<< 1 &+ token }

  @inline(__always)
  mutating func removeFirst(_ token: UInt64) { raw = raw &- token << shift }
}
