extension Options {
  /// Checks every option once, at the door; past it they are trusted.
  func validate() throws(OptionsError) {
    func check<T: Comparable>(_ name: String, _ value: T, _ range: ClosedRange<T>) throws(OptionsError) {
      guard range.contains(value) else {
        throw .outOfRange(
          name: name, found: "\(value)", expected: "\(range.lowerBound) through \(range.upperBound)")
      }
    }
    try check("segmentation.minimumWrapWidth", segmentation.minimumWrapWidth, 1...10_000)
    try check(
      "segmentation.maximumWrapWidth", segmentation.maximumWrapWidth, segmentation.minimumWrapWidth...10_000)
    try check("fingerprinting.seedWords", fingerprinting.seedWords, 2...16)
    try check("fingerprinting.maximumSeedTokens", fingerprinting.maximumSeedTokens, 4...60)
    try check("fingerprinting.minimumDistinctTokens", fingerprinting.minimumDistinctTokens, 1...16)
    try check("matching.minimumDistance", matching.minimumDistance, 1...1_000)
    try check("matching.candidatesPerSeed", matching.candidatesPerSeed, 1...4)
    try check("matching.sourceOnlyWords", matching.sourceOnlyWords, 1...1_000_000)
    try check("matching.chainLookback", matching.chainLookback, 1...256)
    try check("matching.maximumGap", matching.maximumGap, 0...1_000_000)
    try check("matching.alignedGapTokens", matching.alignedGapTokens, 0...Alignment.longest)
    try check("matching.alignedEdgeTokens", matching.alignedEdgeTokens, 0...Alignment.longest)
    try check("decision.minimumChain", decision.minimumChain, 1...1_000_000)
    try check("decision.minimumProse", decision.minimumProse, 0...1_000_000)
    try check("decision.minimumShare", decision.minimumShare, 0...1_000)
    try check("decision.minimumShareNear", decision.minimumShareNear, 0...1_000)
    try check("decision.minimumDensity", decision.minimumDensity, 0...1)
    try check("decision.minimumDensityFormal", decision.minimumDensityFormal, 0...1)
    try check("decision.minimumLineText", decision.minimumLineText, 1...1_000_000)
    try check("decision.minimumAdjacentCopy", decision.minimumAdjacentCopy, 1...1_000_000)
    try check("decision.minimumMenuLines", decision.minimumMenuLines, 2...1_000_000)
    try check("decision.minimumRunawayBlock", decision.minimumRunawayBlock, 1...1_000_000)
    try check("decision.minimumSentenceCopy", decision.minimumSentenceCopy, 1...1_000_000)
    try check("decision.nearTolerance", decision.nearTolerance, 0...1)
    try check("decision.novelRun", decision.novelRun, 0...1_000)
    try check("decision.novelEdge", decision.novelEdge, 0...1_000)
    try check("decision.minimumPullQuote", decision.minimumPullQuote, 1...1_000_000)
    try check("decision.minimumRepeatedParagraph", decision.minimumRepeatedParagraph, 1...1_000_000)
    try check("decision.minimumReported", decision.minimumReported, 1...1_000_000)
    try check("decision.proseBlock", decision.proseBlock, 0...1_000_000)
    try check("decision.coveredShare", decision.coveredShare, 0...1)
    try check("decision.largeShare", decision.largeShare, 0...1)
    try check("decision.nearGap", decision.nearGap, 0...1_000_000)
    try check("decision.nearGapShare", decision.nearGapShare, 0...1)
    try check("decision.lead", decision.lead, 0...1_000_000)
    try check("decision.leadShare", decision.leadShare, 0...1)
    try check("decision.maximumInterlock", decision.maximumInterlock, 0...1_000_000)
    try check("decision.minimumDensityWhole", decision.minimumDensityWhole, 0...1)
    try check("decision.wholeGap", decision.wholeGap, 0...1_000_000)
    try check("decision.minimumShareWhole", decision.minimumShareWhole, 0...1_000)
    try check("decision.minimumMenuWords", decision.minimumMenuWords, 1...1_000_000)
    try check("decision.doubledLinesShare", decision.doubledLinesShare, 0...1)
    try check("decision.minimumDoubledWords", decision.minimumDoubledWords, 1...1_000_000)
    try check("decision.guardReach", decision.guardReach, 0...64)
    try check("decision.minimumContainer", decision.minimumContainer, 1...1_000)
    try check("decision.minimumTeaserEnd", decision.minimumTeaserEnd, 1...1_000_000)
    try check("decision.minimumUnmarked", decision.minimumUnmarked, 1...1_000_000)
  }
}
