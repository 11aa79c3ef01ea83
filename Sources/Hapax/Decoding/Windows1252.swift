/// The characters of Windows-1252 at 0x80–0x9F.
///
/// Text in Windows-1252 that was read as Latin-1 has C1 control characters where it had quotes and dashes; the
/// characters are known from the bytes. Five bytes mean nothing in Windows-1252 (0x81, 0x8D, 0x8F, 0x90, 0x9D); those
/// stay controls. WHATWG's HTML maps numeric character references in the same way.
enum Windows1252 {
  private static let characters: [UInt32] = [
    0x20AC, 0x0000, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,  // 80–87
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x0000, 0x017D, 0x0000,  // 88–8F
    0x0000, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,  // 90–97
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x0000, 0x017E, 0x0178,  // 98–9F
  ]

  /// The character that Windows-1252 has at `scalar`, a code point from 0x80 through 0x9F; nil when it has none.
  static func character(for scalar: UInt32) -> UInt32? {
    guard scalar >= 0x80, scalar <= 0x9F else { return nil }
    let character = characters[Int(scalar) - 0x80]
    return character == 0 ? nil : character
  }

  /// Whether UTF-8 has a C1 character, other than U+0085, that Windows-1252 has a character for. Then U+0085 is an
  /// ellipsis too; in a text without any it is NEL, a line end.
  ///
  /// 0xC2 is never a continuation byte, so bytes can be compared without decoding.
  static func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 1
    // SAFETY: `at` is at least 1 and below the count.
    while at < text.count {
      let byte = unsafe text[at]
      if unsafe text[at - 1] == 0xC2, byte != 0x85, character(for: UInt32(byte)) != nil { return true }
      at += 1
    }
    return false
  }
}
