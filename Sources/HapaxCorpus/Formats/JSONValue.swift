/// A JSON value in memory, for the lines of reports.
///
/// It is made from text that `RecordParser` has checked, so that this reader need not say what is wrong where; on
/// anything else it gives nil.
indirect enum JSONValue: Hashable {
  case null
  case truth(Bool)
  case number(Int)
  /// A number with a fraction or an exponent.
  case decimal(Double)
  case string([UInt8])
  case array([JSONValue])
  case object([String: JSONValue])
}

extension JSONValue {
  init?(_ buffer: ByteBuffer, at range: Range<Int>) {
    var reader = Reader(buffer: buffer, at: range.lowerBound, end: range.upperBound)
    guard let value = reader.value() else { return nil }
    self = value
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var number: Int? { if case .number(let number) = self { number } else { nil } }
  var bytes: [UInt8]? { if case .string(let bytes) = self { bytes } else { nil } }
  var string: String? { bytes.flatMap { String(validating: $0, as: UTF8.self) } }
  var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  /// A pair of offsets.
  var range: Range<Int>? {
    guard let pair = array, pair.count == 2, let lower = pair[0].number, let upper = pair[1].number,
      lower >= 0,
      lower <= upper
    else { return nil }
    return lower..<upper
  }
}

private struct Reader {
  let buffer: ByteBuffer
  var at: Int
  let end: Int

  mutating func value() -> JSONValue? {
    switch peek() {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return word("true", .truth(true))
    case UInt8(ascii: "f"): return word("false", .truth(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func object() -> JSONValue? {
    var members: [String: JSONValue] = [:]
    at += 1
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      guard peek() == UInt8(ascii: "\""), let key = string(), take(UInt8(ascii: ":")), let value = value()
      else {
        return nil
      }
      members[String(decoding: key, as: UTF8.self)] = value
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) ? .object(members) : nil
  }

  private mutating func array() -> JSONValue? {
    var values: [JSONValue] = []
    at += 1
    if take(UInt8(ascii: "]")) { return .array(values) }
    repeat {
      guard let value = value() else { return nil }
      values.append(value)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? .array(values) : nil
  }

  /// The string that begins here: to the first quote behind an even number of backslashes.
  private mutating func string() -> [UInt8]? {
    let start = at + 1
    var quote = start
    while let found = buffer.firstIndex(of: UInt8(ascii: "\""), in: quote..<end) {
      var backslashes = 0
      while found - backslashes > start, buffer[found - backslashes - 1] == UInt8(ascii: "\\") {
        backslashes += 1
      }
      if backslashes % 2 == 0 {
        at = found + 1
        return RecordParser.unescaped(buffer, at: start..<found)
      }
      quote = found + 1
    }
    return nil
  }

  private mutating func number() -> JSONValue? {
    let start = at
    while at < end, !isJSONSpace(buffer[at]), !",]}".utf8.contains(buffer[at]) { at += 1 }
    let digits = String(decoding: buffer[start..<at], as: UTF8.self)
    return Int(digits).map { .number($0) } ?? Double(digits).map { .decimal($0) }
  }

  private mutating func word(_ word: String, _ value: JSONValue) -> JSONValue? {
    guard end - at >= word.utf8.count, buffer[at..<at + word.utf8.count] == Array(word.utf8) else {
      return nil
    }
    at += word.utf8.count
    return value
  }

  private mutating func peek() -> UInt8? {
    while at < end, isJSONSpace(buffer[at]) { at += 1 }
    return at < end ? buffer[at] : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    at += 1
    return true
  }
}
