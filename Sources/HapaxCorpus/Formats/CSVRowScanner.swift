/// Finds where rows of CSV end, in bytes that come piece by piece.
///
/// A row ends at the first line feed that is not inside a quoted field. A field is quoted where it begins with a quote,
/// and the quotes are closed by one that no other follows. Whatever else is wrong with a row, it ends there, so that one
/// bad row does not spoil the next.
///
/// Source: RFC 4180, section 2. <https://www.rfc-editor.org/rfc/rfc4180>
struct CSVRowScanner {
  private enum Place {
    case fieldStart, plain, quoted, behindQuote
  }

  private let separator: UInt8
  private var place = Place.fieldStart

  init(separator: UInt8 = CSV.comma) { self.separator = separator }
}

extension CSVRowScanner {
  /// Goes on from `start`, where it stopped, or where a row begins. Returns where the next row begins; nil where this
  /// one goes on behind the bytes.
  mutating func rowEnd(in bytes: ByteBuffer, from start: Int) -> Int? {
    var at = start
    while at < bytes.count {
      if place == .quoted {
        guard let quote = bytes.firstIndex(of: CSV.quote, in: at..<bytes.count) else { return nil }
        place = .behindQuote
        at = quote + 1
        continue
      }
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\n"):
        place = .fieldStart
        return at
      case separator: place = .fieldStart
      case CSV.quote where place != .plain: place = .quoted
      default: place = .plain
      }
    }
    return nil
  }
}
