/// runaway-block, contained-in-later, pull-quote, repeated-paragraph: contained and repeated blocks outside copies.
extension Decider {
  /// The same paragraph of prose three times and more, one after the other.
  mutating func judgeRunawayBlocks(_ evidence: inout Evidence, _ text: Span<UInt8>) {
    let blocks = evidence.layout.blocks
    var at = 0
    while at < blocks.count {
      var end = at + 1
      while end < blocks.count && evidence.tokens.areEqual(blocks[at], blocks[end], text) { end += 1 }
      if end - at >= 3, blocks[at].kind == .prose,
        evidence.tokens.words(blocks[at].tokens).value >= options.minimumRunawayBlock
      {
        for block in at + 1..<end where !isBlockRemoved[block] {
          remove(block: block, equalTo: at, .runawayBlock, &evidence)
        }
      }
      at = end
    }
  }

  mutating func judgeContainedBlocks(_ evidence: inout Evidence, _ text: Span<UInt8>) {
    let containments = Containments(evidence, text)
    for containment in containments.all where containments.isOnly(containment) {
      let block = evidence.layout.blocks[containment.block]
      let container = evidence.layout.blocks[containment.container]
      let words = evidence.tokens.words(block.tokens).value
      // A dash begins an item of a list, or what somebody says; nobody's item has this many words.
      let isProse = block.kind == .prose || (block.kind == .dashed && words >= options.minimumUnmarked)
      guard !isBlockRemoved[containment.block], !isBlockRemoved[containment.container], isProse,
        container.kind == .prose || container.kind == .dashed
      else { continue }
      let containerWords = evidence.tokens.words(container.tokens).value
      let end = containment.place + block.tokens.count
      let endsWithSentence =
        end == container.tokens.upperBound || sentences.begins(at: end, text, evidence.tokens)
        || endsWithAbbreviation(containment, block, evidence, text)
      let isSentence =
        words >= options.minimumUnmarked
        || sentences.followsTerminal(containment.place, text, evidence.tokens)
      // The rest of a sentence is no quote of its own.
      let isRest = goesOn(into: containment.block, evidence, text)
      if containment.place > block.tokens.lowerBound {
        // The earlier block is part of a later one.
        let isSource = evidence.isSource(block.tokens)
        // A paragraph that comes again, later, with a sentence more at its end is an update: both stay.
        // One that breaks off in the middle of a sentence, before the copy begins, is a teaser.
        let isInner =
          containment.place > container.tokens.lowerBound && !isRest && endsWithSentence
          && !runsOnInBoth(containment, block, evidence, text)
        let isCutOff =
          containment.place == container.tokens.lowerBound && sentences.runsOn(to: end, text, evidence.tokens)
          && containments.copyStarts.contains(block.tokens.upperBound)
          && isOfTeaser(containment, block, evidence, text)
        let isPart =
          (isInner || isCutOff) && containerWords >= options.minimumContainer * words
          && words >= options.minimumPullQuote
          && isSentence && !isSource
        if isPart || isTeaserEnd(containment, block, words, evidence, text) {
          remove(block: containment.block, coveredFrom: containment.place, .containedInLater, &evidence)
        }
      } else if words >= options.minimumPullQuote, containerWords > words, isSentence, endsWithSentence,
        !isRest, !runsOnInBoth(containment, block, evidence, text),
        !isCitation(containment, block, evidence, text),
        !block.tokens.contains(where: { evidence.coverage.isCovered($0) })
      {
        remove(block: containment.block, coveredFrom: containment.place, .pullQuote, &evidence)
      }
    }
  }

  /// Whether a block ends in a full stop that is no sentence's end in the container, for an abbreviation stands before it:
  /// who cut the quote out took it for one. Where the same word follows in both places, a line was torn.
  private func endsWithAbbreviation(
    _ containment: Containments.Containment, _ block: Block, _ evidence: borrowing Evidence,
    _ text: Span<UInt8>
  ) -> Bool {
    let (next, other) = (block.tokens.upperBound, containment.place + block.tokens.count)
    guard next == evidence.tokens.count || evidence.tokens[next].number != evidence.tokens[other].number
    else { return false }
    return Punctuation.endsSentence(text.extracting(block.bytes))
      && sentences.followsTerminal(other, text, evidence.tokens)
  }

  /// Whether the same words go on behind the block and behind its place in the container, and no sentence ends between: a
  /// line that markup broke in both places.
  func runsOnInBoth(
    _ containment: Containments.Containment, _ block: Block, _ evidence: borrowing Evidence,
    _ text: Span<UInt8>
  ) -> Bool {
    let (next, other) = (block.tokens.upperBound, containment.place + block.tokens.count)
    guard next < evidence.tokens.count, other < evidence.tokens.count,
      evidence.tokens[next].number == evidence.tokens[other].number
    else { return false }
    return !Punctuation.endsSentence(text.extracting(block.bytes))
  }

  /// Whether a later block cites: it stands in quotation marks that its source has not, or behind a line that ends in a
  /// colon.
  func isCitation(
    _ containment: Containments.Containment, _ block: Block, _ evidence: borrowing Evidence,
    _ text: Span<UInt8>
  ) -> Bool {
    if containment.block > 0 {
      let before = evidence.layout.blocks[containment.block - 1]
      if before.lines.upperBound <= block.lines.lowerBound, let last = before.bytes.last,
        text[last] == UInt8(ascii: ":")
      {
        return true
      }
    }
    let start = Int(evidence.tokens[containment.place].start)
    return Punctuation.isQuote(before: Int(evidence.tokens[block.tokens.lowerBound].start), text)
      && !Punctuation.isQuote(before: start, text)
  }

  /// The end of a first copy that was cut off in the middle of a sentence, which the later block says to its end.
  func isTeaserEnd(
    _ containment: Containments.Containment, _ block: Block, _ words: Double, _ evidence: borrowing Evidence,
    _ text: Span<UInt8>
  ) -> Bool {
    let end = containment.place + block.tokens.count
    guard words >= options.minimumTeaserEnd, sentences.runsOn(to: end, text, evidence.tokens),
      evidence.sourceEnds.contains(block.tokens.upperBound)
    else { return false }
    return isOfTeaser(containment, block, evidence, text)
  }

  /// Whether a block that breaks off may be the end of a teaser: the whole text goes on behind the paragraph that it
  /// begins, or the block says by an ellipsis that something is left out. Where the whole text ends with that paragraph,
  /// a sentence was added to its end, and what stood there before is a signature, or lacks its full stop.
  private func isOfTeaser(
    _ containment: Containments.Containment, _ block: Block, _ evidence: borrowing Evidence,
    _ text: Span<UInt8>
  ) -> Bool {
    containment.container + 1 < evidence.layout.blocks.count
      || Punctuation.endsInEllipsis(text.extracting(block.bytes))
  }

  mutating func judgeRepeatedParagraphs(_ evidence: inout Evidence, _ text: Span<UInt8>) {
    let blocks = evidence.layout.blocks
    for block in blocks.indices.dropFirst() {
      guard !isBlockRemoved[block], !isBlockRemoved[block - 1], blocks[block].kind == .prose,
        evidence.tokens.areEqual(blocks[block - 1], blocks[block], text),
        evidence.tokens.words(blocks[block].tokens).value >= options.minimumRepeatedParagraph,
        evidence.index.equal(to: block).count == 2
      else { continue }
      remove(block: block, equalTo: block - 1, .repeatedParagraph, &evidence)
    }
  }
}
