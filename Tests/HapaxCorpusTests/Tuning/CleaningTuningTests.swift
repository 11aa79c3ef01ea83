import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Tuning of cleaning") struct CleaningTuningTests {
  let folder: TemporaryFolder
  private let article = """
    The harbour of the old town was closed on Tuesday after a storm had torn two fishing boats from their moorings.

    Nobody was hurt, said the harbour master, but the ferry to the islands will not sail before the end of the week.

    Divers began on Wednesday to look for the anchor of the larger boat, which blocks the narrow entry from the sea.

    """

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ names: [String], _ variations: [String], threads: Int = 2) throws -> CleaningResult {
    var reading = CorpusRun.Settings()
    reading.threads = threads
    return try CleaningTuning(
      inputs: names.map { folder.path($0) }, reading: reading,
      variations: try variations.map { text throws(CorpusError) in try Variation(text) }
    ).run()
  }

  @Test("Pairs of files, texts that stay and records are cases; what has options of its own is none")
  func cases() throws {
    try folder.write(article + "\n" + article, to: "c/doubled.in.txt")
    try folder.write(article, to: "c/doubled.out.txt")
    try folder.write(article, to: "c/stays.txt")
    try folder.write("x", to: "c/own.in.txt")
    try folder.write("y", to: "c/own.out.txt")
    try folder.write("{}", to: "c/own.options.json")
    try folder.write("# not a case", to: "c/README.md")
    let line = article.replacing("\n", with: "\\n")
    try folder.write(
      "{\"text\":\"\(line)\\n\(line)\",\"expected\":\"\(line)\"}\n{\"text\":\"no truth\"}\n", to: "c/r.jsonl")
    let result = try run(["c"], ["decision.removesRepeats=false,true"])
    let (off, on) = (result.points[0].score, result.points[1].score)
    #expect(off.documents == 3 && off.exact == 1 && off.lost == 0 && off.removedShare == 0)
    #expect(on.exact == 3 && on.cost == 0)
    #expect(off.left == on.redundant && on.redundant == 2 * 64)
    #expect(result.recommended == 1)
    #expect(result.table.rows.map { $0[0] } == ["false", "true"])
    let json = String(decoding: result.json, as: UTF8.self)
    #expect(
      json.contains("\"recommended\":1")
        && json.contains("{\"options\":{\"decision.removesRepeats\":\"false\"}"))
    let alone = try run(["c"], ["decision.removesRepeats=false,true"], threads: 1)
    #expect(alone.points.map(\.score) == result.points.map(\.score))
  }

  @Test("Of points that are as good the options that the sweep starts from win")
  func ties() throws {
    try folder.write(article, to: "a.txt")
    let result = try run(["a.txt"], ["decision.minimumChain=20,40,60"])
    #expect(result.points.map(\.score.cost) == [0, 0, 0] && result.recommended == 1)
  }

  @Test("A rule that removes what should stay costs more than one that leaves something")
  func lossCosts() throws {
    // Twice the same paragraph that should stay, and once one that should go.
    let short = "Rain fell on all of the hills and on the town below them until the evening came."
    try folder.write("\(short)\n\n\(short)\n", to: "kept.txt")
    try folder.write("\(article)\n\(short)\n\n\(short)\n", to: "gone.in.txt")
    try folder.write("\(article)\n\(short)\n", to: "gone.out.txt")
    let result = try run(
      ["kept.txt", "gone.in.txt"], ["decision.minimumRepeatedParagraph=10,100"])
    #expect(result.points[0].score.lost == 17 && result.points[0].score.left == 0)
    #expect(result.points[1].score.lost == 0 && result.points[1].score.left == 17)
    #expect(result.recommended == 1)
  }

  @Test("Nothing to measure is refused in words")
  func refusals() throws {
    try folder.write("a", to: "x.in.txt")
    try folder.write("a", to: "x.rtf")
    try folder.write("{\"text\":\"a\"}\n", to: "x.jsonl")
    for name in ["x.in.txt", "x.rtf", "x.jsonl", "missing"] {
      #expect(throws: CorpusError.self, "\(name)") { try run([name], []) }
    }
  }

  @Test("The page says what is kept and removed at each point and of each kind, and needs nothing else")
  func page() throws {
    try folder.write(article + "\n" + article, to: "c/doubled-en.in.txt")
    try folder.write(article, to: "c/doubled-en.out.txt")
    try folder.write(article, to: "c/stays.txt")
    let line = article.replacing("\n", with: "\\n")
    try folder.write(
      "{\"text\":\"\(line)\",\"expected\":\"\(line)\",\"mode\":\"<plain>\"}\n", to: "c/r.jsonl")
    let result = try run(["c"], ["decision.removesRepeats=false,true"])
    #expect(result.points[0].kinds.map(\.name) == ["<plain>", "doubled", "stays"])
    #expect(result.points[0].kinds.map(\.score.left) == [0, 64, 0])
    #expect(result.points[1].kinds.allSatisfy { $0.score.left == 0 && $0.score.documents == 1 })
    let page = String(decoding: CleaningPage(result).html, as: UTF8.self)
    #expect(page.contains("decision.removesRepeats = true") && !page.contains("http"))
    #expect(
      page.contains("<th>&lt;plain&gt;</th>") && page.contains("<td class=\"left\">100.0 0.0</td><td></td>"))
    #expect(
      String(decoding: result.json, as: UTF8.self).contains(
        "\"doubled\":{\"documents\":1,\"kept\":1.0000,\"removed\":0.0000,\"exact\":0.0000}"))
    try folder.write("", to: "plots/x")
    try result.writePlots(to: folder.path("plots"))
    let plot = String(decoding: try folder.read("plots/decision.removesRepeats.svg"), as: UTF8.self)
    #expect(plot.hasPrefix("<svg xmlns=") && plot.contains("polyline") && plot.hasSuffix("</svg>\n"))
  }
}
