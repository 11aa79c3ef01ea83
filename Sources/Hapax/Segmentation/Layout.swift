/// A paragraph: the lines that are kept or removed as one.
///
/// A line is a block, except where a paragraph was hard-wrapped: then its lines are. Lines without a token belong to no
/// block.
struct Block {
  var tokens: Range<Int>
  /// Numbers of its lines, from 0.
  var lines: Range<Int>
  /// UTF-8 offsets, from the start of its first line to the end of its last one.
  var bytes: Range<Int>
  var kind: LineKind
  /// Whether it would be wrapped text of the line before, if it were not indented or marked as an item or a comment.
  var isWrapped = false
}

/// The blocks of a text.
struct Layout {
  private(set) var blocks: [Block] = []
  /// The block of each token.
  private(set) var blockOfToken: [UInt32] = []
  /// Whether the text is code, a table, a manual page or a form, where repeats are the rule.
  private(set) var isFormal = false
  /// Whether half of it is code or a table, by its lines.
  private(set) var isMostlyCode = false

  init() {}

  /// - Complexity: O(*n*).
  init(of text: Span<UInt8>, _ tokens: borrowing Tokens, _ options: Options.Segmentation) {
    blockOfToken.reserveCapacity(tokens.count)
    blocks.reserveCapacity(tokens.lines.count)
    var forms = FormCount()
    let step = options.joinsWrappedLines ? LineSpacing.step(of: text, tokens) : 1
    var line = 0
    while line < tokens.lines.count {
      if tokens.lines[line].isBlank(in: text) {
        line += 1
        continue
      }
      let stanza = stanza(at: line, step: step, text, tokens)
      for part in stanza.parts(text, tokens, options) {
        appendBlocks(of: part, text, tokens, options, &forms)
      }
      line = stanza.end
    }
    isFormal = forms.isFormal
    isMostlyCode = forms.isMostlyCode
  }
}

extension Layout {
  /// The lines from `line` up to a blank one; of spaced text, up to two.
  private func stanza(
    at line: Int, step: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens
  ) -> Stanza {
    var stanza = Stanza(first: line, count: 1, step: step)
    while stanza.end + step - 1 < tokens.lines.count,
      (stanza.end..<stanza.end + step - 1).allSatisfy({ tokens.lines[$0].isBlank(in: text) }),
      !tokens.lines[stanza.end + step - 1].isBlank(in: text)
    {
      stanza.count += 1
    }
    return stanza
  }

  private mutating func appendBlocks(
    of stanza: Stanza, _ text: Span<UInt8>, _ tokens: borrowing Tokens, _ options: Options.Segmentation,
    _ forms: inout FormCount
  ) {
    let wrap = stanza.count > 1 && options.joinsWrappedLines ? Wrap(stanza, text, tokens, options) : nil
    var first = stanza.first
    var kindOfFirst = LineKind.prose
    var isWrapped = false
    for line in stanza.lines {
      let next = line + stanza.step
      let kind = LineKind(tokens.lines[line], text)
      forms.count(tokens.lines[line], of: kind, text)
      if line == first { kindOfFirst = kind }
      let joinsNext = next < stanza.end && (wrap?.isSoftBreak(after: line, text, tokens) ?? false)
      if !joinsNext {
        append(lines: first..<line + 1, of: kindOfFirst, isWrapped: isWrapped, tokens)
        first = next
        isWrapped = first < stanza.end && (wrap?.fillsLine(line, text, tokens) ?? false)
      }
    }
  }

  private mutating func append(
    lines: Range<Int>, of kind: LineKind, isWrapped: Bool, _ tokens: borrowing Tokens
  ) {
    let (head, tail) = (tokens.lines[lines.lowerBound], tokens.lines[lines.upperBound - 1])
    let range = Int(head.firstToken)..<Int(tail.endToken)
    guard !range.isEmpty else { return }
    for _ in range { blockOfToken.append(UInt32(blocks.count)) }
    blocks.append(
      Block(
        tokens: range, lines: lines, bytes: Int(head.start)..<Int(tail.end), kind: kind,
        isWrapped: isWrapped))
  }
}

extension Tokens.Line {
  /// Whether nothing but spaces and tabs stands on it.
  func isBlank(in text: Span<UInt8>) -> Bool {
    if firstToken != endToken { return false }
    for offset in Int(start)..<Int(end) where text[offset] != 0x20 && text[offset] != 0x09 { return false }
    return true
  }
}

/// Lines that no paragraph break parts: each so many lines below the one before.
private struct Stanza {
  let first: Int
  var count: Int
  let step: Int

  /// Behind the last line.
  var end: Int { first + (count - 1) * step + 1 }
  var lines: StrideTo<Int> { stride(from: first, to: end, by: step) }

