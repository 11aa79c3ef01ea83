/// Cuts lines out of a text.
enum LineCuts {
  /// Whether bytes tell where the lines of a text end: it is UTF-8 for sure, with LF, CR LF and CR and no other line ends.
  static func apply(to text: [UInt8]) -> Bool { Printable.isText(text) && !hasOtherLineEnds(text) }

  /// The ranges that go: each from the start of a line to the start of the line behind, as far as no other line's words
  /// are touched; those that meet are one. Ascending.
  ///
  /// A line without words between them stays unless it is blank: it may be a rating, or part two things that stay.
  ///
  /// - Parameters:
  ///   - lines: Of each line: from its first word to its last one. Ascending.
  ///   - outer: From the word before them to the word behind.
  /// - Precondition: `apply(to: text)`.
  static func ranges(of lines: [Range<Int>], in outer: Range<Int>, of text: [UInt8]) -> [Range<Int>] {
    let hasMark = text.starts(with: Format.byteOrderMark)
    let outer = outer.clamped(to: (hasMark ? Format.byteOrderMark.count : 0)..<text.count)
    var ranges: [Range<Int>] = []
    for (index, line) in lines.enumerated() {
      let lowest = index > 0 ? lines[index - 1].upperBound : outer.lowerBound
      let highest = index + 1 < lines.count ? lines[index + 1].lowerBound : outer.upperBound
      var start = line.lowerBound
      while start > lowest, !isLineEnd(text[start - 1]) { start -= 1 }
      var end = Swift.min(line.upperBound, text.count)
      while end < highest, !isLineEnd(text[end]) { end += 1 }
      // The line's own end, and the blank lines behind it: those before it stay.
      end = lineStart(behind: end, in: text, before: highest)
      while let next = blankLineEnd(from: end, in: text, before: highest) { end = next }
      if let last = ranges.last, start <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<Swift.max(end, last.upperBound)
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges
  }

  /// What stays.
  static func text(_ text: [UInt8], without ranges: [Range<Int>]) -> [UInt8] {
    var rest: [UInt8] = []
    var at = 0
    for range in ranges {
      rest += text[at..<range.lowerBound]
      at = range.upperBound
    }
    return rest + text[at...]
  }

  private static func lineStart(behind end: Int, in text: [UInt8], before limit: Int) -> Int {
    var at = end
    if at < limit, text[at] == UInt8(ascii: "\r") { at += 1 }
    if at < limit, text[at] == UInt8(ascii: "\n") { at += 1 }
    return at
  }

  /// Where a blank line ends that begins at `start`; nil where there is none.
  private static func blankLineEnd(from start: Int, in text: [UInt8], before limit: Int) -> Int? {
    var at = start
    while let next = blankEnd(at, in: text), next <= limit { at = next }
    guard at < limit, isLineEnd(text[at]) else { return nil }
    return lineStart(behind: at, in: text, before: limit)
  }

  /// Where a blank ends that begins at `start`: a space, a tab, or a character of Unicode's White_Space that ends no line;
  /// nil where there is none.
  private static func blankEnd(_ start: Int, in text: [UInt8]) -> Int? {
    guard start < text.count else { return nil }
    if text[start] == 0x20 || text[start] == 0x09 { return start + 1 }
    // No-break space: as many pages have it on lines of its own as have plain ones.
    if text[start...].starts(with: [0xC2, 0xA0]) { return start + 2 }
    guard start + 2 < text.count else { return nil }
    let (second, third) = (text[start + 1], text[start + 2])
    switch text[start] {
    case 0xE1 where second == 0x9A && third == 0x80: return start + 3
    // U+2000 to U+200A, U+202F, U+205F
    case 0xE2 where second == 0x80 && ((0x80...0x8A).contains(third) || third == 0xAF): return start + 3
    case 0xE2 where second == 0x81 && third == 0x9F: return start + 3
    case 0xE3 where second == 0x80 && third == 0x80: return start + 3
    default: return nil
    }
  }

  /// Whether there is a VT, FF, NEL, LS or PS, or a NUL, as in UTF-16.
  private static func hasOtherLineEnds(_ text: [UInt8]) -> Bool {
    for (offset, byte) in text.enumerated() {
      switch byte {
      case 0x00, 0x0B, 0x0C: return true
      case 0xC2: if text[offset + 1] == 0x85 { return true }
      case 0xE2:
        if text[offset + 1] == 0x80, text[offset + 2] == 0xA8 || text[offset + 2] == 0xA9 { return true }
      default: break
      }
    }
    return false
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
