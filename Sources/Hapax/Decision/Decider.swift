/// Turns evidence into verdicts: which tokens go, and which repeats stay.
///
/// The order is that of the specification's table; `Documentation/ReasonCodes.md` has an example of each row. A unit has
/// one verdict: the first that removes it.
struct Decider {
  let options: Options.Decision
  private(set) var removals: [Removal] = []
  private(set) var findings: [Finding] = []
  /// Of each unit: whether it goes.
  private var isUnitRemoved: [Bool] = []
  private let sentences: Sentences
  private var index: UnitIndex?

  init(_ evidence: borrowing Evidence, _ options: Options.Decision) {
    self.options = options
    sentences = Sentences(in: evidence.layout)
    isUnitRemoved = [Bool](repeating: false, count: evidence.layout.units.count)
  }
}

extension Decider {
  /// Decides on a text whose evidence is weighed.
  ///
  /// - Complexity: O(*n*) in the tokens, and O(*m* log *m*) in the matches.
  mutating func decide(_ evidence: inout Evidence, _ text: Span<UInt8>) {
    judgeCopies(evidence, text)
    judgeShortUnitsInCopies(&evidence)
    if !evidence.layout.isFormal {
      judgeRunawayBlocks(&evidence)
      judgeContainedUnits(&evidence, text)
      judgeRepeatedParagraphs(&evidence)
    }
    FinalCheck(evidence, removals).withdraw(from: &removals, noting: &findings)
    reportRepeatsThatStay(evidence)
    join()
  }

  /// Joins removals that follow one another, with sources that do too: ten paragraphs of one copy are one edit.
  private mutating func join() {
    removals.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    var joined: [Removal] = []
    for removal in removals {
      if let last = joined.last, last.tokens.upperBound == removal.tokens.lowerBound, last.reason == removal.reason,
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
    findings.sort { ($0.tokens.lowerBound, $0.tokens.upperBound) < ($1.tokens.lowerBound, $1.tokens.upperBound) }
  }
}

// MARK: - Rows 2 to 6: units and sentences of a copy

extension Decider {
  private mutating func judgeCopies(_ evidence: borrowing Evidence, _ text: Span<UInt8>) {
    guard !evidence.strongChains.isEmpty else { return }
    for index in evidence.layout.units.indices {
      let unit = evidence.layout.units[index]
      guard unit.tokens.contains(where: { evidence.coverage.isCovered($0) }) else { continue }
      let passage = PassageEvidence(unit.tokens, evidence, text, sentences)
      switch VerdictTable.verdict(on: passage, options) {
      case .remove(let reason, _):
        remove(unit: index, passage, reason)
      case .keep(let reason):
        if mayHoldCopiedSentences(unit, passage, evidence, text) {
          judgeSentences(of: unit, evidence, text)
        } else {
          findings.append(
            Finding(tokens: unit.tokens, source: passage.source, reason: reason, differing: passage.novelTokens))
        }
      }
    }
  }

  private mutating func remove(unit index: Int, _ passage: PassageEvidence, _ reason: Edit.Reason) {
    isUnitRemoved[index] = true
    removals.append(
      Removal(tokens: passage.tokens, reason: reason, source: passage.source, differing: passage.novelTokens))
  }

  /// Row 6: a copy is glued into the unit, or the unit is its own source, or it holds two units of the source.
  private func mayHoldCopiedSentences(
    _ unit: Unit, _ passage: PassageEvidence, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) -> Bool {
    for chain in evidence.strongChains {
      let start = chain.copyRange.lowerBound
      if unit.tokens.contains(start), start > unit.tokens.lowerBound,
        sentences.begins(at: chain.sourceRange.lowerBound, text, evidence.tokens)
      {
        return true
      }
    }
    var wordsBySourceUnit: [Int: Int] = [:]
    for token in unit.tokens {
      guard let source = evidence.coverage.source(of: token) else { continue }
      if unit.tokens.contains(source) { return true }
      wordsBySourceUnit[evidence.unitIndex(of: source), default: 0] += Int(evidence.tokens[token].quarters)
    }
    let halfCovered = wordsBySourceUnit.filter {
      $0.value * 2 >= evidence.tokens.words(evidence.layout.units[$0.key].tokens).quarters
    }
    return halfCovered.count >= 2
  }

