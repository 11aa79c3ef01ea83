import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Deduplication: lines that documents share") struct SharedLinesRunTests: DeduplicationSuite {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(
    "Lines are cut only where another document still says them, whatever the threads, and come back",
    arguments: 1...3)
  func trims(seed: UInt64) throws {
    print("SharedLinesRunTests.trims seed \(seed)")
    var random = SplitMix64(seed: seed)
    let pool = (0..<40).map { story(100 + $0, sentences: 0..<2) }
    let texts = (0..<60).map { number in
      (0..<Int.random(in: 1...6, using: &random)).map { _ in
        Bool.random(using: &random)
          ? pool.randomElement(using: &random) ?? "" : story(1_000 + number, sentences: 2..<4)
      }
    }
    let all = texts.enumerated().map { record("\($0)", $1.joined(separator: "\\n")) }.joined()
    try folder.write(all, to: "a.jsonl")
    var outputs: [[UInt8]] = []
    for threads in [1, 2, 8] {
      let summary = try dedup(["a.jsonl"], to: "out\(threads)", threads: threads) {
        $0.shared = .trim
        $0.contained = seed == 3 ? .keep : .drop
      }
      #expect(summary.trimmed > 3, "seed \(seed)")
      outputs.append(try folder.read("out\(threads)"))
      outputs.append(try folder.read("out\(threads).duplicates"))
    }
    #expect(outputs[0] == outputs[2] && outputs[0] == outputs[4])
    let written = String(decoding: outputs[0], as: UTF8.self)
    // Every line of every input is still said somewhere, and no document is empty.
    for line in Set(texts.joined()) { #expect(written.contains(line), "seed \(seed): \(line)") }
    #expect(!written.contains("\"text\":\"\""))
    _ = try Restoration(
      report: folder.path("out2.duplicates"), cleaned: [folder.path("out2")], output: folder.path("back")
    ).run()
    #expect(try folder.read("back") == Array(all.utf8))
  }

  @Test(
    "Nothing is cut where bytes do not tell the lines: other line ends, UTF-16",
    arguments: ["\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\0"])
  func trimsNoOtherLineEnds(end: String) throws {
    let shared = [story(7), story(8)]
    try folder.write("\(shared[0])\n\(story(1, sentences: 0..<12))\n", to: "in/a.txt")
    try folder.write("\(shared[1])\n\(story(2, sentences: 0..<12))\n", to: "in/b.txt")
    let text = [story(3, sentences: 0..<1), shared[0], shared[1], story(4, sentences: 0..<1)]
      .joined(separator: "\n\(end)")
    try folder.write(text, to: "in/c.txt")
    let summary = try dedup(["in"], to: "out") {
      $0.shared = .trim
      $0.contained = .keep
    }
    #expect(try folder.read("out/c.txt") == Array(text.utf8))
    // What was not cut is not counted.
    #expect(summary.trimmed == 0 && summary.trimmedBytes == 0 && summary.changed == 0)
    try folder.write("\u{FEFF}\(shared[0])\n\(story(5, sentences: 0..<1))\n", to: "in/c.txt")
    _ = try dedup(["in"], to: "again") {
      $0.shared = .trim
      $0.contained = .keep
    }
    #expect(try folder.read("again/c.txt") == Array("\u{FEFF}\(story(5, sentences: 0..<1))\n".utf8))
  }

  @Test(
    "A line of signs between lines that go stays, and a blank one goes",
    arguments: [
      ("---", true), ("★★☆☆☆", true), ("", false), (" \t", false), ("\u{A0}\u{3000}\u{2003}", false),
    ])
  func signLines(line: String, stays: Bool) throws {
    let shared = [story(7), story(8)]
    try folder.write("\(shared.joined(separator: "\n"))\n\(story(1, sentences: 0..<12))\n", to: "in/a.txt")
    let own = story(2, sentences: 0..<1)
    let text = "\(shared[0])\n\(line)\n\(shared[1])\n\(line)\n\(own)\n"
    try folder.write(text, to: "in/b.txt")
    let summary = try dedup(["in"], to: "out") {
      $0.shared = .trim
      $0.contained = .keep
    }
    let kept = stays ? "\(line)\n\(line)\n\(own)\n" : "\(own)\n"
    #expect(String(decoding: try folder.read("out/b.txt"), as: UTF8.self) == kept)
    #expect(summary.trimmed == 1 && summary.trimmedBytes == text.utf8.count - kept.utf8.count)
    _ = try Restoration(
      report: folder.path("out.duplicates"), cleaned: [folder.path("out")], output: folder.path("back")
    ).run()
    #expect(try folder.read("back/b.txt") == Array(text.utf8))
  }

  @Test("Lines are cut with their ends and the blank lines behind them, and files come back")
  func trimsFiles() throws {
    let shared = story(7)
    try folder.write("\(story(1, sentences: 0..<12))\n\n- \(shared)\n", to: "in/a.txt")
    let second = "\(story(2))\r\n\r\n“\(shared)” \r\n \r\n\(story(3, sentences: 0..<1))\r\n"
    try folder.write(second, to: "in/b.txt")
    let summary = try dedup(["in"], to: "out") { $0.shared = .trim }
    #expect(summary.trimmed == 1 && summary.kept == 2)
    let written = String(decoding: try folder.read("out/b.txt"), as: UTF8.self)
    #expect(written == "\(story(2))\r\n\r\n\(story(3, sentences: 0..<1))\r\n")
    _ = try Restoration(
      report: folder.path("out.duplicates"), cleaned: [folder.path("out")], output: folder.path("back")
    ).run()
    #expect(try folder.read("back/b.txt") == Array(second.utf8))
    #expect(try folder.read("back/a.txt") == folder.read("in/a.txt"))
  }
}
