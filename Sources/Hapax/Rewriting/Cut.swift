/// Takes tokens out of a text and leaves it as if they had never been there.
///
/// What stays is copied byte for byte. A cut begins behind the closing punctuation of the token before it, or at the
/// start of its line, and ends before the opening punctuation of the token after it, or at the end of its line. Between
/// two pieces that stay is one separator of the two that met, the one with more line ends, and never none where there was
/// one. Where nothing stays behind the cut, one line end does if the text ended in one. Lines without a token, such as
/// `* * *`, go only between two removed lines.
struct Cut {
  /// The end of what stays before the cut, and the start of what goes. Between them is white space.
  let keptEnd: Int
  let start: Int
  /// The end of what goes, and the start of what stays behind. Between them is white space.
  let end: Int
  let keptStart: Int
}

extension Cut {
  /// The edits on `text` that make the removals.
  ///
  /// - Precondition: The removals are ascending and disjoint.
  static func edits(
    for removals: [Removal], in text: Span<UInt8>, _ tokens: borrowing Tokens
  ) -> Edits {
    var edits = Edits()
    var first = 0
    while first < removals.count {
      // Removals that touch are one cut, and as many edits.
      var last = first
      while last + 1 < removals.count
        && removals[last + 1].tokens.lowerBound == removals[last].tokens.upperBound
      {
        last += 1
      }
      let whole = removals[first].tokens.lowerBound..<removals[last].tokens.upperBound
      if !fuses(whole, tokens), let range = Cut(whole, text, tokens).range(in: text) {
        var start = range.lowerBound
        for index in first...last {
          var end = range.upperBound
          if index < last {
            let next = Cut(removals[index + 1].tokens, text, tokens).start
            end = min(max(next, start), range.upperBound)
          }
          let source = removals[index].source.map { tokens.bytes($0) }
          if end > start {
            edits.appendRemoval(
              start..<end, reason: removals[index].reason, source: source,
              likeness: removals[index].likeness(in: text, tokens))
          }
          start = end
        }
      }
      first = last + 1
    }
    return edits
  }

  /// Whether nothing would part the words on both sides: the first stays, and so does what was to go.
  private static func fuses(_ range: Range<Int>, _ tokens: borrowing Tokens) -> Bool {
    range.lowerBound > 0 && range.upperBound < tokens.count
      && tokens[range.lowerBound - 1].end == tokens[range.lowerBound].start
      && tokens[range.upperBound - 1].end == tokens[range.upperBound].start
  }

  /// What to remove so that one separator stays, or nil when nothing would stay at all.
  func range(in text: Span<UInt8>) -> Range<Int>? {
    let hasLeft = keptEnd > 0
    let hasRight = keptStart < text.count
    guard hasLeft || hasRight else { return nil }
    guard hasLeft else { return 0..<keptStart }
    guard hasRight else {
      let keepsLineEnd = text[text.count - 1] == 0x0A
      return keptEnd..<max(keptEnd, text.count - (keepsLineEnd ? 1 : 0))
    }
    let left = Self.lineEnds(in: text, keptEnd..<start)
    let right = Self.lineEnds(in: text, end..<keptStart)
    let keepsLeft = left > right || (left == right && (start > keptEnd || keptStart == end))
    return keepsLeft ? start..<keptStart : keptEnd..<end
  }

  private static func lineEnds(in text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for offset in range where text[offset] == 0x0A { count += 1 }
    return count
  }
}

// MARK: - Finding the edges

extension Cut {
  init(_ range: Range<Int>, _ text: Span<UInt8>, _ tokens: borrowing Tokens) {
    (keptEnd, start) = Self.leftEdge(range.lowerBound, text, tokens)
    let right = Self.rightEdge(range.upperBound, text, tokens)
    let isGlued =
      range.lowerBound > 0 && tokens[range.lowerBound - 1].end == tokens[range.lowerBound].start
      && right.end == right.keptStart && right.keptStart < text.count
    // `word漢字.word`: what stood behind the cut stays, so that it still parts the words.
    (end, keptStart) =
      isGlued
      ? (Int(tokens[range.upperBound - 1].end), Int(tokens[range.upperBound - 1].end)) : right
  }