  /// Judges each sentence of a unit by the same table. Sentences also begin where the source has one and the copy does
  /// not run on from the token before: that finds the seam in `…saidAt a command post`.
  private mutating func judgeSentences(of unit: Unit, _ evidence: borrowing Evidence, _ text: Span<UInt8>) {
    var start = unit.tokens.lowerBound
    for token in unit.tokens.dropFirst() where beginsSentence(token, evidence, text) {
      judgeSentence(start..<token, evidence, text)
      start = token
    }
    judgeSentence(start..<unit.tokens.upperBound, evidence, text)
  }

  private func beginsSentence(_ token: Int, _ evidence: borrowing Evidence, _ text: Span<UInt8>) -> Bool {
    if sentences.begins(at: token, text, evidence.tokens) { return true }
    guard let source = evidence.coverage.source(of: token) else { return false }
    let isContinued = evidence.coverage.source(of: token - 1).map { $0 + 1 == source } ?? false
    if isContinued { return false }
    if source == 0 || sentences.begins(at: source, text, evidence.tokens) { return true }
    let startsChain = evidence.strongChains.contains { $0.copyRange.lowerBound == token }
    return startsChain && evidence.tokens[token].traits.contains(.uppercase)
  }

  private mutating func judgeSentence(
    _ range: Range<Int>, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) {
    let passage = PassageEvidence(range, evidence, text, sentences)
    guard passage.isCopied else { return }
    switch VerdictTable.verdict(on: passage, options) {
    case .remove(_, let reason):
      removals.append(
        Removal(tokens: range, reason: reason, source: passage.source, differing: passage.novelTokens))
    case .keep(let reason):
      findings.append(
        Finding(tokens: range, source: passage.source, reason: reason, differing: passage.novelTokens))
    }
  }
}

// MARK: - Row 7: short units between removed ones

extension Decider {
  /// A byline or a share button that stands in the copy as it stood in the source.
  private mutating func judgeShortUnitsInCopies(_ evidence: inout Evidence) {
    let units = evidence.layout.units
    guard isUnitRemoved.contains(true) else { return }
    var at = 0
    while at < units.count {
      guard !isUnitRemoved[at], at > 0, isUnitRemoved[at - 1] else {
        at += 1
        continue
      }
      var end = at
      var sources: [Int] = []
      while end < units.count, !isUnitRemoved[end], let source = earlierEqual(end, evidence) {
        sources.append(source)
        end += 1
      }
      if end > at && (end == units.count || isUnitRemoved[end]) {
        for (offset, source) in sources.enumerated() {
          remove(unit: at + offset, equalTo: source, .shortInCopy, &evidence)
        }
      }
      at = max(end, at + 1)
    }
  }

  /// An earlier unit that stays and is the same, for a unit of fewer than 12 words.
  private mutating func earlierEqual(_ unit: Int, _ evidence: borrowing Evidence) -> Int? {
    guard evidence.tokens.words(evidence.layout.units[unit].tokens).value < 12 else { return nil }
    let others = unitIndex(evidence).equal(to: unit)
    return others.first { $0 < unit && !isUnitRemoved[$0] }
  }

  private mutating func remove(
    unit: Int, equalTo source: Int, _ reason: Edit.Reason, _ evidence: inout Evidence
  ) {
    remove(unit: unit, coveredFrom: evidence.layout.units[source].tokens.lowerBound, reason, &evidence)
  }

  /// Removes a unit whose tokens stand from `source` on, too.
  private mutating func remove(
    unit: Int, coveredFrom source: Int, _ reason: Edit.Reason, _ evidence: inout Evidence
  ) {
    let tokens = evidence.layout.units[unit].tokens
    evidence.coverage.uncover(tokens)
    for (offset, token) in tokens.enumerated() {
      evidence.coverage.cover(token, by: source + offset, chain: evidence.strongChains.count)
    }
    isUnitRemoved[unit] = true
    removals.removeAll { $0.tokens.overlaps(tokens) }
    removals.append(Removal(tokens: tokens, reason: reason, source: source..<source + tokens.count))
  }

