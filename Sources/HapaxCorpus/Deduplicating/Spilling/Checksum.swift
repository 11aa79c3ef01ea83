/// A checksum of bytes on disk, to see that they are those that were written: four lanes of eight bytes, so that it costs
/// little beside reading them. It guards against damage, not against malice.
@safe enum Checksum {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// - Parameter seed: Bytes at another place, or of another kind, have another checksum.
  static func of(_ bytes: ArraySlice<UInt8>, seed: UInt64 = 0) -> UInt64 {
    unsafe bytes.withUnsafeBytes { raw in
      var a = mixed(mixed(factor, seed), UInt64(raw.count))
      var (b, c, d) = (factor, factor &* 3, factor &* 5)
      var at = 0
      while at + 32 <= raw.count {
        // SAFETY: the 32 bytes end within the buffer.
        unsafe a = mixed(a, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        unsafe b = mixed(b, raw.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
        unsafe c = mixed(c, raw.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self))
        unsafe d = mixed(d, raw.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self))
        at += 32
      }
      while at < raw.count {
        unsafe a = mixed(a, UInt64(raw[at]))
        at += 1
      }
      return mixed(mixed(mixed(a, rotated(b, 17)), rotated(c, 29)), rotated(d, 41))
    }
  }

  @inline(__always)
  private static func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }

  @inline(__always)
  private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word) &* factor
    return product ^ product >> 32
  }
}
