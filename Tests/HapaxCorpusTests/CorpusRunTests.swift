import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Corpus run") struct CorpusRunTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A line with a text that is cleaned, and one that is clean.
  private func jsonLines(_ count: Int) -> String {
    (0..<count).map { index in
      index % 3 == 0
        ? #"{"id":\#(index),"text":"line \#(index)  \n\n\n\nend\ud83d\ude00 \ud800","z":[1.50,"\/"]}"#
        : #"{"text":"clean \u00e9 \#(index)"}"#
    }.joined(separator: "\n") + "\n"
  }

  private func run(
    _ inputs: [String], to destination: CorpusRun.Destination, threads: Int = 1, report: String? = nil,
    onError: CorpusRun.ErrorPolicy = .stop
  ) throws -> Summary {
    var settings = CorpusRun.Settings()
    settings.threads = threads
    settings.chunkSize = 4 << 10
    settings.onError = onError
    settings.report = report.map(folder.path)
    return try CorpusRun(inputs: inputs.map(folder.path), destination: destination, settings: settings).run()
  }

  @Test("One, two and eight threads write the same bytes")
  func threadsDoNotMatter() throws {
    try folder.write(jsonLines(2_000), to: "a.jsonl")
    for threads in [1, 2, 8] {
      _ = try run(
        ["a.jsonl"], to: .path(folder.path("out\(threads).jsonl")), threads: threads, report: "r\(threads)")
    }
    #expect(try folder.read("out1.jsonl") == folder.read("out2.jsonl"))
    #expect(try folder.read("out1.jsonl") == folder.read("out8.jsonl"))
    let reports = try [1, 2, 8].map { threads in
      String(decoding: try folder.read("r\(threads)"), as: UTF8.self).replacing(
        "out\(threads).jsonl", with: "out")
    }
    #expect(reports[0] == reports[1] && reports[0] == reports[2])
  }

  @Test("Only the text's value changes, and an unchanged line not at all")
  func keepsTheRest() throws {
    try folder.write(
      "\u{FEFF}{\"n\": 1.50, \"text\":\"a  \\nb\",\"u\":\"\\u00e9\\/\"}\r\n\r\n{ \"text\" : \"x\\u0079\" }",
      to: "a.jsonl")
    _ = try run(["a.jsonl"], to: .path(folder.path("b.jsonl")))
    let expected =
      "\u{FEFF}{\"n\": 1.50, \"text\":\"a\\nb\",\"u\":\"\\u00e9\\/\"}\r\n\r\n{ \"text\" : \"x\\u0079\" }"
    #expect(try folder.read("b.jsonl") == Array(expected.utf8))
  }

  @Test("Joined files keep their lines apart, and only the first keeps its byte order mark")
  func joins() throws {
    try folder.write("\u{FEFF}{\"text\":\"a\"}", to: "a.jsonl")
    try folder.write("\u{FEFF}{\"text\":\"b\"}", to: "b.jsonl")
    try folder.write("", to: "c.jsonl")
    _ = try run(["a.jsonl", "b.jsonl", "c.jsonl", "a.jsonl"], to: .path(folder.path("out")))
    let expected = "\u{FEFF}{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"a\"}"
    #expect(try folder.read("out") == Array(expected.utf8))
  }

  @Test("The summary counts what the report lists")
  func summaryAgreesWithReport() throws {
    try folder.write(jsonLines(300), to: "a.jsonl")
    let summary = try run(["a.jsonl"], to: .nowhere, report: "r")
    let reader = try ReportReader.rows(folder.path("r"))
    var (documents, edits, bytes) = (0, 0, 0)
    while let document = try reader.next() {
      documents += 1
      edits += document.edits.count
      bytes += document.inputBytes
    }
    #expect(summary.documents == documents && summary.inputBytes == bytes)
    #expect(summary.edits.values.reduce(0) { $0 + $1.times } == edits)
    #expect(summary.changed == 100)
  }

  @Test("A report holds nothing of a file that was taken back")
  func reportForgetsDroppedFiles() throws {
    try folder.write(jsonLines(3), to: "in/a.jsonl")
    try folder.write(jsonLines(3) + "broken\n", to: "in/b.jsonl")
    let summary = try run(["in"], to: .path(folder.path("out")), report: "r")
    #expect(summary.isStopped && summary.failed == 1)
    #expect(try folder.names(in: "out") == ["a.jsonl"])
    let reader = try ReportReader.rows(folder.path("r"))
    while let document = try reader.next() { #expect(document.output == Path("a.jsonl")) }
  }

  @Test("A file that does not change in place is not written")
  func leavesCleanFilesAlone() throws {
    try folder.write("clean\n", to: "in/a.txt")
    try folder.write("trailing  \n", to: "in/b.txt")
    let before = try FileStatus.of(folder.path("in/a.txt"))?.identity
    _ = try run(["in"], to: .inPlace, report: "r")
    #expect(try FileStatus.of(folder.path("in/a.txt"))?.identity == before)
    #expect(try folder.read("in/b.txt") == Array("trailing\n".utf8))
  }

  @Test("Restoring gives back texts byte for byte and the values of JSON Lines, in folders too")
  func restores() throws {
    try folder.write(Array("a  \r\n\r\n\r\nb".utf8) + [0xFF, 0], to: "in/t.txt")
    try folder.write("", to: "in/sub/empty.txt")
    try folder.write(jsonLines(50), to: "in/sub/l.jsonl")
    try folder.write(Compression.gzip.compress(Array(jsonLines(9).utf8)), to: "in/z.jsonl.gz")
    _ = try run(["in"], to: .path(folder.path("out")), report: "r.gz")
    let count = try Restoration(
      report: folder.path("r.gz"), cleaned: [folder.path("out")], output: folder.path("back")
    ).run()
    #expect(count.files == 4 && count.documents == 61)
    #expect(try folder.read("back/t.txt") == folder.read("in/t.txt"))
    #expect(try folder.read("back/sub/empty.txt") == [])
    #expect(try values(folder.path("back/sub/l.jsonl")) == values(folder.path("in/sub/l.jsonl")))
    #expect(try values(folder.path("back/z.jsonl.gz")) == values(folder.path("in/z.jsonl.gz")))
  }

  /// The texts of a JSON Lines file.
  private func values(_ path: Path) throws -> [[UInt8]] {
    let records = RecordReader(try ByteReader(path))
    let parser = try RecordParser(textField: "text", idField: "id")
    var values: [[UInt8]] = []
    while let chunk = try records.next() {
      chunk.forEachEntry { line in
        guard let record = try? parser.record(in: chunk.bytes, at: line.content) else { return true }
        values.append(RecordParser.unescaped(chunk.bytes, at: record.text))
        return true
      }
    }
    return values
  }
}