  private mutating func unitIndex(_ evidence: borrowing Evidence) -> UnitIndex {
    if let index { return index }
    let made = UnitIndex(evidence)
    index = made
    return made
  }
}

// MARK: - Rows 8 to 10: contained and repeated units outside copies

extension Decider {
  /// The same paragraph of prose three times and more, one after the other.
  private mutating func judgeRunawayBlocks(_ evidence: inout Evidence) {
    let units = evidence.layout.units
    var at = 0
    while at < units.count {
      var end = at + 1
      while end < units.count && evidence.areEqual(units[at], units[end]) { end += 1 }
      if end - at >= 3, units[at].kind == .prose, evidence.tokens.words(units[at].tokens).value >= 20 {
        for unit in at + 1..<end where !isUnitRemoved[unit] {
          remove(unit: unit, equalTo: at, .runawayBlock, &evidence)
        }
      }
      at = end
    }
  }

  private mutating func judgeContainedUnits(_ evidence: inout Evidence, _ text: Span<UInt8>) {
    let containments = Containments(evidence)
    for containment in containments.all where containments.isOnly(containment) {
      let unit = evidence.layout.units[containment.unit]
      let container = evidence.layout.units[containment.container]
      guard !isUnitRemoved[containment.unit], !isUnitRemoved[containment.container], unit.kind == .prose,
        container.kind == .prose
      else { continue }
      let words = evidence.tokens.words(unit.tokens).value
      let containerWords = evidence.tokens.words(container.tokens).value
      let isSentence =
        words >= 25 || sentences.begins(at: containment.place, text, evidence.tokens)
      if containment.place > unit.tokens.lowerBound {
        // The earlier unit is part of a later one.
        let isSource = evidence.strongChains.contains { $0.sourceRange.overlaps(unit.tokens) }
        let isPart = containerWords >= 1.2 * words && words >= options.minimumPullQuote && isSentence && !isSource
        if isPart || isTeaserEnd(containment, unit, words, evidence, text) {
          remove(unit: containment.unit, coveredFrom: containment.place, .containedInLater, &evidence)
        }
      } else if words >= options.minimumPullQuote, containerWords > words, isSentence,
        !unit.tokens.contains(where: { evidence.coverage.isCovered($0) })
      {
        remove(unit: containment.unit, coveredFrom: containment.place, .pullQuote, &evidence)
      }
    }
  }

  /// The end of a first copy that was cut off in the middle of a sentence, which the later unit says to its end.
  private func isTeaserEnd(
    _ containment: Containments.Containment, _ unit: Unit, _ words: Double, _ evidence: borrowing Evidence,
    _ text: Span<UInt8>
  ) -> Bool {
    let end = containment.place + unit.tokens.count
    guard words >= 3, end < evidence.tokens.count, !sentences.begins(at: end, text, evidence.tokens) else {
      return false
    }
    return evidence.strongChains.contains { $0.sourceRange.upperBound == unit.tokens.upperBound }
  }

  private mutating func judgeRepeatedParagraphs(_ evidence: inout Evidence) {
    let units = evidence.layout.units
    for unit in units.indices.dropFirst() {
      guard !isUnitRemoved[unit], !isUnitRemoved[unit - 1], units[unit].kind == .prose,
        evidence.areEqual(units[unit - 1], units[unit]),
        evidence.tokens.words(units[unit].tokens).value >= options.minimumRepeatedParagraph,
        unitIndex(evidence).equal(to: unit).count == 2
      else { continue }
      remove(unit: unit, equalTo: unit - 1, .repeatedParagraph, &evidence)
    }
  }
}

// MARK: - Rows 11 and 12: what stays

extension Decider {
  private mutating func reportRepeatsThatStay(_ evidence: borrowing Evidence) {
    let removed = TokenSet(removals.map(\.tokens), count: evidence.tokens.count)
    for chain in evidence.weakChains where chain.words.value >= options.minimumReported {
      guard !chain.copyRange.allSatisfy(removed.contains) else { continue }
      findings.append(
        Finding(
          tokens: chain.copyRange, source: chain.sourceRange, reason: .weakRepeat, count: chain.matches.count))
    }
    for group in unitIndex(evidence).groups {
      let kept = group.filter { !isUnitRemoved[$0] }
      guard kept.count > 1,
        evidence.tokens.words(evidence.layout.units[kept[0]].tokens).value < options.minimumReported
      else { continue }
      findings.append(
        Finding(
          tokens: evidence.layout.units[kept[1]].tokens, source: evidence.layout.units[kept[0]].tokens,
          reason: .shortRepeat, count: kept.count - 1))
    }
  }
}