  /// The stanza itself; or, where lines stand among it that are longer than any wrapped one, as a paragraph put in between
  /// is, these, and the wrapped text between them.
  func parts(_ text: Span<UInt8>, _ tokens: borrowing Tokens, _ options: Options.Segmentation) -> [Stanza] {
    guard options.joinsWrappedLines, count > Self.fewestWrapped else { return [self] }
    var parts: [Stanza] = []
    var (start, wrapped, hasWrapped) = (first, 0, false)
    func close(before line: Int) {
      let count = (line - start) / step
      if count > 0 { parts.append(Stanza(first: start, count: count, step: step)) }
      if count >= Self.fewestWrapped, wrapped * 5 >= count { hasWrapped = true }
    }
    for line in lines {
      let bytes = Int(tokens.lines[line].end - tokens.lines[line].start)
      if bytes > options.maximumWrapWidth,
        tokens.lines[line].characterCount(in: text) > options.maximumWrapWidth
      {
        close(before: line)
        parts.append(Stanza(first: line, count: 1, step: step))
        (start, wrapped) = (line + step, 0)
      } else if line > start, LineSpacing.goesOn(tokens.lines[line - step], tokens.lines[line], text, tokens)
      {
        wrapped += 1
      }
    }
    close(before: first + count * step)
    return hasWrapped ? parts : [self]
  }

  private static let fewestWrapped = 6
}

/// How a stanza of lines was wrapped: at a width that most of its lines nearly fill.
private struct Wrap {
  /// The longest line, in characters.
  let width: Int
  /// Of each line of the stanza.
  private let lengths: [Int]
  private let stanza: Stanza

  /// - Returns: nil unless the stanza's longest line is of a width at which text is wrapped and a third of its lines
  /// nearly fill it; and for verse: there each line begins with a capital letter.
  init?(
    _ stanza: Stanza, _ text: Span<UInt8>, _ tokens: borrowing Tokens, _ options: Options.Segmentation
  ) {
    lengths = stanza.lines.map { tokens.lines[$0].characterCount(in: text) }
    self.stanza = stanza
    width = lengths.max() ?? 0
    guard (options.minimumWrapWidth...options.maximumWrapWidth).contains(width) else { return nil }
    if Self.isVerse(stanza, tokens) { return nil }
    // Of paragraphs of a line each, one is the longest, too; but few come near it.
    let full = lengths.count { [width] in $0 * 10 >= width * 8 }
    if full * 3 < stanza.count - 1 { return nil }
  }

  private static func isVerse(_ stanza: Stanza, _ tokens: borrowing Tokens) -> Bool {
    func isIndented(_ number: Int) -> Bool {
      let line = tokens.lines[number]
      return line.firstToken < line.endToken && tokens[Int(line.firstToken)].start > line.start
    }
    // The first line alone is indented where a paragraph begins.
    if isIndented(stanza.first), !stanza.lines.dropFirst().contains(where: isIndented) { return false }
    for line in stanza.lines {
      let first = Int(tokens.lines[line].firstToken)
      guard first < Int(tokens.lines[line].endToken), tokens[first].traits.contains(.uppercase) else {
        return false
      }
    }
    return true
  }

  private func length(of line: Int) -> Int { lengths[(line - stanza.first) / stanza.step] }

  /// Whether the break after a line is there only because the next word did not fit.
  func isSoftBreak(after index: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Bool {
    let (line, next) = (tokens.lines[index], tokens.lines[index + stanza.step])
    let nextStart = Int(next.start)
    guard nextStart < Int(next.end), text[nextStart] != 0x20, text[nextStart] != 0x09 else { return false }
    let nextKind = LineKind(next, text)
    guard nextKind == .prose || nextKind == .code else { return false }
    guard fillsLine(index, before: nextStart, text, tokens) else { return false }
    return !(length(of: index) * 100 < width * 85 && line.endsSentence(in: text))
  }

  /// Whether the first word of the next line did not fit into a line, whatever stands before that word.
  func fillsLine(_ index: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Bool {
    let next = tokens.lines[index + stanza.step]
    guard next.firstToken < next.endToken else { return false }
    return fillsLine(index, before: Int(tokens[Int(next.firstToken)].start), text, tokens)
  }

  private func fillsLine(
    _ index: Int, before nextStart: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens
  ) -> Bool {
    let next = tokens.lines[index + stanza.step]
    let length = length(of: index)
    guard length * 10 >= width * 6 else { return false }
    // Scripts without spaces break anywhere.
    let first = Int(next.firstToken)
    let isUnspaced =
      first < Int(next.endToken) && !tokens[first].traits.isDisjoint(with: [.ideograph, .southeastAsian])
    var word = isUnspaced ? 1 : 0
    for offset in nextStart..<(isUnspaced ? nextStart : Int(next.end)) {
      if text[offset] == 0x20 || text[offset] == 0x09 { break }
      if text[offset] & 0xC0 != 0x80 { word += 1 }
    }
    return (length + 1 + word) * 10 > width * 9
  }
}

extension Tokens.Line {
  func characterCount(in text: Span<UInt8>) -> Int {
    var count = 0
    for offset in Int(start)..<Int(end) where text[offset] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  func endsSentence(in text: Span<UInt8>) -> Bool {
    Punctuation.endsSentence(text.extracting(Int(start)..<Int(end)))
  }
}
