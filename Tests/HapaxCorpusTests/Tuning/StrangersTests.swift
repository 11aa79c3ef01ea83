import Testing

@testable import HapaxCorpus

@Suite("Strangers") struct StrangersTests {
  /// English, Chinese and Russian by their script; no word comes twice.
  private static let texts: [String] = [latin, han, cyrillic]
  private static let latin: String = (0..<400).map { "word\($0)" }.joined(separator: " ") + "\n"
  private static let cyrillic: String = (0..<400).map { "слово\($0)" }.joined(separator: "\n")

  private static var han: String {
    var text = ""
    for offset in UInt32(0)..<400 {
      if let scalar = UnicodeScalar(0x4E00 + offset) { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  private func words(_ text: [UInt8]) -> [[UInt8]] {
    SimulatedWords.split(text).filter(\.isWord).map { Array($0.bytes) }
  }

  private func runs(_ words: [[UInt8]], of width: Int) -> Set<[[UInt8]]> {
    guard words.count >= width else { return [] }
    return Set((0...words.count - width).map { Array(words[$0..<$0 + width]) })
  }

  @Test(
    "Briefs of one mould have two thirds of their words at the same places, and the base has none of them",
    arguments: texts)
  func briefs(text: String) throws {
    let strangers = try #require(Strangers(of: Array(text.utf8)))
    var random = SplitMix64(seed: 1)
    let briefs = strangers.briefs(using: &random).map(words)
    #expect(briefs.count == 8 && briefs.allSatisfy { $0.count == 120 })
    for (index, brief) in briefs.enumerated() {
      for other in briefs[..<index] {
        let same = zip(brief, other).count { $0 == $1 }
        #expect((60...100).contains(same), "\(same)")
      }
      #expect(runs(brief, of: 3).intersection(runs(words(Array(text.utf8)), of: 3)).count < 3)
    }
  }

  @Test(
    "A quotation is a fifth of the base in one piece; pages have half of each in common, and no story",
    arguments: texts)
  func passages(text: String) throws {
    let base = words(Array(text.utf8))
    let strangers = try #require(Strangers(of: Array(text.utf8)))
    var random = SplitMix64(seed: 2)
    let quoting = words(strangers.quoting(using: &random))
    let shared = runs(quoting, of: 5).intersection(runs(base, of: 5)).count
    #expect((76...85).contains(shared) && quoting.count == 480, "\(shared)")
    let frame = Array((0..<300).map { "menu\($0)" }.joined(separator: " ").utf8)
    let pages = strangers.pages(in: frame, using: &random).map(words)
    #expect(pages.count == 2 && pages.allSatisfy { $0.count == 700 })
    let common = Set(pages[0]).intersection(pages[1]).filter { $0.starts(with: Array("menu".utf8)) }
    #expect(common.count == 300)
    #expect(runs(pages[0], of: 5).intersection(runs(pages[1], of: 5)).count < 300)
    #expect(strangers.pages(in: [], using: &random).isEmpty)
  }

  @Test("The same phrases have common runs of three words, and few of eight", arguments: texts)
  func phrases(text: String) throws {
    let base = words(Array(text.utf8))
    var random = SplitMix64(seed: 3)
    let made = words(try #require(Strangers(of: Array(text.utf8))).phrases(using: &random))
    #expect(made.count == base.count)
    #expect(runs(made, of: 3).intersection(runs(base, of: 3)).count > 80)
    #expect(runs(made, of: 8).intersection(runs(base, of: 8)).count < 40)
  }

  @Test("Each is a story of its own, in a sweep and in a corpus; texts of few words have none")
  func clusters() throws {
    let folder = try TemporaryFolder()
    for (number, text) in Self.texts.enumerated() { try folder.write(text, to: "in/\(number).txt") }
    try folder.write("a few words only\n", to: "in/3.txt")
    let corpus = try LabelledCorpus(
      simulating: [folder.path("in")], settings: CorpusRun.Settings(), seed: 1)
    let truth = try #require(corpus.truth)
    var sizes: [Int: Int] = [:]
    for group in truth { sizes[group, default: 0] += 1 }
    let strangers = corpus.documents.indices.filter { corpus.documents[$0].kind?.isStranger == true }
    #expect(strangers.allSatisfy { sizes[truth[$0]] == 1 } && strangers.count > 3 * 10)
    #expect(corpus.documents.allSatisfy { String(validating: $0.text, as: UTF8.self) != nil })
    #expect(Strangers(of: Array("a few words only".utf8)) == nil)
    _ = try Simulation(inputs: [folder.path("in")], settings: Simulation.Settings())
      .run(to: folder.path("a.jsonl"), truth: folder.path("a.tsv"))
    let rows = String(decoding: try folder.read("a.tsv"), as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: "\t") }
    let made = rows.filter { $0[2].hasPrefix("stranger") }.map { $0[1] }
    #expect(Set(made).count == made.count && !made.isEmpty)
    #expect(Set(rows.filter { !$0[2].hasPrefix("stranger") }.map { $0[1] }).isDisjoint(with: made))
  }
}
