import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Delimiters") struct DelimiterTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The same with commas and another sign in each other's places.
  private func swapped(_ bytes: [UInt8], _ sign: UInt8) -> [UInt8] {
    bytes.map { $0 == sign ? CSV.comma : $0 == CSV.comma ? sign : $0 }
  }

  @Test(
    "Every text of {a ; , \" LF CR} up to length 6 has the rows and fields of the grammar, with its signs swapped"
  )
  func agreesWithNaive() {
    let sign = UInt8(ascii: ";")
    for text in everyText(of: Array("a;,\"\n\r".utf8), upTo: 6) {
      let chunk = Chunk(
        bytes: ByteBuffer(text), layout: .table(Table(.separated(by: sign))), firstNumber: 1, firstLine: 1,
        offset: 0)
      var (rows, values): ([[UInt8]], [[[UInt8]]?]) = ([], [])
      chunk.forEachEntry { entry in
        let fields = try? CSV.fields(in: chunk.bytes, at: entry.content, separator: sign)
        rows.append(chunk.bytes[entry.whole])
        values.append(fields?.map { CSV.value(in: chunk.bytes, at: $0) })
        return true
      }
      let expected = NaiveCSV.rows(swapped(text, sign))
      let naive = expected.map { $0.values?.map { swapped($0, sign) } }
      guard rows == expected.map({ swapped($0.whole, sign) }), values == naive else {
        Issue.record("\(Printable.string(text)): \(values), expected \(naive)")
        return
      }
      let cutter = cut(text, sign)
      #expect(
        cutter == expected.filter(\.isEnded).reduce(0) { $0 + $1.whole.count }, "\(Printable.string(text))")
    }
  }

  private func cut(_ text: [UInt8], _ sign: UInt8) -> Int {
    var cutter = CSVCutter(separator: sign)
    return (try? cutter.lastEnd(of: ByteBuffer(text))) ?? 0
  }

  private let doubled = """
    The lighthouse keepers of the coast have been replaced by lamps that nobody tends, and the last of them left the island.

    The lighthouse keepers of the coast have been replaced by lamps that nobody tends, and the last of them left the island.
    """

  @Test(
    "A table parted by another sign is cleaned in its column, and comes back",
    arguments: Array(";|\t:^~".utf8))
  func cleans(sign: UInt8) throws {
    let mark = String(UnicodeScalar(sign))
    let table =
      "id\(mark)text\r\n1\(mark)\"a, b\(mark) \"\"c\"\"\r\n\(doubled)  \"\r\n2\(mark)plain, text  \r\n"
    try folder.write(table, to: "a.csv")
    var settings = CorpusRun.Settings()
    settings.delimiter = sign
    settings.report = folder.path("report")
    let run = try CorpusRun(
      inputs: [folder.path("a.csv")], destination: .path(folder.path("b.csv")), settings: settings)
    #expect(try run.run().changed == 2)
    let output = String(decoding: try folder.read("b.csv"), as: UTF8.self)
    #expect(output.hasPrefix("id\(mark)text\r\n1\(mark)\"a, b\(mark) \"\"c\"\"\n"))
    #expect(output.hasSuffix("\"\r\n2\(mark)plain, text\r\n"))
    let isShorter = output.utf8.count < table.utf8.count - 50
    #expect(isShorter)
    _ = try Restoration(
      report: folder.path("report"), cleaned: [folder.path("b.csv")], output: folder.path("c.csv")
    ).run()
    #expect(try folder.read("c.csv") == Array(table.utf8))
  }

  @Test("It is de-duplicated, and comes back")
  func deduplicates() throws {
    let rows = (0..<30).map { "\($0);\"one, two; \($0 % 3) \"\"three\"\" and more\"\n" }
    let table = "id;text\n" + rows.joined()
    try folder.write(table, to: "a.csv")
    var settings = Deduplication.Settings()
    settings.reading.delimiter = UInt8(ascii: ";")
    settings.reading.chunkSize = 100
    settings.duplicates = folder.path("duplicates")
    let summary = try Deduplication(
      inputs: [folder.path("a.csv")], destination: .path(folder.path("b.csv")), settings: settings
    ).run()
    #expect(summary.kept == 3 && summary.same == 27)
    #expect(try folder.read("b.csv") == Array(("id;text\n" + rows[0...2].joined()).utf8))
    _ = try Restoration(
      report: folder.path("duplicates"), cleaned: [folder.path("b.csv")], output: folder.path("c.csv")
    ).run()
    #expect(try folder.read("c.csv") == Array(table.utf8))
  }

  @Test("A table without the column says what to do, and names the sign that may part its fields")
  func advice() throws {
    for (header, advice) in [
      (
        "id,body",
        "there are \"id\", \"body\": --text-field NAME says which one holds the text, --on-error skip"
      ),
      ("id;text", "--delimiter ';' if that parts its fields; else --text-field"),
      ("id\ttext", "--delimiter tab if that parts its fields; else --text-field"),
    ] {
      try folder.write("\(header)\n1,2\n", to: "in/a.csv")
      try folder.write("A text of its own.\n", to: "in/b.txt")
      var settings = Deduplication.Settings()
      let stopped = try Deduplication(
        inputs: [folder.path("in")], destination: .path(folder.path("out")), settings: settings
      ).run()
      #expect(stopped.isStopped)
      let text = "\(stopped.failures[0])"
      #expect(text.contains("a.csv:1: no column \"text\"; ") && text.contains(advice), "\(text)")
      // Which is true: the rest goes on.
      settings.reading.onError = .skip
      let skipped = try Deduplication(
        inputs: [folder.path("in")], destination: .path(folder.path("out")), settings: settings
      ).run()
      #expect(skipped.kept == 1 && skipped.failed == 1 && !skipped.isStopped)
    }
  }
}
