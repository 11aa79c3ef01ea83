/// Tells a scraping artefact from repetition that is meant.
///
/// A chain is an artefact when it is long, prose, dense, and lies where a second copy of a text lies: beside its source,
/// or from the start on, or as a large part of the whole. Refrains, forms and formulas fail one of these.
struct ArtefactTest {
  private let options: Options.Decision
  private let totalWords: Double
  private let isFormal: Bool
  /// Whether the text is code, a table or a form by its lines alone. That short blocks come three times and more makes a
  /// text formal too, but a menu that stands three times is that very thing.
  private let hasFormalLines: Bool

  init(_ options: Options.Decision, totalWords: Double, isFormal: Bool, hasFormalLines: Bool) {
    self.options = options
    self.totalWords = totalWords
    self.isFormal = isFormal
    self.hasFormalLines = hasFormalLines
  }
}

extension ArtefactTest {
  /// The measures of a chain that the rules use, in words and shares.
  struct Measures {
    var words: Double
    /// Matched words that stand in blocks of prose: `proseBlock` words or more.
    var prose: Double
    /// Blocks of which at least `coveredShare` is matched.
    var coveredBlocks: Int
    /// The matched part of the stretch from the copy's first token to its last.
    var density: Double
    /// The same of the source.
    var sourceDensity: Double
    /// The matched words over the rest of the text.
    var share: Double
    /// From the source's end to the copy's start; negative where they interlock.
    var gap: Double
    /// The words before the source.
    var lead: Double
    /// Whether the source begins with the first or the second block, however long the first one is.
    var startsAfterLead: Bool
  }

  /// - Complexity: O(1) for a chain that is too short; else O(*n*) in the blocks of the copy.
  func passes(_ chain: Chain, _ tokens: borrowing Tokens, _ layout: Layout) -> Bool {
    guard chain.words.value >= min(options.minimumChain, options.minimumAdjacentCopy) else { return false }
    let m = measures(of: chain, tokens, layout)
    if !isFormal && isAdjacentCopy(chain, m) { return true }
    if !hasFormalLines && isMenu(chain, m, tokens, layout) { return true }
    guard chain.words.value >= options.minimumChain else { return false }
    if m.gap < -options.maximumInterlock && !isInPairs(chain, tokens) { return false }
    let isNear = m.gap <= max(options.nearGap, options.nearGapShare * totalWords)
    let isLeading =
      m.lead <= max(options.lead, options.leadShare * totalWords) || m.startsAfterLead
    if isFormal {
      // A message with the fields of its head, or a list of wares, and all of it again.
      if isLineText(m, isLeading: isLeading, share: options.minimumShare) { return true }
      // Functions that mirror one another, comments and all, differ in a few words: those are not said again.
      return m.prose >= options.minimumProse && m.share >= options.minimumShare
        && m.density >= options.minimumDensityFormal
        && (!layout.isMostlyCode || m.density >= options.minimumDensityWhole)
    }
    guard m.prose >= options.minimumProse else {
      // A whole poem, list or dialogue twice.
      return isLineText(m, isLeading: isLeading, share: options.minimumShareWhole)
    }
    let isLarge =
      m.coveredBlocks >= 2 || m.words >= options.largeShare * totalWords
      || (m.density >= options.coveredShare && m.gap <= options.nearGap && m.lead <= options.lead)
    let isPlaced =
      m.share >= options.minimumShare || (m.share >= options.minimumShareNear && (isNear || isLeading))
    return isLarge && isPlaced && m.density >= options.minimumDensity
  }

  /// All of a text, and all of it again: hardly anything is left out, as a day of a timetable that is not told again.
  private func isWhole(_ m: Measures) -> Bool {
    m.density >= options.minimumDensityWhole && m.sourceDensity >= options.coveredShare
  }

  /// All of a text, from the start on, and all of it again directly behind: enough where there is no prose.
  private func isLineText(_ m: Measures, isLeading: Bool, share: Double) -> Bool {
    m.words >= options.minimumLineText && isWhole(m) && abs(m.gap) <= options.wholeGap && isLeading
      && m.share >= share
  }

  /// Two lines and more, and then the same again, word for word: teasers and captions that a page shows twice.
  private func isAdjacentCopy(_ chain: Chain, _ m: Measures) -> Bool {
    chain.matches.count == 1 && chain.sourceRange.upperBound == chain.copyRange.lowerBound
      && m.coveredBlocks >= 2
      && m.words >= options.minimumAdjacentCopy && m.prose >= options.minimumAdjacentCopy - 1
  }

