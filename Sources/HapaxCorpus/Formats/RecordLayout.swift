/// How entries lie in a chunk.
enum RecordLayout: Sendable {
  /// JSON Lines.
  case lines
  /// Rows of CSV or TSV.
  case table(Table)
  /// Records of WARC.
  case warc
}

extension RecordLayout {
  var format: Format {
    switch self {
    case .lines: .jsonl
    case .table(let table): table.dialect == .tsv ? .tsv : .csv
    case .warc: .warc
    }
  }

  /// What parts the fields of a table, where that is no comma.
  var delimiter: UInt8? {
    guard case .table(let table) = self, case .separated(let separator) = table.dialect else { return nil }
    return separator == CSV.comma ? nil : separator
  }

  /// Whether each record is a member of its own where the file is compressed.
  var hasMembers: Bool { if case .warc = self { true } else { false } }

  /// Whether records have named fields, one of which holds the text.
  var hasFields: Bool { if case .warc = self { false } else { true } }
}
