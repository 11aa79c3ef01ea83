/// The 64-bit hash of a token's comparison form.
///
/// Two lanes of eight bytes are multiplied to 128 bits and the halves are combined, as in wyhash (Wang Yi, public
/// domain, 2019). Bytes are read little-endian; a form longer than 16 bytes is taken 16 bytes at a time, the hash of
/// what came before entering the next step. Seeded by constants, so it is the same on every machine and in every run.
enum TokenHash {
  static let seed0: UInt64 = 0xA076_1D64_78BD_642F
  static let seed1: UInt64 = 0xE703_7ED1_A0B4_28DB
  static let seed2: UInt64 = 0x8EBC_6AF0_9C88_C6E3

  /// The halves of the 128-bit product and the factors, combined. Without the factors, a text that makes one of them 0
  /// would give every token the same hash.
  @inline(__always)
  static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low ^ a ^ b
  }

  /// The hash of up to 16 bytes: `low` and `high` hold them, zero-filled, and `count` tells `a` from `a\0`.
  @inline(__always)
  static func hash(low: UInt64, high: UInt64, count: Int) -> UInt64 {
    HashWidth.cut(mix(low ^ seed0 ^ (UInt64(count) &* seed2), high ^ seed1))
  }

  /// The hash of a form of any length.
  static func hash(of form: Span<UInt8>) -> UInt64 {
    if form.count > 16 { return hash(long: form) }
    let (low, high) = lanes(of: form, at: 0)
    return hash(low: low, high: high, count: form.count)
  }

  /// The hash of a form of more than 16 bytes.
  static func hash(long form: Span<UInt8>) -> UInt64 {
    var state = UInt64(form.count)
    var at = 0
    while at < form.count {
      let (low, high) = lanes(of: form, at: at)
      state = mix(low ^ seed0 ^ state, high ^ seed1)
      at += 16
    }
    return HashWidth.cut(state)
  }

  /// Up to 16 bytes from `at` on, little-endian, zero-filled.
  static func lanes(of form: Span<UInt8>, at: Int) -> (low: UInt64, high: UInt64) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in 0..<min(16, form.count - at) {
      let byte = UInt64(form[at + index])
      if index < 8 { low |= byte << UInt64(8 * index) } else { high |= byte << UInt64(8 * index - 64) }
    }
    return (low, high)
  }
}
