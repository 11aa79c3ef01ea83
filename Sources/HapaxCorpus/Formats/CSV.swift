/// Fields of comma-separated values, and of those that another character parts.
///
/// Strict where a lenient reader would have to guess: a quote in a field that does not begin with one, text behind a
/// closing quote and a carriage return that ends no row are refused. Rows end in LF or CR LF.
///
/// Source: RFC 4180, section 2. <https://www.rfc-editor.org/rfc/rfc4180>
enum CSV {
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
}

extension CSV {
  /// The fields of the row at `row`, which is without its end, as they stand, with their quotes.
  static func fields(
    in bytes: ByteBuffer, at row: Range<Int>, separator: UInt8 = comma
  ) throws(Refusal) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = row.lowerBound
    while true {
      let end = try fieldEnd(in: bytes, start..<row.upperBound, separator)
      fields.append(start..<end)
      if end == row.upperBound { return fields }
      start = end + 1
    }
  }

  private static func fieldEnd(in bytes: ByteBuffer, _ rest: Range<Int>, _ separator: UInt8) throws(Refusal)
    -> Int
  {
    guard !rest.isEmpty, bytes[rest.lowerBound] == quote else {
      return try plainEnd(in: bytes, rest, separator)
    }
    var at = rest.lowerBound + 1
    while let found = bytes.firstIndex(of: quote, in: at..<rest.upperBound) {
      at = found + 1
      guard at < rest.upperBound, bytes[at] != separator else { return at }
      guard bytes[at] == quote else {
        throw Refusal(reason: "text behind a closing quote", offset: at)
      }
      at += 1
    }
    throw Refusal(reason: "a quote that is never closed", offset: rest.lowerBound)
  }

  private static func plainEnd(in bytes: ByteBuffer, _ rest: Range<Int>, _ separator: UInt8) throws(Refusal)
    -> Int
  {
    for at in rest {
      switch bytes[at] {
      case separator: return at
      case quote: throw Refusal(reason: "a quote in a field that does not begin with one", offset: at)
      case UInt8(ascii: "\r"): throw Refusal(reason: "a carriage return outside quotes", offset: at)
      default: continue
      }
    }
    return rest.upperBound
  }

  /// What a field says, without its quotes.
  static func value(in bytes: ByteBuffer, at field: Range<Int>) -> [UInt8] {
    guard isQuoted(in: bytes, field) else { return bytes[field] }
    var value: [UInt8] = []
    var start = field.lowerBound + 1
    let end = field.upperBound - 1
    while let found = bytes.firstIndex(of: quote, in: start..<end) {
      value += bytes[start..<found + 1]
      start = found + 2
    }
    value += bytes[start..<end]
    return value
  }

  static func isQuoted(in bytes: ByteBuffer, _ field: Range<Int>) -> Bool {
    !field.isEmpty && bytes[field.lowerBound] == quote
  }

  /// Whether a value can only stand in quotes. An empty one alone in its row would make an empty line.
  static func needsQuotes(_ value: [UInt8], isAlone: Bool, separator: UInt8 = comma) -> Bool {
    value.isEmpty
      ? isAlone
      : value.contains {
        $0 == quote || $0 == separator || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
      }
  }

  /// Adds a field that says `value`.
  static func append(_ value: [UInt8], inQuotes: Bool, to output: inout [UInt8]) {
    guard inQuotes else { return output.append(contentsOf: value) }
    output.append(quote)
    for (index, part) in value.split(separator: quote, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { output += [quote, quote] }
      output.append(contentsOf: part)
    }
    output.append(quote)
  }
}
