/// Writes JSON: strings, and the few shapes that reports and summaries need.
///
/// Only what RFC 8259 asks for is escaped: the quote, the backslash and control characters. Everything else stands as
/// UTF-8, so that a report can be read, and searched, in any script.
enum JSONText {
  /// Adds a string with its quotes.
  ///
  /// A surrogate without its other half, three bytes of WTF-8, becomes the escape that it came from.
  /// - Precondition: `bytes` are otherwise UTF-8.
  static func append(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    appendEscaped(bytes, to: &output)
    output.append(UInt8(ascii: "\""))
  }

  static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    appendEscaped(bytes, to: &output)
    output.append(UInt8(ascii: "\""))
  }

  static func append(_ string: String, to output: inout [UInt8]) {
    append(string.utf8, to: &output)
  }

  /// Adds `,"key":`, or without the comma behind an opening brace.
  static func append(key: StaticString, to output: inout [UInt8]) {
    if output.last != UInt8(ascii: "{") { output.append(UInt8(ascii: ",")) }
    output.append(UInt8(ascii: "\""))
    output.append(contentsOf: String(describing: key).utf8)
    output.append(contentsOf: "\":".utf8)
  }

  static func append(_ number: Int, to output: inout [UInt8]) {
    output.append(contentsOf: String(number).utf8)
  }

  /// A share from 0 to 1, with three digits behind the point.
  static func append(thousandths share: Double, to output: inout [UInt8]) {
    let thousandths = Int((share * 1000).rounded())
    let digits = String(thousandths % 1000)
    output.append(contentsOf: "\(thousandths / 1000).".utf8)
    output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 3 - digits.utf8.count))
    output.append(contentsOf: digits.utf8)
  }

  static func append(_ range: Range<Int>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    append(range.lowerBound, to: &output)
    output.append(UInt8(ascii: ","))
    append(range.upperBound, to: &output)
    output.append(UInt8(ascii: "]"))
  }

  private static func appendEscaped(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
    let copied: Void? = bytes.withContiguousStorageIfAvailable { unsafe appendEscaped($0.span, to: &output) }
    if copied == nil { appendEscaped(Array(bytes).span, to: &output) }
  }

  /// Adds a string's inside. What needs no escape is copied run by run.
  private static func appendEscaped(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
    var run = 0
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0xED else {
        at = unsafe plainEnd(bytes.bytes, from: at + 1)
        continue
      }
      let isSurrogate = byte == 0xED && at + 2 < bytes.count && bytes[at + 1] >= 0xA0
      if byte == 0xED && !isSurrogate {
        at += 1
        continue
      }
      output.append(span: bytes.extracting(run..<at))
      if isSurrogate {
        let code = 0xD000 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
        appendUnicodeEscape(code, to: &output)
        at += 3
      } else {
        appendEscape(of: byte, to: &output)
        at += 1
      }
      run = at
    }
    output.append(span: bytes.extracting(run..<bytes.count))
  }

  /// The end of the blocks of eight bytes from `start` on that need no second look. Whether one byte of eight does is told
  /// for all at once.
  ///
  /// Source: S. E. Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n".
  @inline(__always)
  private static func plainEnd(_ bytes: RawSpan, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func hasByte(_ byte: UInt64, _ word: UInt64) -> UInt64 {
      let difference = word ^ ones &* byte
      return (difference &- ones) & ~difference
    }
    var at = start
    while at + 8 <= bytes.byteCount {
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      let controls = (word &- ones &* 0x20) & ~word
      let found = controls | hasByte(0x22, word) | hasByte(0x5C, word) | hasByte(0xED, word)
      if found & ones << 7 != 0 { break }
      at += 8
    }
    return at
  }

  private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
    let letter: UInt8? =
      switch byte {
      case 0x22, 0x5C: byte
      case 0x08: UInt8(ascii: "b")
      case 0x09: UInt8(ascii: "t")
      case 0x0A: UInt8(ascii: "n")
      case 0x0C: UInt8(ascii: "f")
      case 0x0D: UInt8(ascii: "r")
      default: nil
      }
    guard let letter else { return appendUnicodeEscape(UInt32(byte), to: &output) }
    output.append(UInt8(ascii: "\\"))
    output.append(letter)
  }

  private static func appendUnicodeEscape(_ code: UInt32, to output: inout [UInt8]) {
    output.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] as [UInt32] {
      let digit = UInt8(truncatingIfNeeded: (code >> shift) & 0xF)
      output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}

extension [UInt8] {
  /// Adds the bytes of a span.
  fileprivate mutating func append(span: Span<UInt8>) {
    // SAFETY: the memory is read while the span is there, and copied.
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
