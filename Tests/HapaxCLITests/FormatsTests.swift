import Testing

@Suite("Tables and WARC at the command") struct FormatsTests {
  let hapax: Command

  init() throws {
    hapax = try Command()
  }

  /// A value in quotes.
  private func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }

  private func record(_ type: String, _ block: String, id: Int) -> String {
    "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:\(id)>\r\nContent-Type: text/plain\r\n"
      + "WARC-Block-Digest: sha1:X\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
  }

  @Test("CSV is cleaned, scanned and restored, from a file, from a pipe, in place and in gzip")
  func csv() throws {
    let table = "id,body,more\r\n1,\(quoted(Sample.doubled)),\"x  \"\r\n2,\"a \"\"b\"\"\",\r\n"
    let clean = "id,body,more\r\n1,\(quoted(Sample.clean)),\"x  \"\r\n2,\"a \"\"b\"\"\",\r\n"
    try hapax.write(table, to: "a.csv")
    let file = try hapax("clean", "a.csv", "--text-field", "body", "-o", "b.csv", "--report", "r")
    #expect(file.status == 0 && file.error.contains("cleaned   2 documents"))
    #expect(try hapax.text("b.csv") == clean)
    #expect(try hapax("restore", "-q", "--report", "r", "b.csv").text == table)
    let pipe = try hapax("clean", "-q", "--format", "csv", "--text-field", "body", input: Array(table.utf8))
    #expect(pipe.text == clean)
    #expect(
      try hapax.shell(
        "gzip -k a.csv && $HAPAX clean -q --in-place --text-field body a.csv.gz && gzip -dc a.csv.gz"
      )
      .text == clean)
    #expect(try hapax.shell("$HAPAX scan --text-field body a.csv | head -1").text.hasPrefix("a.csv:2: "))
  }

  @Test("A column that is not there is told with those that are, and the exit status is 2")
  func missingColumn() throws {
    try hapax.write("id,body\n1,x\n", to: "a.csv")
    let result = try hapax("clean", "a.csv")
    #expect(result.status == 2 && result.text == "")
    #expect(
      result.error.hasPrefix(
        "hapax: a.csv:1: no column \"text\"; there are \"id\", \"body\": --text-field NAME says which one holds the text, "
          + "--on-error skip leaves the file out\n"))
  }

  @Test("TSV has one line a row, whatever is in a text")
  func tsv() throws {
    try hapax.write("text\tid\n\(Sample.doubled.replacing("\n", with: "\\n"))\t1\n", to: "a.tsv")
    _ = try hapax("clean", "-q", "a.tsv", "-o", "b.tsv", "--report", "r")
    #expect(try hapax.text("b.tsv") == "text\tid\n\(Sample.clean.replacing("\n", with: "\\n"))\t1\n")
    #expect(try hapax("restore", "-q", "--report", "r", "b.tsv").output == hapax.read("a.tsv"))
  }

  @Test("WET and WARC are cleaned and restored, a gzip member a record")
  func warc() throws {
    let records = [
      record("warcinfo", "a  \n\n\n", id: 1), record("conversion", Sample.doubled, id: 2),
      record("response", Sample.doubled, id: 3), record("conversion", Sample.clean, id: 4),
    ]
    let digest = "WARC-Block-Digest: sha1:X\r\n"
    let clean =
      records[0] + record("conversion", Sample.clean, id: 2).replacing(digest, with: "") + records[2]
      + records[3]
    try hapax.write(records.joined(), to: "a.wet")
    let file = try hapax("clean", "a.wet", "-o", "b.wet", "--report", "r")
    #expect(file.error.contains("cleaned   2 documents"))
    #expect(try hapax.text("b.wet") == clean)
    #expect(try hapax("restore", "-q", "--report", "r", "b.wet").text == records.joined())
    for (index, record) in records.enumerated() { try hapax.write(record, to: "\(index)") }
    _ = try hapax.shell("for i in 0 1 2 3; do gzip -c $i >> c.warc.gz; done")
    _ = try hapax("clean", "c.warc.gz", "-o", "d.warc.gz")
    #expect(try hapax.shell("gzip -dc d.warc.gz").text == clean)
    #expect(try hapax.shell("zcat c.warc.gz | $HAPAX clean -q -").text == clean)
    // Each record can be read where its member begins.
    let listed = try hapax.shell("LC_ALL=C grep -obUaP '\\x1f\\x8b\\x08' d.warc.gz | wc -l")
    #expect(listed.text == "4\n")
    let scan = try hapax("scan", "-q", "a.wet")
    #expect(scan.text.hasPrefix("a.wet, record 2: "))
  }

  @Test("dedup leaves out rows and records, and restore gives them back")
  func dedup() throws {
    try hapax.write(
      "id,text\n1,\(quoted(Sample.clean))\n2,other\n3,\(quoted(Sample.clean.uppercased()))\n", to: "in/a.csv")
    try hapax.write(
      record("conversion", Sample.clean, id: 4) + record("warcinfo", "x", id: 5), to: "in/b.warc")
    let result = try hapax("dedup", "in", "-o", "out", "--clusters", "c")
    #expect(result.status == 0 && result.error.contains("dropped    2 the same"))
    #expect(try hapax.text("out/a.csv") == "id,text\n1,\(quoted(Sample.clean))\n2,other\n")
    #expect(try hapax.text("out/b.warc") == record("warcinfo", "x", id: 5))
    #expect(try hapax.text("c") == "id\tcluster\n1\t1\n2\t2\n3\t1\n<urn:4>\t1\n")
    #expect(
      try hapax.shell("$HAPAX restore -q --report out.duplicates.jsonl out -o back && diff -r in back").status
        == 0)
  }

  @Test("tune reads the clusters from a column")
  func tune() throws {
    try hapax.write(
      "id,text,cluster\n1,\(quoted(Sample.clean)),a\n2,\(quoted(Sample.clean)),a\n3,other,b\n", to: "a.csv")
    let result = try hapax("tune", "-q", "a.csv", "--vary", "corpus.windowWords=4,8")
    #expect(result.status == 0 && result.text.contains("*"))
  }

  @Test("A truncated WARC file is told with its record and byte")
  func truncated() throws {
    let good = record("conversion", "a\n", id: 1)
    try hapax.write(good + good.dropLast(), to: "a.warc")
    let result = try hapax("clean", "a.warc", "-o", "b.warc")
    #expect(result.status == 2 && !hapax.exists("b.warc"))
    let reason = "the file ends 2 bytes before the end of the record, at byte \(good.utf8.count)"
    #expect(result.error.hasPrefix("hapax: a.warc, record 2: \(reason)\n"))
  }
}
