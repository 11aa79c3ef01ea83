/// How much of two documents is the same, and what is told from it: the only place that says when two are one story.
struct Agreement {
  /// The share of the new document, and of the kept one, that stands in passages of both.
  let coverage: Double
  let sourceCoverage: Double
  /// The smaller of the two shares where templates are left out; nil where there are none, or where nobody needs it.
  let informative: Double?
  /// Whether the text that is the same is evidence enough for a relation.
  let isProven: Bool
}

extension Agreement {
  func relation(_ options: Options.Corpus) -> Link.Relation {
    guard isProven else { return .shares }
    if nearMargin(options) >= 0 { return .near }
    if coverage >= options.containedCoverage && coverage >= sourceCoverage { return .contained }
    if sourceCoverage >= options.containedCoverage { return .contains }
    return .shares
  }

  /// How far the pair lies beyond the border of a relation; negative where it lacks so much. Of two rules the one that it
  /// meets best, or lacks least.
  func margin(_ options: Options.Corpus) -> Double {
    max(nearMargin(options), max(coverage, sourceCoverage) - options.containedCoverage)
  }

  /// Near documents must meet two bounds: the one that is met worse counts.
  private func nearMargin(_ options: Options.Corpus) -> Double {
    let smaller = min(coverage, sourceCoverage)
    return min(smaller - options.nearCoverage, (informative ?? smaller) - options.nearInformative)
  }
}
