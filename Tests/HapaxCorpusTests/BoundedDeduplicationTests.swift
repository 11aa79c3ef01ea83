import Hapax
import Testing

@testable import HapaxCorpus

@Suite("De-duplication in bounded memory") struct BoundedDeduplicationTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Stories that share lines, and copies, halves and edits of them, and a notice that very many have.
  private static func corpus(_ count: Int, seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    let vocabulary = (0..<20_000).map { number -> String in
      var rest = number
      var word = "k"
      repeat {
        word.append(Character(UnicodeScalar(UInt8(97 + rest % 26))))
        rest /= 26
      } while rest > 0
      return word
    }
    func line(_ seed: UInt64, words: Int) -> String {
      var random = SplitMix64(seed: seed)
      return (0..<words).map { _ in vocabulary[Int(random.next() % 20_000)] }.joined(separator: " ")
    }
    let notice = line(1, words: 40)
    var lines = ""
    for number in 0..<count {
      let base = random.next() % UInt64(count)
      var story = (0..<5).map { line(base * 16 + UInt64($0) + 100, words: 12 + Int(base % 9)) }
      switch random.next() % 6 {
      case 0: story = Array(story[1..<4])
      case 1: story[2] = line(random.next(), words: 15)
      case 2: story.append(line(random.next() % 300 + 5_000_000, words: 40))
      case 3: story[0] += " changed"
      case 4: story.append(notice)
      default: break
      }
      let date = "2026-0\(1 + random.next() % 9)-11"
      let source = ["one", "two", "three"][Int(random.next() % 3)]
      let text = story.joined(separator: "\\n")
      lines += "{\"id\":\(number),\"date\":\"\(date)\",\"source\":\"\(source)\",\"text\":\"\(text)\"}\n"
    }
    return lines
  }

  private func settings(_ output: String, threads: Int) -> Deduplication.Settings {
    var settings = Deduplication.Settings()
    settings.reading.threads = threads
    settings.reading.chunkSize = 16 << 10
    settings.duplicates = folder.path("\(output).duplicates")
    settings.clusters = folder.path("\(output).clusters")
    return settings
  }

  private func run(_ settings: Deduplication.Settings, to output: String) throws -> DeduplicationSummary {
    try Deduplication(
      inputs: [folder.path("a.jsonl")], destination: .path(folder.path(output)), settings: settings
    ).run()
  }

  private func files(of output: String, _ settings: Deduplication.Settings) throws -> [[UInt8]] {
    let names =
      [output, "\(output).clusters"] + (settings.duplicates == nil ? [] : ["\(output).duplicates"])
      + (settings.passages == nil ? [] : ["\(output).passages"])
    return try names.map { name in
      let text = String(decoding: try folder.read(name), as: UTF8.self)
      return Array(text.replacing("\"output\":\"\(output)\"", with: "\"output\":\"o\"").utf8)
    }
  }

  /// So many postings and sketches that some thousand documents need many pages, and that hardly a sketch stays in memory.
  private func bound(postings: Int, sketches: Int) throws -> MemoryBound {
    var bound = try MemoryBound(bytes: MemoryBound.least)
    bound.forced = MemoryBound.Judging(postings: postings, sketches: sketches)
    return bound
  }

  private static let changes: [(name: String, change: @Sendable (inout Deduplication.Settings) -> Void)] = [
    ("longest", { _ in }), ("first", { $0.keep = .first }), ("earliest", { $0.keep = .earliest }),
    ("latest", { $0.keep = .latest }), ("prefer", { $0.preferred = ["two", "one"] }),
    ("trim", { $0.shared = .trim }), ("keep near", { $0.near = .keep }),
    ("trim near", { ($0.near, $0.contained) = (.trim, .trim) }),
    ("mark shared", { ($0.shared, $0.contained) = (.mark, .keep) }),
    ("mark", { ($0.same, $0.near, $0.contained) = (.mark, .mark, .mark) }),
    (
      "caps",
      {
        $0.reading.options.corpus.maximumDocuments = 3
        $0.reading.options.corpus.templateDocuments = 2
      }
    ),
  ]

  @Test("The same bytes are written with any bound, and for any number of threads", arguments: 0..<11)
  func sameBytes(change: Int) throws {
    try folder.write(Self.corpus(1_400, seed: UInt64(change) + 3), to: "a.jsonl")
    let (name, apply) = Self.changes[change]
    var plain = settings("plain", threads: 1 + change % 2)
    apply(&plain)
    plain.passages = change % 2 == 1 ? folder.path("plain.passages") : nil
    let summary = try run(plain, to: "plain")
    #expect(summary.dropped + summary.marked > 150, "\(name)")
    let expected = try files(of: "plain", plain)
    for (number, (threads, postings, sketches)) in [(1, 1_700_000, 0), (8, 1 << 28, 200_000)]
      .enumerated()
    {
      let output = "bounded\(number)"
      var bounded = settings(output, threads: threads)
      apply(&bounded)
      bounded.passages = plain.passages == nil ? nil : folder.path("\(output).passages")
      bounded.memory = try bound(postings: postings, sketches: sketches)
      bounded.workFolder = folder.path("work")
      let found = try run(bounded, to: output)
      #expect(found.kept == summary.kept && found.trimmed == summary.trimmed)
      #expect(try files(of: output, bounded) == expected, "\(name), \(threads) threads, \(postings) bytes")
      #expect(try FileStatus.of(folder.path("work")) == nil)
    }
  }

  @Test("Attributes and several inputs of several formats are the same, too")
  func otherOutputs() throws {
    try folder.write(Self.corpus(120, seed: 77), to: "a.jsonl")
    try folder.write(
      "text\tid\n" + (0..<50).map { "a row of a table with number \($0)\tx\($0)\n" }.joined(), to: "in/b.tsv")
    try folder.write(Self.corpus(100, seed: 78), to: "in/c.jsonl")
    try folder.write("a text of its own", to: "in/d.txt")
    for isBounded in [false, true] {
      let output = isBounded ? "bounded" : "plain"
      var settings = settings(output, threads: 2)
      settings.writing = .attributes
      settings.duplicates = nil
      if isBounded { settings.memory = try bound(postings: 1 << 24, sketches: 1_000) }
      settings.workFolder = folder.path("work")
      _ = try run(settings, to: output)
      settings.writing = .documents
      settings.duplicates = folder.path("\(output)-folder.duplicates")
      _ = try Deduplication(
        inputs: [folder.path("in")], destination: .path(folder.path("\(output)-folder")), settings: settings
      ).run()
    }
    #expect(try folder.read("plain") == folder.read("bounded"))
    for name in ["b.tsv", "c.jsonl", "d.txt"] {
      #expect(try folder.read("plain-folder/\(name)") == folder.read("bounded-folder/\(name)"))
    }
    #expect(try folder.read("plain-folder.duplicates") == folder.read("bounded-folder.duplicates"))
  }

  @Test("What does not fit is told, nothing is written, and a larger bound goes on with what is done")
  func tooSmall() throws {
    try folder.write(Self.corpus(300, seed: 5), to: "a.jsonl")
    _ = try run(settings("plain", threads: 1), to: "plain")
    var small = settings("out", threads: 2)
    small.memory = try bound(postings: 3_000, sketches: 0)
    small.workFolder = folder.path("work")
    #expect(throws: CorpusError.self) { try run(small, to: "out") }
    #expect(try !folder.names().contains("out") && folder.names().contains("work"))
    #expect(throws: CorpusError.self) { try run(small, to: "out") }
    small.memory = try bound(postings: 1 << 24, sketches: 0)
    small.resumes = true
    _ = try run(small, to: "out")
    #expect(try folder.read("out") == folder.read("plain"))
    #expect(try !folder.names().contains("work"))
  }

  @Test("A document that does not fit is told with its place")
  func longDocument() throws {
    let long = String(repeating: "word after word ", count: 140_000)
    try folder.write("{\"text\":\"a\"}\n{\"text\":\"\(long)\"}\n{\"text\":\"b\"}\n", to: "a.jsonl")
    var settings = settings("out", threads: 2)
    settings.memory = try MemoryBound("64M")
    settings.workFolder = folder.path("work")
    settings.reading.onError = .skip
    let summary = try run(settings, to: "out")
    #expect(summary.isStopped && "\(summary.failures)".contains("a.jsonl"))
    #expect(try !folder.names().contains("out"))
  }

  @Test("Damage in what was kept is noticed: a run that resumes does it again, and one that reads it ends")
  func damage() throws {
    try folder.write(Self.corpus(300, seed: 5), to: "a.jsonl")
    _ = try run(settings("plain", threads: 1), to: "plain")
    let plain = try folder.read("plain")
    var bounded = settings("out", threads: 2)
    bounded.memory = try bound(postings: 3_000, sketches: 0)
    bounded.workFolder = folder.path("work")
    #expect(throws: CorpusError.self) { try run(bounded, to: "out") }
    let whole = try folder.read("work/sketches")
    bounded.memory = try bound(postings: 1 << 24, sketches: 0)
    bounded.resumes = true
    for offset in [3, 30, 500, whole.count / 2, whole.count - 1] {
      var damaged = whole
      damaged[offset] ^= 0x10
      if try !folder.names().contains("work") {
        bounded.memory = try bound(postings: 3_000, sketches: 0)
        #expect(throws: CorpusError.self) { try run(bounded, to: "again") }
        bounded.memory = try bound(postings: 1 << 24, sketches: 0)
      }
      try folder.write(damaged, to: "work/sketches")
      _ = try run(bounded, to: "out")
      #expect(try folder.read("out") == plain, "byte \(offset)")
    }
  }

  @Test("Sizes are read, and the smallest bound is told")
  func sizes() throws {
    #expect(try MemoryBound("512M").bytes == 512 << 20)
    #expect(try MemoryBound("1.5g").bytes == 3 << 29)
    #expect(try MemoryBound("100000000").bytes == 100_000_000)
    for text in ["", "M", "-1G", "63M", "1X", "1e9", "1GG", "0x10000000"] {
      #expect(throws: CorpusError.self, "\(text)") { try MemoryBound(text) }
    }
    #expect(MemoryBound.text(3 << 29) == "1536M" && MemoryBound.text(2 << 30) == "2G")
  }
}
