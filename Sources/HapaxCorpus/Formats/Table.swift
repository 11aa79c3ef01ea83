/// A table as its header row tells it.
struct Table: Hashable, Sendable {
  enum Dialect: Hashable, Sendable {
    /// CSV, whose fields a comma parts, or another sign.
    case separated(by: UInt8)
    case tsv

    static let csv = Dialect.separated(by: CSV.comma)
  }

  let dialect: Dialect
  /// The names of the columns, in order; none until the header is read.
  let columns: [[UInt8]]
  /// The number of the header among the entries: 1, or more where blank lines stand before it.
  let headerNumber: Int
}

extension Table {
  /// A table whose header is not read yet.
  init(_ dialect: Dialect) {
    self.init(dialect: dialect, columns: [], headerNumber: 0)
  }

  /// A table whose header is the entry at `header`.
  init(_ dialect: Dialect, header: Entry, in bytes: ByteBuffer) throws(Refusal) {
    let fields = try dialect.fields(in: bytes, at: header.content)
    self.init(
      dialect: dialect, columns: fields.map { dialect.value(in: bytes, at: $0) }, headerNumber: header.number)
  }

  /// Where a column stands; nil where there is none of that name.
  func index(of name: [UInt8]) -> Int? { columns.firstIndex(of: name) }

  /// Checks that there is one column of a name.
  func check(column name: String) throws(Refusal) {
    let count = columns.count { $0 == Array(name.utf8) }
    guard count != 1 else { return }
    let shown = Printable.string(Array(name.utf8))
    if count > 1 { throw Refusal(reason: "several columns \"\(shown)\"") }
    let names = columns.prefix(20).map { "\"\(Printable.string($0))\"" }.joined(separator: ", ")
    throw Refusal(
      reason: "no column \"\(shown)\"; there are \(names)\(columns.count > 20 ? ", …" : ""): \(advice)")
  }

  /// What to do where a table has no column of the name that holds the text.
  private var advice: String {
    let words = "--text-field NAME says which one holds the text, --on-error skip leaves the file out"
    guard case .separated(let separator) = dialect, columns.count == 1,
      let found = ";\t|".utf8.first(where: { $0 != separator && columns[0].contains($0) })
    else { return words }
    let sign = found == 0x09 ? "tab" : "'\(Character(UnicodeScalar(found)))'"
    return "--delimiter \(sign) if that parts its fields; else \(words)"
  }
}

extension Table.Dialect {
  /// Where the row that begins at `start` ends, with its line end.
  func rowEnd(in bytes: ByteBuffer, from start: Int) -> Int {
    switch self {
    case .separated(let separator):
      var scanner = CSVRowScanner(separator: separator)
      return scanner.rowEnd(in: bytes, from: start) ?? bytes.count
    case .tsv:
      return bytes.firstIndex(of: UInt8(ascii: "\n"), in: start..<bytes.count).map { $0 + 1 } ?? bytes.count
    }
  }

  /// The fields of a row, as they stand.
  func fields(in bytes: ByteBuffer, at row: Range<Int>) throws(Refusal) -> [Range<Int>] {
    switch self {
    case .separated(let separator): try CSV.fields(in: bytes, at: row, separator: separator)
    case .tsv: TSV.fields(in: bytes, at: row)
    }
  }

  /// What a field says.
  func value(in bytes: ByteBuffer, at field: Range<Int>) -> [UInt8] {
    switch self {
    case .separated: CSV.value(in: bytes, at: field)
    case .tsv: TSV.value(in: bytes, at: field)
    }
  }
}
