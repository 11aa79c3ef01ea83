internal import Hapax

/// Cuts lines out of a text.
enum LineCuts {
  /// The ranges that go: each from the start of its first line to the start of the line behind its last one, as far as no
  /// other line's words are touched. Ascending. None where the text has line ends of other kinds than LF, CR LF and CR, or
  /// is not UTF-8 for sure: then bytes do not tell where lines end.
  static func ranges(of cuts: [SharedLines], in text: [UInt8]) -> [Range<Int>] {
    guard Printable.isText(text), !hasOtherLineEnds(text) else { return [] }
    let hasMark = text.starts(with: Format.byteOrderMark)
    return cuts.map { cut in
      let outer = cut.outerRange.clamped(to: (hasMark ? Format.byteOrderMark.count : 0)..<text.count)
      var start = cut.range.lowerBound
      while start > outer.lowerBound, !isLineEnd(text[start - 1]) { start -= 1 }
      var end = Swift.min(cut.range.upperBound, text.count)
      while end < outer.upperBound, !isLineEnd(text[end]) { end += 1 }
      // The line's own end, and the blank lines behind it: those before it stay.
      end = lineStart(behind: end, in: text, before: outer.upperBound)
      while let next = blankLineEnd(from: end, in: text, before: outer.upperBound) { end = next }
      return start..<end
    }
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
    while at < limit, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
    guard at < limit, isLineEnd(text[at]) else { return nil }
    return lineStart(behind: at, in: text, before: limit)
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
