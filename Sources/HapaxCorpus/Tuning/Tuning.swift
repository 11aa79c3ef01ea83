public import Hapax

/// Measures options on labelled documents: how well duplicates are found, at what cost, for every combination of values.
public struct Tuning {
  /// What to measure, and on what.
  public struct Settings: Sendable {
    /// How to read the inputs; its options are those that the variations start from.
    public var reading = CorpusRun.Settings()
    public var variations: [Variation] = []
    /// A table of `id` and `cluster`; nil: the field `cluster` of the records.
    public var clusters: Path?
    /// A table of two ids and `same` or `different`: pairs that somebody read. They overrule the groups, and are enough
    /// where there are none.
    public var labels: Path?
    /// Documents without groups and labels are enough, for a review.
    public var isReview = false
    /// Makes variants of the inputs with known truth, with this seed, instead of reading labels.
    public var simulationSeed: UInt64?

    public init() {}
  }

  /// The measures of one combination.
  public struct Point: Sendable {
    /// Of each variation its value.
    public let values: [String]
    public let options: Options
    public let clusters: ClusterEvaluation
    /// Seconds for making sketches and for judging, and all documents through both in one second.
    public let sketchSeconds: Double
    public let judgeSeconds: Double
    public let documentsPerSecond: Double
    /// Bytes of the index and its sketches, for each document.
    public let bytesPerDocument: Double
    /// Fingerprints of a document, of all documents: what the index grows with, whatever was put together.
    public let fingerprintsPerDocument: Double
    /// Of each kind of variant: how many were put together with their base, and how many there are; of each kind of stranger:
    /// how many were put together with anything.
    public let detected: [(kind: Simulator.Kind, found: Int, all: Int)]
  }

  let settings: Settings
  let corpus: LabelledCorpus

  /// Reads the documents.
  public init(inputs: [Path], settings: Settings) throws(CorpusError) {
    self.settings = settings
    var corpus: LabelledCorpus
    if let seed = settings.simulationSeed {
      corpus = try LabelledCorpus(simulating: inputs, settings: settings.reading, seed: seed)
    } else {
      corpus = try LabelledCorpus(
        inputs: inputs, settings: settings.reading, clusters: settings.clusters,
        requiresGroups: settings.labels == nil && !settings.isReview)
    }
    if let labels = settings.labels {
      corpus.labels = try PairLabels.read(labels, ids: corpus.documents.map(\.id))
      guard corpus.truth != nil || !corpus.labels.isEmpty || settings.isReview else {
        throw .usage("no pair is labelled in \(labels)")
      }
    }
    self.corpus = corpus
  }

  /// The number of documents, and of bytes of text.
  public var documentCount: Int { corpus.documents.count }
  public var textBytes: Int { corpus.documents.reduce(0) { $0 + $1.text.count } }
}

extension Tuning {
  /// Measures every combination.
  ///
  /// Sketches are made again only where an option of theirs differs.
  /// - Parameter progress: Called before every point, with its number from 1, and how many there are.
  public func run(progress: (Int, Int) -> Void = { _, _ in }) throws(CorpusError) -> TuningResult {
    let points = try Variation.points(settings.variations, on: settings.reading.options)
    var measured: [Point] = []
    var sketched: (key: Options, sketches: [Sketch], seconds: Double)?
    var hashes: [UInt64] = []
    for (number, point) in points.enumerated() {
      progress(number + 1, points.count)
      let key = point.options.withoutRelations
      if sketched?.key != key {
        let start = ContinuousClock.now
        let made = try self.sketched(point.options, withHashes: number == 0)
        if number == 0 { hashes = made.flatMap(\.hashes) }
        sketched = (key, made.map(\.sketch), (ContinuousClock.now - start) / .seconds(1))
      }
      guard let sketched else { continue }
      measured.append(try measure(point, sketched.sketches, sketched.seconds))
    }
    return TuningResult(
      variations: settings.variations, points: measured, start: settings.reading.options,
      documents: documentCount, textBytes: textBytes,
      collisions: [16, 20, 24, 28, 32, 40, 64].map { CollisionCount(of: hashes, bits: $0) })
  }

  func sketches(_ options: Options) throws(CorpusError) -> [Sketch] {
    try sketched(options, withHashes: false).map(\.sketch)
  }

