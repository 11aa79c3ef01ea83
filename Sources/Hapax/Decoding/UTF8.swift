/// One step of decoding UTF-8.
struct DecodedScalar {
  /// The code point; U+FFFD for an ill-formed sequence.
  var scalar: UInt32
  /// Bytes read, from 1 through 4.
  var length: Int
  var isWellFormed: Bool
}

/// Decoding of UTF-8 with U+FFFD for each maximal subpart of an ill-formed sequence.
///
/// Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts" and table 3-7, which WHATWG's decoder follows too:
/// the longest start of a well-formed sequence is one error, any other byte is one error by itself. F0 80 80 41 is three
/// errors and `A`, because 80 can not follow F0.
enum UTF8Decoding {
  /// Decodes the sequence at `offset`.
  ///
  /// - Precondition: `offset` lies inside `text`.
  @inline(__always)
  static func decode(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> DecodedScalar {
    // SAFETY: the caller's offset is in bounds, and each later byte is read behind a comparison with the count.
    let lead = unsafe text[offset]
    if lead < 0x80 { return DecodedScalar(scalar: UInt32(lead), length: 1, isWellFormed: true) }
    return unsafe decodeMultiByte(text, at: offset, lead: lead)
  }

  /// Decodes a sequence that begins beyond ASCII.
  @inline(__always)
  static func decodeMultiByte(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int, lead: UInt8
  ) -> DecodedScalar {
    // Most characters of three bytes, at once: their leads allow any continuation behind them.
    if lead >= 0xE1, lead <= 0xEC, offset + 2 < text.count {
      // SAFETY: both offsets are below the count.
      let (second, third) = unsafe (text[offset + 1], text[offset + 2])
      if second & third & 0xC0 == 0x80, (second | third) & 0x40 == 0 {
        let scalar = UInt32(lead & 0xF) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
        return DecodedScalar(scalar: scalar, length: 3, isWellFormed: true)
      }
    }
    return unsafe decodeByTable(text, at: offset, lead: lead)
  }

  @inline(never)
  private static func decodeByTable(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int, lead: UInt8
  ) -> DecodedScalar {
    // Table 3-7: the lead byte tells the length and the range of the second byte.
    let length: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, lowest) = (3, 0xA0)
    case 0xED: (length, highest) = (3, 0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, lowest) = (4, 0x90)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, highest) = (4, 0x8F)
    default: return DecodedScalar(scalar: 0xFFFD, length: 1, isWellFormed: false)
    }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for index in 1..<length {
      // SAFETY: read behind a comparison with the count. A span takes 1.07 times as long.
      guard offset + index < text.count,
        case let byte = unsafe text[offset + index], byte >= lowest, byte <= highest
      else { return DecodedScalar(scalar: 0xFFFD, length: index, isWellFormed: false) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
      (lowest, highest) = (0x80, 0xBF)
    }
    return DecodedScalar(scalar: scalar, length: length, isWellFormed: true)
  }

  /// Whether all of `text` is well-formed.
  static func isWellFormed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    // SAFETY: `at` stays below the count.
    while at < text.count {
      let decoded = unsafe decode(text, at: at)
      guard decoded.isWellFormed else { return false }
      at += decoded.length
    }
    return true
  }
}

extension [UInt8] {
  /// Appends a code point in UTF-8.
  ///
  /// - Precondition: `scalar` is a Unicode scalar value.
  @inline(__always)
  mutating func appendUTF8(_ scalar: UInt32) {
    if scalar < 0x80 {
      append(UInt8(scalar))
    } else if scalar < 0x800 {
      append(UInt8(0xC0 | scalar >> 6))
      append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x1_0000 {
      append(UInt8(0xE0 | scalar >> 12))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    } else {
      append(UInt8(0xF0 | scalar >> 18))
      append(UInt8(0x80 | scalar >> 12 & 0x3F))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    }
  }

  /// One code point in UTF-8.
  init(utf8Of scalar: UInt32) {
    self = []
    appendUTF8(scalar)
  }
}
