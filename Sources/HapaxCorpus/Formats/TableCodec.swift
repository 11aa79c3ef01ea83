internal import Hapax

/// The documents of a table: of each row one column.
struct TableCodec: RecordCodec {
  private let table: Table
  private let text: Int?
  private let id: Int?

  init(_ table: Table, textField: String, idField: String) {
    self.table = table
    text = table.index(of: Array(textField.utf8))
    id = table.index(of: Array(idField.utf8))
  }

  func document(in bytes: ByteBuffer, at entry: Entry) throws(Refusal) -> RecordDocument? {
    guard !entry.isBlank, entry.number > table.headerNumber else { return nil }
    let fields = try fields(in: bytes, at: entry)
    guard let text else { throw Refusal(reason: "no column for the text") }
    guard fields[text].count <= Cleaner.longestText else {
      throw Refusal(reason: "its text is longer than \(Numbers.grouped(Cleaner.longestText)) bytes")
    }
    let id = id.map { table.dialect.value(in: bytes, at: fields[$0]) }
    return RecordDocument(
      text: table.dialect.value(in: bytes, at: fields[text]), field: fields[text],
      id: id.flatMap { $0.isEmpty ? nil : DocumentPlace.id($0) })
  }

  func value(of field: String, in bytes: ByteBuffer, at entry: Entry) -> JSONValue? {
    guard let index = table.index(of: Array(field.utf8)), let fields = try? fields(in: bytes, at: entry)
    else { return nil }
    return .string(table.dialect.value(in: bytes, at: fields[index]))
  }

  private func fields(in bytes: ByteBuffer, at entry: Entry) throws(Refusal) -> [Range<Int>] {
    let fields = try table.dialect.fields(in: bytes, at: entry.content)
    guard fields.count == table.columns.count else {
      throw Refusal(
        reason:
          "\(Numbers.counted(fields.count, "field", "fields")) where the header has \(table.columns.count)",
        offset: entry.content.lowerBound)
    }
    return fields
  }
}

// MARK: - Writing

extension TableCodec {
  func append(_ text: [UInt8], as document: RecordDocument, of bytes: ByteBuffer, to output: inout [UInt8]) {
    switch table.dialect {
    case .separated:
      // A field that stood in quotes keeps them.
      let inQuotes = CSV.isQuoted(in: bytes, document.field) || needsQuotes(text)
      CSV.append(text, inQuotes: inQuotes, to: &output)
    case .tsv: TSV.append(text, to: &output)
    }
  }

  /// The field as it stood, where it would be written in another way: CSV that got its quotes only now, TSV with
  /// backslashes that are not escaped.
  func remainder(of document: RecordDocument, of bytes: ByteBuffer, rewrittenAs text: [UInt8]) -> [UInt8]? {
    let field = bytes[document.field]
    switch table.dialect {
    case .separated: return !CSV.isQuoted(in: bytes, document.field) && needsQuotes(text) ? field : nil
    case .tsv:
      var written: [UInt8] = []
      TSV.append(document.text, to: &written)
      return written == field ? nil : field
    }
  }

  private func needsQuotes(_ text: [UInt8]) -> Bool {
    guard case .separated(let separator) = table.dialect else { return false }
    return CSV.needsQuotes(text, isAlone: table.columns.count == 1, separator: separator)
  }
}
