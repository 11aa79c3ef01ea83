/// How well a grouping of documents agrees with the true one.
///
/// A document that stands alone is a group of one. Precision and recall are of pairs: what share of the pairs that were put
/// together belong together, and what share of those that belong together were put together. One group too large costs
/// precision quadratically, and F1 alone forgives joining small groups to it; exact-set accuracy does not, so it stands
/// beside.
public struct ClusterEvaluation: Hashable, Sendable {
  /// The number of documents.
  public let documents: Int
  /// Pairs that belong together, that were put together, and both.
  public let truePairs: Int
  public let predictedPairs: Int
  public let sharedPairs: Int
  /// The share of documents whose group is exactly the true one.
  public let exactSetAccuracy: Double
  /// The adjusted Rand index: agreement beyond chance, 1 where both agree, about 0 for random groups.
  ///
  /// Source: L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2 (1985).
  public let adjustedRandIndex: Double
  /// The size of the largest group that was made.
  public let largest: Int
  /// The standard error of F1 where the true groups are a sample: leaving one out changes it by so much (the jackknife:
  /// B. Efron, C. Stein, "The jackknife estimate of variance", Annals of Statistics 9, 1981). Pairs are no sample, those of
  /// a group rise and fall together. Labels beside groups are left aside. 0 for a single group.
  public let f1StandardError: Double

  /// - Parameters:
  ///   - truth: Of each document the number of its true group.
  ///   - predicted: Of each document the number of the group that it was put into.
  ///   - labels: Pairs of which more is known than the groups say: what they say counts for these pairs, each of which
  ///     stands here once. Exact-set accuracy is of the groups all the same.
  /// - Precondition: Both have the same number of documents.
  /// - Complexity: O(*n*) expected.
  public init(truth: [Int], predicted: [Int], labels: [PairLabel] = []) {
    precondition(truth.count == predicted.count, "Every document has a true and a predicted group")
    var trueSizes: [Int: Int] = [:]
    var predictedSizes: [Int: Int] = [:]
    var sharedSizes: [Cell: Int] = [:]
    for (a, b) in zip(truth, predicted) {
      trueSizes[a, default: 0] += 1
      predictedSizes[b, default: 0] += 1
      sharedSizes[Cell(truth: a, predicted: b), default: 0] += 1
    }
    func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
    var counts = PairCounts(
      all: pairs(truth.count), belonging: trueSizes.values.reduce(0) { $0 + pairs($1) },
      together: predictedSizes.values.reduce(0) { $0 + pairs($1) },
      both: sharedSizes.values.reduce(0) { $0 + pairs($1) })
    let samples = Self.samples(trueSizes, predictedSizes, sharedSizes)
    for label in labels where label.isSame != (truth[label.first] == truth[label.second]) {
      let change = label.isSame ? 1 : -1
      counts.belonging += change
      if predicted[label.first] == predicted[label.second] { counts.both += change }
    }
    var exact = 0
    for (cell, size) in sharedSizes
    where trueSizes[cell.truth] == size && predictedSizes[cell.predicted] == size {
      exact += size
    }
    self.init(
      counts, samples: samples, documents: truth.count,
      exactSetAccuracy: truth.isEmpty ? 1 : Double(exact) / Double(truth.count),
      largest: predictedSizes.values.max() ?? 0)
  }

  /// Of labelled pairs alone, where no groups are known. Exact-set accuracy is the share of the pairs that were decided as
  /// they are labelled then.
  ///
  /// - Parameter labels: Each pair once.
  public init(labels: [PairLabel], predicted: [Int]) {
    var counts = PairCounts(all: labels.count, belonging: 0, together: 0, both: 0)
    var right = 0
    for label in labels {
      let isTogether = predicted[label.first] == predicted[label.second]
      if label.isSame { counts.belonging += 1 }
      if isTogether { counts.together += 1 }
      if isTogether && label.isSame { counts.both += 1 }
      if isTogether == label.isSame { right += 1 }
    }
    var sizes: [Int: Int] = [:]
    for group in predicted { sizes[group, default: 0] += 1 }
    let samples = labels.map { label in
      let isTogether = predicted[label.first] == predicted[label.second]
      return PairCounts(
        all: 1, belonging: label.isSame ? 1 : 0, together: isTogether ? 1 : 0,
        both: label.isSame && isTogether ? 1 : 0)
    }
    self.init(
      counts, samples: samples, documents: predicted.count,
      exactSetAccuracy: labels.isEmpty ? 1 : Double(right) / Double(labels.count),
      largest: sizes.values.max() ?? 0)
  }

  /// - Parameter samples: The pairs that would be missing without each true group, or each label.
  private init(
    _ counts: PairCounts, samples: [PairCounts], documents: Int, exactSetAccuracy: Double, largest: Int
  ) {
    f1StandardError = counts.standardError(samples)
    self.documents = documents
    truePairs = counts.belonging
    predictedPairs = counts.together
    sharedPairs = counts.both
    self.exactSetAccuracy = exactSetAccuracy
    self.largest = largest
    // Written in pairs the index is Cohen's kappa of "belong together" and "were put together", so it is defined for any
    // set of pairs (M. J. Warrens, "On the equivalence of Cohen's kappa and the Hubert-Arabie adjusted Rand index", Journal
    // of Classification 25, 2008).
    let expected =
      counts.all == 0 ? 0 : Double(counts.belonging) * Double(counts.together) / Double(counts.all)
    let mean = Double(counts.belonging + counts.together) / 2
    adjustedRandIndex = mean == expected ? 1 : (Double(counts.both) - expected) / (mean - expected)
  }

  /// The pairs with a document of each true group, in the order of the groups' numbers.
  private static func samples(
    _ trueSizes: [Int: Int], _ predictedSizes: [Int: Int], _ sharedSizes: [Cell: Int]
  ) -> [PairCounts] {
    func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
    var samples = trueSizes.mapValues { PairCounts(all: 0, belonging: pairs($0), together: 0, both: 0) }
    for (cell, size) in sharedSizes {
      let group = predictedSizes[cell.predicted] ?? size
      samples[cell.truth]?.together += pairs(group) - pairs(group - size)
      samples[cell.truth]?.both += pairs(size)
    }
    return samples.sorted { $0.key < $1.key }.map(\.value)
  }

  private struct Cell: Hashable {
    let truth: Int
    let predicted: Int
  }
}

extension ClusterEvaluation {
  /// The share of the pairs put together that belong together; 1 where none was.
  public var precision: Double { predictedPairs == 0 ? 1 : Double(sharedPairs) / Double(predictedPairs) }

  /// The share of the pairs that belong together that were put together; 1 where none do.
  public var recall: Double { truePairs == 0 ? 1 : Double(sharedPairs) / Double(truePairs) }

  /// The harmonic mean of both.
  public var f1: Double {
    let sum = precision + recall
    return sum == 0 ? 0 : 2 * precision * recall / sum
  }
}
