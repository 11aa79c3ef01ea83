/// The header of a WARC record: the version line, named fields, an empty line.
///
/// Source: ISO 28500:2017 (WARC 1.1), clauses 4 to 6, and WARC 1.0, which has the same grammar.
/// <https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>
struct WARCHeader {
  /// A field, as ranges of the buffer.
  struct Field {
    /// All of its bytes, with the line end, and with the lines on which it goes on.
    let line: Range<Int>
    let name: Range<Int>
    /// Without white space at either end.
    let value: Range<Int>
  }

  /// All of its bytes, with the empty line.
  let range: Range<Int>
  let fields: [Field]
  /// Where `Content-Length` stands among the fields.
  let lengthIndex: Int
  /// The length of the block that follows, in bytes.
  let contentLength: Int

  /// The most bytes of a header. What is longer is none.
  static let longest = 1 << 20
}

extension WARCHeader {
  /// The header that begins at `start`; nil where it goes on behind the bytes.
  init?(in bytes: ByteBuffer, at start: Int) throws(Refusal) {
    var at = start
    guard let version = WARCHeader.line(in: bytes, &at) else {
      try WARCHeader.checkVersion(in: bytes, start..<Swift.min(bytes.count, start + 16), isWhole: false)
      return nil
    }
    try WARCHeader.checkVersion(in: bytes, version, isWhole: true)
    var fields: [Field] = []
    var isOver = false
    while !isOver {
      let begin = at
      guard let line = WARCHeader.line(in: bytes, &at) else {
        if bytes.count - start > WARCHeader.longest {
          throw Refusal(
            reason: "a header longer than \(Numbers.grouped(WARCHeader.longest)) bytes", offset: start)
        }
        return nil
      }
      if line.isEmpty {
        isOver = true
      } else if bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09, let last = fields.popLast()
      {
        // A field may go on with the next line, indented.
        fields.append(
          Field(
            line: last.line.lowerBound..<at, name: last.name,
            value: WARCHeader.trimmed(last.value.lowerBound..<line.upperBound, in: bytes)))
      } else {
        fields.append(try WARCHeader.field(in: bytes, line, whole: begin..<at))
      }
    }
    range = start..<at
    self.fields = fields
    (lengthIndex, contentLength) = try WARCHeader.length(fields, in: bytes, at: start)
  }

  /// The next line without its end, CR LF or LF; nil where it is not all there.
  private static func line(in bytes: ByteBuffer, _ at: inout Int) -> Range<Int>? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: at..<bytes.count) else { return nil }
    let hasReturn = end > at && bytes[end - 1] == UInt8(ascii: "\r")
    let line = at..<(hasReturn ? end - 1 : end)
    at = end + 1
    return line
  }

  private static func checkVersion(
    in bytes: ByteBuffer, _ line: Range<Int>, isWhole: Bool
  ) throws(Refusal) {
    let shown = Array(bytes[line].prefix(40))
    let versions = ["WARC/1.0", "WARC/1.1"].map { Array($0.utf8) }
    let isKnown = versions.contains { isWhole ? $0 == shown : ($0 + Array("\r\n".utf8)).starts(with: shown) }
    guard isKnown else {
      throw Refusal(
        reason: "\"\(Printable.string(shown))\" stands where WARC/1.0 or WARC/1.1 begins a record",
        offset: line.lowerBound)
    }
  }

  private static func field(
    in bytes: ByteBuffer, _ line: Range<Int>, whole: Range<Int>
  ) throws(Refusal) -> Field {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: line), colon > line.lowerBound else {
      let shown = Printable.string(Array(bytes[line].prefix(40)))
      throw Refusal(reason: "a header line that is no field, \"\(shown)\"", offset: line.lowerBound)
    }
    return Field(
      line: whole, name: line.lowerBound..<colon, value: trimmed(colon + 1..<line.upperBound, in: bytes))
  }

  private static func trimmed(_ range: Range<Int>, in bytes: ByteBuffer) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, isJSONSpace(bytes[lower]) { lower += 1 }
    while upper > lower, isJSONSpace(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  private static func length(
    _ fields: [Field], in bytes: ByteBuffer, at start: Int
  ) throws(Refusal) -> (index: Int, length: Int) {
    guard let index = fields.firstIndex(where: { bytes.holds("content-length", at: $0.name) }) else {
      throw Refusal(reason: "a record without Content-Length", offset: start)
    }
    let digits = bytes[fields[index].value]
    guard !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let length = Int(String(decoding: digits, as: UTF8.self)), length < 1 << 48
    else {
      throw Refusal(
        reason: "Content-Length is no length, \"\(Printable.string(Array(digits.prefix(40))))\"",
        offset: fields[index].value.lowerBound)
    }
    return (index, length)
  }
}

extension WARCHeader {
  /// The bytes of the block behind the header.
  var block: Range<Int> { range.upperBound..<range.upperBound + contentLength }

  /// The first field of a name, in whatever case of ASCII letters.
  func value(of name: String, in bytes: ByteBuffer) -> [UInt8]? {
    let name = name.lowercased()
    return fields.first { bytes.holds(name, at: $0.name) }.map { bytes[$0.value] }
  }

  /// Whether the block is text, whole, and in UTF-8.
  ///
  /// `conversion` records are (in WET files), and `resource` records can be. A part of a segmented record is no text by
  /// itself, and one in another charset would be destroyed where it is read as UTF-8.
  func holdsText(in bytes: ByteBuffer) -> Bool {
    func text(_ name: String) -> String? {
      value(of: name, in: bytes).map { String(decoding: $0, as: UTF8.self).lowercased() }
    }
    guard let type = text("WARC-Type"), type == "conversion" || type == "resource",
      text("WARC-Segment-Number") == nil, let media = text("Content-Type")
    else { return false }
    let parts = media.split(separator: ";").map { $0.filter { !$0.isWhitespace && $0 != "\"" } }
    guard parts.first == "text/plain" else { return false }
    let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst("charset=".count)
    return charset.map { ["utf-8", "utf8", "us-ascii", "ascii"].contains($0) } ?? true
  }
}

extension ByteBuffer {
  /// Whether `range` holds `name`, given in lower case, in whatever case of ASCII letters.
  func holds(_ name: String, at range: Range<Int>) -> Bool {
    guard range.count == name.utf8.count else { return false }
    return zip(range, name.utf8).allSatisfy { index, wanted in
      let byte = self[index]
      return byte == wanted || (byte >= 0x41 && byte <= 0x5A && byte | 0x20 == wanted)
    }
  }
}
