/// RFC 8259 as its grammar reads, one character at a time: the slow twin of `RecordParser`.
struct NaiveJSON {
  enum Value: Equatable {
    case string([UInt8])
    case object([(key: [UInt8], value: Value)])
    case other

    static func == (lhs: Value, rhs: Value) -> Bool { "\(lhs)" == "\(rhs)" }
  }

  private let bytes: [UInt8]
  private var at = 0

  /// The value; nil where `bytes` are not JSON.
  static func parse(_ bytes: [UInt8]) -> Value? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var reader = NaiveJSON(bytes: bytes)
    guard let value = reader.value() else { return nil }
    reader.skipSpace()
    return reader.at == bytes.count ? value : nil
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var head: Character? { at < bytes.count ? Character(Unicode.Scalar(bytes[at])) : nil }

  private mutating func skipSpace() {
    while let head, " \t\n\r".contains(head) || head == "\r\n" { at += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard head == character else { return false }
    at += 1
    return true
  }

  private mutating func value() -> Value? {
    skipSpace()
    switch head {
    case "{": return object()
    case "[": return array()
    case "\"": return string().map { .string($0) }
    case "t": return word("true")
    case "f": return word("false")
    case "n": return word("null")
    default: return number()
    }
  }

  private mutating func object() -> Value? {
    at += 1
    var members: [(key: [UInt8], value: Value)] = []
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard head == "\"", let key = string() else { return nil }
      skipSpace()
      guard take(":"), let value = value() else { return nil }
      members.append((key, value))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func array() -> Value? {
    at += 1
    skipSpace()
    if take("]") { return .other }
    while true {
      guard value() != nil else { return nil }
      skipSpace()
      if take("]") { return .other }
      guard take(",") else { return nil }
    }
  }

  private mutating func word(_ word: String) -> Value? {
    for character in word where !take(character) { return nil }
    return .other
  }

  private mutating func number() -> Value? {
    _ = take("-")
    if !take("0") {
      guard let head, ("1"..."9").contains(head) else { return nil }
      digits()
    }
    if take(".") {
      guard let head, ("0"..."9").contains(head) else { return nil }
      digits()
    }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard let head, ("0"..."9").contains(head) else { return nil }
      digits()
    }
    return .other
  }

  private mutating func digits() {
    while let head, ("0"..."9").contains(head) { at += 1 }
  }

  private mutating func string() -> [UInt8]? {
    at += 1
    var units: [UInt16] = []
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        return wtf8(units)
      }
      if byte < 0x20 { return nil }
      if byte == UInt8(ascii: "\\") {
        guard let unit = escape() else { return nil }
        units.append(unit)
      } else {
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        units += Array(String(decoding: bytes[at..<at + length], as: UTF8.self).utf16)
        at += length
      }
    }
    return nil
  }

  private mutating func escape() -> UInt16? {
    at += 1
    guard let letter = head else { return nil }
    at += 1
    let plain: [Character: UInt16] = [
      "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
    ]
    if let unit = plain[letter] { return unit }
    guard letter == "u", at + 4 <= bytes.count else { return nil }
    let digits = bytes[at..<at + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    at += 4
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// UTF-16 as WTF-8: pairs as one character, lone surrogates as three bytes.
  private func wtf8(_ units: [UInt16]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < units.count {
      let unit = units[index]
      let pair = index + 1 < units.count ? units[index...index + 1].map { $0 } : []
      if UTF16.isLeadSurrogate(unit), pair.count == 2, UTF16.isTrailSurrogate(pair[1]) {
        result += Array(String(decoding: pair, as: UTF16.self).utf8)
        index += 2
      } else if UTF16.isLeadSurrogate(unit) || UTF16.isTrailSurrogate(unit) {
        result += [0xED, 0x80 | UInt8((unit >> 6) & 0x3F), 0x80 | UInt8(unit & 0x3F)]
        index += 1
      } else {
        result += Array(String(decoding: [unit], as: UTF16.self).utf8)
        index += 1
      }
    }
    return result
  }
}
