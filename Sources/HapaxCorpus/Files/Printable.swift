internal import CHapaxCorpus

/// Makes text and file names safe to print: what could move the cursor, change colours or reorder the line is
/// escaped. A scraped text can hold a terminal's escape sequences.
public enum Printable {
  /// `bytes` with control characters and bidi controls written as `\n` or `\u{1B}`, and bytes that are not UTF-8 as
  /// `\xFF`.
  public static func string(_ bytes: [UInt8]) -> String {
    var result = ""
    var at = 0
    while at < bytes.count {
      let length = sequenceLength(bytes, at)
      guard length > 0,
        let scalar = String(decoding: bytes[at..<at + length], as: UTF8.self).unicodeScalars.first
      else {
        result += "\\x" + hexadecimal(UInt32(bytes[at]), digits: 2)
        at += 1
        continue
      }
      append(scalar, to: &result)
      at += length
    }
    return result
  }

  /// Whether `bytes` are UTF-8.
  static func isText(_ bytes: [UInt8]) -> Bool { isText(bytes.span) }

  static func isText(_ bytes: Span<UInt8>) -> Bool {
    // SAFETY: what is lent outlives the call.
    unsafe bytes.withUnsafeBufferPointer { unsafe chc_is_utf8($0.baseAddress, $0.count) }
  }

  /// The length of the well-formed sequence at `at`; 0 where there is none.
  private static func sequenceLength(_ bytes: [UInt8], _ at: Int) -> Int {
    let length =
      switch bytes[at] {
      case 0..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 0, at + length <= bytes.count else { return 0 }
    return String(validating: bytes[at..<at + length], as: UTF8.self) == nil ? 0 : length
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.value {
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0x09: result += "\\t"
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
      result += "\\u{" + hexadecimal(scalar.value, digits: 2) + "}"
    default: result.unicodeScalars.append(scalar)
    }
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
  }
}
