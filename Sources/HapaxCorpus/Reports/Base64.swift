/// Base64 (RFC 4648, section 4), for the bytes in reports that are not UTF-8.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = Swift.min(3, bytes.count - start)
      var group: UInt32 = 0
      for index in 0..<3 { group = (group << 8) | (index < count ? UInt32(bytes[start + index]) : 0) }
      for index in 0..<4 {
        text.append(
          index <= count ? alphabet[Int((group >> UInt32(18 - 6 * index)) & 63)] : UInt8(ascii: "="))
      }
    }
    return text
  }

  /// The bytes; nil where `text` is no Base64.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    for (index, letter) in text.enumerated() {
      let isPadding = letter == UInt8(ascii: "=") && index >= text.count - padding
      guard let value = isPadding ? 0 : alphabet.firstIndex(of: letter) else { return nil }
      group = (group << 6) | UInt32(value)
      if index % 4 == 3 {
        bytes.append(contentsOf: [16, 8, 0].map { UInt8(truncatingIfNeeded: group >> $0) })
        group = 0
      }
    }
    bytes.removeLast(padding)
    return bytes
  }
}
