/// An input that was not UTF-8, in UTF-8, with an edit for each character.
///
/// ASCII that is the same byte in both needs no edit. One edit per character keeps a later change, such as a trimmed
/// blank, an edit of its own when the two sets are put together; neighbours are joined after that.
struct Transcoded {
  private(set) var utf8: [UInt8] = []
  private(set) var edits = Edits()
  let encoding: Cleaned.Encoding

  /// The character that is being collected: where it began, and its code points in `pending`.
  private var start = 0
  private var pending: [UInt8] = []
}

// MARK: - Making one

extension Transcoded {
  /// Reads UTF-16 or UTF-32 behind its byte order mark. Unpaired surrogates, numbers that are no code points, and a
  /// cut unit at the end become U+FFFD.
  init(_ input: UnsafeBufferPointer<UInt8>, wide format: WideFormat) {
    encoding = Cleaned.Encoding(name: format.rawValue, confidence: nil)
    edits.appendRemoval(0..<format.width, reason: .byteOrderMark)
    start = format.width
    unsafe read(input, format)
    unsafe finish(input)
  }

  /// Reads any charset of ICU's.
  init(_ input: UnsafeBufferPointer<UInt8>, named name: String, confidence: Int?) {
    encoding = Cleaned.Encoding(name: name, confidence: confidence)
    utf8.reserveCapacity(input.count + input.count / 2)
    if let converter = ICUConverter(named: name) { unsafe read(input, converter) }
    unsafe finish(input)
  }

  private mutating func read(_ input: UnsafeBufferPointer<UInt8>, _ converter: borrowing ICUConverter) {
    var pairs = SurrogatePairs()
    // SAFETY: the buffer is alive for this call, and read within its count.
    unsafe converter.convert(input) { unit, offset in
      pairs.add(unit, at: offset) { scalar, offset in unsafe add(scalar, at: offset, in: input) }
    }
    pairs.finish { scalar, offset in unsafe add(scalar, at: offset, in: input) }
  }

  private mutating func read(_ input: UnsafeBufferPointer<UInt8>, _ format: WideFormat) {
    var pairs = SurrogatePairs()
    let width = format.width
    var at = width
    while at + width <= input.count {
      var unit: UInt32 = 0
      for index in 0..<width {
        // SAFETY: `at + width` is at most the count.
        unit = unsafe unit << 8 | UInt32(input[format.isBigEndian ? at + index : at + width - 1 - index])
      }
      if width == 2 {
        pairs.add(UInt16(unit), at: at) { scalar, offset in unsafe add(scalar, at: offset, in: input) }
      } else {
        let isScalar = unit < 0xD800 || (unit > 0xDFFF && unit <= 0x10_FFFF)
        unsafe add(isScalar ? unit : 0xFFFD, at: at, in: input)
      }
      at += width
    }
    pairs.finish { scalar, offset in unsafe add(scalar, at: offset, in: input) }
    if at < input.count { unsafe add(0xFFFD, at: at, in: input) }
  }
}

// MARK: - Collecting characters

extension Transcoded {
  /// Adds a character that begins at `offset`; those that begin at one offset are one edit.
  private mutating func add(_ scalar: UInt32, at offset: Int, in input: UnsafeBufferPointer<UInt8>) {
    if offset > start, !pending.isEmpty { unsafe flush(upTo: offset, input) }
    pending.appendUTF8(scalar)
  }

  private mutating func flush(upTo end: Int, _ input: UnsafeBufferPointer<UInt8>) {
    // SAFETY: offsets come from reading this buffer.
    let isSame = unsafe end == start + 1 && pending.count == 1 && input[start] == pending[0]
    if !isSame, end > start || !pending.isEmpty {
      edits.append(start..<end, replacement: pending, reason: .transcoded)
    }
    utf8.append(contentsOf: pending)
    pending.removeAll(keepingCapacity: true)
    start = end
  }

  private mutating func finish(_ input: UnsafeBufferPointer<UInt8>) {
    unsafe flush(upTo: input.count, input)
  }
}

/// Joins surrogates to code points; those without a partner become U+FFFD.
private struct SurrogatePairs {
  private var high: (unit: UInt16, offset: Int)?

  mutating func add(_ unit: UInt16, at offset: Int, _ take: (UInt32, Int) -> Void) {
    if let high {
      self.high = nil
      if unit & 0xFC00 == 0xDC00 {
        return take(0x1_0000 + (UInt32(high.unit) & 0x3FF) << 10 + UInt32(unit) & 0x3FF, high.offset)
      }
      take(0xFFFD, high.offset)
    }
    if unit & 0xFC00 == 0xD800 {
      high = (unit, offset)
    } else {
      take(unit & 0xFC00 == 0xDC00 ? 0xFFFD : UInt32(unit), offset)
    }
  }

  mutating func finish(_ take: (UInt32, Int) -> Void) {
    if let high { take(0xFFFD, high.offset) }
    high = nil
  }
}
