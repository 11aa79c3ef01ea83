import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Runs over tables") struct TableRunTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @discardableResult
  private func clean(
    _ input: String, to output: String, report: String? = nil, threads: Int = 1, field: String = "text",
    onError: CorpusRun.ErrorPolicy = .stop
  ) throws -> Summary {
    try CorpusRun(
      inputs: [folder.path(input)], destination: .path(folder.path(output)),
      settings: settings(report: report, threads: threads, field: field, onError: onError)
    ).run()
  }

  private func settings(
    report: String? = nil, threads: Int = 1, field: String = "text", onError: CorpusRun.ErrorPolicy = .stop
  ) -> CorpusRun.Settings {
    var settings = CorpusRun.Settings()
    settings.threads = threads
    settings.chunkSize = 300
    settings.textField = field
    settings.onError = onError
    settings.report = report.map(folder.path)
    return settings
  }

  private func restored(_ output: String, _ report: String) throws -> [UInt8] {
    _ = try Restoration(
      report: folder.path(report), cleaned: [folder.path(output)], output: folder.path("restored")
    ).run()
    return try folder.read("restored")
  }

  // MARK: Random tables

  /// A value that is often one that cleaning changes.
  private func value(_ random: inout SplitMix64) -> [UInt8] {
    let pieces = ["word", "é", " ", "  ", "\n", "\n\n\n", "\r\n", "\"", ",", "\t", "\\", "\\n", "&quot;"]
    var value: [UInt8] = []
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      value += (pieces.randomElement(using: &random) ?? "").utf8
    }
    if Int.random(in: 0..<20, using: &random) == 0 { value.append(0xFF) }
    return value
  }

  private func table(_ random: inout SplitMix64, columns: Int) -> [UInt8] {
    var table = Bool.random(using: &random) ? Format.byteOrderMark : []
    let end = Bool.random(using: &random) ? "\n" : "\r\n"
    if Int.random(in: 0..<4, using: &random) == 0 { table += end.utf8 }
    let names = columns == 1 ? ["text"] : ["id", "text", "more"]
    table += names.joined(separator: ",").utf8
    table += end.utf8
    for row in 0..<Int.random(in: 0...60, using: &random) {
      if columns > 1, Int.random(in: 0..<20, using: &random) == 0 { table += end.utf8 }
      for column in 0..<columns {
        let value = columns > 1 && column == 0 ? Array(String(row).utf8) : value(&random)
        if column > 0 { table.append(UInt8(ascii: ",")) }
        let inQuotes = CSV.needsQuotes(value, isAlone: columns == 1) || Bool.random(using: &random)
        CSV.append(value, inQuotes: inQuotes, to: &table)
      }
      table += end.utf8
    }
    if Bool.random(using: &random) { table.removeLast(end.utf8.count) }
    return table
  }

  @Test(
    "Of any table only the changed texts change; cleaned again it stays; restored it is the same, for any threads",
    arguments: 1...40)
  func randomTables(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let columns = seed % 4 == 0 ? 1 : 3
    let input = table(&random, columns: columns)
    try folder.write(input, to: "a.csv")
    try clean("a.csv", to: "b.csv", report: "r")
    let output = try folder.read("b.csv")
    try expectOnlyTextsChanged(input, output, column: columns == 1 ? 0 : 1, columns: columns, "seed \(seed)")
    #expect(try clean("b.csv", to: "c.csv").changed == 0 && folder.read("c.csv") == output, "seed \(seed)")
    try clean("a.csv", to: "d.csv", threads: 5)
    #expect(try folder.read("d.csv") == output, "seed \(seed)")
    guard try ReportReader.rows(folder.path("r")).next() != nil else { return }
    #expect(try restored("b.csv", "r") == input, "seed \(seed)")
  }

  /// Holds every row against the cleaner, by the slow parser.
  private func expectOnlyTextsChanged(
    _ input: [UInt8], _ output: [UInt8], column: Int, columns: Int, _ seed: String
  ) throws {
    let (before, after) = (NaiveCSV.rows(input), NaiveCSV.rows(output))
    #expect(before.count == after.count, "\(seed)")
    var options = Options.standard
    options.decoding.encoding = "utf-8"
    let cleaner = try Cleaner(options)
    var hasHeader = false
    for (old, new) in zip(before, after) {
      let isBlank = old.raw == [[]] && (columns > 1 || !hasHeader)
      guard !isBlank, hasHeader, let text = old.values?[column] else {
        #expect(old.whole == new.whole, "\(seed)")
        hasHeader = hasHeader || !isBlank
        continue
      }
      let expected = cleaner.clean(bytes: text).utf8
      #expect(new.values?[column] == expected, "\(seed)")
      if expected == text { #expect(old.whole == new.whole, "\(seed)") }
      for other in 0..<columns where other != column { #expect(old.raw[other] == new.raw[other], "\(seed)") }
      #expect(old.whole.suffix(2) == new.whole.suffix(2) || column == columns - 1, "\(seed)")
    }
  }

  @Test("Of any TSV the same holds, with backslashes that are no escapes too", arguments: 1...20)
  func randomTabs(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var input = Array("id\ttext\tmore\n".utf8)
    for row in 0..<50 {
      input += "\(row)\t".utf8
      var text: [UInt8] = []
      TSV.append(value(&random), to: &text)
      if Bool.random(using: &random) { text += #"\d  \"#.utf8 }
      input += text + Array("\t\\x \"\r\n".utf8)
    }
    try folder.write(input, to: "a.tsv")
    try clean("a.tsv", to: "b.tsv", report: "r")
    #expect(try clean("b.tsv", to: "c.tsv").changed == 0, "seed \(seed)")
    #expect(try folder.read("b.tsv") != input)
    #expect(try restored("b.tsv", "r") == input, "seed \(seed)")
  }

  // MARK: Reports

  @Test("A report names the row, its line, the column and the format, and keeps a field whose quotes are new")
  func reports() throws {
    try folder.write("id,text\n\"a\n\",b\nc,d &quot;e&quot; \n", to: "a.csv")
    var settings = settings(report: "r")
    settings.options.normalization.decodesEntities = true
    _ = try CorpusRun(
      inputs: [folder.path("a.csv")], destination: .path(folder.path("b.csv")), settings: settings
    ).run()
    #expect(try folder.read("b.csv") == Array("id,text\n\"a\n\",b\nc,\"d \"\"e\"\"\"\n".utf8))
    let report = String(decoding: try folder.read("r"), as: UTF8.self)
    #expect(report.contains(#""format":"csv","record":2,"line":2,"field":"text","input_bytes":1,"#))
    #expect(
      report.contains(
        #""id":"c","source":"\#(folder.path("a.csv"))","output":"b.csv","format":"csv","record":3,"line":4,"#)
    )
    #expect(report.contains(#""field":"text","raw":"d &quot;e&quot; ","#))
    #expect(try restored("b.csv", "r") == folder.read("a.csv"))
  }

  @Test("A table without rows comes back, also among others")
  func withoutRows() throws {
    try folder.write("id,text\r\n", to: "in/a.csv")
    try folder.write("id,text\nx,y  \n", to: "in/b.csv")
    try folder.write("", to: "in/c.csv")
    try clean("in", to: "out", report: "r")
    let count = try Restoration(
      report: folder.path("r"), cleaned: [folder.path("out")], output: folder.path("back")
    ).run()
    #expect(count.files == 3 && count.documents == 1)
    for name in ["a.csv", "b.csv", "c.csv"] {
      #expect(try folder.read("back/\(name)") == folder.read("in/\(name)"))
    }
  }

  @Test("In a table of one column an empty line is an empty text, but not one before the header")
  func oneColumn() throws {
    try folder.write("\n\ntext\n\na  \n\"  \"\n", to: "a.csv")
    let summary = try clean("a.csv", to: "b.csv", report: "r")
    #expect(summary.documents == 3 && summary.changed == 2)
    #expect(try folder.read("b.csv") == Array("\n\ntext\n\na\n\"\"\n".utf8))
    #expect(try restored("b.csv", "r") == folder.read("a.csv"))
  }

  // MARK: Errors

  private static let advice =
    "--text-field NAME says which one holds the text, --on-error skip leaves the file out"

  @Test(
    "What is wrong is told with the file, the line and the byte",
    arguments: [
      ("a.csv", "id,body\n1,x\n", "a.csv:1: no column \"text\"; there are \"id\", \"body\": " + Self.advice),
      ("a.csv", "\ntext,text\n1,x\n", "a.csv:2: several columns \"text\""),
      ("a.csv", "id,text\n1,a\n2,\"b\n\n", "a.csv:3: a quote that is never closed at byte 14"),
      ("a.csv", "id,text\n1,\"a\nb\"\n2,\"b\"c\n", "a.csv:4: text behind a closing quote at byte 21"),
      ("a.csv", "id,text\n1,a\n2\n", "a.csv:3: 1 field where the header has 2 at byte 12"),
      ("a.csv", "id,text\n1,a,b\n", "a.csv:2: 3 fields where the header has 2 at byte 8"),
      ("a.csv", "id,\"text\n", "a.csv:1: a quote that is never closed at byte 3"),
      ("a.tsv", "id\ttext\n1\ta\tb\n", "a.tsv:2: 3 fields where the header has 2 at byte 8"),
      ("a.tsv", "id,text\n", "a.tsv:1: no column \"text\"; there are \"id,text\": " + Self.advice),
    ])
  func errors(name: String, table: String, message: String) throws {
    try folder.write(table, to: name)
    let summary = try clean(name, to: "out")
    #expect(summary.isStopped && summary.failures.count == 1)
    #expect("\(summary.failures[0])" == "\(folder.path()))/".dropLast(2) + "/" + message)
  }

  @Test("The byte of an error counts through the file, not through the chunk")
  func errorOffsets() throws {
    let good = (0..<200).map { "\($0),row \($0)\n" }.joined()
    try folder.write("id,text\n" + good + "bad\n", to: "a.csv")
    let summary = try clean("a.csv", to: "out")
    let offset = 8 + good.utf8.count
    #expect(
      "\(summary.failures[0])".hasSuffix("a.csv:202: 1 field where the header has 2 at byte \(offset)"))
  }

  @Test("A bad row is left out or copied where that is asked for, and the rows behind it are read")
  func goesOn() throws {
    try folder.write("id,text\n1,a  \n2,\"b\"c\n3\n4,d  \n", to: "a.csv")
    #expect(try clean("a.csv", to: "b.csv", onError: .skip).failed == 2)
    #expect(try folder.read("b.csv") == Array("id,text\n1,a\n4,d\n".utf8))
    try clean("a.csv", to: "b.csv", report: "r", onError: .copy)
    #expect(try folder.read("b.csv") == Array("id,text\n1,a\n2,\"b\"c\n3\n4,d\n".utf8))
    #expect(try restored("b.csv", "r") == folder.read("a.csv"))
  }

  @Test("Tables are not joined")
  func notJoined() throws {
    try folder.write("text\na\n", to: "a.csv")
    #expect(throws: CorpusError.self) {
      try CorpusRun(
        inputs: [folder.path("a.csv"), folder.path("a.csv")], destination: .path(folder.path("out")),
        settings: settings())
    }
  }

  // MARK: De-duplication

  @Test("Rows that another row says go, with the line ends inside them, and come back")
  func deduplicates() throws {
    let text = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let other = (0..<60).map { "other\($0 * 7)" }.joined(separator: "\n")
    let table =
      "id,date,text\r\n\r\na,2,\"\(text)\n\"\r\nb,1,\(text)\r\nbad\r\nc,3,\"\(other)\"\r\nd,0,\"\(text)\"\r\n"
    try folder.write(table, to: "a.csv")
    for (keep, kept) in [(Deduplication.Keep.first, "a,2,"), (.earliest, "d,0,")] {
      var settings = Deduplication.Settings()
      settings.reading = self.settings(onError: .skip)
      settings.keep = keep
      settings.duplicates = folder.path("d")
      let summary = try Deduplication(
        inputs: [folder.path("a.csv")], destination: .path(folder.path("b.csv")), settings: settings
      ).run()
      #expect(summary.documents == 4 && summary.kept == 2 && summary.failed == 1)
      let output = String(decoding: try folder.read("b.csv"), as: UTF8.self)
      #expect(output.contains(kept) && output.contains("c,3,") && !output.contains("bad"))
      #expect(try restored("b.csv", "d") == Array(table.utf8))
    }
  }
}