  /// The sketch of each text, in their order, made on all threads; and the whole hashes of its fingerprints where they are
  /// asked for, to count how often they collide.
  private func sketched(
    _ options: Options, withHashes: Bool
  ) throws(CorpusError) -> [(sketch: Sketch, hashes: [UInt64])] {
    var all: [(sketch: Sketch, hashes: [UInt64])] = []
    var start = 0
    let ordered = OrderedRun<Range<Int>, [(sketch: Sketch, hashes: [UInt64])]>(
      next: {
        guard start < corpus.documents.count else { return nil }
        defer { start += 16 }
        return start..<min(start + 16, corpus.documents.count)
      },
      cost: { _ in 0 },
      makeWorker: { () throws(CorpusError) in
        let worker = try SketchMaker(options)
        return { range in
          range.map { (worker.sketch(corpus.documents[$0].text), withHashes ? worker.fingerprintHashes : []) }
        }
      },
      deliver: { made in
        all += made
        return true
      })
    try ordered.run(threads: settings.reading.threads)
    return all
  }

  private func measure(
    _ point: Variation.Point, _ sketches: [Sketch], _ sketchSeconds: Double
  ) throws(CorpusError) -> Point {
    let fingerprints = sketches.reduce(0) { $0 + $1.fingerprintCount }
    let start = ContinuousClock.now
    let judge = try Judge(judging(point.options))
    let verdicts = try judge.verdicts(on: sketches)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let predicted = sketches.indices.map { verdicts.leader(of: $0) }
    return Point(
      values: point.values, options: point.options,
      clusters: evaluation(of: predicted), sketchSeconds: sketchSeconds, judgeSeconds: seconds,
      documentsPerSecond: Double(sketches.count) / Swift.max(sketchSeconds + seconds, 1e-9),
      bytesPerDocument: Double(judge.indexBytes) / Double(Swift.max(1, sketches.count)),
      fingerprintsPerDocument: Double(fingerprints) / Double(Swift.max(1, sketches.count)),
      detected: detected(predicted))
  }

  private func evaluation(of predicted: [Int]) -> ClusterEvaluation {
    guard let truth = corpus.truth else {
      return ClusterEvaluation(labels: corpus.labels, predicted: predicted)
    }
    return ClusterEvaluation(truth: truth, predicted: predicted, labels: corpus.labels)
  }

  /// How documents are judged: as `hapax dedup` does unless told otherwise.
  func judging(_ options: Options) -> Deduplication.Settings {
    var judging = Deduplication.Settings()
    judging.reading = settings.reading
    judging.reading.options = options
    return judging
  }

  /// How many variants of each kind are together with their base, and how many strangers are with another story.
  private func detected(_ predicted: [Int]) -> [(kind: Simulator.Kind, found: Int, all: Int)] {
    var bases: [Int: Int] = [:]
    for (index, document) in corpus.documents.enumerated() where document.kind == .base {
      bases[document.base ?? -1] = index
    }
    var sizes: [Int: Int] = [:]
    for group in predicted { sizes[group, default: 0] += 1 }
    return (Simulator.kinds + Simulator.strangers).compactMap { kind in
      var (found, all) = (0, 0)
      for (index, document) in corpus.documents.enumerated() where document.kind == kind {
        guard let base = bases[document.base ?? -1] else { continue }
        all += 1
        // A stranger is alone where nothing is mistaken for it.
        let isFound =
          kind.isStranger ? sizes[predicted[index], default: 0] > 1 : predicted[index] == predicted[base]
        if isFound { found += 1 }
      }
      return all == 0 ? nil : (kind, found, all)
    }
  }
}

/// A sketcher of one thread.
private final class SketchMaker {
  private var sketcher: Sketcher

  init(_ options: Options) throws(CorpusError) {
    do { sketcher = try Sketcher(options) } catch { throw .usage("\(error)") }
  }

  func sketch(_ text: [UInt8]) -> Sketch { sketcher.sketch(text) }
  /// Of the text that was sketched last.
  var fingerprintHashes: [UInt64] { sketcher.fingerprintHashes }
}

extension Options {
  /// These options with all that a sketch does not depend on at its default.
  fileprivate var withoutRelations: Options {
    var options = self
    options.decision = Options.Decision()
    options.matching = Options.Matching()
    options.corpus = Options.Corpus()
    options.corpus.windowWords = corpus.windowWords
    return options
  }
}
