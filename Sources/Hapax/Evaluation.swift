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
      counts, documents: truth.count,
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
    self.init(
      counts, documents: predicted.count,
      exactSetAccuracy: labels.isEmpty ? 1 : Double(right) / Double(labels.count),
      largest: sizes.values.max() ?? 0)
  }

  private init(_ counts: PairCounts, documents: Int, exactSetAccuracy: Double, largest: Int) {
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

  /// Pairs: all, those that belong together, those that were put together, and both.
  private struct PairCounts {
    let all: Int
    var belonging: Int
    var together: Int
    var both: Int
  }

  private struct Cell: Hashable {
    let truth: Int
    let predicted: Int
  }
}

/// Two documents, by number, and whether somebody who read them says that they belong together.
public struct PairLabel: Hashable, Sendable {
  public let first: Int
  public let second: Int
  public let isSame: Bool

  public init(_ first: Int, _ second: Int, isSame: Bool) {
    self.first = first
    self.second = second
    self.isSame = isSame
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

/// How often hashes of some width are equal though what they stand for is not.
public struct CollisionCount: Hashable, Sendable {
  /// The width, in bits.
  public let bits: Int
  /// Different values, and how many of them share their hash with another one before.
  public let values: Int
  public let collisions: Int

  /// Cuts 64-bit hashes of different values to a width.
  public init(of hashes: [UInt64], bits: Int) {
    let distinct = Set(hashes)
    let mask = bits >= 64 ? UInt64.max : (1 << UInt64(bits)) - 1
    self.bits = bits
    values = distinct.count
    collisions = distinct.count - Set(distinct.map { $0 & mask }).count
  }

  /// What chance would make of so many values: *n* less the expected number of cells of 2^bits that are hit.
  public var expected: Double {
    guard bits < 64 else { return 0 }
    let (n, cells) = (Double(values), Double(sign: .plus, exponent: bits, significand: 1))
    // For few values in many cells the difference of large numbers would be noise.
    if n / cells < 1e-4 { return n * (n - 1) / (2 * cells) }
    var miss = 1.0
    // (1 − 1/cells)ⁿ by squaring.
    var (base, exponent) = (1 - 1 / cells, values)
    while exponent > 0 {
      if exponent & 1 == 1 { miss *= base }
      base *= base
      exponent >>= 1
    }
    return n - cells * (1 - miss)
  }
}
