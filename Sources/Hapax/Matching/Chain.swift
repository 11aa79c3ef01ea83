/// Matches that follow one another in both places: a longer passage and its copy, with small differences between.
struct Chain {
  /// Ascending in `source` and in `copy`.
  var matches: [Match]
  /// The matched words.
  var words: Words

  /// From the first matched token to the last, at the earlier and at the later place.
  var sourceRange: Range<Int> { matches[0].source..<matches[matches.count - 1].sourceEnd }
  var copyRange: Range<Int> { matches[0].copy..<matches[matches.count - 1].copyEnd }
}

extension Chain {
  /// Chains the matches of a text, the best first.
  ///
  /// Dynamic programming over the matches in the order of their copies, as read aligners chain their anchors (H. Li,
  /// "Minimap2: pairwise alignment for nucleotide sequences", Bioinformatics 34 (2018), section 2.1.1). A link costs
  /// more the longer and the more unequal its gaps are. Each match belongs to one chain.
  ///
  /// - Complexity: O(*m* · `chainLookback` + *m* log *m*) in the number of matches.
  static func chains(
    of matches: borrowing Store<Match>, in tokens: borrowing Tokens, _ options: Options.Matching
  ) -> [Chain] {
    let count = matches.count
    var scores = [Double](repeating: 0, count: count)
    var previous = [Int](repeating: -1, count: count)
    let maximumGap = Words(options.maximumGap)
    for index in 0..<count {
      let match = matches[index]
      let own = tokens.words(match.copyRange).value
      scores[index] = own
      for earlier in stride(from: index - 1, through: max(0, index - options.chainLookback), by: -1) {
        let before = matches[earlier]
        guard before.sourceEnd <= match.source else { continue }
        let sourceGap = tokens.words(before.sourceEnd..<match.source)
        let copyGap = tokens.words(before.copyEnd..<match.copy)
        guard sourceGap <= maximumGap, copyGap <= maximumGap else { continue }
        let score = scores[earlier] + own - cost(sourceGap.value, copyGap.value)
        if score > scores[index] {
          scores[index] = score
          previous[index] = earlier
        }
      }
    }
    // The best end first; the earlier one of two equals, so that the order is always the same.
    let order = (0..<count).sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    var isTaken = [Bool](repeating: false, count: count)
    var chains: [Chain] = []
    for end in order where !isTaken[end] {
      var links: [Match] = []
      var at = end
      while at >= 0 && !isTaken[at] {
        isTaken[at] = true
        links.append(matches[at])
        at = previous[at]
      }
      links.reverse()
      // Chance ends go first: one that lies in the source of what follows would part the chain there.
      let parts = split(links, in: tokens).flatMap { partsWithOwnSources($0, in: tokens) }
      for matches in parts.flatMap({ split($0, in: tokens) }) {
        chains.append(
          Chain(matches: matches, words: matches.reduce(.zero) { $0 + tokens.words($1.copyRange) }))
      }
    }
    return chains.sorted { ($0.words, $1.copyRange.lowerBound) > ($1.words, $0.copyRange.lowerBound) }
  }

  /// Parts a chain where it begins to feed on itself: a match whose source lies in what an earlier match copied. A list
  /// whose items differ in a word would else be taken for one long copy of its first item.
  private static func partsWithOwnSources(_ links: [Match], in tokens: borrowing Tokens) -> [[Match]] {
    var parts: [[Match]] = []
    var first = 0
    /// The first match since `first` whose copy may still overlap a source: both ascend.
    var copies = 0
    for index in links.indices {
      while copies < index && links[copies].copyEnd <= links[index].source { copies += 1 }
      guard copies < index else { continue }
      let shared = links[copies].copyRange.clamped(to: links[index].sourceRange)
      // A word or two at the edge, where the text before the copy ends as the source's neighbour does, is chance.
      if tokens.words(shared).value >= 4 {
        parts.append(Array(links[first..<index]))
        first = index
        copies = index
      }
    }
    parts.append(Array(links[first...]))
    return parts
  }

  /// Cuts short ends off a chain: a few words before or behind a gap that is much longer than they are stand there by
  /// chance. They become chains of their own.
  private static func split(_ links: [Match], in tokens: borrowing Tokens) -> [[Match]] {
    func gap(before index: Int) -> Words {
      let (last, next) = (links[index - 1], links[index])
      return max(tokens.words(last.sourceEnd..<next.source), tokens.words(last.copyEnd..<next.copy))
    }
    func isLoose(_ words: Words, _ gap: Words) -> Bool { gap.value > 2 * words.value + 8 }
    var first = 0
    var words = Words.zero
    for index in 1..<max(1, links.count) {
      words += tokens.words(links[index - 1].copyRange)
      if isLoose(words, gap(before: index)) {
        first = index
      }
    }
    var end = links.count
    words = .zero
    for index in stride(from: links.count - 1, to: first, by: -1) {
      words += tokens.words(links[index].copyRange)
      if isLoose(words, gap(before: index)) { end = index }
    }
    return [links[first..<end], links[..<first], links[end...]].filter { !$0.isEmpty }.map(Array.init)
  }

  /// What a link costs, in words, for its gaps in words.
  private static func cost(_ sourceGap: Double, _ copyGap: Double) -> Double {
    let difference = abs(sourceGap - copyGap)
    let cost = 0.15 * min(sourceGap, copyGap) + 0.03 * difference + (difference > 0 ? 0.5 : 0)
    return min(60, cost)
  }
}
