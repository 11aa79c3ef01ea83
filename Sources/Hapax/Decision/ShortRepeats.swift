/// Short lines that come again: bylines, share buttons, captions, refrains. They stay, and the report counts them.
@safe struct ShortRepeats: ~Copyable {
  /// The number of a line + 1, or 0; open addressing.
  private var slots = Store<UInt32>()

  init() {}
}

extension ShortRepeats {
  /// One finding for each line of fewer than `minimumReported` words that comes again: the second place, the first one as
  /// its source, and how often it comes again.
  ///
  /// - Complexity: O(*n*) expected in the lines.
  mutating func find(
    in tokens: inout Tokens, _ text: UnsafeBufferPointer<UInt8>, _ options: Options.Decision
  ) -> [Finding] {
    if !tokens.isNumbered {
      guard hasEqualHashes(tokens, options) else { return [] }
      unsafe tokens.number(text)
    }
    return find(in: tokens, options)
  }

  private mutating func find(in tokens: borrowing Tokens, _ options: Options.Decision) -> [Finding] {
    clear(tokens)
    var findings: [Finding] = []
    /// Of each first line that came again: its finding.
    var findingOfLine: [Int: Int] = [:]
    for index in 0..<tokens.lines.count {
      let range = tokens.lines[index].tokens
      guard !range.isEmpty, tokens.words(range).value < options.minimumReported else { continue }
      guard let first = visit(index, range, tokens) else { continue }
      if let finding = findingOfLine[first] {
        findings[finding].count += 1
      } else {
        findingOfLine[first] = findings.count
        findings.append(Finding(tokens: range, source: tokens.lines[first].tokens, reason: .shortRepeat))
      }
    }
    return findings
  }

  private mutating func clear(_ tokens: borrowing Tokens) {
    var size = 16
    while size < tokens.lines.count * 2 { size *= 2 }
    slots.reset(to: 0, count: size)
  }

  /// Whether the hashes of any short line's tokens are those of one before.
  private mutating func hasEqualHashes(_ tokens: borrowing Tokens, _ options: Options.Decision) -> Bool {
    clear(tokens)
    for index in 0..<tokens.lines.count {
      let range = tokens.lines[index].tokens
      guard !range.isEmpty, tokens.words(range).value < options.minimumReported else { continue }
      if visit(index, range, tokens) != nil { return true }
    }
    return false
  }

  /// The first line that equals a line, or nil when it is the first itself. A hash proposes, the tokens decide; before they
  /// have numbers their hashes do, and nothing is made of it.
  private mutating func visit(_ index: Int, _ range: Range<Int>, _ tokens: borrowing Tokens) -> Int? {
    var hash: UInt64 = 0
    for token in range { hash = hash &* RollingHash.base &+ tokens.hash(token) }
    var slot = Int(truncatingIfNeeded: HashWidth.cut(hash) >> 7) & (slots.count - 1)
    while slots[slot] != 0 {
      let line = Int(slots[slot]) - 1
      let other = tokens.lines[line].tokens
      let isEqual =
        tokens.isNumbered
        ? other.count == range.count
          && tokens.areEqual(other.lowerBound, range.lowerBound, count: range.count)
        : tokens.haveEqualHashes(other, range)
      if isEqual {
        return line
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(index + 1)
    return nil
  }
}

extension Tokens.Line {
  /// Its tokens.
  @inline(__always)
  var tokens: Range<Int> { Int(firstToken)..<Int(endToken) }
}
