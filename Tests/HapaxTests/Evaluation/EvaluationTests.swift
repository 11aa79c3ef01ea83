import Testing

@testable import Hapax

@Suite("Evaluation") struct EvaluationTests {
  /// The measures by definition: every pair of documents.
  private func naive(_ truth: [Int], _ predicted: [Int]) -> (
    truePairs: Int, predictedPairs: Int, shared: Int, exact: Int
  ) {
    var (truePairs, predictedPairs, shared, exact) = (0, 0, 0, 0)
    for i in truth.indices {
      for j in truth.indices.dropFirst(i + 1) {
        let (a, b) = (truth[i] == truth[j], predicted[i] == predicted[j])
        truePairs += a ? 1 : 0
        predictedPairs += b ? 1 : 0
        shared += a && b ? 1 : 0
      }
      let own = truth.indices.filter { truth[$0] == truth[i] }
      if own == predicted.indices.filter({ predicted[$0] == predicted[i] }) { exact += 1 }
    }
    return (truePairs, predictedPairs, shared, exact)
  }

  @Test("All groupings of up to six documents agree with the definition")
  func exhaustive() {
    for truth in Exhaustive.sequences(of: 3, upTo: 4) {
      for predicted in Exhaustive.sequences(of: 3, upTo: 4) where predicted.count == truth.count {
        let found = ClusterEvaluation(truth: truth, predicted: predicted)
        let expected = naive(truth, predicted)
        #expect(found.truePairs == expected.truePairs && found.predictedPairs == expected.predictedPairs)
        #expect(found.sharedPairs == expected.shared)
        #expect(truth.isEmpty || found.exactSetAccuracy == Double(expected.exact) / Double(truth.count))
      }
    }
  }

  @Test("Labels overrule the groups for their pairs, and are enough alone")
  func labels() {
    let truth = [0, 0, 1, 1, 2]
    let predicted = [0, 0, 0, 1, 1]
    let plain = ClusterEvaluation(truth: truth, predicted: predicted)
    #expect(plain.truePairs == 2 && plain.predictedPairs == 4 && plain.sharedPairs == 1)
    let labelled = ClusterEvaluation(
      truth: truth, predicted: predicted,
      labels: [PairLabel(0, 1, isSame: false), PairLabel(1, 2, isSame: true), PairLabel(2, 3, isSame: true)])
    #expect(labelled.truePairs == 2 && labelled.predictedPairs == 4 && labelled.sharedPairs == 1)
    #expect(labelled.exactSetAccuracy == plain.exactSetAccuracy)
    let more = ClusterEvaluation(truth: truth, predicted: predicted, labels: [PairLabel(0, 2, isSame: true)])
    #expect(more.truePairs == 3 && more.sharedPairs == 2)
    let alone = ClusterEvaluation(
      labels: [PairLabel(0, 1, isSame: true), PairLabel(0, 2, isSame: false), PairLabel(2, 4, isSame: true)],
      predicted: predicted)
    #expect(alone.truePairs == 2 && alone.predictedPairs == 2 && alone.sharedPairs == 1)
    #expect(alone.exactSetAccuracy == 1.0 / 3 && alone.largest == 3)
  }

