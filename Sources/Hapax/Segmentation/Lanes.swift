/// Eight bytes at a time in one machine word, high bits as flags.
enum Lanes {
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  static let caseBits: UInt64 = 0x2020_2020_2020_2020
  static let spaces: UInt64 = 0x2020_2020_2020_2020

  /// Flags the bytes that are ASCII letters.
  @inline(__always)
  static func letters(_ bytes: UInt64) -> UInt64 {
    let small = (bytes | caseBits) & ~highBits
    // A byte of 7 bits plus 0x1F carries into the high bit from `a` on, plus 5 from behind `z` on.
    return (small &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(small &+ 0x0505_0505_0505_0505) & ~bytes & highBits
  }

  /// Of flagged letters, those that are capitals.
  @inline(__always)
  static func capitals(_ bytes: UInt64, among letters: UInt64) -> UInt64 {
    letters & ~((bytes & caseBits) << 2)
  }

  /// How many bytes, from the first on, are flagged.
  @inline(__always)
  static func leadingCount(_ flags: UInt64) -> Int { (~flags & highBits).trailingZeroBitCount >> 3 }

  /// Of each length below 32: what takes so many bytes of two words in a row, both whole from 16 on. For loops over all words of
  /// a text, in which loading masks is faster than making them. Made once and never freed.
  ///
  /// SAFETY: written here and only read after that.
  nonisolated(unsafe) static let pairs: UnsafePointer<(low: UInt64, high: UInt64)> = {
    let pairs = UnsafeMutablePointer<(low: UInt64, high: UInt64)>.allocate(capacity: 32)
    for count in 0..<32 { unsafe (pairs + count).initialize(to: (mask(count), mask(count - 8))) }
    return unsafe UnsafePointer(pairs)
  }()

  /// Takes the first `count` bytes of a word: none where `count` is below 0, all where it is above 8.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    // Shifted twice by half: by 64 at once is by nothing. Nobody can foresee lengths, so there is no branch.
    let half = UInt64(truncatingIfNeeded: 4 &* min(max(count, 0), 8))
    return ~((~0 &<< half) &<< half)
  }
}
