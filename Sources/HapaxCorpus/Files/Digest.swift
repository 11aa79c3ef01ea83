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

  private static func of(raw: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    var hash = UInt64(raw.count) ^ seed &* 0xD6E8_FEB8_6659_FD93
    var at = 0
    while at + 8 <= raw.count {
      // SAFETY: the eight bytes end within the buffer.
      let word = unsafe raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      hash = (hash ^ UInt64(littleEndian: word)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      at += 8
    }
    while at < raw.count {
      hash = (hash ^ UInt64(unsafe raw[at])) &* 0x9E37_79B9_7F4A_7C15
      at += 1
    }
    return hash ^ hash >> 29
  }
}
