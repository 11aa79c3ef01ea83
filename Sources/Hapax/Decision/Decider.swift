/// Turns evidence into verdicts: which tokens go, and which repeats stay.
///
/// `Documentation/ReasonCodes.md` has the rules in this order, with an example of each. A block has
/// one verdict: the first that removes it.
struct Decider {
  let options: Options.Decision
  var removals: [Removal] = []
  var findings: [Finding] = []
  /// Of each block: whether it goes.
  var isBlockRemoved: [Bool] = []
  let sentences: Sentences

  init(_ evidence: borrowing Evidence, _ options: Options.Decision) {
    self.options = options
    sentences = Sentences(in: evidence.layout)
    isBlockRemoved = [Bool](repeating: false, count: evidence.layout.blocks.count)
  }
}

extension Decider {
  /// Decides on a text whose evidence is weighed.
  ///
  /// - Complexity: O(*n*) in the tokens, and O(*m* log *m*) in the matches.
  mutating func decide(_ evidence: inout Evidence, _ text: Span<UInt8>) {
    judgeCopies(evidence, text)
    judgeShortBlocksInCopies(&evidence)
    if !evidence.isFormal {
      judgeRunawayBlocks(&evidence, text)
      judgeContainedBlocks(&evidence, text)
      judgeRepeatedParagraphs(&evidence, text)
    }
    // A block that went whole after all took its sentences along.
    removals.removeAll { removal in removal.sentenceOf.map { isBlockRemoved[$0] } ?? false }
    keepTornSentences(evidence, text)
    FinalCheck(evidence, removals).withdraw(from: &removals, noting: &findings)
    reportRepeatsThatStay(evidence)
    join()
  }

  /// Joins removals that follow one another, with sources that do too: ten paragraphs of one copy are one edit.
  private mutating func join() {
    removals.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    var joined: [Removal] = []
    for removal in removals {
      if let last = joined.last, last.tokens.upperBound == removal.tokens.lowerBound,
        last.reason == removal.reason,
        let lastSource = last.source, let source = removal.source, lastSource.upperBound <= source.lowerBound
      {
        joined[joined.count - 1].tokens = last.tokens.lowerBound..<removal.tokens.upperBound
        joined[joined.count - 1].source = lastSource.lowerBound..<source.upperBound
        joined[joined.count - 1].differing += removal.differing
      } else {
        joined.append(removal)
      }
    }
    removals = joined
    findings.sort {
      ($0.tokens.lowerBound, $0.tokens.upperBound) < ($1.tokens.lowerBound, $1.tokens.upperBound)
    }
  }
}

// MARK: - body-copy, near-copy, sentence-copy, near-sentence: blocks and sentences of a copy

extension Decider {
  private mutating func judgeCopies(_ evidence: borrowing Evidence, _ text: Span<UInt8>) {
    guard !evidence.strongChains.isEmpty else { return }
    removals.reserveCapacity(evidence.layout.blocks.count)
    /// The source of the last repeated token so far.
    var lastSource: Int?
    for index in evidence.layout.blocks.indices {
      let block = evidence.layout.blocks[index]
      let sourceBefore = lastSource
      lastSource = lastCoveredSource(in: block, evidence) ?? lastSource
      guard block.tokens.contains(where: { evidence.coverage.isCovered($0) }) else { continue }
      let passage = PassageEvidence(block.tokens, of: block, evidence, text, sentences, options)
      switch VerdictTable.verdict(on: passage, options) {
      case .remove(let reason, _):
        remove(block: index, passage, reason)
      case .keep(let reason):
        let pieces = interruptedPieces(of: block, evidence, text)
        if pieces.count > 1 || pieces[0].count < block.tokens.count {
          for piece in pieces {
            judgeSentence(
              piece, PassageEvidence(piece, of: block, evidence, text, sentences, options), evidence)
          }
        } else if mayHoldCopiedSentences(block, passage, after: sourceBefore, evidence, text) {
          judgeSentences(of: block, passage, evidence, text)
        } else {
          findings.append(
            Finding(
              tokens: block.tokens, source: passage.source, reason: reason, differing: passage.novelTokens))
        }
      }
    }
    keepFragments(evidence)
  }

  func lastCoveredSource(in block: Block, _ evidence: borrowing Evidence) -> Int? {
    for token in block.tokens.reversed() {
      if let source = evidence.coverage.source(of: token) { return source }
    }
    return nil
  }

  mutating func remove(block index: Int, _ passage: PassageEvidence, _ reason: Edit.Reason) {
    isBlockRemoved[index] = true
    removals.append(
      Removal(tokens: passage.tokens, reason: reason, source: passage.source, differing: passage.novelTokens))
  }

  /// Whether sentences may go for themselves: a copy is glued into the block, or the block is its own source, or it holds two blocks of the source.
  private func mayHoldCopiedSentences(
    _ block: Block, _ passage: PassageEvidence, after lastSource: Int?, _ evidence: borrowing Evidence,
    _ text: Span<UInt8>
  ) -> Bool {
    if holdsSeam(block, after: lastSource, evidence, text) { return true }
    var wordsBySourceBlock: [Int: Int] = [:]
    // Neighbours mostly have their sources in one block, which is looked up once for all of them.
    var sourceBlock: Int?
    var quarters = 0
    func closeRun() {
      if let sourceBlock { wordsBySourceBlock[sourceBlock, default: 0] += quarters }
    }
    for token in block.tokens {
      guard let source = evidence.coverage.source(of: token) else { continue }
      if block.tokens.contains(source) { return true }
      let index = evidence.blockIndex(of: source)
      if index != sourceBlock {
        closeRun()
        sourceBlock = index
        quarters = 0
      }
      quarters += Int(evidence.tokens[token].quarters)
    }
    closeRun()
    let halfCovered = wordsBySourceBlock.filter {
      $0.value * 2 >= evidence.tokens.words(evidence.layout.blocks[$0.key].tokens).quarters
    }
    return halfCovered.count >= 2
  }

