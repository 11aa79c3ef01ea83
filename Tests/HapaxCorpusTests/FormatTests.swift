import Testing

@testable import HapaxCorpus

@Suite("Format") struct FormatTests {
  private func format(_ head: String, isWhole: Bool = true) throws -> Format {
    let parser = try RecordParser(textField: "text", idField: "id")
    return Format(head: ByteBuffer(Array(head.utf8)), isWhole: isWhole, parser: parser)
  }

  @Test(
    "Content tells JSON Lines from text",
    arguments: [
      ("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", Format.jsonl),
      ("\u{FEFF}{\"text\":\"a\"}", .jsonl),
      ("\n\n{\"a\":1}\n", .jsonl),
      ("{\"text\":\"broken\n{\"text\":\"b\"}\n", .jsonl),
      ("{\n  \"text\": \"pretty\"\n}\n", .text),
      ("{curly} text\n", .text),
      ("[1,2]\n", .text),
      ("plain\n", .text),
      ("WARC/1.0\r\nWARC-Type: warcinfo\r\n", .warc),
      ("WARC is a format\n", .text),
      ("id,text\n1,a\n", .text),
      ("", .text),
    ])
  func recognises(head: String, expected: Format) throws {
    #expect(try format(head) == expected)
  }

  @Test("A line that is longer than the head is JSON Lines if it begins like an object")
  func recognisesLongLines() throws {
    #expect(try format("{ \"text\" : \"aaaa", isWhole: false) == .jsonl)
    #expect(try format("{ \"text\" : \"aaaa", isWhole: true) == .text)
    #expect(try format("aaaa", isWhole: false) == .text)
  }

  @Test("Names tell the format, compressed or not")
  func names() {
    #expect(Format(name: Path("a/b.JSONL.gz")) == .jsonl)
    #expect(Format(name: Path("b.ndjson.zst")) == .jsonl)
    #expect(Format(name: Path("b.txt")) == .text)
    #expect(Format(name: Path("b.csv")) == .csv && Format(name: Path("b.CSV.gz")) == .csv)
    #expect(Format(name: Path("b.tsv.zst")) == .tsv)
    #expect(Format(name: Path("b.warc.gz")) == .warc && Format(name: Path("b.warc.wet.gz")) == .warc)
    #expect(Format(name: Path("b.html")) == nil)
    #expect(Compression(name: Path("x.GZ")) == .gzip)
    #expect(Compression(name: Path(".gz")) == nil)
  }

  @Test("Pictures and archives are no text, and text that is like them is")
  func tellsBinary() {
    #expect(BinaryKind.name(of: ByteBuffer([0x89, 0x50, 0x4E, 0x47, 0x0D])) == "a PNG picture")
    #expect(BinaryKind.name(of: ByteBuffer(Array("%PDF-1.4".utf8))) == "a PDF document")
    #expect(BinaryKind.name(of: ByteBuffer(Array("PNG".utf8))) == nil)
    #expect(BinaryKind.name(of: ByteBuffer([0, 0, 0])) == nil)
    #expect(BinaryKind.name(of: ByteBuffer()) == nil)
  }
}
