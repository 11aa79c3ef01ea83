public import Hapax

/// Measures options on texts of which it is known what should be left of them: how many words stay that should, how many go
/// that should, for every combination of values.
public struct CleaningTuning {
  /// The measures of one combination.
  public struct Point: Sendable {
    /// Of each variation its value.
    public let values: [String]
    public let options: Options
    public let score: CleaningEvaluation
    /// The same of each kind of texts, in the order of their names.
    public let kinds: [(name: String, score: CleaningEvaluation)]
    /// The seconds that one thread would take for all texts.
    public let seconds: Double
  }

  private let reading: CorpusRun.Settings
  private let variations: [Variation]
  private let cases: [CaseScore]

  /// Reads the texts.
  ///
  /// - Parameter reading: How; its options are those that the variations start from.
  public init(
    inputs: [Path], reading: CorpusRun.Settings, variations: [Variation]
  ) throws(CorpusError) {
    self.reading = reading
    self.variations = variations
    cases = try CleaningCases(inputs: inputs, settings: reading).cases.map { CaseScore($0) }
  }

  /// The number of texts, and of their bytes.
  public var documentCount: Int { cases.count }
  public var textBytes: Int { cases.reduce(0) { $0 + $1.text.count } }
}

extension CleaningTuning {
  /// Measures every combination. The scores are the same on any number of threads.
  ///
  /// - Parameter progress: Called before every point, with its number from 1, and how many there are.
  public func run(progress: (Int, Int) -> Void = { _, _ in }) throws(CorpusError) -> CleaningResult {
    let points = try Variation.points(variations, on: reading.options)
    var measured: [Point] = []
    for (number, point) in points.enumerated() {
      progress(number + 1, points.count)
      measured.append(try measure(point))
    }
    return CleaningResult(
      variations: variations, points: measured, start: reading.options, textBytes: textBytes)
  }

  private func measure(_ point: Variation.Point) throws(CorpusError) -> Point {
    let cleaner: Cleaner
    do { cleaner = try Cleaner(point.options) } catch { throw .usage("\(error)") }
    var score = CleaningEvaluation()
    var kinds: [String: CleaningEvaluation] = [:]
    var delivered = 0
    var seconds = 0.0
    var next = 0
    let ordered = OrderedRun<Int, (CleaningEvaluation, Double)>(
      next: {
        guard next < cases.count else { return nil }
        defer { next += 1 }
        return next
      },
      cost: { _ in 0 },
      makeWorker: {
        let line = CleaningLine(cleaner)
        return { line.evaluation(of: cases[$0]) }
      },
      deliver: { one in
        score += one.0
        kinds[cases[delivered].kind, default: CleaningEvaluation()] += one.0
        delivered += 1
        seconds += one.1
        return true
      })
    try ordered.run(threads: reading.threads)
    return Point(
      values: point.values, options: point.options, score: score,
      kinds: kinds.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, seconds: seconds)
  }
}

/// A cleaner with the memory of one thread.
private final class CleaningLine {
  private let cleaner: Cleaner
  private var workspace = Cleaner.Workspace()

  init(_ cleaner: Cleaner) { self.cleaner = cleaner }

  func evaluation(of sample: CaseScore) -> (CleaningEvaluation, Double) {
    let start = ContinuousClock.now
    let output = cleaner.clean(bytes: sample.text, using: &workspace).utf8
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return (sample.evaluation(of: output), seconds)
  }
}
