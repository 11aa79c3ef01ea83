import Foundation
import Glibc
import Hapax
import HapaxCorpus
import Workloads

/// What one run came to.
struct Result: Codable {
  var documents = 0
  var textBytes = 0
  var seconds = 0.0
  var indexBytes = 0
  var precision = 0.0
  var recall = 0.0
  var peakBytes = 0
}

/// One size of corpus, and how it is taken.
struct Setup {
  var count = 10_000
  var articleBytes = 3_500
  var threads = Processors.count
  /// Where the generated corpus stays; nil: it is removed.
  var keptFile: String?
}

extension Setup {
  /// One size, in this process: generate, de-duplicate, score.
  func measure() throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hapax-corpus-\(getpid())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let input = keptFile ?? folder + "/in.jsonl"
    let corpus = GeneratedCorpus(
      of: try Corpora().articles(in: "en"), count: count, articleBytes: articleBytes)
    let bytes = try corpus.write(to: input, seed: 1)
    var settings = Deduplication.Settings()
    settings.reading.threads = threads
    settings.clusters = Path("\(folder)/clusters.tsv")
    settings.duplicates = Path("\(folder)/duplicates.jsonl")
    let start = ContinuousClock.now
    let summary = try Deduplication(
      inputs: [Path(input)], destination: .path(Path("\(folder)/out.jsonl")), settings: settings
    ).run()
    let time = start.duration(to: .now)
    var result = Result(
      documents: summary.documents, textBytes: bytes.text,
      seconds: Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18,
      indexBytes: summary.indexBytes)
    try score("\(folder)/clusters.tsv", into: &result)
    result.peakBytes = Self.peakBytes
    return result
  }

  /// Compares the clusters with the groups that the ids name.
  private func score(_ path: String, into result: inout Result) throws {
    let table = String(decoding: try Corpora.bytes(at: path), as: UTF8.self)
    var truth: [Int] = []
    var predicted: [Int] = []
    for line in table.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t")
      guard cells.count == 2, let group = cells[0].split(separator: "-").last.flatMap({ Int($0) }),
        let cluster = cells[1].split(separator: "-").first.flatMap({ Int($0) })
      else { throw WrongAnswer("not a line of a table of clusters: \(line)") }
      truth.append(group)
      predicted.append(cluster)
    }
    guard truth.count == result.documents else { throw WrongAnswer("\(truth.count) documents are told") }
    let evaluation = ClusterEvaluation(truth: truth, predicted: predicted)
    result.precision = evaluation.precision
    result.recall = evaluation.recall
  }

  /// The same in another process, with its peak of memory.
  func measureApart() throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments =
      ["--child", "--sizes", "\(count)", "--bytes", "\(articleBytes)", "--threads", "\(threads)"]
      + (keptFile.map { ["--keep", $0] } ?? [])
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw WrongAnswer(String(decoding: output, as: UTF8.self))
    }
    return try JSONDecoder().decode(Result.self, from: output)
  }

  /// The most memory that this process had at once.
  private static var peakBytes: Int {
    var usage = rusage()
    // SAFETY: the call fills the one structure it is given.
    let status = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return status == 0 ? usage.ru_maxrss * 1024 : 0
  }
}
