/// What an ASCII byte is, as one byte.
enum ByteKind {
  static let separator: UInt8 = 0
  static let lower: UInt8 = 1
  static let upper: UInt8 = 2
  static let digit: UInt8 = 3
  static let symbol: UInt8 = 4
  static let lineBreak: UInt8 = 5
  static let dash: UInt8 = 6
  static let wide: UInt8 = 7
  static let space: UInt8 = 8

  /// The kind of each byte. Made once and never freed, so that a scan holds its address and not its 256 bytes.
  ///
  /// SAFETY: written here and only read after that.
  nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 { unsafe (table + byte).initialize(to: kind(of: UInt8(byte))) }
    return unsafe UnsafePointer(table)
  }()

  static func kind(of byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit
    case UInt8(ascii: "$"), UInt8(ascii: "%"): symbol
    case 0x0A...0x0D: lineBreak
    case UInt8(ascii: "-"): dash
    case 0x20, 0x09: space
    case 0x80...: wide
    default: separator
    }
  }
}