  /// Whether each passage is followed by its copy. A chain whose copy begins before its source ends is only then an
  /// artefact, each paragraph twice; else it is a refrain between verses.
  private func isInPairs(_ chain: Chain, _ tokens: borrowing Tokens) -> Bool {
    var paired = Words.zero
    for match in chain.matches where tokens.words(match.sourceEnd..<match.copy).value <= options.nearGap {
      paired += tokens.words(match.copyRange)
    }
    return paired.value >= options.coveredShare * chain.words.value
  }

  /// Many short lines, and then the same again: the menu of a page, at its head and its foot. A calendar is no menu.
  private func isMenu(_ chain: Chain, _ m: Measures, _ tokens: borrowing Tokens, _ layout: Layout) -> Bool {
    guard m.words >= options.minimumMenuWords, m.prose <= options.proseBlock,
      m.coveredBlocks >= options.minimumMenuLines, isWhole(m)
    else { return false }
    var digits = 0
    /// Lines told apart by a hash of their tokens, which can only undercount.
    var lines: Set<UInt64> = []
    var line: UInt64 = 0
    for token in chain.copyRange {
      if tokens[token].traits.contains(.digit) { digits += 1 }
      line = line &* RollingHash.base &+ UInt64(tokens[token].number) &+ 1
      let next = token + 1
      if next == chain.copyRange.upperBound || layout.blockOfToken[next] != layout.blockOfToken[token] {
        lines.insert(line)
        line = 0
      }
    }
    guard lines.count >= options.minimumMenuLines, digits * 2 < chain.copyRange.count else { return false }
    if abs(m.gap) <= options.wholeGap { return true }
    // Apart from its source it must be a menu by its looks: a word or two a line, no line twice, few figures, and not
    // indented line below line, as the listings of a manual are: indented lines of a page have blank ones between them.
    let first = Int(layout.blockOfToken[chain.copyRange.lowerBound])
    let last = Int(layout.blockOfToken[chain.copyRange.upperBound - 1])
    let blocks = layout.blocks[first...last]
    let indented = zip(blocks.dropFirst(), blocks).count { block, previous in
      Int(tokens[block.tokens.lowerBound].start) - block.bytes.lowerBound >= Self.indentation
        && block.lines.lowerBound == previous.lines.upperBound
    }
    return m.gap > 0 && digits * 8 < chain.copyRange.count && indented * 2 < blocks.count
      && Double(lines.count) >= options.minimumDensityWhole * Double(blocks.count)
      && m.words <= options.menuLine * Double(blocks.count)
  }

  /// The bytes before the first word from which on a line is indented; a bullet and a blank are two.
  private static var indentation: Int { 4 }

  func measures(of chain: Chain, _ tokens: borrowing Tokens, _ layout: Layout) -> Measures {
    var prose = Words.zero
    var coveredBlocks = 0
    var block = -1
    var matchedInBlock = Words.zero
    func closeBlock() {
      guard block >= 0 else { return }
      let words = tokens.words(layout.blocks[block].tokens)
      if words.value >= options.proseBlock { prose += matchedInBlock }
      if matchedInBlock.value >= options.coveredShare * words.value { coveredBlocks += 1 }
    }
    for match in chain.matches {
      var at = match.copy
      while at < match.copyEnd {
        let index = Int(layout.blockOfToken[at])
        let end = min(match.copyEnd, layout.blocks[index].tokens.upperBound)
        if index != block {
          closeBlock()
          block = index
          matchedInBlock = .zero
        }
        matchedInBlock += tokens.words(at..<end)
        at = end
      }
    }
    closeBlock()
    let words = chain.words.value
    let gap =
      tokens.words(0..<chain.copyRange.lowerBound).value
      - tokens.words(0..<chain.sourceRange.upperBound).value
    return Measures(
      words: words, prose: prose.value, coveredBlocks: coveredBlocks,
      density: words / max(1, tokens.words(chain.copyRange).value),
      sourceDensity: words / max(1, tokens.words(chain.sourceRange).value),
      share: words / max(1, totalWords - words),
      gap: gap, lead: tokens.words(0..<chain.sourceRange.lowerBound).value,
      startsAfterLead: layout.blockOfToken[chain.sourceRange.lowerBound] <= 1)
  }
}
