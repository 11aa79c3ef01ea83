/// Reads a file of JSON Lines that this package wrote, a row at a time.
final class ReportRows<Row> {
  /// How a line becomes a row; nil where it is none.
  typealias Decode = (JSONValue) throws(Refusal) -> Row?

  private let path: Path
  private let records: RecordReader
  private let parser: RecordParser
  private let decode: Decode
  private var pending: [Row] = []

  init(_ path: Path, decode: @escaping Decode) throws(CorpusError) {
    self.path = path
    self.decode = decode
    records = RecordReader(try ByteReader(path))
    parser = try RecordParser(textField: "", idField: "")
  }
}

extension ReportRows {
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
    chunk.forEachEntry { line in
      if line.isBlank { return true }
      do throws(Refusal) {
        try parser.check(chunk.bytes, at: line.content)
        if let row = try row(of: JSONValue(chunk.bytes, at: line.content)) { rows.append(row) }
        return true
      } catch {
        failure = .report(path: path, line: line.number, reason: error.reason)
        return false
      }
    }
    if let failure { throw failure }
    return rows
  }

  private func row(of value: JSONValue?) throws(Refusal) -> Row? {
    guard let value, let schema = value["schema"]?.number else {
      throw Refusal(reason: "no schema")
    }
    guard schema == DocumentReport.schema else {
      throw Refusal(reason: "schema \(schema); this release reads \(DocumentReport.schema)")
    }
    return try decode(value)
  }
}
