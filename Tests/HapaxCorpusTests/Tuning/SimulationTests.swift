import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Simulated corpora") struct SimulationTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<6 {
      var random = SplitMix64(seed: UInt64(number))
      let words = (0..<120).map { _ in
        String((0..<6).map { _ in Character(UnicodeScalar(UInt8(97 + random.next(below: 26)))) })
      }
      try folder.write("\(words.joined(separator: " "))\n", to: "in/\(number).txt")
    }
    try folder.write("too few words\n", to: "short.txt")
  }

  private func make(
    _ name: String, documents: Int? = nil, seed: UInt64 = 1, of inputs: [String] = ["in"]
  ) throws -> Simulation.Summary {
    var settings = Simulation.Settings()
    settings.documents = documents
    settings.seed = seed
    return try Simulation(inputs: inputs.map { folder.path($0) }, settings: settings)
      .run(to: folder.path("\(name).jsonl"), truth: folder.path("\(name).tsv"))
  }

  @Test("The same texts, size and seed give the same bytes; others do not")
  func isSeeded() throws {
    let summary = try make("a", documents: 100)
    #expect(try make("b", documents: 100) == summary && summary.documents == 100)
    #expect(try folder.read("a.jsonl") == folder.read("b.jsonl"))
    #expect(try folder.read("a.tsv") == folder.read("b.tsv"))
    _ = try make("c", documents: 100, seed: 2)
    #expect(try folder.read("a.jsonl") != folder.read("c.jsonl"))
    // A smaller corpus is the beginning of a larger one.
    _ = try make("d", documents: 37)
    #expect(try folder.read("a.jsonl").starts(with: folder.read("d.jsonl")))
  }

  @Test("One round takes the texts as they are; its table says of each document what its record says")
  func round() throws {
    let summary = try make("a")
    let kinds = Simulator.kinds.count + 2
    // Eight briefs, a quotation, two pages and one in the same phrases, each a story of its own.
    let strangers = 12
    #expect(summary.documents == 2 * (kinds + strangers) + 2 && summary.clusters == 4 + 2 * strangers)
    let records = String(decoding: try folder.read("a.jsonl"), as: UTF8.self).split(separator: "\n")
    let rows = String(decoding: try folder.read("a.tsv"), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(records.count == summary.documents && rows.count == records.count)
    for (record, row) in zip(records, rows) {
      let cells = row.split(separator: "\t")
      #expect(
        record.hasPrefix("{\"id\":\"\(cells[0])\",\"cluster\":\"\(cells[1])\",\"kind\":\"\(cells[2])\""))
    }
    let first = String(decoding: try folder.read("in/0.txt").dropLast(), as: UTF8.self)
    #expect(records[0].contains("\"text\":\"\(first)\\n\",\"expected\":\"\(first)\\n\"}"))
  }

  @Test("What tune measures on it is as good as it should be, for both tasks")
  func isMeasured() throws {
    let summary = try make("a", documents: 300)
    #expect(summary.clusters > 20)
    var settings = Tuning.Settings()
    let found = try #require(
      try Tuning(inputs: [folder.path("a.jsonl")], settings: settings).run().points.first)
    // Redrawn stories have nothing in common, some briefs are mistaken; a doubled document is not told from two.
    #expect(found.clusters.precision > 0.85 && found.clusters.recall > 0.5, "\(found.clusters)")
    settings.clusters = folder.path("a.tsv")
    let again = try #require(
      try Tuning(inputs: [folder.path("a.jsonl")], settings: settings).run().points.first)
    #expect(again.clusters == found.clusters)
    let cleaned = try CleaningTuning(
      inputs: [folder.path("a.jsonl")], reading: CorpusRun.Settings(), variations: []
    ).run()
    #expect(cleaned.points.first?.score.cost == 0 && (cleaned.points.first?.score.redundant ?? 0) > 1_000)
  }

  @Test("Texts of too few words, and outputs that are inputs, are refused")
  func refusals() throws {
    #expect(throws: CorpusError.self) { try make("a", documents: 100, of: ["short.txt"]) }
    #expect(!(try folder.names().contains("a.jsonl")))
    #expect(try make("b", documents: 5, of: ["short.txt"]).documents == 5)
    var settings = Simulation.Settings()
    settings.documents = 10
    let simulation = try Simulation(inputs: [folder.path("in")], settings: settings)
    #expect(throws: CorpusError.self) { try simulation.run(to: folder.path("in/0.txt"), truth: nil) }
    #expect(throws: CorpusError.self) {
      try simulation.run(to: folder.path("x"), truth: folder.path("in/0.txt"))
    }
  }
}
