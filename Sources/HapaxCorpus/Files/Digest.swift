/// A hash of bytes that are read twice, to see that they are still the same. It guards against accidents, not against malice.
///
/// `Documentation/Hashing.md` specifies it: reports have it.
enum Digest {
  static func of(_ bytes: [UInt8]) -> UInt64 { of(bytes.span) }

  static func of(_ bytes: ArraySlice<UInt8>, seed: UInt64 = 0) -> UInt64 { of(bytes.span, seed: seed) }

  /// Of a part of a buffer, which is not copied.
  static func of(_ buffer: ByteBuffer, in range: Range<Int>) -> UInt64 {
    buffer.withSpan(in: range) { of($0) }
  }

  /// - Parameter seed: Bytes at another place have another digest; 0 gives the one that is specified.
  static func of(_ bytes: Span<UInt8>, seed: UInt64 = 0) -> UInt64 {
    unsafe bytes.withUnsafeBytes { unsafe of(raw: $0, seed: seed) }
  }

  /// In four lanes, each of which waits for itself alone.
  private static func of(raw: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    let start = UInt64(raw.count) ^ seed &* 0xD6E8_FEB8_6659_FD93
    var (a, b, c, d) = (start, start, start, start)
    var at = 0
    func word(_ offset: Int) -> UInt64 {
      // SAFETY: the loops below see to it that the eight bytes end within the buffer.
      UInt64(littleEndian: unsafe raw.loadUnaligned(fromByteOffset: at + offset, as: UInt64.self))
    }
    while at + 32 <= raw.count {
      enter(word(0), &a)
      enter(word(8), &b)
      enter(word(16), &c)
      enter(word(24), &d)
      at += 32
    }
    if at + 8 <= raw.count { enter(word(0), &a) }
    if at + 16 <= raw.count { enter(word(8), &b) }
    if at + 24 <= raw.count { enter(word(16), &c) }
    at += (raw.count - at) & ~7
    // Turned, for the same change at the end of two lanes is not the same change of the whole.
    enter(turned(b, by: 21), &a)
    enter(turned(c, by: 42), &a)
    enter(turned(d, by: 63), &a)
    while at < raw.count {
      a = (a ^ UInt64(unsafe raw[at])) &* factor
      at += 1
    }
    return a ^ a >> 29
  }

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func turned(_ lane: UInt64, by bits: UInt64) -> UInt64 {
    lane &<< bits | lane &>> (64 - bits)
  }

  @inline(__always)
  private static func enter(_ word: UInt64, _ lane: inout UInt64) {
    lane = (lane ^ word) &* factor
    lane ^= lane >> 32
  }
}
