/// Reads the file of documents that went back, a document at a time.
final class DuplicateReader {
  /// A document that went, or a line that was no record and was left out.
  struct Row {
    let output: Path
    /// Of JSON Lines: the line of the input, from 1.
    let line: Int?
    /// All of its bytes: of a record the whole line.
    let bytes: [UInt8]
    /// Whether several inputs went into one output.
    let isJoined: Bool
  }

  private let path: Path
  private let records: RecordReader
  private let parser: RecordParser
  private var pending: [Row] = []

  init(_ path: Path) throws(CorpusError) {
    self.path = path
    records = RecordReader(try ByteReader(path))
    parser = try RecordParser(textField: "", idField: "")
  }
}

extension DuplicateReader {
  /// Whether a file is one of documents that went, rather than a report of `clean`.
  static func reads(_ path: Path) throws(CorpusError) -> Bool {
    guard let chunk = try RecordReader(try ByteReader(path)).next() else { return false }
    let parser = try RecordParser(textField: "", idField: "")
    var isOne = false
    chunk.forEachLine { line in
      if line.isBlank { return true }
      if (try? parser.check(chunk.bytes, at: line.content)) != nil {
        let value = JSONValue(chunk.bytes, at: line.content)
        isOne = value?["edits"] == nil && (value?["removed"] != nil || value?["removed_base64"] != nil)
      }
      return false
    }
    return isOne
  }

  /// The next row; nil at the end.
  func next() throws(CorpusError) -> Row? {
    while pending.isEmpty {
      guard let chunk = try records.next() else { return nil }
      pending = try rows(of: chunk).reversed()
    }
    return pending.popLast()
  }

  private func rows(of chunk: Chunk) throws(CorpusError) -> [Row] {
    var rows: [Row] = []
    var failure: CorpusError?
    chunk.forEachLine { line in
      if line.isBlank { return true }
      do throws(RecordParser.Refusal) {
        try parser.check(chunk.bytes, at: line.content)
        rows.append(try row(of: JSONValue(chunk.bytes, at: line.content)))
        return true
      } catch {
        failure = .report(path: path, line: line.number, reason: error.reason)
        return false
      }
    }
    if let failure { throw failure }
    return rows
  }

  private func row(of value: JSONValue?) throws(RecordParser.Refusal) -> Row {
    guard let schema = value?["schema"]?.number else { throw RecordParser.Refusal(reason: "no schema") }
    guard schema == DocumentReport.schema else {
      throw RecordParser.Refusal(reason: "schema \(schema); this release reads \(DocumentReport.schema)")
    }
    guard let value, let output = ReportReader.path(value, "output"),
      let bytes = value["removed"]?.bytes ?? value["removed_base64"]?.bytes.flatMap({ Base64.decode($0) })
    else { throw RecordParser.Refusal(reason: "a key is missing") }
    return Row(
      output: output, line: value["line"]?.number, bytes: bytes, isJoined: (value["joined"]?.number ?? 1) > 1)
  }
}