  @Test("All pairs of a grouping, labelled, measure what the grouping does")
  func labelsOfAllPairs() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<50 {
      let truth = (0..<9).map { _ in Int.random(in: 0..<4, using: &random) }
      let predicted = (0..<9).map { _ in Int.random(in: 0..<4, using: &random) }
      let labels = truth.indices.flatMap { a in
        (a + 1..<9).map { PairLabel(a, $0, isSame: truth[a] == truth[$0]) }
      }
      let (groups, pairs) = (
        ClusterEvaluation(truth: truth, predicted: predicted),
        ClusterEvaluation(labels: labels, predicted: predicted)
      )
      #expect(groups.f1 == pairs.f1 && groups.adjustedRandIndex == pairs.adjustedRandIndex)
      // Labels overrule any other truth altogether.
      let overruled = ClusterEvaluation(truth: predicted, predicted: predicted, labels: labels)
      #expect(overruled.truePairs == groups.truePairs && overruled.sharedPairs == groups.sharedPairs)
    }
  }

  @Test("The standard error is that of leaving each true group out, documents and all")
  func standardError() {
    var random = SeededRandom(seed: 17)
    for _ in 0..<30 {
      let truth = (0..<40).map { _ in Int.random(in: 0..<8, using: &random) }
      let predicted = truth.map { Int.random(in: 0..<6, using: &random) == 0 ? 100 : $0 }
      let groups = Set(truth)
      let values = groups.map { group in
        let left = truth.indices.filter { truth[$0] != group }
        return ClusterEvaluation(truth: left.map { truth[$0] }, predicted: left.map { predicted[$0] }).f1
      }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance =
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * Double(values.count - 1) / Double(values.count)
      let found = ClusterEvaluation(truth: truth, predicted: predicted).f1StandardError
      #expect(abs(found - variance.squareRoot()) < 1e-12)
    }
    #expect(ClusterEvaluation(truth: [1, 1], predicted: [1, 2]).f1StandardError == 0)
    #expect(ClusterEvaluation(truth: [1, 1, 2, 2], predicted: [1, 1, 2, 2]).f1StandardError == 0)
    #expect(ClusterEvaluation(labels: [], predicted: []).f1StandardError == 0)
  }

  @Test("Perfect, random and all-in-one groupings have the adjusted Rand index that they should")
  func adjustedRandIndex() {
    #expect(ClusterEvaluation(truth: [0, 0, 1, 1], predicted: [5, 5, 3, 3]).adjustedRandIndex == 1)
    #expect(ClusterEvaluation(truth: [0, 0, 1, 1], predicted: [0, 0, 0, 0]).adjustedRandIndex == 0)
    #expect(
      abs(ClusterEvaluation(truth: [0, 0, 1, 1], predicted: [0, 1, 0, 1]).adjustedRandIndex + 0.5) < 1e-12)
    // Hubert and Arabie's contingency table of two partitions of six: (2 0 / 1 3) gives 1/3 · … by hand: 4 shared of 7 and 6.
    let found = ClusterEvaluation(truth: [0, 0, 1, 1, 1, 1], predicted: [0, 0, 0, 1, 1, 1])
    #expect(abs(found.adjustedRandIndex - (4 - 7.0 * 6 / 15) / (6.5 - 7.0 * 6 / 15)) < 1e-12)
    #expect(found.precision == 4.0 / 6 && found.recall == 4.0 / 7 && found.largest == 3)
    var random = SeededRandom(seed: 3)
    let truth = (0..<3_000).map { _ in Int.random(in: 0..<40, using: &random) }
    let predicted = (0..<3_000).map { _ in Int.random(in: 0..<40, using: &random) }
    #expect(abs(ClusterEvaluation(truth: truth, predicted: predicted).adjustedRandIndex) < 0.01)
    let empty = ClusterEvaluation(truth: [], predicted: [])
    #expect(empty.precision == 1 && empty.recall == 1 && empty.exactSetAccuracy == 1)
  }

  @Test("Collisions of random hashes are about as many as expected")
  func collisions() {
    var random = SeededRandom(seed: 9)
    let hashes = (0..<20_000).map { _ in UInt64.random(in: 0...UInt64.max, using: &random) }
    for bits in [12, 16, 20, 24] {
      let count = CollisionCount(of: hashes + hashes, bits: bits)
      #expect(count.values == 20_000)
      #expect(
        abs(Double(count.collisions) - count.expected) < 5 * count.expected.squareRoot() + 5, "\(bits) bits")
    }
    #expect(CollisionCount(of: hashes, bits: 64).collisions == 0)
    #expect(abs(CollisionCount(of: hashes, bits: 40).expected - 1.8e-4) < 1e-5)
  }
}
