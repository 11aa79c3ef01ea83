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
  /// - Precondition: Both have the same number of documents.
  /// - Complexity: O(*n*) expected.
  public init(truth: [Int], predicted: [Int]) {
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
    documents = truth.count
    truePairs = trueSizes.values.reduce(0) { $0 + pairs($1) }
    predictedPairs = predictedSizes.values.reduce(0) { $0 + pairs($1) }
    sharedPairs = sharedSizes.values.reduce(0) { $0 + pairs($1) }
    largest = predictedSizes.values.max() ?? 0
    var exact = 0
    for (cell, size) in sharedSizes
    where trueSizes[cell.truth] == size && predictedSizes[cell.predicted] == size {
      exact += size
    }
    exactSetAccuracy = truth.isEmpty ? 1 : Double(exact) / Double(truth.count)
    let all = Double(pairs(truth.count))
    let expected = all == 0 ? 0 : Double(truePairs) * Double(predictedPairs) / all
    let mean = Double(truePairs + predictedPairs) / 2
    adjustedRandIndex = mean == expected ? 1 : (Double(sharedPairs) - expected) / (mean - expected)
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
