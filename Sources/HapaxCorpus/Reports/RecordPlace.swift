/// Where a record stands in its file.
struct RecordPlace: Hashable, Sendable {
  let format: Format
  /// What parts the fields of CSV, where that is no comma.
  let delimiter: UInt8?
  /// Counted from 1 through the file, as `Entry.number`.
  let number: Int
  /// The line on which it begins, from 1; of WARC its number.
  let line: Int
  /// The name of the field that holds the text; nil where the format has no such name.
  let field: String?
}

extension RecordPlace {
  /// The place of an entry.
  init(of entry: Entry, in chunk: Chunk, field: String? = nil) {
    self.init(
      format: chunk.layout.format, delimiter: chunk.layout.delimiter, number: entry.number, line: entry.line,
      field: chunk.layout.hasFields ? field : nil)
  }

  /// The place that a line of a report tells; nil for a file of text, or where it tells none.
  init?(_ value: JSONValue) {
    format = value["format"]?.string.flatMap { Format(rawValue: $0) } ?? .jsonl
    delimiter = value["delimiter"]?.bytes?.first
    guard let number = value["record"]?.number ?? value["line"]?.number else { return nil }
    self.number = number
    line = value["line"]?.number ?? number
    field = value["field"]?.string
  }

  /// Adds the keys of a report. JSON Lines go without saying, and there a record's number is its line.
  func append(to line: inout [UInt8]) {
    if format != .jsonl {
      JSONText.append(key: "format", to: &line)
      JSONText.append(format.rawValue, to: &line)
      if let delimiter {
        JSONText.append(key: "delimiter", to: &line)
        JSONText.append([delimiter], to: &line)
      }
      JSONText.append(key: "record", to: &line)
      JSONText.append(number, to: &line)
    }
    if format.hasLines {
      JSONText.append(key: "line", to: &line)
      JSONText.append(self.line, to: &line)
    }
    if let field {
      JSONText.append(key: "field", to: &line)
      JSONText.append(field, to: &line)
    }
  }

  /// `path`, and where in it.
  func description(in path: Path) -> String {
    format.hasLines ? "\(path):\(line)" : "\(path), record \(number)"
  }
}
