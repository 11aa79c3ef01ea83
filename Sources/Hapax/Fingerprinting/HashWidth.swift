/// How many bits of a hash count.
///
/// All 64, but in the collision build, where the whole suite must pass with 8 and with 4: whatever is removed is then
/// removed on the text, not on a hash.
enum HashWidth {
  #if HAPAX_HASH_BITS_4
    static let bits = 4
  #elseif HAPAX_HASH_BITS_8
    static let bits = 8
  #else
    static let bits = 64
  #endif

  @inline(__always)
  static func cut(_ hash: UInt64) -> UInt64 {
    bits == 64 ? hash : hash & ((1 << UInt64(bits)) - 1)
  }
}
