/// Sentences of a block that is no copy as a whole: each for itself.
extension Decider {
  /// Judges each sentence of a block by the same table. Sentences also begin where the source has one and the copy does
  /// not run on from the token before: that finds the seam in `…saidAt a command post`.
  mutating func judgeSentences(
    of block: Block, _ whole: PassageEvidence, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) {
    var start = block.tokens.lowerBound
    for token in sentenceStarts(in: block, evidence, text) {
      let range = start..<token
      judgeSentence(range, PassageEvidence(range, of: block, evidence, text, sentences, options), evidence)
      start = token
    }
    let rest = start..<block.tokens.upperBound
    let isWhole = rest == block.tokens
    judgeSentence(
      rest, isWhole ? whole : PassageEvidence(rest, of: block, evidence, text, sentences, options), evidence)
  }

  /// The tokens of a block, but the first, that begin a sentence. All at once: a method that changes the decider copies it,
  /// options and all, for each question.
  private func sentenceStarts(
    in block: Block, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) -> [Int] {
    var starts: [Int] = []
    for token in block.tokens.dropFirst()
    where !isInside(token, evidence, text) && beginsSentence(token, of: block, evidence, text) {
      starts.append(token)
    }
    return starts
  }

  /// Whether plainly no sentence begins at a token that is not its block's first: nothing but a blank stands before it; and
  /// its source, if it has one, goes on from the source of the token before, in the same way. Most tokens are told so.
  @inline(__always)
  private func isInside(_ token: Int, _ evidence: borrowing Evidence, _ text: Span<UInt8>) -> Bool {
    guard evidence.tokens.hasPlainGap(before: token, in: text) else { return false }
    guard let source = evidence.coverage.source(of: token) else { return true }
    return source > 0 && evidence.coverage.source(of: token - 1) == source - 1
      && evidence.blockIndex(of: source) == evidence.blockIndex(of: source - 1)
      && evidence.tokens.hasPlainGap(before: source, in: text)
  }

  private func beginsSentence(
    _ token: Int, of block: Block, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) -> Bool {
    if sentences.begins(at: token, text, evidence.tokens) { return !isGluedAlike(token, evidence, text) }
    guard let source = evidence.coverage.source(of: token) else { return false }
    let isSourceStart = source == 0 || sentences.begins(at: source, text, evidence.tokens)
    let isContinued = evidence.coverage.source(of: token - 1).map { $0 + 1 == source } ?? false
    if isContinued { return isSourceStart && followsCopyStart(token, evidence) }
    if isSourceStart {
      return !touchesByChance(token, source, of: block, evidence)
        && !startsEarlyByChance(token, source, of: block, evidence, text)
    }
    // A chain that begins in the middle of its source's sentence. One that has a sentence's start next to its own began
    // a word or two early, by chance.
    guard
      evidence.tokens[token].traits.contains(.uppercase)
        || (isSpacedIdeograph(token, evidence, text) && isSpacedIdeograph(source, evidence, text)),
      evidence.copyStarts.contains(token),
      !goesOnWithChange(token, source, of: block, evidence, text)
    else { return false }
    let next = token + 1..<min(token + 4, evidence.tokens.count)
    return !next.contains {
      sentences.begins(at: $0, text, evidence.tokens)
        || sentences.begins(at: evidence.coverage.source(of: $0) ?? $0, text, evidence.tokens)
    }
  }

  /// Whether no blank parts two sentences, and none parts them in the source: the author's own, so one with a new figure keeps
  /// the other beside it.
  private func isGluedAlike(
    _ token: Int, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) -> Bool {
    guard let source = evidence.coverage.source(of: token),
      evidence.coverage.source(of: token - 1) == source - 1
    else { return false }
    return sentences.isGlued(at: token, text, evidence.tokens)
      && sentences.isGlued(at: source, text, evidence.tokens)
  }

