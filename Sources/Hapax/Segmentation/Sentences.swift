/// Where sentences begin, judged on demand from what stands between two tokens.
struct Sentences {
  private let layout: Layout

  init(in layout: Layout) { self.layout = layout }
}

extension Sentences {
  /// Whether a token is the first one of a sentence.
  ///
  /// - Complexity: O(1) in the text; O(*g*) in the gap before the token.
  func begins(at token: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Bool {
    guard token > 0, layout.blockOfToken[token] == layout.blockOfToken[token - 1] else { return true }
    let (previous, current) = (tokens[token - 1], tokens[token])
    if tokens.hasPlainGap(before: token, in: text) { return false }
    let gap = Gap(text.extracting(Int(previous.end)..<Int(current.start)))
    if gap.hasFullTerminal { return true }
    let isSoutheastAsian =
      previous.traits.contains(.southeastAsian) && current.traits.contains(.southeastAsian)
    if isSoutheastAsian { return gap.hasSpace }
    guard gap.hasTerminal else { return false }
    // `It rained. <p>He left`: the name of a tag is small.
    if gap.opensTag { return !(gap.isSinglePeriod && isAbbreviation(previous, text)) }
    if gap.hasSpaceAfterTerminal {
      return !Self.isLowercase(current, text) && !(gap.isSinglePeriod && isAbbreviation(previous, text))
    }
    // `end.Start`, glued; but not `Dr.Smith` or `U.S.Army`.
    return gap.isSinglePeriod && current.traits.contains(.uppercase) && previous.end - previous.start > 1
      && endsLowercase(previous, text) && !isAbbreviation(previous, text)
  }

  /// Whether a sentence begins at a token with no blank before it, in a script that has blanks there: `end.Start`.
  func isGlued(at token: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Bool {
    guard token > 0, layout.blockOfToken[token] == layout.blockOfToken[token - 1] else { return false }
    let gap = Gap(text.extracting(Int(tokens[token - 1].end)..<Int(tokens[token].start)))
    return gap.hasTerminal && !gap.hasFullTerminal && !gap.hasSpace
  }

  /// Whether a token follows the end of a sentence or of an abbreviation.
  func followsTerminal(_ token: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Bool {
    begins(at: token, text, tokens)
      || Gap(text.extracting(Int(tokens[token - 1].end)..<Int(tokens[token].start))).hasSpaceAfterTerminal
  }

  /// Whether nothing ends a sentence before a token: not the end of its block, nor a full stop.
  func runsOn(to token: Int, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Bool {
    guard token > 0, token < tokens.count, layout.blockOfToken[token] == layout.blockOfToken[token - 1] else {
      return false
    }
    return !Gap(text.extracting(Int(tokens[token - 1].end)..<Int(tokens[token].start))).hasTerminal
  }

  /// Whether a block goes on with what the one before it says: with a small letter, or as wrapped text, and no sentence
  /// ended between.
  func goesOn(into block: Block, _ text: Span<UInt8>, _ tokens: borrowing Tokens) -> Bool {
    let token = block.tokens.lowerBound
    return (block.isWrapped || Self.isLowercase(tokens[token], text))
      && !Gap(text.extracting(Int(tokens[token - 1].end)..<Int(tokens[token].start))).hasTerminal
  }

  /// Whether a token begins with a small letter.
  static func isLowercase(_ token: Tokens.Token, _ text: Span<UInt8>) -> Bool {
    let value = Punctuation.codePoint(text, Int(token.start)).value
    // Unicode calls Georgian letters small, but sentences begin with them.
    return !(0x10D0...0x10FF).contains(value) && FoldTable.shared[value].isLowercase
  }

  /// Whether a token ends in a small letter, or in a character that has no case.
  private func endsLowercase(_ token: Tokens.Token, _ text: Span<UInt8>) -> Bool {
    var at = Int(token.end) - 1
    while at > Int(token.start) && text[at] & 0xC0 == 0x80 { at -= 1 }
    return !FoldTable.shared[Punctuation.codePoint(text, at).value].isUppercase
  }

  /// One capital letter, or one of a few titles that stand before a name.
  private func isAbbreviation(_ token: Tokens.Token, _ text: Span<UInt8>) -> Bool {
    let count = Int(token.end - token.start)
    if token.traits.contains(.uppercase) {
      let (_, length) = Punctuation.codePoint(text, Int(token.start))
      if length == count { return true }
    }
    guard count <= 4 else { return false }
    var folded: UInt32 = 0
    for offset in Int(token.start)..<Int(token.end) { folded = folded << 8 | UInt32(text[offset] | 0x20) }
    return Self.titles.contains(folded)
  }

  private static let titles: Set<UInt32> = Set(
    [
      "mr", "mrs", "ms", "dr", "st", "gen", "col", "sgt", "jr", "sr", "prof", "no", "vs", "sra", "dra", "mme",
      "nr",
    ]
    .map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } })
}

extension Tokens {
  /// Whether nothing stands before a token, or one blank, and no sentence can end there; most gaps by far. In Thai, Lao, Khmer
  /// and Burmese one can end in a blank.
  ///
  /// - Precondition: The token is not the first.
  @inline(__always)
  func hasPlainGap(before token: Int, in text: Span<UInt8>) -> Bool {
    let (previous, current) = (all[token - 1], all[token])
    let isPlain =
      previous.end == current.start
      || (previous.end + 1 == current.start && text[Int(previous.end)] == 0x20)
    return isPlain
      && !(previous.traits.contains(.southeastAsian) && current.traits.contains(.southeastAsian))
  }
}

/// The characters between two tokens.
private struct Gap {
  var hasTerminal = false
  var hasFullTerminal = false
  var hasSpace = false
  var hasSpaceAfterTerminal = false
  /// Its terminals are one full stop.
  var isSinglePeriod = false
  /// The token behind it is the name of a tag.
  var opensTag = false

  /// The longest part of a gap that is read, at either end.
  private static let reach = 256

  /// Reads a gap, or both ends of a very long one: gaps are asked about again and again.
  init(_ gap: Span<UInt8>) {
    var at = 0
    var skipped = gap.count <= 2 * Self.reach
    var terminals = 0
    var periods = 0
    while at < gap.count {
      if !skipped && at >= Self.reach {
        skipped = true
        at = gap.count - Self.reach
        while at < gap.count && gap[at] & 0xC0 == 0x80 { at += 1 }
        continue
      }
      let (value, length) = Punctuation.codePoint(gap, at)
      if Punctuation.isTerminal(value) {
        hasTerminal = true
        terminals += 1
        if value == 0x2E { periods += 1 }
        if Punctuation.isFullTerminal(value) { hasFullTerminal = true }
      } else if Punctuation.isComma(value), hasTerminal, !hasFullTerminal {
        // `(eds.), Title` and `"Really?", she said` go on.
        hasTerminal = false
        hasSpaceAfterTerminal = false
      } else if value == 0x3A, hasTerminal, !hasFullTerminal, !hasSpaceAfterTerminal {
        // `At 11 p.m.: Flooding`. Behind a blank it may be a smile.
        hasTerminal = false
      } else if Punctuation.isSpace(value) {
        hasSpace = true
        if hasTerminal { hasSpaceAfterTerminal = true }
      }
      at += length
    }
    isSinglePeriod = terminals == 1 && periods == 1
    opensTag = gap.count > 0 && gap[gap.count - 1] == UInt8(ascii: "<")
  }
}
