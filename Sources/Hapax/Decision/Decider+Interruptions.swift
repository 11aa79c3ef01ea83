/// Wrapped paragraphs of a copy that a line interrupts in the middle of a sentence: an advertisement, a share button.
extension Decider {
  /// The pieces of a block between lines that interrupt it; the whole block, where none does.
  ///
  /// A line interrupts where no word of it is repeated, and a sentence of the source goes on behind it that was broken off
  /// before it. So nothing that was added to a text is taken for an interruption: it stands between sentences.
  ///
  /// - Complexity: O(*n*) in the tokens of the block.
  func interruptedPieces(
    of block: Block, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) -> [Range<Int>] {
    guard block.lines.count > 1 else { return [block.tokens] }
    var pieces: [Range<Int>] = []
    var start = block.tokens.lowerBound
    var line = block.lines.lowerBound
    while line < block.lines.upperBound {
      let first = line
      while line < block.lines.upperBound, isNew(evidence.tokens.lines[line].tokens, evidence) { line += 1 }
      guard line > first else {
        line += 1
        continue
      }
      let end = evidence.tokens.lines[line - 1].tokens.upperBound
      let new = evidence.tokens.lines[first].tokens.lowerBound..<end
      guard interrupts(new, evidence, text) else { continue }
      if start < new.lowerBound { pieces.append(start..<new.lowerBound) }
      start = new.upperBound
    }
    if start < block.tokens.upperBound { pieces.append(start..<block.tokens.upperBound) }
    return pieces.isEmpty ? [block.tokens] : pieces
  }

  private func isNew(_ range: Range<Int>, _ evidence: borrowing Evidence) -> Bool {
    !range.contains { evidence.coverage.isCovered($0) }
  }

  /// Whether the source goes on, in the same sentence, from the token before a range to the one behind it.
  private func interrupts(_ range: Range<Int>, _ evidence: borrowing Evidence, _ text: Span<UInt8>) -> Bool {
    guard range.lowerBound > 0, range.upperBound < evidence.tokens.count,
      let before = evidence.coverage.source(of: range.lowerBound - 1),
      evidence.coverage.source(of: range.upperBound) == before + 1
    else { return false }
    return !sentences.begins(at: before + 1, text, evidence.tokens)
  }
}
