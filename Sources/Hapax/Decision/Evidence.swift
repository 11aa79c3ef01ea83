/// The facts about one text: its tokens, its blocks, and which of them say again what was said before.
///
/// Facts and judgement are apart: nothing here decides; the rules in `VerdictTable` read it.
@safe struct Evidence: ~Copyable {
  var tokens = Tokens()
  var seeds = Seeds()
  var matcher = Matcher()
  var layout = Layout()
  var coverage = Coverage()
  /// Which blocks are equal.
  var index = BlockIndex()
  /// The chains that passed the artefact test, the best first.
  var strongChains: [Chain] = []
  /// Where their copies begin, where their sources end, and the tokens of the sources: sets, for a page can have many.
  private(set) var copyStarts: Set<Int> = []
  private(set) var sourceEnds: Set<Int> = []
  private var sources = TokenSet([], count: 0)
  /// The other chains.
  var weakChains: [Chain] = []
  /// Last tokens that a copy cut off in the middle of the word.
  var cutTokens: Set<Int> = []

  init() {}
}

extension Evidence {
  /// Whether repeats are the form of the text: code, tables, forms, live blogs.
  var isFormal: Bool { layout.isFormal || index.isFormulaic }

  /// Whether any of the tokens lies in the source of an artefact.
  func isSource(_ range: Range<Int>) -> Bool {
    for token in range where sources.contains(token) { return true }
    return false
  }

  /// The words of the whole text.
  var totalWords: Double { tokens.words(0..<tokens.count).value }

  /// Reads a text as far as needed to know what in it repeats.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ options: Options) {
    unsafe tokens.read(text, usesFastPath: options.usesFastPaths)
    seeds.find(in: tokens, options.fingerprinting)
    unsafe matcher.find(in: &tokens, of: text, seeds, options.fingerprinting, options.matching)
    strongChains.removeAll()
    weakChains.removeAll()
  }

  /// Chains the matches.
  ///
  /// - Returns: Whether any of them is long enough for a verdict that removes. Nearly all clean articles have none, and
  ///   need neither blocks nor coverage.
  mutating func chain(_ options: Options) -> Bool {
    guard !matcher.matches.isEmpty else { return false }
    weakChains = Chain.chains(of: matcher.matches, in: tokens, options.matching)
    let decision = options.decision
    let shortestMatch = min(
      decision.minimumPullQuote, decision.minimumRepeatedParagraph, decision.minimumRunawayBlock,
      decision.minimumAdjacentCopy)
    return weakChains.contains { chain in
      chain.words.value >= decision.minimumChain
        || chain.matches.contains { tokens.words($0.copyRange).value >= shortestMatch }
    }
  }

  /// Sorts out the chains that are artefacts, and covers what they repeat.
  mutating func weigh(_ text: Span<UInt8>, _ options: Options) {
    layout = Layout(of: text, tokens, options.segmentation)
    index = BlockIndex(layout, tokens, text)
    cutTokens.removeAll()
    coverage.removeAll(count: tokens.count)
    let test = ArtefactTest(
      options.decision, totalWords: totalWords, isFormal: isFormal, hasFormalLines: layout.isFormal)
    let chains = weakChains
    weakChains = []
    for chain in chains {
      if test.passes(chain, tokens, layout) { strongChains.append(chain) } else { weakChains.append(chain) }
    }
    copyStarts = Set(strongChains.map(\.copyRange.lowerBound))
    sourceEnds = Set(strongChains.map(\.sourceRange.upperBound))
    sources = TokenSet(strongChains.map(\.sourceRange), count: tokens.count)
    coverage.markFormulas(matcher)
    for (number, chain) in strongChains.enumerated() { coverage.cover(chain, number: number) }
    for (number, chain) in strongChains.enumerated() { align(chain, number: number, options.matching) }
    uncoverChangedFigures(text)
  }

  /// Takes figures that are written with other signs than their sources for new text.
  private mutating func uncoverChangedFigures(_ text: Span<UInt8>) {
    guard !strongChains.isEmpty else { return }
    for token in 0..<tokens.count {
      guard let source = coverage.source(of: token), !FigureSigns.agree(token, source, tokens, text) else {
        continue
      }
      coverage.uncover(token..<token + 1)
    }
  }
}

// MARK: - Coverage beyond the matches

extension Evidence {
  /// Aligns the small gaps between a chain's matches, and up to the edges of the blocks where it begins and ends.
  private mutating func align(_ chain: Chain, number: Int, _ options: Options.Matching) {
    for (before, after) in zip(chain.matches, chain.matches.dropFirst()) {
      let source = before.sourceEnd..<after.source
      let copy = before.copyEnd..<after.copy
      if source.count <= options.alignedGapTokens && copy.count <= options.alignedGapTokens {
        coverage.align(source, copy, chain: number, in: tokens, atLeast: 0.3)
      }
    }
    let first = chain.matches[0]
    let last = chain.matches[chain.matches.count - 1]
    let reach = options.alignedEdgeTokens
    let copyHead = block(of: first.copy).tokens.lowerBound..<first.copy
    let sourceHead = block(of: first.source).tokens.lowerBound..<first.source
    coverage.align(sourceHead.suffix(reach), copyHead.suffix(reach), chain: number, in: tokens, atLeast: 0.5)
    let copyTail = last.copyEnd..<max(last.copyEnd, block(of: last.copyEnd - 1).tokens.upperBound)
    let sourceTail = last.sourceEnd..<max(last.sourceEnd, block(of: last.sourceEnd - 1).tokens.upperBound)
    coverage.align(sourceTail.prefix(reach), copyTail.prefix(reach), chain: number, in: tokens, atLeast: 0.5)
    coverCutWord(copyTail, sourceTail, chain: number)
  }

  /// A copy that breaks off in the middle of a word: its last token is the beginning of the source's next one.
  private mutating func coverCutWord(_ copy: Range<Int>, _ source: Range<Int>, chain: Int) {
    guard copy.count == 1, let last = copy.first, let next = source.first, !coverage.isCovered(last) else {
      return
    }
    let form = tokens.vocabulary.form(tokens[last].number)
    let whole = tokens.vocabulary.form(tokens[next].number)
    guard form.count < whole.count, whole.starts(with: form) else { return }
    coverage.cover(last, by: next, chain: chain)
    cutTokens.insert(last)
  }

  /// The block in which a token stands.
  func block(of token: Int) -> Block { layout.blocks[blockIndex(of: token)] }

  func blockIndex(of token: Int) -> Int { Int(layout.blockOfToken[token]) }
}
