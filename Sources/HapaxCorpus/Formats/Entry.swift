/// One record of a file, or what stands between records, as ranges of the chunk that it lies in.
struct Entry {
  /// The record with its end, and with the byte order mark before the first one. Those of a file are together the file.
  let whole: Range<Int>
  /// The record alone.
  let content: Range<Int>
  /// Counted from 1 through the file: lines of JSON, rows of a table with its header, records of WARC.
  let number: Int
  /// The line on which it begins, from 1; of WARC its number.
  let line: Int
  /// Whether there is nothing, or of JSON Lines only white space. Such lines are kept and are no records.
  let isBlank: Bool
}

extension Chunk {
  /// Calls `body` with every entry until it returns false.
  func forEachEntry(_ body: (Entry) -> Bool) {
    switch layout {
    case .lines: forEachLine(body)
    case .table(let table): forEachRow(of: table, body)
    case .warc: forEachWARCRecord(body)
    }
  }

  /// Where the content of an entry at `start` begins: behind the byte order mark, at the start of a file.
  func contentStart(_ start: Int) -> Int {
    let hasMark =
      offset + start == 0 && bytes.count >= 3 && bytes[0..<3] == Format.byteOrderMark
    return start + (hasMark ? 3 : 0)
  }

  private func forEachLine(_ body: (Entry) -> Bool) {
    var number = firstLine
    var goesOn = true
    bytes.forEachLine { line, whole in
      guard goesOn else { return }
      let content = contentStart(line.lowerBound)..<line.upperBound
      let isBlank = content.allSatisfy { isJSONSpace(bytes[$0]) }
      goesOn = body(Entry(whole: whole, content: content, number: number, line: number, isBlank: isBlank))
      number += 1
    }
  }
}
