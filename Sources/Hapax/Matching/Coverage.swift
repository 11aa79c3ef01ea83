/// For each token of a copy, the token that it repeats.
///
/// Filled from the matches of chains, then from the alignment of the small gaps between them and at their ends. A token
/// that is in a copy and repeats nothing is *novel*.
@safe struct Coverage: ~Copyable {
  /// The source's place + 1, or 0.
  private var sources = Store<UInt32>()
  /// The chain's number + 1, or 0.
  private var chains = Store<UInt32>()
  /// Whether a token stands in a formula: words that came three times and more before.
  private var formulas = Store<Bool>()

  init() {}
}

extension Coverage {
  mutating func removeAll(count: Int) {
    sources.reset(to: 0, count: count)
    chains.reset(to: 0, count: count)
    formulas.reset(to: false, count: count)
  }

  /// The token that a token repeats, if any.
  @inline(__always)
  func source(of token: Int) -> Int? {
    let source = sources[token]
    return source == 0 ? nil : Int(source) - 1
  }

  @inline(__always)
  func isCovered(_ token: Int) -> Bool { sources[token] != 0 }

  /// The chain by which a token is covered.
  func chain(of token: Int) -> Int? {
    let chain = chains[token]
    return chain == 0 ? nil : Int(chain) - 1
  }

  mutating func cover(_ copy: Int, by source: Int, chain: Int) {
    guard sources[copy] == 0 else { return }
    sources[copy] = UInt32(source + 1)
    chains[copy] = UInt32(chain + 1)
  }

  mutating func uncover(_ range: Range<Int>) {
    for token in range { sources[token] = 0 }
  }

  /// Marks the copies of matches that came three times and more before.
  mutating func markFormulas(_ matcher: borrowing Matcher) {
    for index in 0..<matcher.matches.count where matcher.places[index] >= 3 {
      for token in matcher.matches[index].copyRange { formulas[token] = true }
    }
  }

  func isFormula(_ token: Int) -> Bool { formulas[token] }

  /// Covers what a chain matches.
  mutating func cover(_ chain: Chain, number: Int) {
    for match in chain.matches {
      for index in 0..<match.count { cover(match.copy + index, by: match.source + index, chain: number) }
    }
  }

  /// Aligns two short runs and covers the pairs.
  ///
  /// - Parameter share: The part of the copy's run that must be in pairs; below it nothing is covered, because any two
  ///   texts of a language share some small words.
  mutating func align(
    _ source: Range<Int>, _ copy: Range<Int>, chain: Int, in tokens: borrowing Tokens,
    atLeast share: Double = 0
  ) {
    var pairs: [(source: Int, copy: Int)] = []
    Alignment.forEachPair(in: tokens, source: source, copy: copy) { pairs.append(($0, $1)) }
    guard Double(pairs.count) >= share * Double(copy.count) else { return }
    for pair in pairs { cover(pair.copy, by: pair.source, chain: chain) }
  }
}
