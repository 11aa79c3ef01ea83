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

  init() {}

  /// - Complexity: O(*n*).
  init(of text: Span<UInt8>, _ tokens: borrowing Tokens, _ options: Options.Segmentation) {
    blockOfToken.reserveCapacity(tokens.count)
    blocks.reserveCapacity(tokens.lines.count)
    var forms = FormCount()
    var line = 0
    while line < tokens.lines.count {
      if tokens.lines[line].isBlank(in: text) {
        line += 1
        continue
      }
      let stanza = stanza(at: line, text, tokens)
      appendBlocks(of: stanza, text, tokens, options, &forms)
      line = stanza.upperBound
    }
    isFormal = forms.isFormal
  }
}

extension Layout {
  /// The lines from `line` up to a blank one.
  private func stanza(at line: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Range<Int> {
    var end = line + 1
    while end < tokens.lines.count && !tokens.lines[end].isBlank(in: text) { end += 1 }
    return line..<end
  }

  private mutating func appendBlocks(
    of stanza: Range<Int>, _ text: Span<UInt8>, _ tokens: borrowing Tokens, _ options: Options.Segmentation,
    _ forms: inout FormCount
  ) {
    let wrap = stanza.count > 1 && options.joinsWrappedLines ? Wrap(stanza, text, tokens, options) : nil
    var first = stanza.lowerBound
    var kindOfFirst = LineKind.prose
    var isWrapped = false
    for line in stanza {
      let kind = LineKind(tokens.lines[line], text)
      forms.count(tokens.lines[line], of: kind, text)
      if line == first { kindOfFirst = kind }
      let joinsNext = line + 1 < stanza.upperBound && (wrap?.isSoftBreak(after: line, text, tokens) ?? false)
      if !joinsNext {
        append(lines: first..<line + 1, of: kindOfFirst, isWrapped: isWrapped, tokens)
        first = line + 1
        isWrapped = first < stanza.upperBound && (wrap?.fillsLine(line, text, tokens) ?? false)
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

/// How a stanza of lines was wrapped: at a width that most of its lines nearly fill.
private struct Wrap {
  /// The longest line, in characters.
  let width: Int
  /// Of each line of the stanza.
  private let lengths: [Int]
  private let firstLine: Int

  /// - Returns: nil unless the stanza's longest line is of a width at which text is wrapped and a third of its lines
  /// nearly fill it; and for verse: there each line begins with a capital letter.
  init?(
    _ stanza: Range<Int>, _ text: Span<UInt8>, _ tokens: borrowing Tokens, _ options: Options.Segmentation
  ) {
    lengths = stanza.map { tokens.lines[$0].characterCount(in: text) }
    firstLine = stanza.lowerBound
    width = lengths.max() ?? 0
    guard (options.minimumWrapWidth...options.maximumWrapWidth).contains(width) else { return nil }
    if Self.isVerse(stanza, tokens) { return nil }
    // Of paragraphs of a line each, one is the longest, too; but few come near it.
    let full = lengths.count { [width] in $0 * 10 >= width * 8 }
    if full * 3 < stanza.count - 1 { return nil }
  }

  private static func isVerse(_ stanza: Range<Int>, _ tokens: borrowing Tokens) -> Bool {
    for line in stanza {
      let first = Int(tokens.lines[line].firstToken)
      guard first < Int(tokens.lines[line].endToken), tokens[first].traits.contains(.uppercase) else {
        return false
      }
    }
    return true
  }

  /// Whether the break after a line is there only because the next word did not fit.
  func isSoftBreak(after index: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Bool {
    let (line, next) = (tokens.lines[index], tokens.lines[index + 1])
    let nextStart = Int(next.start)
    guard nextStart < Int(next.end), text[nextStart] != 0x20, text[nextStart] != 0x09 else { return false }
    let nextKind = LineKind(next, text)
    guard nextKind == .prose || nextKind == .code else { return false }
    guard fillsLine(index, before: nextStart, text, tokens) else { return false }
    return !(lengths[index - firstLine] * 100 < width * 85 && line.endsSentence(in: text))
  }

  /// Whether the first word of the next line did not fit into a line, whatever stands before that word.
  func fillsLine(_ index: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Bool {
    let next = tokens.lines[index + 1]
    guard next.firstToken < next.endToken else { return false }
    return fillsLine(index, before: Int(tokens[Int(next.firstToken)].start), text, tokens)
  }

  private func fillsLine(
    _ index: Int, before nextStart: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens
  ) -> Bool {
    let next = tokens.lines[index + 1]
    let length = lengths[index - firstLine]
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
