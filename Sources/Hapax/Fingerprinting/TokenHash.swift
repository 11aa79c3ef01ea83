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

  /// The hash of a form of 17 through 32 bytes, given zero-filled.
  @inline(__always)
  static func hash(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, count: Int) -> UInt64 {
    let state = mix(a ^ seed0 ^ UInt64(count), b ^ seed1)
    return HashWidth.cut(mix(c ^ seed0 ^ state, d ^ seed1))
  }

  /// Up to 16 bytes from `at` on, little-endian, zero-filled.
  static func lanes(of form: Span<UInt8>, at: Int) -> (low: UInt64, high: UInt64) {
    let length = min(16, form.count - at)
    if length > 8 { return (lane(of: form, at: at, 8), lane(of: form, at: at + 8, length - 8)) }
    return (lane(of: form, at: at, length), 0)
  }

  /// Up to eight bytes from `at` on, little-endian, zero-filled. Read in words that overlap, so that a length nobody can
  /// foresee costs few branches.
  @inline(__always)
  private static func lane(of form: Span<UInt8>, at: Int, _ length: Int) -> UInt64 {
    let bytes = unsafe form.bytes
    // Loads are checked against the span.
    if length == 8 {
      return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
    }
    if length >= 4 {
      let low = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self).littleEndian
      let high = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at + length - 4, as: UInt32.self)
        .littleEndian
      return UInt64(low) | UInt64(high) << UInt64(8 * (length - 4))
    }
    var lane: UInt64 = 0
    for index in 0..<max(0, length) { lane |= UInt64(form[at + index]) << UInt64(8 * index) }
    return lane
  }
}
