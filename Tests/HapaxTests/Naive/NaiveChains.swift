@testable import Hapax

/// Chains by trying every path of matches: exponential, for ten matches and fewer.
struct NaiveChains {
  let matches: [Match]
  let maximumGap: Int
  let lookback: Int

  /// The score of the best path that ends at each match. All words weigh 1 here.
  func bestScores() -> [Double] {
    var best = [Double](repeating: 0, count: matches.count)
    for subset in 1..<(1 << matches.count) {
      let path = matches.indices.filter { subset >> $0 & 1 == 1 }
      if let score = score(of: path) { best[path[path.count - 1]] = max(best[path[path.count - 1]], score) }
    }
    return best
  }

  /// Matched words less the costs of the links, or nil where a link may not be.
  func score(of path: [Int]) -> Double? {
    var score = Double(matches[path[0]].count)
    for (before, after) in zip(path, path.dropFirst()) {
      let (last, next) = (matches[before], matches[after])
      let (sourceGap, copyGap) = (next.source - last.sourceEnd, next.copy - last.copyEnd)
      guard after - before <= lookback, sourceGap >= 0, max(sourceGap, copyGap) <= maximumGap else {
        return nil
      }
      let difference = Double(abs(sourceGap - copyGap))
      let cost = 0.15 * Double(min(sourceGap, copyGap)) + 0.03 * difference + (difference > 0 ? 0.5 : 0)
      score += Double(next.count) - min(60, cost)
    }
    return score
  }
}
