/// What is known about a block, or a sentence of one, that stands in a copy.
struct PassageEvidence {
  var tokens: Range<Int>
  /// Whether it stands in prose, not in a list, a table or code.
  var isProse = true
  /// Whether most of it is a formula, words that came three times and more before: an item of a list, whose few new words
  /// are what it is there for.
  var isFormula = false
  /// In words.
  var words = 0.0
  /// The tokens that the source does not have, at least the first `Finding.namedWords` of them where there is new text;
  /// and the words of all of them.
  var novelTokens: [Int] = []
  var novelWords = 0.0
  /// The longest run of novel words inside, and at an edge.
  var longestInnerRun = 0.0
  var longestEdgeRun = 0.0
  /// From the first token that is repeated to the last; nil where none is.
  var source: Range<Int>?
  // These are not asked for, and false, where there is new text: it decides first.
  /// A novel token is a digit, a currency sign, a number word, a weekday or a month.
  var changesFigure = false
  /// A negation is novel.
  var addsNegation = false
  /// The source has a negation between two tokens that follow one another in the copy.
  var dropsNegation = false
  /// A novel word is capitalised where no sentence begins.
  var changesName = false
}

extension PassageEvidence {
  /// Reads the coverage of a range of tokens.
  ///
  /// - Complexity: O(*n*) in the tokens of the range.
  init(
    _ range: Range<Int>, of block: Block, _ evidence: borrowing Evidence, _ text: Span<UInt8>,
    _ sentences: Sentences, _ options: Options.Decision
  ) {
    tokens = range
    isProse = block.kind == .prose || block.kind == .dashed
    words = evidence.tokens.words(range).value
    var at = range.lowerBound
    var previousSource: Int?
    var formula = 0
    while at < range.upperBound {
      guard let source = evidence.coverage.source(of: at) else {
        at = addNovelRun(from: at, evidence, options)
        continue
      }
      if let previousSource, source > previousSource + 1, source - previousSource <= options.guardReach + 1 {
        dropsNegation = dropsNegation || Self.holdsNegation(previousSource + 1..<source, evidence)
      }
      let end = addRun(from: at, source, evidence, &formula)
      previousSource = source + end - at - 1
      at = end
    }
    isFormula = formula * 2 > range.count
    // Facts are asked for where little is new.
    guard novelTokens.isEmpty || !hasNewText(options) else { return }
    if let previousSource {
      weighEdges(last: previousSource, evidence, text, sentences, reach: options.guardReach)
    }
    for token in novelTokens { weighFact(of: token, evidence, text, sentences) }
  }

  /// Whether a clause or more of it is new.
  func hasNewText(_ options: Options.Decision) -> Bool {
    longestEdgeRun >= options.novelEdge || longestInnerRun >= options.novelRun
      || novelWords > options.nearTolerance * words + (words >= 6 ? 1 : 0)
  }

  /// Adds repeated tokens as long as their sources follow one another, and returns where that ends.
  private mutating func addRun(
    from start: Int, _ source: Int, _ evidence: borrowing Evidence, _ formula: inout Int
  ) -> Int {
    var end = start
    while end < tokens.upperBound && evidence.coverage.source(of: end) == source + end - start {
      if evidence.coverage.isFormula(end) { formula += 1 }
      end += 1
    }
    let run = source..<source + end - start
    self.source =
      min(self.source?.lowerBound ?? source, source)..<max(self.source?.upperBound ?? 0, run.upperBound)
    if !evidence.cutTokens.isEmpty {
      for token in start..<end where evidence.cutTokens.contains(token) { novelTokens.append(token) }
    }
    return end
  }

  private mutating func addNovelRun(
    from start: Int, _ evidence: borrowing Evidence, _ options: Options.Decision
  ) -> Int {
    var end = start + 1
    while end < tokens.upperBound && !evidence.coverage.isCovered(end) { end += 1 }
    let run = evidence.tokens.words(start..<end).value
    novelWords += run
    if start == tokens.lowerBound || end == tokens.upperBound {
      longestEdgeRun = max(longestEdgeRun, run)
    } else {
      longestInnerRun = max(longestInnerRun, run)
    }
    // What stays for its new text has a few words of it named; there can be millions.
    let named = hasNewText(options) ? max(0, Finding.namedWords - novelTokens.count) : end - start
    novelTokens += start..<min(end, start + named)
    return end
  }