  private static func leftEdge(
    _ token: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens
  ) -> (keptEnd: Int, start: Int) {
    let tokenStart = Int(tokens[token].start)
    let gapStart = token == 0 ? 0 : Int(tokens[token - 1].end)
    // The line's start, if the token is the first one on it.
    var lineStart = tokenStart
    while lineStart > gapStart && !isLineBreakBefore(lineStart, text) { lineStart -= 1 }
    if lineStart > gapStart || token == 0 {
      var kept = lineStart
      while kept > 0, isWhitespaceByte(text[kept - 1]) { kept -= 1 }
      return (kept, lineStart)
    }
    let seam = Seam(text, gapStart..<tokenStart)
    return (seam.leftEnd, seam.rightStart)
  }

  private static func rightEdge(
    _ token: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens
  ) -> (end: Int, keptStart: Int) {
    let gapStart = Int(tokens[token - 1].end)
    let gapEnd = token == tokens.count ? text.count : Int(tokens[token].start)
    var lineEnd = gapStart
    while lineEnd < gapEnd && !isLineBreak(at: lineEnd, text) { lineEnd += 1 }
    if lineEnd < gapEnd || token == tokens.count {
      // What stays begins with the next line that is not blank, its indentation included.
      var kept = lineEnd
      var at = lineEnd
      while at < text.count, isWhitespaceByte(text[at]) {
        if isLineBreak(at: at, text) { kept = at + 1 }
        at += 1
      }
      return (lineEnd, at == text.count ? at : kept)
    }
    let seam = Seam(text, gapStart..<gapEnd)
    return (seam.leftEnd, seam.rightStart)
  }

  private static func isWhitespaceByte(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isLineBreak(at offset: Int, _ text: Span<UInt8>) -> Bool {
    (0x0A...0x0D).contains(text[offset])
  }

  private static func isLineBreakBefore(_ offset: Int, _ text: Span<UInt8>) -> Bool {
    isLineBreak(at: offset - 1, text)
  }
}

/// The gap between two tokens of a line, parted into what closes the left one, white space, and what opens the right
/// one.
private struct Seam {
  /// Where what belongs to the left token ends, and where what belongs to the right one starts; white space lies between.
  var leftEnd: Int
  var rightStart: Int

  init(_ text: Span<UInt8>, _ gap: Range<Int>) {
    // Read from the right: openers that stand directly before the right token are its own. French has white space
    // before its closing signs too, so the seam is the last run of it and not the first.
    leftEnd = gap.lowerBound
    rightStart = gap.upperBound
    var at = gap.lowerBound
    /// Whether only white space, or only openers behind it, has come since `leftEnd`.
    var hasSpace = false
    var hasOpener = false
    while at < gap.upperBound {
      let (value, length) = Punctuation.codePoint(text, at)
      let next = at + length
      if hasOpener && (value == 0xA0 || value == 0x202F) {
        // French: `« mot »`.
      } else if Punctuation.isSpace(value) {
        if !hasSpace || hasOpener { leftEnd = at }
        hasSpace = true
        hasOpener = false
        rightStart = next
      } else if Self.opens(value, directlyAfterToken: at == gap.lowerBound, afterSpace: hasSpace)
        || (value == 0x3C && next == gap.upperBound)
      {
        // A quote, a bracket, or the `<` of a tag.
        if !hasSpace && !hasOpener {
          leftEnd = at
          rightStart = at
        }
        hasOpener = true
      } else {
        hasSpace = false
        hasOpener = false
        leftEnd = next
        rightStart = next
      }
      at = next
    }
  }

  /// Whether a sign opens what follows. Straight quotes open behind white space only, and curly ones that close in most
  /// languages never do without it.
  private static func opens(_ value: UInt32, directlyAfterToken: Bool, afterSpace: Bool) -> Bool {
    switch value {
    case 0x22, 0x27, 0x2019, 0x201D, 0xBB, 0x203A: afterSpace
    default: Punctuation.isOpener(value) && !(directlyAfterToken && value == 0x201C)
    }
  }
}
