/// How much of two documents is the same, and what is told from it: the only place that says when two are one story.
struct Agreement {
  /// The share of the new document, and of the kept one, that stands in passages of both.
  let coverage: Double
  let sourceCoverage: Double
  /// The smaller of the two shares where templates are left out; nil where there are none, or where nobody needs it.
  let informative: Double?
  /// The most words between two common passages that each document says for itself, and the words of the shorter one.
  let replaced: Double
  let length: Double
  /// Whether the text that is the same is evidence enough for a relation.
  let isProven: Bool
}

extension Agreement {
  func relation(_ options: Options.Corpus) -> Link.Relation {
    guard isProven, frameMargin(options) >= 0 else { return .shares }
    if nearMargin(options) >= 0 { return .near }
    if coverage >= options.containedCoverage && coverage >= sourceCoverage { return .contained }
    if sourceCoverage >= options.containedCoverage { return .contains }
    return .shares
  }

  /// How far the pair lies beyond the border of a relation; negative where it lacks so much. Of two rules the one that it
  /// meets best, or lacks least; the bound of both rules counts where it is met worse.
  func margin(_ options: Options.Corpus) -> Double {
    min(
      max(nearMargin(options), max(coverage, sourceCoverage) - options.containedCoverage),
      frameMargin(options))
  }

  /// Two stories in one frame are two, however large the frame is.
  private func frameMargin(_ options: Options.Corpus) -> Double {
    (options.maximumReplaced - replaced) / max(1, length)
  }

  /// Near documents must meet two bounds: the one that is met worse counts.
  private func nearMargin(_ options: Options.Corpus) -> Double {
    let smaller = min(coverage, sourceCoverage)
    return min(smaller - options.nearCoverage, (informative ?? smaller) - options.nearInformative)
  }
}
