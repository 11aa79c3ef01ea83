import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Deduplication") struct DeduplicationTests: DeduplicationSuite {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func lines(_ count: Int) -> String {
    var lines = ""
    for number in 0..<count {
      lines += record("a\(number)", story(number))
      if number.isMultiple(of: 3) { lines += record("b\(number)", story(number).uppercased()) }
      if number.isMultiple(of: 4) { lines += record("c\(number)", story(number, sentences: 2..<6)) }
      if number.isMultiple(of: 5) {
        lines += record("d\(number)", story(number).replacing(letters(number * 1_000 + 47), with: "changed"))
      }
    }
    return lines
  }

  @Test("What another document says goes, and the rest stays as it is, in order")
  func drops() throws {
    try folder.write(lines(20), to: "a.jsonl")
    let summary = try dedup(["a.jsonl"], to: "out.jsonl") { $0.clusters = folder.path("clusters") }
    #expect(summary.documents == 36 && summary.kept == 20)
    #expect(summary.same == 7 && summary.contained == 5 && summary.near == 4)
    let expected = (0..<20).map { record("a\($0)", story($0)) }.joined()
    #expect(try folder.read("out.jsonl") == Array(expected.utf8))
    let clusters = String(decoding: try folder.read("clusters"), as: UTF8.self)
    #expect(clusters.hasPrefix("id\tcluster\na0\ta0\nb0\ta0\nc0\ta0\nd0\ta0\na1\ta1\n"))
  }

  @Test("One, two and eight threads, and any chunks, write the same bytes")
  func threadsDoNotMatter() throws {
    try folder.write(lines(300), to: "a.jsonl")
    for (threads, chunk) in [(1, 1 << 10), (2, 4 << 10), (8, 64 << 10)] {
      _ = try dedup(["a.jsonl"], to: "\(threads)/out.jsonl".replacing("/", with: "-"), threads: threads) {
        $0.reading.chunkSize = chunk
        $0.passages = folder.path("passages\(threads)")
        $0.clusters = folder.path("clusters\(threads)")
      }
    }
    for name in ["passages", "clusters"] {
      #expect(try folder.read("\(name)1") == folder.read("\(name)2"))
      #expect(try folder.read("\(name)1") == folder.read("\(name)8"))
    }
    #expect(try folder.read("1-out.jsonl") == folder.read("2-out.jsonl"))
    #expect(try folder.read("1-out.jsonl") == folder.read("8-out.jsonl"))
    #expect(try folder.read("passages1").count > 1_000)
  }

  @Test("Policies keep what they say")
  func policies() throws {
    try folder.write(lines(20), to: "a.jsonl")
    let near = try dedup(["a.jsonl"], to: "near.jsonl") { $0.near = .keep }
    #expect(near.near == 0 && near.same == 7 && near.contained == 5)
    let contained = try dedup(["a.jsonl"], to: "contained.jsonl") { $0.contained = .keep }
    #expect(contained.contained == 0 && contained.near == 4)
    // The longer one comes later: both stay when the first does.
    try folder.write(record("half", story(1, sentences: 0..<4)) + record("whole", story(1)), to: "b.jsonl")
    #expect(try dedup(["b.jsonl"], to: "first.jsonl") { $0.keep = .first }.kept == 2)
    #expect(try dedup(["b.jsonl"], to: "longest.jsonl").kept == 1)
    #expect(try folder.read("longest.jsonl") == Array(record("whole", story(1)).utf8))
  }

  @Test("A marked document stays with a field that says why, and comes back as it was")
  func marks() throws {
    try folder.write(lines(20), to: "a.jsonl")
    let summary = try dedup(["a.jsonl"], to: "out.jsonl") {
      $0.near = .mark
      $0.same = .keep
    }
    #expect(summary.marked == 4 && summary.same == 0 && summary.dropped == summary.contained)
    let written = String(decoding: try folder.read("out.jsonl"), as: UTF8.self).split(separator: "\n")
    let marked = written.filter { $0.contains("\"hapax\"") }
    #expect(marked.count == 4)
    let first = record("d0", story(0).replacing(letters(47), with: "changed")).dropLast(2)
    #expect(
      marked[0].hasPrefix(
        first + ",\"hapax\":{\"reason\":\"near-document\",\"of\":\"a0\",\"coverage\":1.000,"))
    let count = try Restoration(
      report: folder.path("out.jsonl.duplicates"), cleaned: [folder.path("out.jsonl")],
      output: folder.path("back.jsonl")
    ).run()
    #expect(count.documents == summary.contained + 4)
    #expect(try folder.read("back.jsonl") == folder.read("a.jsonl"))
  }

  @Test("What has no fields can not be marked, nor what has that field already")
  func marksNeedFields() throws {
    try folder.write("a text of its own", to: "a.txt")
    try folder.write("text\na text\n", to: "a.csv")
    try folder.write("{\"text\":\"a\",\"hapax\":1}\n", to: "a.jsonl")
    for name in ["a.txt", "a.csv", "a.jsonl"] {
      let summary = try dedup([name], to: "out") { $0.near = .mark }
      #expect(summary.isStopped && summary.failed == 1, "\(name)")
    }
    #expect(try !dedup(["a.jsonl"], to: "out").isStopped)
  }

  @Test("Attributes stand one for each record, in code points, and nothing goes")
  func attributes() throws {
    let text = "é🙂 " + story(1)
    try folder.write(
      record("a", text) + "\n" + record("b", text.uppercased()) + record("c", story(2)), to: "a.jsonl")
    let summary = try dedup(["a.jsonl"], to: "out.jsonl") {
      $0.writing = .attributes
      $0.duplicates = nil
    }
    #expect(summary.kept == 3 && summary.marked == 1)
    let written = String(decoding: try folder.read("out.jsonl"), as: UTF8.self).split(separator: "\n")
    let count = text.unicodeScalars.count
    #expect(
      written == [
        "{\"id\":\"a\",\"attributes\":{\"hapax__duplicate\":[],\"hapax__passages\":[]}}",
        "{\"id\":\"b\",\"attributes\":{\"hapax__duplicate\":[[0,\(count),1.000]],\"hapax__passages\":[]}}",
        "{\"id\":\"c\",\"attributes\":{\"hapax__duplicate\":[],\"hapax__passages\":[]}}",
      ])
    #expect(throws: CorpusError.self) { try dedup(["a.jsonl"], to: "o") { $0.writing = .attributes } }
  }

  @Test("Code points are counted as one by one", arguments: [0, 1, 63, 64, 65, 200])
  func codePoints(length: Int) {
    let text = Array(String(repeating: "aé東🙂", count: length).utf8)
    let index = CodePointIndex(text)
    var count = 0
    for (offset, byte) in text.enumerated() {
      #expect(index[offset] == count)
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    #expect(index.count == count && index[text.count] == count)
  }

  @Test("Documents of preferred sources stay before others, and files go by their folder")
  func preferred() throws {
    func from(_ source: String, _ id: String) -> String {
      record(id, story(1)).replacing("\"n\":1.50", with: "\"source\":\"\(source)\"")
    }
    let all = [from("web", "a"), from("ap", "b"), from("afp", "c")]
    try folder.write(all.joined(), to: "a.jsonl")
    _ = try dedup(["a.jsonl"], to: "out.jsonl") { $0.preferred = ["afp", "ap"] }
    #expect(try folder.read("out.jsonl") == Array(all[2].utf8))
    // The longer one comes second all the same.
    try folder.write(from("web", "x") + record("y", story(1) + story(2)), to: "b.jsonl")
    #expect(try dedup(["b.jsonl"], to: "o.jsonl") { $0.preferred = ["web"] }.kept == 2)
    try folder.write(story(1), to: "in/a/1.txt")
    try folder.write(story(1), to: "in/b/1.txt")
    _ = try dedup(["in"], to: "kept") { $0.preferred = ["b"] }
    #expect(try folder.read("kept/b/1.txt") == Array(story(1).utf8))
  }

  @Test("The earliest or the latest date stays, and what has none comes last")
  func dates() throws {
    func dated(_ id: String, _ date: String?) -> String {
      "{\"id\":\"\(id)\",\(date.map { "\"date\":\"\($0)\"," } ?? "")\"text\":\"\(story(1))\"}\n"
    }
    let all = [("a", nil), ("b", "2026-02-01"), ("c", "2025-12-31"), ("d", "2026-02-01")]
    try folder.write(all.map { dated($0.0, $0.1) }.joined(), to: "a.jsonl")
    _ = try dedup(["a.jsonl"], to: "early.jsonl") { $0.keep = .earliest }
    _ = try dedup(["a.jsonl"], to: "late.jsonl") { $0.keep = .latest }
    #expect(try folder.read("early.jsonl") == Array(dated("c", "2025-12-31").utf8))
    #expect(try folder.read("late.jsonl") == Array(dated("b", "2026-02-01").utf8))
  }

  @Test("What goes is written beside the output, but never beside a device")
  func besideOutput() throws {
    #expect(Deduplication.duplicates(beside: Path("a/out.jsonl")) == Path("a/out.jsonl.duplicates.jsonl"))
    #expect(Deduplication.duplicates(beside: Path("out//")) == Path("out.duplicates.jsonl"))
    #expect(Deduplication.duplicates(beside: Path("/dev/null")) == nil)
    #expect(Deduplication.duplicates(beside: Path("/")) == nil)
  }

  @Test("What went and what stayed make the input again: lines, blank and bad ones too")
  func restoresLines() throws {
    let text =
      "\u{FEFF}\(record("a", story(1)))\r\n\nbroken\n\(record("b", story(1)))\n\(record("c", story(2)))\(record("d", story(2)).dropLast())"
    try folder.write(text, to: "a.jsonl")
    let summary = try dedup(["a.jsonl"], to: "out.jsonl") { $0.reading.onError = .skip }
    #expect(summary.kept == 2 && summary.failed == 1)
    let kept = String(decoding: try folder.read("out.jsonl"), as: UTF8.self)
    #expect(!kept.contains("broken") && !kept.contains("\"b\""))
    _ = try Restoration(
      report: folder.path("out.jsonl.duplicates"), cleaned: [folder.path("out.jsonl")],
      output: folder.path("back.jsonl")
    ).run()
    #expect(try folder.read("back.jsonl") == Array(text.utf8))
  }

  @Test("A folder comes back too, with files that are not UTF-8")
  func restoresFolders() throws {
    try folder.write(story(1), to: "in/a.txt")
    try folder.write(Array(story(1).utf8) + [0xFF, 0x0A], to: "in/sub/b.txt")
    try folder.write(record("c", story(1)) + record("d", story(3)), to: "in/c.jsonl")
    try folder.write("", to: "in/empty.txt")
    let summary = try dedup(["in"], to: "out") { $0.duplicates = folder.path("dup.zst") }
    #expect(summary.documents == 5 && summary.kept == 3)
    _ = try Restoration(
      report: folder.path("dup.zst"), cleaned: [folder.path("out")], output: folder.path("back/")
    ).run()
    for name in ["a.txt", "sub/b.txt", "c.jsonl", "empty.txt"] {
      #expect(try folder.read("back/\(name)") == folder.read("in/\(name)"), "\(name)")
    }
    #expect(throws: (any Error).self) { try folder.read("out/sub/b.txt") }
  }

  @Test("Several inputs that went into one output can not be told apart again, and that is said")
  func joined() throws {
    try folder.write(record("a", story(1)), to: "a.jsonl")
    try folder.write(record("b", story(1)), to: "b.jsonl")
    #expect(try dedup(["a.jsonl", "b.jsonl"], to: "out.jsonl").kept == 1)
    #expect(throws: CorpusError.self) {
      try Restoration(
        report: folder.path("out.jsonl.duplicates"), cleaned: [folder.path("out.jsonl")],
        output: folder.path("back.jsonl")
      ).run()
    }
  }

  @Test("A bad line ends the run before anything is written, unless it may be skipped or copied")
  func badLines() throws {
    try folder.write(record("a", story(1)) + "{\"text\":1}\n" + record("b", story(1)), to: "a.jsonl")
    let stopped = try dedup(["a.jsonl"], to: "out.jsonl")
    #expect(stopped.isStopped && stopped.failed == 1)
    #expect(stopped.failures.first?.description.contains("a.jsonl:2: ") == true)
    #expect(try folder.names() == ["a.jsonl"])
    let copied = try dedup(["a.jsonl"], to: "out.jsonl") { $0.reading.onError = .copy }
    #expect(copied.kept == 1 && copied.failed == 1)
    #expect(try folder.read("out.jsonl") == Array((record("a", story(1)) + "{\"text\":1}\n").utf8))
  }

  @Test("Side files go over no input, no output, and not over one another")
  func collisions() throws {
    try folder.write(record("a", story(1)), to: "a.jsonl")
    #expect(throws: CorpusError.self) {
      try dedup(["a.jsonl"], to: "out") { $0.clusters = folder.path("a.jsonl") }
    }
    #expect(throws: CorpusError.self) {
      try dedup(["a.jsonl"], to: "out") { $0.clusters = folder.path("out") }
    }
    #expect(throws: CorpusError.self) {
      try dedup(["a.jsonl"], to: "out") { $0.clusters = folder.path("out.duplicates") }
    }
    #expect(throws: CorpusError.self) { try dedup(["a.jsonl"], to: "a.jsonl") }
    #expect(try folder.names() == ["a.jsonl"])
  }

  @Test("An input that changes between the readings is an error, and nothing is written")
  func changedInput() throws {
    try folder.write(lines(40), to: "a.jsonl")
    var settings = Deduplication.Settings()
    settings.reading.chunkSize = 4 << 10
    let run = try Deduplication(
      inputs: [folder.path("a.jsonl")], destination: .path(folder.path("out.jsonl")), settings: settings)
    var isChanged = false
    #expect(throws: CorpusError.changed(path: folder.path("a.jsonl"))) {
      _ = try run.run(progress: { _ in
        // The last chunk is read by then: one file, one thread.
        let changed = lines(40).replacing("n\":1.50", with: "n\":1.51")
        if !isChanged { _ = try? folder.write(changed, to: "a.jsonl") }
        isChanged = true
      })
    }
    #expect(try folder.names() == ["a.jsonl"])
  }
}
