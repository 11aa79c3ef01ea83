/// How many code points begin before a byte of a text.
struct CodePointIndex {
  /// Before every 64th byte.
  private var blocks: [Int] = []
  private let text: [UInt8]
  let count: Int

  init(_ text: [UInt8]) {
    self.text = text
    var count = 0
    for (offset, byte) in text.enumerated() {
      if offset & 63 == 0 { blocks.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    self.count = count
  }

  subscript(offset: Int) -> Int {
    guard offset < text.count else { return count }
    return blocks[offset >> 6] + text[offset & ~63..<offset].count { $0 & 0xC0 != 0x80 }
  }
}
