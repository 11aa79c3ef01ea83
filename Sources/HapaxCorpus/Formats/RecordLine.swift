/// One line of a JSON Lines file, as ranges of the chunk that it lies in.
struct RecordLine {
  /// The line with its line end, and with the byte order mark before the first one.
  let whole: Range<Int>
  /// What is JSON in it.
  let content: Range<Int>
  /// Counted from 1 through the file.
  let number: Int
  /// Whether there is only white space. Such lines are kept and are no records.
  let isBlank: Bool
}

extension Chunk {
  /// Calls `body` with every line until it returns false.
  func forEachLine(_ body: (RecordLine) -> Bool) {
    var number = firstLine
    var goesOn = true
    bytes.forEachLine { line, whole in
      guard goesOn else { return }
      let hasMark =
        number == 1 && line.count >= 3
        && bytes[line.lowerBound..<line.lowerBound + 3] == Format.byteOrderMark
      let content = line.lowerBound + (hasMark ? 3 : 0)..<line.upperBound
      let isBlank = content.allSatisfy { isJSONSpace(bytes[$0]) }
      goesOn = body(RecordLine(whole: whole, content: content, number: number, isBlank: isBlank))
      number += 1
    }
  }
}
