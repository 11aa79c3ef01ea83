import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Tuning") struct TuningTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func words(_ number: Int, count: Int = 150) -> String {
    var random = SplitMix64(seed: UInt64(number))
    return (0..<count).map { _ in
      String(
        (0..<5).map { _ in
          Character(UnicodeScalar(UInt8(ascii: "a") + UInt8.random(in: 0..<26, using: &random)))
        })
    }.joined(separator: " ")
  }

  @Test("Values are lists and ranges of an option that there is")
  func variations() throws {
    #expect(try Variation("corpus.windowWords=2...5").values == ["2", "3", "4", "5"])
    #expect(try Variation("corpus.nearCoverage=0.5,0.7...0.9:0.1").values == ["0.5", "0.7", "0.8", "0.9"])
    #expect(try Variation("decision.removesRepeats=true,false").values == ["true", "false"])
    for text in [
      "corpus.windowWords", "corpus.windowWords=", "=3", "corpus.nothing=1", "corpus.windowWords=5...2",
      "corpus.windowWords=1...2:0", "corpus.windowWords=-4",
    ] {
      #expect(throws: CorpusError.self, "\(text)") { try Variation(text) }
    }
    let points = try Variation.points(
      [Variation("corpus.windowWords=2,4"), Variation("corpus.minimumShared=1...3")], on: .standard)
    #expect(
      points.map(\.values) == [["2", "1"], ["2", "2"], ["2", "3"], ["4", "1"], ["4", "2"], ["4", "3"]])
    #expect(points[4].options.corpus.windowWords == 4 && points[4].options.corpus.minimumShared == 2)
  }

  @Test("The same texts and seed make the same documents, another seed others, all of valid UTF-8")
  func simulator() {
    let texts =
      (0..<9).map { Array(words($0).utf8) } + [
        Array("ฝนตกหนักมาก 汉字汉字汉字 слова и слова".utf8), Array("x".utf8), [], Array("y z".utf8),
      ]
    func make(_ seed: UInt64) -> [Simulator.Document] {
      var simulator = Simulator(texts: texts, seed: seed)
      return simulator.documents()
    }
    let documents = make(1)
    #expect(documents == make(1) && documents != make(2))
    #expect(documents.filter { $0.kind == .base }.map(\.base) == [0, 3, 6, 9, 12])
    #expect(documents.filter { $0.kind == .distractor }.map(\.base) == [1, 4, 7, 10])
    #expect(documents.allSatisfy { String(validating: $0.text, as: UTF8.self) != nil })
    let cut = documents.first { $0.kind == .cut(percent: 50) && $0.base == 0 }
    #expect(
      cut.map { texts[0].starts(with: $0.text) && abs($0.text.count * 2 - texts[0].count) < 12 } == true)
    let edited =
      documents.first { $0.kind == .edits(percent: 10) && $0.base == 0 }?.text.split(separator: 0x20) ?? []
    let same = Set(edited.map(Array.init)).intersection(texts[0].split(separator: 0x20).map(Array.init)).count
    #expect((100...149).contains(same), "\(same)")
  }

  @Test("A sweep finds what a looser option finds, recommends the best, and says the same each time")
  func sweep() throws {
    var lines = ""
    for number in 0..<30 {
      lines += "{\"id\":\"a\(number)\",\"cluster\":\(number),\"text\":\"\(words(number))\"}\n"
      let part = words(number).split(separator: " ").prefix(110).joined(separator: " ")
      lines +=
        "{\"id\":\"b\(number)\",\"cluster\":\(number),\"text\":\"\(part) \(words(number + 100, count: 20))\"}\n"
    }
    try folder.write(lines, to: "a.jsonl")
    var settings = Tuning.Settings()
    settings.variations = [
      try Variation("corpus.containedCoverage=0.5...0.95:0.15"), try Variation("corpus.windowWords=4,8"),
    ]
    let tuning = try Tuning(inputs: [folder.path("a.jsonl")], settings: settings)
    #expect(tuning.documentCount == 60)
    let result = try tuning.run()
    let recalls = result.points.map(\.clusters.recall)
    #expect(result.points.count == 8 && recalls[0] == 1 && recalls[7] == 0)
    let best = try #require(result.recommended)
    #expect(result.points[best].values == ["0.5", "8"], "the smaller index of two that find all")
    #expect(result.paretoFront.contains { result.points[$0].clusters.recall == 1 })
    let again = try tuning.run()
    #expect(again.points.map(\.clusters) == result.points.map(\.clusters))
    #expect(again.points.map(\.bytesPerDocument) == result.points.map(\.bytesPerDocument))
    let page = String(decoding: TuningPage(result).html, as: UTF8.self)
    #expect(
      page.contains("<svg") && !page.contains("http") && page.contains("corpus.containedCoverage = 0.5"))
  }

  @Test("The options that the sweep starts from stay where they are as good, unless the index is larger")
  func ties() throws {
    var lines = ""
    for number in 0..<8 {
      for copy in 0..<2 {
        lines += "{\"id\":\"\(number)\(copy)\",\"cluster\":\(number),\"text\":\"\(words(number))\"}\n"
      }
    }
    try folder.write(lines, to: "a.jsonl")
    func recommended(_ text: String) throws -> [String]? {
      var settings = Tuning.Settings()
      settings.variations = [try Variation(text)]
      let result = try Tuning(inputs: [folder.path("a.jsonl")], settings: settings).run()
      return result.recommended.map { result.points[$0].values }
    }
    #expect(try recommended("corpus.containedCoverage=0.7,0.8,0.9") == ["0.8"])
    #expect(try recommended("corpus.containedCoverage=0.7,0.9") == ["0.7"])
    #expect(try recommended("corpus.windowWords=2,4,16") == ["16"])
  }

  @Test("Of simulated documents each kind is counted; the standard options find nearly all and mistake few")
  func simulated() throws {
    for number in 0..<30 { try folder.write(words(number, count: 300), to: "in/\(number).txt") }
    var settings = Tuning.Settings()
    settings.simulationSeed = 7
    let result = try Tuning(inputs: [folder.path("in")], settings: settings).run()
    let point = try #require(result.points.first)
    let variants = point.detected.filter { !$0.kind.isStranger }
    let strangers = point.detected.filter(\.kind.isStranger)
    // Three rounds of ten.
    #expect(variants.count == Simulator.kinds.count && variants.allSatisfy { $0.all == 30 })
    #expect(point.clusters.precision > 0.98 && point.clusters.recall > 0.9)
    for (kind, found, all) in variants where kind != .noise(percent: 10) {
      #expect(found == all, "\(kind)")
    }
    #expect(strangers.map(\.kind) == Simulator.strangers && strangers.map(\.all) == [240, 30, 60, 30])
    for (kind, found, all) in strangers {
      #expect(found * 20 <= (kind == .brief ? all : 0), "\(kind)")
    }
  }

  @Test("What is no labelled corpus is refused in words")
  func refusals() throws {
    try folder.write("{\"id\":\"a\",\"text\":\"b\"}\n", to: "a.jsonl")
    try folder.write("a\tb\n", to: "bad.tsv")
    var settings = Tuning.Settings()
    #expect(throws: CorpusError.self) { try Tuning(inputs: [folder.path("a.jsonl")], settings: settings) }
    settings.clusters = folder.path("bad.tsv")
    #expect(throws: CorpusError.self) { try Tuning(inputs: [folder.path("a.jsonl")], settings: settings) }
  }
}
