import Foundation
import Hapax
import Testing

@testable import HapaxCorpus

/// Whether the defaults are what a sweep over the project's own texts recommends. Documentation/Tuning.md has the table.
@Suite("Defaults") struct DefaultsTests {
  static let corpora = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "corpora")

  private static func paths(_ folder: String, suffix: String, every step: Int = 1) throws -> [Path] {
    let names = try FileManager.default.contentsOfDirectory(atPath: corpora.appending(path: folder).path)
      .filter { $0.hasSuffix(suffix) }.sorted()
    return stride(from: 0, to: names.count, by: step).map {
      Path(corpora.appending(path: "\(folder)/\(names[$0])").path)
    }
  }

  /// Whether the recommended value of a variation is the default. The variation holds it, and others.
  private func expectDefault(_ variation: Variation, _ recommended: Options?) {
    #expect(variation.values.count > 2)
    #expect(recommended == .standard, "\(variation)")
  }

  @Test(
    "The defaults of clean are recommended on a third of the cases",
    arguments: [
      "decision.minimumChain=15,40,120", "decision.minimumDensity=0.1,0.45,0.9",
      "decision.nearTolerance=0.02,0.15,0.4", "decision.novelRun=2,4,8", "decision.minimumProse=5,30,150",
    ])
  func clean(text: String) throws {
    let variation = try Variation(text)
    let inputs =
      try Self.paths("repeats/near", suffix: ".in.txt", every: 3)
      + Self.paths("repeats/exact", suffix: ".in.txt", every: 3)
      + Self.paths("kept", suffix: ".txt", every: 3)
    #expect(inputs.count > 100)
    var reading = CorpusRun.Settings()
    reading.threads = 2
    let result = try CleaningTuning(inputs: inputs, reading: reading, variations: [variation]).run()
    expectDefault(variation, result.recommended.map { result.points[$0].options })
    #expect(Set(result.points.map(\.score)).count > 1, "one of the values is worse")
  }

  /// What a sweep over simulated documents recommends, as `hapax tune --simulate` makes them without further options.
  private func recommended(_ variations: [Variation]) throws -> Options? {
    var settings = Tuning.Settings()
    settings.reading.threads = 2
    settings.simulationSeed = 1
    settings.variations = variations
    let inputs = try Self.paths("articles", suffix: ".txt") + Self.paths("kept", suffix: ".txt")
    let result = try Tuning(inputs: inputs, settings: settings).run()
    #expect(Set(result.points.map(\.clusters)).count > 1, "something is worse")
    return result.recommended.map { result.points[$0].options }
  }

  @Test(
    "The defaults of dedup are recommended on simulated documents, each option by itself",
    arguments: [
      "corpus.minimumWords=5,15,40", "corpus.minimumShared=1,2,4", "corpus.minimumMatched=25,50,100,200",
    ])
  func dedup(text: String) throws {
    let variation = try Variation(text)
    expectDefault(variation, try recommended([variation]))
  }

  @Test(
    "The defaults of dedup are recommended where options that work together are varied together",
    arguments: [
      ["fingerprinting.seedWords=3,5,7", "corpus.windowWords=2,4,8", "corpus.minimumMatched=50,100"],
      [
        "fingerprinting.seedWords=3,5", "corpus.minimumEvidence=5,10,20",
        "corpus.minimumEvidenceShare=0.15,0.3",
      ],
      [
        "corpus.minimumEvidence=10,20", "corpus.minimumEvidenceShare=0.15,0.3,0.5",
        "corpus.minimumMatched=50,100",
      ],
      [
        "corpus.nearInformative=0.8,0.9", "corpus.nearCoverage=0.4,0.6",
        "corpus.containedCoverage=0.7,0.8,0.9",
      ],
      ["corpus.anchorWords=2,3", "corpus.maximumGap=20,40,80", "corpus.minimumChain=8,16"],
    ])
  func dedupJointly(texts: [String]) throws {
    let variations = try texts.map { text throws(CorpusError) in try Variation(text) }
    #expect(try recommended(variations) == .standard, "\(texts)")
  }
}