  private mutating func weighFact(
    of token: Int, _ evidence: borrowing Evidence, _ text: Span<UInt8>, _ sentences: Sentences
  ) {
    guard !evidence.cutTokens.contains(token) else { return }
    let traits = evidence.tokens[token].traits
    if traits.contains(.digit) || traits.contains(.symbol) { changesFigure = true }
    switch Lexicon.kind(of: evidence.tokens[token].number, in: evidence.tokens.vocabulary) {
    case .figure: changesFigure = true
    case .negation: addsNegation = addsNegation || evidence.isNegation(token)
    case nil: break
    }
    if traits.contains(.southeastAsian) || traits.contains(.ideograph) {
      let around = max(tokens.lowerBound, token - 3)..<min(tokens.upperBound, token + 4)
      addsNegation = addsNegation || Self.holdsNegation(around, across: token, evidence)
    }
    if traits.contains(.uppercase) && !sentences.begins(at: token, text, evidence.tokens) {
      changesName = true
    }
  }

  /// Whether a negation was dropped at an edge: the source's sentence begins before what is repeated, or ends behind it,
  /// with a few words that the copy has not.
  private mutating func weighEdges(
    last: Int, _ evidence: borrowing Evidence, _ text: Span<UInt8>, _ sentences: Sentences, reach: Int
  ) {
    // In a text that is one line, a heading runs into the sentence behind it: what stands at the edge is not its own.
    if evidence.blockIndex(of: last) == evidence.blockIndex(of: tokens.lowerBound) { return }
    var end = last + 1
    while end < evidence.tokens.count, end - last <= reach, !sentences.begins(at: end, text, evidence.tokens)
    {
      end += 1
    }
    let endsHere = end == evidence.tokens.count || sentences.begins(at: end, text, evidence.tokens)
    let isCut = evidence.cutTokens.contains(tokens.upperBound - 1)
    if endsHere, !isCut, !Self.isRepeated(last + 1, by: tokens.upperBound, evidence) {
      dropsNegation = dropsNegation || Self.holdsNegation(last + 1..<end, evidence)
    }
    guard let first = firstCovered(evidence),
      let source = evidence.coverage.source(of: first), source > 0,
      !Self.isRepeated(source - 1, by: tokens.lowerBound - 1, evidence)
    else { return }
    var start = source
    while start > 0, source - start < reach, !sentences.begins(at: start, text, evidence.tokens) {
      start -= 1
    }
    if sentences.begins(at: start, text, evidence.tokens) {
      dropsNegation = dropsNegation || Self.holdsNegation(start..<source, evidence)
    }
  }

  private static func isRepeated(_ token: Int, by copy: Int, _ evidence: borrowing Evidence) -> Bool {
    copy >= 0 && copy < evidence.tokens.count && evidence.coverage.source(of: copy) == token
  }

  private func firstCovered(_ evidence: borrowing Evidence) -> Int? {
    for token in tokens where evidence.coverage.isCovered(token) { return token }
    return nil
  }

  /// Whether source tokens that the copy has not are a negation, or a part of one.
  private static func holdsNegation(_ range: Range<Int>, _ evidence: borrowing Evidence) -> Bool {
    for token in range {
      if evidence.isNegation(token) { return true }
      guard !evidence.tokens[token].traits.isDisjoint(with: [.southeastAsian, .ideograph]) else { continue }
      let around = max(0, token - 3)..<min(evidence.tokens.count, token + 4)
      if holdsNegation(around, across: token, evidence) { return true }
    }
    return false
  }

  /// Whether a negation of several characters has a token in it.
  private static func holdsNegation(_ range: Range<Int>, across token: Int, _ evidence: borrowing Evidence)
    -> Bool
  {
    var run: [UInt8] = []
    var place = 0..<0
    for index in range {
      let form = evidence.tokens.vocabulary.form(evidence.tokens[index].number)
      if index == token { place = run.count..<run.count + form.count }
      run.append(contentsOf: form)
    }
    return Lexicon.holdsNegation(run, across: place)
  }

  /// Whether anything of it stands elsewhere.
  var isCopied: Bool { source != nil }
}
