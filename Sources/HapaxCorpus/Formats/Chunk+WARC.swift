extension Chunk {
  /// Calls `body` with every record of WARC until it returns false.
  ///
  /// - Precondition: They were cut by `WARCCutter`.
  func forEachWARCRecord(_ body: (Entry) -> Bool) {
    var (start, number) = (0, firstNumber)
    while start < bytes.count, let header = try? WARCHeader(in: bytes, at: start) {
      let end = header.block.upperBound
      let entry = Entry(
        whole: start..<end + 4, content: start..<end, number: number, line: number, isBlank: false)
      guard body(entry) else { return }
      number += 1
      start = end + 4
    }
  }
}
