extension Chunk {
  /// Calls `body` with every row of a table until it returns false.
  ///
  /// A line without anything on it is blank, unless there is one column only: then it is a row with an empty field.
  func forEachRow(of table: Table, _ body: (Entry) -> Bool) {
    var (start, number, line) = (0, firstNumber, firstLine)
    while start < bytes.count {
      let contentStart = self.contentStart(start)
      let next = table.dialect.rowEnd(in: bytes, from: contentStart)
      var end = next
      if end > contentStart, bytes[end - 1] == UInt8(ascii: "\n") {
        end -= 1
        if end > contentStart, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      }
      let isBlank = end == contentStart && table.columns.count != 1
      let entry = Entry(
        whole: start..<next, content: contentStart..<end, number: number, line: line, isBlank: isBlank)
      guard body(entry) else { return }
      number += 1
      line += table.dialect == .tsv ? 1 : bytes.lineFeeds(in: start..<next)
      start = next
    }
  }
}

extension ByteBuffer {
  fileprivate func lineFeeds(in range: Range<Int>) -> Int {
    var (count, start) = (0, range.lowerBound)
    while let found = firstIndex(of: UInt8(ascii: "\n"), in: start..<range.upperBound) {
      count += 1
      start = found + 1
    }
    return count
  }
}
