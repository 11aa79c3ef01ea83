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
      var words = Words.zero
      var at = end
      while at >= 0 && !isTaken[at] {
        isTaken[at] = true
        links.append(matches[at])
        words += tokens.words(matches[at].copyRange)
        at = previous[at]
      }
      links.reverse()
      chains.append(Chain(matches: links, words: words))
    }
    return chains
  }

  /// What a link costs, in words, for its gaps in words.
  private static func cost(_ sourceGap: Double, _ copyGap: Double) -> Double {
    let difference = abs(sourceGap - copyGap)
    let cost = 0.15 * min(sourceGap, copyGap) + 0.03 * difference + (difference > 0 ? 0.5 : 0)
    return min(60, cost)
  }
}
