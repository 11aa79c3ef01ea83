import Testing

@testable import HapaxCorpus

@Suite("TSV") struct TSVTests {
  private func value(_ field: [UInt8]) -> [UInt8] {
    TSV.value(in: ByteBuffer(field), at: 0..<field.count)
  }

  @Test(
    "Every value of {a t n \\ tab LF CR} up to length 5 is one field of one line, and read as it was written")
  func writesValues() {
    for value in everyText(of: Array("atn\\\t\n\r".utf8), upTo: 5) {
      var field: [UInt8] = []
      TSV.append(value, to: &field)
      #expect(!field.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D })
      if self.value(field) != value { Issue.record("\(Printable.string(value))") }
    }
  }

  @Test(
    "The four escapes are undone, and any other backslash is one",
    arguments: [
      (#"a\tb\nc\rd\\e"#, "a\tb\nc\rd\\e"), (#"C:\dir\"#, #"C:\dir\"#), (#"\\n"#, #"\n"#), (#"\\\n"#, "\\\n"),
      (#""quoted" is a quote"#, #""quoted" is a quote"#), ("", ""),
    ])
  func escapes(field: String, expected: String) {
    #expect(String(decoding: value(Array(field.utf8)), as: UTF8.self) == expected)
  }

  @Test("A field ends at a tab and nowhere else")
  func fields() {
    let row = ByteBuffer(Array("a\t\t\"b\tc\"\t".utf8))
    let fields = TSV.fields(in: row, at: 0..<row.count).map { String(decoding: row[$0], as: UTF8.self) }
    #expect(fields == ["a", "", "\"b", "c\"", ""])
  }
}
