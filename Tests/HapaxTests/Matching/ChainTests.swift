import Testing

@testable import Hapax

@Suite("Chains") struct ChainTests {
  static func chains(_ matches: [Match], tokens: Int, _ options: Options.Matching) -> [Chain] {
    var store = Store<Match>()
    for match in matches { store.append(match) }
    return Chain.chains(of: store, in: Tokens(words: [Int](0..<tokens)), options)
  }

  /// Up to eight matches, ascending and disjoint in their copies, with small gaps between.
  private func randomMatches(_ random: inout SeededRandom, gap: Int) -> [Match] {
    var matches: [Match] = []
    var copy = 60
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let count = Int.random(in: 1...8, using: &random)
      copy += Int.random(in: 0...gap, using: &random)
      matches.append(Match(source: Int.random(in: 0...50, using: &random), copy: copy, count: count))
      copy += count
    }
    return matches
  }

  @Test("The best chain scores as well as the best of all paths", arguments: [UInt64](1...4))
  func agreesWithAllPaths(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<60 {
      // Gaps of 8 words and less are never so long that a chain's ends are cut off.
      let matches = randomMatches(&random, gap: 8)
      var options = Options.Matching()
      options.maximumGap = 8
      options.chainLookback = Int.random(in: 1...8, using: &random)
      let twin = NaiveChains(matches: matches, maximumGap: 8, lookback: options.chainLookback)
      let best = twin.bestScores().max() ?? 0
      let scores = Self.chains(matches, tokens: 200, options).compactMap { chain in
        twin.score(of: chain.matches.compactMap { matches.firstIndex(of: $0) })
      }
      try #require(abs((scores.max() ?? 0) - best) < 1e-9, "seed \(seed): \(matches)")
    }
  }

  @Test("Each match is in one chain, and chains ascend in both places", arguments: [UInt64](1...4))
  func isPartition(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<80 {
      let matches = randomMatches(&random, gap: 40)
      var options = Options.Matching()
      options.maximumGap = Double(Int.random(in: 0...60, using: &random))
      let chains = Self.chains(matches, tokens: 500, options)
      let all = chains.flatMap(\.matches).sorted { $0.copy < $1.copy }
      try #require(all == matches, "seed \(seed)")
      for chain in chains {
        #expect(chain.words == Words(Double(chain.matches.map(\.count).reduce(0, +))))
        for (last, next) in zip(chain.matches, chain.matches.dropFirst()) {
          #expect(last.sourceEnd <= next.source && last.copyEnd <= next.copy, "seed \(seed): \(chain)")
          #expect(Double(next.source - last.sourceEnd) <= options.maximumGap, "seed \(seed): \(chain)")
          #expect(Double(next.copy - last.copyEnd) <= options.maximumGap, "seed \(seed): \(chain)")
        }
      }
      for (better, worse) in zip(chains, chains.dropFirst()) { #expect(better.words >= worse.words) }
    }
  }

  @Test("A short end behind a long gap is a chain of its own")
  func splitsLooseEnds() {
    let long = Match(source: 30, copy: 230, count: 60)
    let loose = Match(source: 0, copy: 180, count: 5)
    let near = Match(source: 5, copy: 215, count: 5)
    #expect(Self.chains([loose, long], tokens: 400, .init()).map(\.matches) == [[long], [loose]])
    #expect(Self.chains([near, long], tokens: 400, .init()).map(\.matches) == [[long], [near]])
    let close = Match(source: 20, copy: 220, count: 5)
    #expect(Self.chains([close, long], tokens: 400, .init()).map(\.matches) == [[close, long]])
    let tail = Match(source: 115, copy: 320, count: 5)
    #expect(Self.chains([long, tail], tokens: 400, .init()).map(\.matches) == [[long], [tail]])
  }

  @Test("A loose end that lies in the source of what follows goes before the chain is parted there")
  func looseEndInSource() {
    let loose = Match(source: 214, copy: 437, count: 5)
    let head = Match(source: 219, copy: 520, count: 53)
    let rest = Match(source: 272, copy: 574, count: 188)
    #expect(
      Self.chains([loose, head, rest], tokens: 800, .init()).map(\.matches) == [[head, rest], [loose]])
  }

  @Test("No match, no chain")
  func empty() { #expect(Self.chains([], tokens: 10, .init()).isEmpty) }
}