  /// Whether a copy begins inside the block: a run of repeated tokens, at least a sentence long or up to the block's end,
  /// whose source begins a sentence and does not go on from what was repeated before.
  private func holdsSeam(
    _ block: Block, after lastSource: Int?, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) -> Bool {
    var lastSource = lastSource
    var start = block.tokens.lowerBound
    while start < block.tokens.upperBound {
      guard let source = evidence.coverage.source(of: start) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < block.tokens.upperBound, evidence.coverage.source(of: end) == source + end - start {
        end += 1
      }
      let isLong =
        end == block.tokens.upperBound || evidence.tokens.words(start..<end).value >= options.proseBlock
      let goesOn = lastSource.map { source > $0 && source - $0 <= Alignment.longest } ?? false
      // A match may reach a word or two too far to the left, by chance.
      if start > block.tokens.lowerBound, isLong, !goesOn,
        beginsSentence(within: source..<min(source + 4, source + end - start), evidence, text)
      {
        return true
      }
      lastSource = source + end - start - 1
      start = end
    }
    return false
  }

  private func beginsSentence(within range: Range<Int>, _ evidence: borrowing Evidence, _ text: Span<UInt8>)
    -> Bool
  {
    for token in range where sentences.begins(at: token, text, evidence.tokens) { return true }
    return false
  }

  /// Takes back sentences that go without a neighbour and are too short to be a copy: a tag, the end of a headline.
  private mutating func keepFragments(_ evidence: borrowing Evidence) {
    var count = 0
    var start = 0
    while start < removals.count {
      var end = start + 1
      while end < removals.count, removals[end - 1].tokens.upperBound == removals[end].tokens.lowerBound {
        end += 1
      }
      var words = 0.0
      var hasBlock = false
      for index in start..<end {
        words += evidence.tokens.words(removals[index].tokens).value
        if removals[index].sentenceOf == nil { hasBlock = true }
      }
      if words >= options.minimumSentenceCopy || hasBlock {
        // In place: a text of one line over and over has a removal a line.
        if count < start { for index in start..<end { removals[count + index - start] = removals[index] } }
        count += end - start
      }
      start = end
    }
    removals.removeLast(removals.count - count)
  }
}

// MARK: - short-in-copy: short blocks between removed ones

extension Decider {
  /// A byline or a share button that stands in the copy as it stood in the source.
  private mutating func judgeShortBlocksInCopies(_ evidence: inout Evidence) {
    let blocks = evidence.layout.blocks
    guard isBlockRemoved.contains(true) else { return }
    var at = 0
    while at < blocks.count {
      guard !isBlockRemoved[at], at > 0, isBlockRemoved[at - 1] else {
        at += 1
        continue
      }
      var end = at
      var sources: [Int] = []
      while end < blocks.count, !isBlockRemoved[end], let source = earlierEqual(end, evidence) {
        sources.append(source)
        end += 1
      }
      if end > at && (end == blocks.count || isBlockRemoved[end]) {
        for (offset, source) in sources.enumerated() {
          remove(block: at + offset, equalTo: source, .shortInCopy, &evidence)
        }
      }
      at = max(end, at + 1)
    }
  }

  /// An earlier block that stays and is the same, for a block that is too short for prose.
  private func earlierEqual(_ block: Int, _ evidence: borrowing Evidence) -> Int? {
    guard evidence.tokens.words(evidence.layout.blocks[block].tokens).value < options.proseBlock else {
      return nil
    }
    let others = evidence.index.equal(to: block)
    return others.first { $0 < block && !isBlockRemoved[$0] }
  }

  mutating func remove(
    block: Int, equalTo source: Int, _ reason: Edit.Reason, _ evidence: inout Evidence
  ) {
    remove(block: block, coveredFrom: evidence.layout.blocks[source].tokens.lowerBound, reason, &evidence)
  }

  /// Removes a block whose tokens stand from `source` on, too.
  mutating func remove(
    block: Int, coveredFrom source: Int, _ reason: Edit.Reason, _ evidence: inout Evidence
  ) {
    let tokens = evidence.layout.blocks[block].tokens
    evidence.coverage.uncover(tokens)
    for (offset, token) in tokens.enumerated() {
      evidence.coverage.cover(token, by: source + offset, chain: evidence.strongChains.count)
    }
    isBlockRemoved[block] = true
    removals.append(Removal(tokens: tokens, reason: reason, source: source..<source + tokens.count))
  }
}

// MARK: - weak-repeat: what stays

extension Decider {
  private mutating func reportRepeatsThatStay(_ evidence: borrowing Evidence) {
    let removed = TokenSet(removals.map(\.tokens), count: evidence.tokens.count)
    findings += Self.weakRepeats(evidence, options).filter { !$0.tokens.allSatisfy(removed.contains) }
  }

  /// The chains that are no artefacts.
  static func weakRepeats(_ evidence: borrowing Evidence, _ options: Options.Decision) -> [Finding] {
    evidence.weakChains.filter { $0.words.value >= options.minimumReported }.map { chain in
      Finding(
        tokens: chain.copyRange, source: chain.sourceRange, reason: .weakRepeat, count: chain.matches.count)
    }
  }
}
