import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Deduplication: lines cut or marked by policy") struct LinePoliciesTests: DeduplicationSuite {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try folder.read(name), as: UTF8.self)
  }

  private func restores(_ name: String, to original: String) throws {
    _ = try Restoration(
      report: folder.path("\(name).duplicates"), cleaned: [folder.path(name)], output: folder.path("back")
    ).run()
    #expect(try text("back") == original)
  }

  @Test("Shared lines are told in a field, with the document that says them, and nothing else changes")
  func marks() throws {
    let shared = [story(7), story(8)]
    let first = record("a", (shared + [story(1, sentences: 0..<12)]).joined(separator: "\\n"))
    let own = story(2, sentences: 0..<9)
    let second = record("b", "\(own)\\n\(shared[0])\\n\(shared[1])\\né")
    try folder.write(first + second, to: "in.jsonl")
    let summary = try dedup(["in.jsonl"], to: "out") { ($0.shared, $0.contained) = (.mark, .keep) }
    #expect(summary.kept == 2 && summary.trimmed == 1 && summary.changed == 1)
    let start = own.utf8.count + 1
    let count = shared[0].utf8.count + shared[1].utf8.count + 2
    let words = shared.joined(separator: " ").split(separator: " ").count
    let field =
      ",\"hapax\":{\"reason\":\"shared-lines\",\"cuts\":[{\"range\":[\(start),\(start + count)],"
      + "\"of\":\"a\",\"words\":\(words)}]}}\n"
    #expect(try text("out") == first + second.dropLast(2) + field)
    try restores("out", to: first + second)
    // A copy of what is marked goes.
    try folder.write(first + second + second.replacing("\"b\"", with: "\"c\""), to: "in.jsonl")
    let copied = try dedup(["in.jsonl"], to: "out") { ($0.shared, $0.contained) = (.mark, .keep) }
    #expect(copied.same == 1 && copied.kept == 2 && copied.trimmed == 1)
    try folder.write(first + second, to: "in.jsonl")
    // What is marked is cut by the other policy.
    _ = try dedup(["in.jsonl"], to: "cut") { ($0.shared, $0.contained) = (.trim, .keep) }
    #expect(try text("cut") == first + record("b", "\(own)\\né"))
  }

  @Test("A copy of a document that was cut goes because of it, in its batch and behind it, in memory or not")
  func copiesOfWhatIsCut() throws {
    let line = story(7)
    let own = story(2, sentences: 0..<9)
    let first = record("a", "\(line)\\n\(story(1, sentences: 0..<12))")
    let second = record("b", "\(own)\\n\(line)")
    let copy = record("c", "\(own)\\n\(line)")
    for others in [0, 1_100] {
      let between = (0..<others).map { record("n\($0)", "number \($0) of those between") }.joined()
      try folder.write(first + second + between + copy, to: "in.jsonl")
      for memory in [nil, try MemoryBound(bytes: MemoryBound.least)] {
        let summary = try dedup(["in.jsonl"], to: "out") {
          ($0.shared, $0.contained, $0.keep) = (.trim, .keep, .first)
          ($0.memory, $0.workFolder) = (memory, memory.map { _ in folder.path("work") })
        }
        #expect(summary.same == 1 && summary.trimmed == 1)
        #expect(try text("out") == first + record("b", "\(own)\\n") + between)
        try restores("out", to: first + second + between + copy)
      }
    }
  }

  @Test("All lines of a document are marked, where others say them; a short document is trimmed away")
  func wholeDocuments() throws {
    let lines = [story(7), story(8)]
    let first = record("a", "\(lines[0])\\n\(story(1, sentences: 0..<12))")
    let second = record("b", "\(lines[1])\\n\(story(2, sentences: 0..<12))")
    try folder.write(first + second + record("c", lines.joined(separator: "\\n")), to: "in.jsonl")
    let summary = try dedup(["in.jsonl"], to: "out") {
      ($0.shared, $0.contained, $0.keep) = (.mark, .keep, .first)
    }
    #expect(summary.trimmed == 1 && summary.kept == 3)
    let words = lines[1].split(separator: " ").count
    #expect(try text("out").hasSuffix("\"of\":\"b\",\"words\":\(words)}]}}\n"))
    // Of fewer words than are cut out of a document that stays.
    let short = (0..<20).map { "word\($0)" }.joined(separator: " ")
    try folder.write(record("a", "\(short)\\none more") + record("b", short), to: "in.jsonl")
    let trimmed = try dedup(["in.jsonl"], to: "out") {
      ($0.near, $0.contained, $0.keep) = (.trim, .trim, .first)
    }
    #expect(trimmed.dropped == 1 && trimmed.kept == 1)
  }

  @Test("Of a near or contained document stays what others do not say; it goes where that is nothing")
  func trims() throws {
    let lines = (0..<6).map { story(10 + $0) }
    let whole = record("a", (lines + [story(1, sentences: 0..<9)]).joined(separator: "\\n"))
    let new = story(3, sentences: 0..<1)
    let contained = record("b", (lines[..<4] + [new]).joined(separator: "\\n"))
    let said = record("c", lines[2...].joined(separator: "\\n"))
    let oneLine = record("d", "\(lines[0]) \(new)")
    let all = whole + contained + said + oneLine
    try folder.write(all, to: "in.jsonl")
    for shared in [Deduplication.SharedLinesPolicy.keep, .trim] {
      let summary = try dedup(["in.jsonl"], to: "out") { ($0.contained, $0.shared) = (.trim, shared) }
      #expect(summary.contained == 1 && summary.trimmed == 1 && summary.kept == 3)
      #expect(try text("out") == whole + record("b", new) + oneLine)
      try restores("out", to: all)
    }
    // With `near` alone, contained ones go as ever.
    _ = try dedup(["in.jsonl"], to: "out") { $0.near = .trim }
    #expect(try text("out") == whole)
    let near = record("a", (lines + [new]).joined(separator: "\\n"))
    try folder.write(near + record("b", lines.joined(separator: "\\n")) + near, to: "near.jsonl")
    let summary = try dedup(["near.jsonl"], to: "out") {
      ($0.same, $0.near, $0.keep) = (.trim, .trim, .first)
    }
    #expect(try text("out") == near && summary.same == 1 && summary.near == 1)
    try folder.write(record("b", lines.joined(separator: "\\n")) + near, to: "near.jsonl")
    _ = try dedup(["near.jsonl"], to: "out") { ($0.near, $0.keep) = (.trim, .first) }
    #expect(try text("out") == record("b", lines.joined(separator: "\\n")) + record("a", new))
  }

  @Test("What a document loses is said by one that stays, whatever the threads", arguments: 1...3)
  func losesNothing(seed: UInt64) throws {
    print("LinePoliciesTests.losesNothing seed \(seed)")
    var random = SplitMix64(seed: seed)
    let pool = (0..<12).map { story(100 + $0, sentences: 0..<2) }
    let texts = (0..<60).map { number in
      pool.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
        + (Bool.random(using: &random) ? [story(1_000 + number, sentences: 2..<4)] : [])
    }
    let all = texts.enumerated().map { record("\($0)", $1.joined(separator: "\\n")) }.joined()
    try folder.write(all, to: "in.jsonl")
    var outputs: [String] = []
    for threads in [1, 2, 8] {
      let summary = try dedup(["in.jsonl"], to: "out", threads: threads) {
        ($0.same, $0.near, $0.contained) = (.trim, .trim, .trim)
      }
      #expect(summary.trimmed > 3 && summary.dropped > 0, "seed \(seed)")
      outputs.append(try text("out"))
      try restores("out", to: all)
    }
    #expect(outputs[0] == outputs[1] && outputs[0] == outputs[2])
    for line in Set(texts.joined()) { #expect(outputs[0].contains(line), "seed \(seed): \(line)") }
    #expect(!outputs[0].contains("\"text\":\"\""))
  }

  @Test(
    "Lines are marked only where there are fields, and never both marked and cut, or cut beside boilerplate")
  func refusals() throws {
    try folder.write(story(1), to: "a.txt")
    #expect(throws: CorpusError.self) {
      try dedup(["a.txt"], to: "out") { ($0.shared, $0.near) = (.mark, .trim) }
    }
    #expect(throws: CorpusError.self) {
      try dedup(["a.txt"], to: "out") { ($0.contained, $0.boilerplate) = (.trim, .trim) }
    }
    let summary = try dedup(["a.txt"], to: "out") { $0.shared = .mark }
    #expect(summary.isStopped && summary.failed == 1)
  }
}
