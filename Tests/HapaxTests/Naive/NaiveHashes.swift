@testable import Hapax

/// Hashes as `Documentation/Hashing.md` defines them, each window from its start.
enum NaiveHashes {
  /// A window's hash: the sum of the tokens' hashes, each times a power of the base.
  static func window(_ hashes: some Collection<UInt64>) -> UInt64 {
    var sum: UInt64 = 0
    for (index, hash) in hashes.enumerated() {
      var power: UInt64 = 1
      for _ in 0..<hashes.count - 1 - index { power &*= 0x9E37_79B9_7F4A_7C15 }
      sum &+= hash &* power
    }
    return HashWidth.cut(TokenHash.mix(sum ^ 0xE703_7ED1_A0B4_28DB, 0xA076_1D64_78BD_642F))
  }

  /// A token's hash, byte by byte.
  static func token(_ form: [UInt8]) -> UInt64 {
    func lane(_ start: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | (start + $1 < form.count ? UInt64(form[start + $1]) << UInt64(8 * $1) : 0) }
    }
    if form.count <= 16 {
      let first = lane(0) ^ TokenHash.seed0 ^ (UInt64(form.count) &* TokenHash.seed2)
      return HashWidth.cut(TokenHash.mix(first, lane(8) ^ TokenHash.seed1))
    }
    var state = UInt64(form.count)
    for start in stride(from: 0, to: form.count, by: 16) {
      state = TokenHash.mix(lane(start) ^ TokenHash.seed0 ^ state, lane(start + 8) ^ TokenHash.seed1)
    }
    return HashWidth.cut(state)
  }
}
