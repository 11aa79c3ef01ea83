extension TuningResult {
  /// How probably enough fingerprints of a document survive where each word was left alone with probability
  /// `similarity`: each needs all of its seed's words, and they are taken as independent.
  func predictedDetection(similarity: Double, of point: Tuning.Point) -> Double {
    let options = point.options
    var survival = 1.0
    for _ in 0..<Int(options.fingerprinting.seedWords.rounded()) { survival *= similarity }
    // A document of ordinary length: what these have on average.
    let words = Double(textBytes) / Double(max(1, documents)) / 6
    let count = Int(words * 2 / (options.corpus.windowWords + 1))
    let needed = min(
      options.corpus.minimumEvidence, Int((options.corpus.minimumEvidenceShare * Double(count)).rounded(.up)))
    guard count > 0, needed > 0 else { return 1 }
    if survival >= 1 { return 1 }
    // The binomial's lower tail, term by term.
    var term = 1.0
    for _ in 0..<count { term *= 1 - survival }
    guard term > 0 else { return 1 }
    var below = 0.0
    for number in 0..<needed {
      below += term
      term *= Double(count - number) / Double(number + 1) * survival / (1 - survival)
    }
    return max(0, min(1, 1 - below))
  }
}
