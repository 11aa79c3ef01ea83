/// Cuts behind line feeds: JSON Lines, and TSV, whose rows are lines.
struct LineCutter: RecordCutter {
  /// How many bytes are known to hold no line feed.
  private var searched = 0

  var count: Int? { nil }

  mutating func lastEnd(of bytes: ByteBuffer) -> Int? {
    guard let last = bytes.lastIndex(of: UInt8(ascii: "\n"), in: searched..<bytes.count) else {
      searched = bytes.count
      return nil
    }
    return last + 1
  }

  mutating func cut(at end: Int) { searched = 0 }

  mutating func finish(_ bytes: ByteBuffer) {}
}
