/// Fields of tab-separated values.
///
/// As IANA has them: a row is a line, a field ends at a tab, and there are no quotes. A text of several lines can stand
/// there only with escapes, so `\t`, `\n`, `\r` and `\\` are read as PostgreSQL and Linear TSV read them. Any other
/// backslash is one. What is written has all four escaped.
///
/// Sources: <https://www.iana.org/assignments/media-types/text/tab-separated-values>,
/// <http://dataprotocols.org/linear-tsv/>
enum TSV {
  static let separator = UInt8(ascii: "\t")
  private static let backslash = UInt8(ascii: "\\")
}

extension TSV {
  /// The fields of the row at `row`, which is without its end, as they stand.
  static func fields(in bytes: ByteBuffer, at row: Range<Int>) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = row.lowerBound
    while let tab = bytes.firstIndex(of: separator, in: start..<row.upperBound) {
      fields.append(start..<tab)
      start = tab + 1
    }
    fields.append(start..<row.upperBound)
    return fields
  }

  /// What a field says, its escapes undone.
  static func value(in bytes: ByteBuffer, at field: Range<Int>) -> [UInt8] {
    var value: [UInt8] = []
    var start = field.lowerBound
    while let found = bytes.firstIndex(of: backslash, in: start..<field.upperBound) {
      value += bytes[start..<found]
      let letter = found + 1 < field.upperBound ? bytes[found + 1] : 0
      let meant = meaning(of: letter)
      value.append(meant ?? backslash)
      start = found + (meant == nil ? 1 : 2)
    }
    value += bytes[start..<field.upperBound]
    return value
  }

  /// Adds a field that says `value`.
  static func append(_ value: [UInt8], to output: inout [UInt8]) {
    for byte in value {
      guard let letter = letter(for: byte) else {
        output.append(byte)
        continue
      }
      output += [backslash, letter]
    }
  }

  private static func meaning(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case backslash: backslash
    default: nil
    }
  }

  private static func letter(for byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    case backslash: backslash
    default: nil
    }
  }
}
