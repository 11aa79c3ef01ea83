import Testing

@testable import Hapax

@Suite("Cleaner: options at the door") struct CleanerOptionsTests {
  /// One option, with values on both sides of its range.
  struct Limit: CustomTestStringConvertible, Sendable {
    var name: String
    var set: @Sendable (inout Options, Double) -> Void
    var inside: [Double]
    var outside: [Double]
    var testDescription: String { name }
  }

  static func limit(
    _ name: String, _ path: WritableKeyPath<Options, Double> & Sendable, _ inside: [Double],
    _ outside: [Double]
  ) -> Limit {
    Limit(name: name, set: { $0[keyPath: path] = $1 }, inside: inside, outside: outside)
  }

  static func limit(
    _ name: String, _ path: WritableKeyPath<Options, Int> & Sendable, _ inside: [Int], _ outside: [Int]
  ) -> Limit {
    Limit(
      name: name, set: { $0[keyPath: path] = Int($1) }, inside: inside.map(Double.init),
      outside: outside.map(Double.init))
  }

  static let limits = [
    limit("segmentation.minimumWrapWidth", \.segmentation.minimumWrapWidth, [1, 130], [0]),
    limit("segmentation.maximumWrapWidth", \.segmentation.maximumWrapWidth, [40, 10_000], [39, 10_001]),
    limit("fingerprinting.seedWords", \.fingerprinting.seedWords, [2, 16], [1.75, 16.25, .nan, .infinity]),
    limit("fingerprinting.maximumSeedTokens", \.fingerprinting.maximumSeedTokens, [4, 60], [3, 61]),
    limit("fingerprinting.minimumDistinctTokens", \.fingerprinting.minimumDistinctTokens, [1, 16], [0, 17]),
    limit("matching.minimumDistance", \.matching.minimumDistance, [1, 1000], [0, 1001, .nan]),
    limit("matching.candidatesPerSeed", \.matching.candidatesPerSeed, [1, 4], [0, 5]),
    limit("matching.sourceOnlyWords", \.matching.sourceOnlyWords, [1, 1_000_000], [0, 1_000_001, .nan]),
    limit("matching.chainLookback", \.matching.chainLookback, [1, 256], [0, 257]),
    limit("matching.maximumGap", \.matching.maximumGap, [0, 1_000_000], [-1, 1_000_001, .nan]),
    limit("matching.alignedGapTokens", \.matching.alignedGapTokens, [0, 64], [-1, 65]),
    limit("matching.alignedEdgeTokens", \.matching.alignedEdgeTokens, [0, 64], [-1, 65]),
    limit("decision.minimumChain", \.decision.minimumChain, [1, 1_000_000], [0, 1_000_001, .nan]),
    limit("decision.minimumProse", \.decision.minimumProse, [0, 1_000_000], [-1, 1_000_001, .nan]),
    limit("decision.minimumShare", \.decision.minimumShare, [0, 1000], [-0.1, 1001, .nan]),
    limit("decision.minimumShareNear", \.decision.minimumShareNear, [0, 1000], [-0.1, 1001, .nan]),
    limit("decision.minimumDensity", \.decision.minimumDensity, [0, 1], [-0.1, 1.1, .nan]),
    limit("decision.minimumDensityFormal", \.decision.minimumDensityFormal, [0, 1], [-0.1, 1.1, .nan]),
    limit("decision.nearTolerance", \.decision.nearTolerance, [0, 1], [-0.1, 1.1, .nan]),
    limit("decision.novelRun", \.decision.novelRun, [0, 1000], [-1, 1001, .nan]),
    limit("decision.novelEdge", \.decision.novelEdge, [0, 1000], [-1, 1001, .nan]),
    limit("decision.minimumPullQuote", \.decision.minimumPullQuote, [1, 1_000_000], [0, 1_000_001, .nan]),
    limit(
      "decision.minimumRepeatedParagraph", \.decision.minimumRepeatedParagraph, [1, 1_000_000],
      [0, 1_000_001, .nan]),
    limit("decision.minimumReported", \.decision.minimumReported, [1, 1_000_000], [0, 1_000_001, .nan]),
  ]

  @Test("An option is taken up to its limits, and refused by name beyond them", arguments: limits)
  func range(limit: Limit) throws {
    for value in limit.inside {
      var options = Options.standard
      limit.set(&options, value)
      #expect(throws: Never.self, "\(value)") { try Cleaner(options) }
    }
    for value in limit.outside {
      var options = Options.standard
      limit.set(&options, value)
      let error = #expect(throws: OptionsError.self, "\(value)") { try Cleaner(options) }
      guard case .outOfRange(limit.name, _, _) = error else {
        Issue.record("\(value): \(String(describing: error))")
        continue
      }
    }
  }

  @Test("A charset that ICU does not know is refused by name")
  func encoding() {
    var options = Options.standard
    options.decoding.encoding = "klingon-8"
    #expect(throws: OptionsError.unknownEncoding("klingon-8")) { try Cleaner(options) }
  }

  @Test("Texts come out whole at every limit of every option", arguments: limits)
  func extremes(limit: Limit) throws {
    let input = Array(Story.doubled { $0[3] = $0[3].replacing("24", with: "25") }.utf8)
    for value in limit.inside {
      var options = Options.standard
      limit.set(&options, value)
      let complaint = try CleaningPromises(options).complaint(input)
      #expect(complaint == nil, "\(limit.name) = \(value)")
    }
  }
}
