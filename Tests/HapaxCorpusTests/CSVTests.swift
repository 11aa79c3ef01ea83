import Testing

@testable import HapaxCorpus

@Suite("CSV") struct CSVTests {
  private static let alphabet = Array("a,\"\n\r".utf8)

  private func chunk(_ text: [UInt8], _ dialect: Table.Dialect = .csv) -> Chunk {
    Chunk(
      bytes: ByteBuffer(text), layout: .table(Table(dialect)), firstNumber: 1, firstLine: 1, offset: 0)
  }

  /// The rows of a text: their bytes, and what their fields say; nil where they are refused.
  private func rows(_ chunk: Chunk) -> [(whole: [UInt8], values: [[UInt8]]?)] {
    var rows: [(whole: [UInt8], values: [[UInt8]]?)] = []
    chunk.forEachEntry { entry in
      let fields = try? CSV.fields(in: chunk.bytes, at: entry.content)
      rows.append((chunk.bytes[entry.whole], fields?.map { CSV.value(in: chunk.bytes, at: $0) }))
      return true
    }
    return rows
  }

  @Test("Every text of {a , \" LF CR} up to length 7 has the rows and fields of the grammar")
  func agreesWithNaive() {
    for text in everyText(of: CSVTests.alphabet, upTo: 7) {
      let found = rows(chunk(text))
      let expected = NaiveCSV.rows(text)
      guard found.map(\.whole) == expected.map(\.whole), found.map(\.values) == expected.map(\.values) else {
        Issue.record("\(Printable.string(text)): \(found), expected \(expected.map(\.values))")
        return
      }
    }
  }

  @Test("However the bytes come in, a table is cut behind its last whole row")
  func cutsAnywhere() throws {
    for text in everyText(of: CSVTests.alphabet, upTo: 6) {
      var whole = CSVCutter()
      var (piece, start, rowsBefore) = (CSVCutter(), 0, 0)
      for count in 1...Swift.max(1, text.count) where count <= text.count {
        let ended = NaiveCSV.rows(Array(text[..<count])).filter(\.isEnded)
        let end = ended.reduce(0) { $0 + $1.whole.count }
        #expect(try whole.lastEnd(of: ByteBuffer(Array(text[..<count]))) ?? 0 == end)
        #expect(whole.count == ended.count)
        // And once more with everything taken away that can be.
        if let cut = try piece.lastEnd(of: ByteBuffer(Array(text[start..<count]))) {
          rowsBefore += piece.count ?? 0
          start += cut
          piece.cut(at: cut)
        }
        #expect(start == end && rowsBefore == ended.count, "\(Printable.string(text)) to \(count)")
      }
    }
  }

  @Test(
    "Every value of {a , \" LF CR} up to length 6 is read as it was written, in quotes and, where it can be, without"
  )
  func writesValues() {
    for value in everyText(of: CSVTests.alphabet, upTo: 6) {
      for inQuotes in CSV.needsQuotes(value, isAlone: true) ? [true] : [false, true] {
        var row: [UInt8] = []
        CSV.append(value, inQuotes: inQuotes, to: &row)
        if NaiveCSV.rows(row + [0x0A]).map(\.values) != [[value]] {
          Issue.record("\(Printable.string(value)) became \(Printable.string(row))")
        }
      }
    }
  }

  @Test("Quotes are needed exactly where the grammar has no other way")
  func needsQuotes() {
    for value in everyText(of: CSVTests.alphabet, upTo: 5) {
      let isPlain = NaiveCSV.rows(value + Array(",\n".utf8)).map(\.values) == [[value, []]]
      #expect(CSV.needsQuotes(value, isAlone: false) == !isPlain, "\(Printable.string(value))")
    }
  }

  @Test(
    "A refusal says what is wrong, and where",
    arguments: [
      ("a,\"b", "a quote that is never closed", 2), ("\"a\"b,c", "text behind a closing quote", 3),
      ("a,b\"c", "a quote in a field that does not begin with one", 3),
      ("a\rb,c", "a carriage return outside quotes", 1), ("\"a\" ,b", "text behind a closing quote", 3),
    ])
  func saysWhy(row: String, reason: String, offset: Int) {
    let bytes = ByteBuffer(Array(row.utf8))
    #expect(throws: Refusal(reason: reason, offset: offset)) {
      try CSV.fields(in: bytes, at: 0..<bytes.count)
    }
  }

  @Test(
    "Rows are numbered, and know their lines, though fields have line ends; a byte order mark is no part of a name"
  )
  func counts() {
    let text = "\u{FEFF}\"a\n\",b\r\n\r\n1,\"2\n3\n\"\n4,5"
    var (numbers, lines, blank): ([Int], [Int], [Bool]) = ([], [], [])
    let chunk = chunk(Array(text.utf8))
    chunk.forEachEntry { entry in
      numbers.append(entry.number)
      lines.append(entry.line)
      blank.append(entry.isBlank)
      return true
    }
    #expect(numbers == [1, 2, 3, 4] && lines == [1, 3, 4, 7] && blank == [false, true, false, false])
    #expect(rows(chunk).first?.values == [Array("a\n".utf8), Array("b".utf8)])
  }
}
