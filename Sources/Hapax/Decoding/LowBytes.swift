/// The punctuation of which the low byte alone was left.
///
/// Text of 16 bits a character that was written as one byte each keeps its ASCII, and has controls where it had quotes and
/// dashes: U+2019 is left as U+0019. Dropped, they would join the words beside them.
enum LowBytes {
  /// The quote or dash whose low byte `scalar` is; nil where it is none.
  static func character(for scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x13, 0x14, 0x18, 0x19, 0x1C, 0x1D: 0x2000 | scalar
    default: nil
    }
  }

  /// Whether UTF-8 has one of them that touches a letter, a digit or any character beyond ASCII. Else they are controls, as
  /// those that part records; a byte order mark touches nothing.
  static func occur(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = unsafe text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func isWord(_ at: Int) -> Bool {
      guard start..<text.count ~= at else { return false }
      // SAFETY: the place was just checked.
      let byte = unsafe text[at]
      return byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
    // SAFETY: places are below the count.
    return (start..<max(start, text.count)).contains {
      unsafe character(for: UInt32(text[$0])) != nil && (isWord($0 - 1) || isWord($0 + 1))
    }
  }
}
