/// Sentences over several lines of which only some would go.
extension Decider {
  /// Takes back the lines of a copied sentence where another line of it stays: half a sentence says nothing, or something
  /// else.
  ///
  /// Most wrapped paragraphs are one block, and need no such care. Lines that are indented, or begin with a sign as in a
  /// comment, are blocks of their own, and one with another figure stays.
  ///
  /// - Complexity: O(*n*) in the tokens.
  mutating func keepTornSentences(_ evidence: borrowing Evidence, _ text: Span<UInt8>) {
    guard isBlockRemoved.contains(true) else { return }
    let count = evidence.layout.blocks.count
    var isTorn = false
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, isWrapped(evidence.layout.blocks[end], text), goesOn(into: end, evidence, text),
        followsInSource(end, evidence)
      {
        end += 1
      }
      let run = start..<end
      if isBlockRemoved[run].contains(true) && isBlockRemoved[run].contains(false) {
        for block in run { isBlockRemoved[block] = false }
        isTorn = true
      }
      start = end
    }
    guard isTorn else { return }
    removals.removeAll { removal in
      let block = evidence.blockIndex(of: removal.tokens.lowerBound)
      guard removal.sentenceOf == nil, !isBlockRemoved[block] else { return false }
      findings.append(
        Finding(
          tokens: removal.tokens, source: removal.source, reason: .newText, differing: removal.differing))
      return true
    }
  }

  /// Whether a block may be a line of a wrapped paragraph: flush lines that are none are verse, or each for itself.
  private func isWrapped(_ block: Block, _ text: Span<UInt8>) -> Bool {
    let first = text[block.bytes.lowerBound]
    return block.isWrapped || block.kind != .prose || first == 0x20 || first == 0x09
  }

  /// Whether a block goes on with the sentence of the line before it.
  func goesOn(into index: Int, _ evidence: borrowing Evidence, _ text: Span<UInt8>) -> Bool {
    guard index > 0 else { return false }
    let (line, next) = (evidence.layout.blocks[index - 1], evidence.layout.blocks[index])
    return line.lines.upperBound == next.lines.lowerBound
      && evidence.tokens.words(line.tokens).value >= options.wrappedLine
      && text[line.bytes.upperBound - 1] != UInt8(ascii: ":")
      && sentences.goesOn(into: next, text, evidence.tokens)
  }

  /// Whether what a block repeats stands directly behind what the block before it repeats.
  private func followsInSource(_ index: Int, _ evidence: borrowing Evidence) -> Bool {
    let blocks = evidence.layout.blocks
    guard let before = lastCoveredSource(in: blocks[index - 1], evidence),
      let first = blocks[index].tokens.first(where: { evidence.coverage.isCovered($0) }),
      let source = evidence.coverage.source(of: first)
    else { return false }
    return source > before && source - before <= Alignment.longest
  }
}
