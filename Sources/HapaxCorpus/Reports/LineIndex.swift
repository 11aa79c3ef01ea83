/// The lines of a text as people count them, from 1: they end at LF, CR LF or CR.
struct LineIndex {
  private let text: [UInt8]
  private var starts = [0]

  init(_ text: [UInt8]) {
    self.text = text
    let bytes = text.span
    for index in 0..<bytes.count {
      let isLineFeed = bytes[index] == 0x0A
      let isReturn = bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      if isLineFeed || isReturn { starts.append(index + 1) }
    }
    if starts.count > 1, starts.last == text.count { starts.removeLast() }
  }
}

extension LineIndex {
  /// How many lines there are; an empty text has none.
  var count: Int { text.isEmpty ? 0 : starts.count }

  /// The line in which a byte stands.
  func line(at offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first and the last line of a range that hold more than blanks; those of the whole range where none does.
  func lines(of range: Range<Int>) -> ClosedRange<Int> {
    var (lower, upper) = (range.lowerBound, Swift.min(range.upperBound, text.count))
    while lower < upper, isBlank(text[lower]) { lower += 1 }
    while upper > lower, isBlank(text[upper - 1]) { upper -= 1 }
    if lower == upper {
      (lower, upper) = (range.lowerBound, Swift.max(range.lowerBound + 1, range.upperBound))
    }
    return line(at: lower)...Swift.max(line(at: lower), line(at: upper - 1))
  }

  /// The bytes of a line, without what ends it.
  func range(ofLine line: Int) -> Range<Int> {
    var end = line < starts.count ? starts[line] : text.count
    while end > starts[line - 1], text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
    return starts[line - 1]..<end
  }

  /// How many lines in a row at the end hold nothing but blanks.
  var blankLinesAtEnd: Int {
    guard let last = text.lastIndex(where: { !isBlank($0) }) else { return count }
    return count - line(at: last)
  }

  /// Whether a line holds nothing but blanks.
  func isBlank(line: Int) -> Bool {
    let end = line < starts.count ? starts[line] : text.count
    return text[starts[line - 1]..<end].allSatisfy(isBlank)
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}
