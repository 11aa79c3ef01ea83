/// CSV as RFC 4180 has it, slow and obvious: a text is walked one character at a time, and each field is then held against
/// the grammar as a whole.
enum NaiveCSV {
  struct Row: Hashable {
    /// All of its bytes, with the row end.
    var whole: [UInt8] = []
    /// The fields as they stand.
    var raw: [[UInt8]] = []
    /// Whether its end is there.
    var isEnded = false

    /// What the fields say; nil where one of them is none.
    var values: [[UInt8]]? {
      let values = raw.map { NaiveCSV.value($0) }
      return values.contains(nil) ? nil : values.compactMap { $0 }
    }
  }

  static func rows(_ text: [UInt8]) -> [Row] {
    var rows: [Row] = []
    var row = Row()
    var field: [UInt8] = []
    var isQuoted = false
    for (index, byte) in text.enumerated() {
      row.whole.append(byte)
      if field.isEmpty, byte == UInt8(ascii: "\"") {
        isQuoted = true
      } else if isQuoted, byte == UInt8(ascii: "\""), quotesAtEnd(field) % 2 == 0,
        !(index + 1 < text.count && text[index + 1] == UInt8(ascii: "\""))
      {
        // An odd one that no other follows: closed.
        isQuoted = false
      } else if !isQuoted, byte == UInt8(ascii: ",") {
        row.raw.append(field)
        field = []
        continue
      } else if !isQuoted, byte == UInt8(ascii: "\n") {
        if field.last == UInt8(ascii: "\r") { field.removeLast() }
        row.raw.append(field)
        row.isEnded = true
        rows.append(row)
        (row, field) = (Row(), [])
        continue
      }
      field.append(byte)
    }
    if !row.whole.isEmpty {
      row.raw.append(field)
      rows.append(row)
    }
    return rows
  }

  /// How many quotes in a row end a field, without the one that opens it.
  private static func quotesAtEnd(_ field: [UInt8]) -> Int {
    let inner = field.dropFirst()
    return inner.count - (inner.lastIndex { $0 != UInt8(ascii: "\"") }.map { $0 - inner.startIndex + 1 } ?? 0)
  }

  /// `escaped` or `non-escaped` of the grammar.
  static func value(_ field: [UInt8]) -> [UInt8]? {
    let quote = UInt8(ascii: "\"")
    guard field.first == quote else {
      return field.contains { Array("\"\r\n,".utf8).contains($0) } ? nil : field
    }
    guard field.count >= 2, field.last == quote else { return nil }
    var (value, rest) = ([UInt8](), Array(field.dropFirst().dropLast()))
    while let first = rest.first {
      if first == quote {
        guard rest.count >= 2, rest[1] == quote else { return nil }
        rest.removeFirst()
      }
      value.append(first)
      rest.removeFirst()
    }
    return value
  }
}
