/// UTF-8 that was read as Latin-1 and encoded once more: `Ä` U+0099 for `ę`.
///
/// The second of the two characters is half a letter. Taking it for a quote in Windows-1252, for a control, a soft hyphen
/// or a blank would lose the letter for good, so no rule touches it. Repairing such text is another matter: the first
/// halves alone are letters of many languages.
enum DoubleEncoding {
  /// Whether a code point can be such a half and would be touched: C1, the no-break space and the soft hyphen.
  static func canHide(_ scalar: UInt32) -> Bool {
    (0x80...0xA0).contains(scalar) || scalar == 0xAD
  }

  /// Whether the code point of two bytes at an offset is half a letter: the first half stands before it, composed or
  /// as letter and mark, and with as many halves as that announces. One of them must be a C1 control: words in
  /// capitals end in `Ã` or `Å` before an honest no-break space or soft hyphen.
  ///
  /// - Parameter stays: whether the rules leave alone a half that is not in C1.
  static func covers(_ at: Int, of text: UnsafeBufferPointer<UInt8>, stays: (UInt32) -> Bool) -> Bool {
    for distance in 0..<3 {
      let start = at - 2 * distance
      if let length = unsafe length(before: start, of: text) {
        guard distance < length else { return false }
        return unsafe areHalves(length, at: start, of: text, stays)
      }
      guard unsafe half(at: start - 2, of: text) != nil else { return false }
    }
    return false
  }

  /// How many halves the first half announces that ends at `end`; nil when there is none.
  private static func length(before end: Int, of text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard end >= 2 else { return nil }
    // SAFETY: the offsets are from 0 on and below `end`, which is at most the offset of a code point.
    let (lead, trail) = unsafe (text[end - 2], text[end - 1])
    guard trail & 0xC0 == 0x80 else { return nil }
    var byte: UInt32?
    if lead == 0xC3 {
      byte = 0xC0 | UInt32(trail & 0x3F)
    } else if lead == 0xCC, end >= 3 {
      // SAFETY: compared just before. U+0300 through U+033F make all letters of Latin-1.
      byte = ICUCodePoint.composite(UInt32(unsafe text[end - 3]), 0x300 | UInt32(trail & 0x3F))
    }
    switch byte {
    case .some(0xC2...0xDF): return 1
    case .some(0xE0...0xEF): return 2
    case .some(0xF0...0xF4): return 3
    default: return nil
    }
  }

  private static func areHalves(
    _ count: Int, at start: Int, of text: UnsafeBufferPointer<UInt8>, _ stays: (UInt32) -> Bool
  ) -> Bool {
    var hasControl = false
    for index in 0..<count {
      guard let half = unsafe half(at: start + 2 * index, of: text) else { return false }
      if half < 0xA0 { hasControl = true } else if !stays(half) { return false }
    }
    return hasControl
  }

  /// The code point at an offset if it is one of U+0080 through U+00BF.
  private static func half(at offset: Int, of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard offset >= 0, offset + 1 < text.count else { return nil }
    // SAFETY: both offsets were compared with the count.
    let (lead, trail) = unsafe (text[offset], text[offset + 1])
    return lead == 0xC2 && trail & 0xC0 == 0x80 ? UInt32(trail) : nil
  }
}
