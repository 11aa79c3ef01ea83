/// Pairs: all, those that belong together, those that were put together, and both.
struct PairCounts {
  let all: Int
  var belonging: Int
  var together: Int
  var both: Int
}

extension PairCounts {
  /// The harmonic mean of precision and recall; 1 where nothing belongs together and nothing was put together.
  var f1: Double { belonging + together == 0 ? 1 : 2 * Double(both) / Double(belonging + together) }

  /// The jackknife's standard error of F1.
  ///
  /// - Parameter samples: What each observation counts for.
  func standardError(_ samples: [PairCounts]) -> Double {
    guard samples.count > 1 else { return 0 }
    let values = samples.map { sample in
      PairCounts(
        all: all - sample.all, belonging: belonging - sample.belonging, together: together - sample.together,
        both: both - sample.both
      ).f1
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares * Double(values.count - 1) / Double(values.count)).squareRoot()
  }
}