  /// Whether a character of a script without capitals, whose words no blanks part, stands behind a blank: there a heading or
  /// an entry of a menu begins.
  private func isSpacedIdeograph(_ token: Int, _ evidence: borrowing Evidence, _ text: Span<UInt8>) -> Bool {
    guard token > 0, evidence.tokens[token].traits.contains(.ideograph) else { return false }
    let (end, start) = (Int(evidence.tokens[token - 1].end), Int(evidence.tokens[token].start))
    return end < start && Punctuation.isSpace(Punctuation.codePoint(text, end).value)
  }

  /// Whether a copy begins in the last words of another sentence, fewer than a seed, which by chance are those before its own
  /// first sentence: `…writes for Coast News. The lamp…` and `…says B! News. The lamp…`.
  private func startsEarlyByChance(
    _ token: Int, _ source: Int, of block: Block, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) -> Bool {
    guard evidence.copyStarts.contains(token), evidence.tokens[token].start > evidence.tokens[token - 1].end,
      evidence.block(of: source).tokens.lowerBound < source,
      evidence.tokens.hasPlainGap(before: token, in: text)
    else { return false }
    let next = token + 1..<min(token + 5, block.tokens.upperBound)
    return next.contains {
      evidence.coverage.source(of: $0) == source + $0 - token
        && sentences.begins(at: $0, text, evidence.tokens)
        && sentences.begins(at: source + $0 - token, text, evidence.tokens)
    }
  }

  /// Whether what stands before a copy's first token stands before its source, with a word or two changed: both are one
  /// sentence, whose beginning is too short for a match. In `Boat 57 Marta has…` no copy begins of `Boat 50 Marta has…`.
  private func goesOnWithChange(
    _ token: Int, _ source: Int, of block: Block, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) -> Bool {
    for distance in 1...3 {
      let (copy, original) = (token - distance, source - distance)
      guard copy >= block.tokens.lowerBound, original >= 0 else { return false }
      let (a, b) = (evidence.tokens[copy], evidence.tokens[original])
      if a.number == b.number { return distance > 1 }
      if distance == 1 && a.traits.contains(.digit) && b.traits.contains(.digit) { return true }
      let begins = sentences.begins(at: copy, text, evidence.tokens)
      let begun = sentences.begins(at: original, text, evidence.tokens)
      if begins || begun { return begins && begun }
    }
    return false
  }

  /// Whether a copy that begins right behind another letter ends with the block before it is a few words long. In a script
  /// without spaces every word has letters that end another sentence, too.
  private func touchesByChance(
    _ token: Int, _ source: Int, of block: Block, _ evidence: borrowing Evidence
  ) -> Bool {
    guard evidence.tokens[token].start == evidence.tokens[token - 1].end,
      evidence.tokens[token].quarters < 4
    else { return false }
    let rest = token..<block.tokens.upperBound
    guard evidence.tokens.words(rest).value < options.minimumSentenceCopy else { return false }
    return rest.allSatisfy { evidence.coverage.source(of: $0) == source + $0 - token }
  }

  /// Whether a copy began a word or two before a token, where by chance the words are the same.
  private func followsCopyStart(_ token: Int, _ evidence: borrowing Evidence) -> Bool {
    (max(0, token - 3)..<token).contains { evidence.copyStarts.contains($0) }
  }

  mutating func judgeSentence(
    _ range: Range<Int>, _ passage: PassageEvidence, _ evidence: borrowing Evidence
  ) {
    guard passage.isCopied else { return }
    switch VerdictTable.verdict(on: passage, options) {
    case .remove(_, let reason):
      removals.append(
        Removal(
          tokens: range, reason: reason, source: passage.source, differing: passage.novelTokens,
          sentenceOf: evidence.blockIndex(of: range.lowerBound)))
    case .keep(let reason):
      findings.append(
        Finding(tokens: range, source: passage.source, reason: reason, differing: passage.novelTokens))
    }
  }
}
