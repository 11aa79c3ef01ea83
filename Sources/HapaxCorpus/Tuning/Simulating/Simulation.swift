/// A corpus of any size whose truth is known, made of a few texts: JSON Lines with what belongs together, and what should be left of
/// a text that says itself twice.
///
/// Every round (`SimulatedRounds`) makes the variants and strangers of `Simulator` of a third of its texts. The same texts, size
/// and seed give the same bytes on any machine.
public struct Simulation {
  /// What to make, and of what.
  public struct Settings: Sendable {
    /// How to read the texts.
    public var reading = CorpusRun.Settings()
    public var seed: UInt64 = 1
    /// How many documents; nil: one round.
    public var documents: Int?

    public init() {}
  }

  /// What was made.
  public struct Summary: Hashable, Sendable {
    public internal(set) var documents = 0
    /// Stories, each a cluster.
    public internal(set) var clusters = 0
    public internal(set) var textBytes = 0
  }

  private let settings: Settings
  private let inputs: [Path]
  private let rounds: SimulatedRounds

  /// Reads the texts.
  public init(inputs: [Path], settings: Settings) throws(CorpusError) {
    self.settings = settings
    self.inputs = inputs
    let texts = try TextReader.documents(inputs, settings.reading, labelField: nil)
    guard !texts.isEmpty else { throw .usage("there is no document to make variants of") }
    rounds = SimulatedRounds(texts: texts, seed: settings.seed)
  }
}

extension Simulation {
  /// Makes the corpus.
  ///
  /// - Parameters:
  ///   - output: A file, compressed where its name says so; nil: standard output.
  ///   - truth: Where a table of `id`, `cluster` and `kind` goes.
  /// - Throws: `CorpusError.usage` where an output is an input, or the texts have too few words for so many documents.
  public func run(to output: Path?, truth: Path?) throws(CorpusError) -> Summary {
    for path in [output, truth] { if let path { try checkOverwriting(path) } }
    let target = try output.map { path throws(CorpusError) in try Output(path) } ?? .standardOutput
    let compression = output.flatMap { Compression(name: $0) }
    var summary = Summary()
    var table = Array("id\tcluster\tkind\n".utf8)
    do throws(CorpusError) {
      var round = 0
      while summary.documents < settings.documents ?? (round == 0 ? .max : 0) {
        let lines = try lines(ofRound: round, &summary, &table)
        try target.write(compression?.compress(lines) ?? lines)
        round += 1
      }
      if output != nil { try target.commit() }
    } catch {
      target.discard()
      throw error
    }
    if let truth { try OutputFiles.write(table, to: truth) }
    return summary
  }

  private func checkOverwriting(_ path: Path) throws(CorpusError) {
    guard let status = try FileStatus.of(path), status.kind == .file else { return }
    for file in InputFiles(inputs).files where file.identity == status.identity {
      throw .usage("\(path) is the input \(file.path)")
    }
  }

  /// The documents of a round, a JSON line each, until there are enough.
  private func lines(
    ofRound round: Int, _ summary: inout Summary, _ table: inout [UInt8]
  ) throws(CorpusError) -> [UInt8] {
    guard round == 0 || rounds.canGoOn else {
      throw .usage("no text has 50 different words, so no new stories can be made of them")
    }
    let texts = rounds.texts(of: round)
    var simulator = rounds.simulator(of: round, texts)
    var lines: [UInt8] = []
    var clusters: [Int: Int] = [:]
    for document in simulator.documents(kinds: Simulator.kinds + [.doubled]) {
      if let most = settings.documents, summary.documents >= most { break }
      let known = document.kind.isStranger ? nil : clusters[document.base]
      let cluster = known ?? summary.clusters
      if known == nil { summary.clusters += 1 }
      if !document.kind.isStranger { clusters[document.base] = cluster }
      let record = SimulatedRecord(
        number: summary.documents, cluster: cluster, source: texts[document.base].id, document: document,
        expected: document.staysAs(texts[document.base].text))
      record.append(to: &lines)
      record.appendTruth(to: &table)
      summary.documents += 1
      summary.textBytes += document.text.count
    }
    return lines
  }
}

extension Simulator.Document {
  /// What cleaning should leave of it, where that is known.
  fileprivate func staysAs(_ base: [UInt8]) -> [UInt8]? {
    switch kind {
    case .base, .distractor, .doubled: base
    case .layout, .edits, .noise, .cut, .embedded, .brief, .quoting, .page, .phrases: nil
    }
  }
}
