public import Hapax

/// What a sweep found.
public struct TuningResult: Sendable {
  public let variations: [Variation]
  public let points: [Tuning.Point]
  /// The options that the variations start from.
  let start: Options
  public let documents: Int
  public let textBytes: Int
  /// Of the fingerprints' hashes, cut to some widths.
  public let collisions: [CollisionCount]
}

extension TuningResult {
  /// The point to take: where the sweep starts, unless another one is better than chance would make it, or is as good and cheaper.
  ///
  /// The best has the highest F1; of those that are as good to three digits the highest exact-set accuracy, then the fewest
  /// fingerprints of a document, then it is the first. As good but for chance is whose F1 is within a standard error of the
  /// best's (the one-standard-error rule: L. Breiman, J. Friedman, R. Olshen, C. Stone, "Classification and regression
  /// trees", 1984, section 3.4.3).
  ///
  /// - If the options that the sweep starts from are as good but for chance, they stay: a gain that another sample may not show
  ///   is no reason to leave them. Only a point that is not worse, in F1 to three digits and in exact-set accuracy, and has at
  ///   least a twentieth fewer fingerprints takes their place; of several the one of the fewest.
  /// - Else it is the cheapest of those that are as good but for chance: the one of the fewest fingerprints, and of several
  ///   within a twentieth of it the best.
  ///
  /// Fingerprints stand for cost, because bytes of the index depend on what was put together, and seconds on the machine.
  public var recommended: Int? {
    guard let best = points.indices.max(by: { key($0) < key($1) }) else { return nil }
    let least = points[best].clusters.f1 - points[best].clusters.f1StandardError
    var good = points.indices.filter { points[$0].clusters.f1 >= least }
    if let start = good.first(where: { points[$0].options == start }) {
      let most = points[start].fingerprintsPerDocument / Self.slightlyMore
      let (f1, exact) = (key(start).0, key(start).1)
      good = good.filter {
        key($0).0 >= f1 && key($0).1 >= exact && points[$0].fingerprintsPerDocument <= most
      }
      if good.isEmpty { return start }
    }
    let fewest = good.map { points[$0].fingerprintsPerDocument }.min() ?? 0
    return good.filter { points[$0].fingerprintsPerDocument <= fewest * Self.slightlyMore }
      .max { key($0) < key($1) }
  }

  private static let slightlyMore = 1.05

  private func key(_ index: Int) -> (Int, Int, Int, Int) {
    let point = points[index]
    func rounded(_ share: Double) -> Int { Int((share * 1_000).rounded()) }
    return (
      rounded(point.clusters.f1), rounded(point.clusters.exactSetAccuracy),
      -Int((point.fingerprintsPerDocument * 10).rounded()), -index
    )
  }

  /// The points that no other is both faster and of a higher recall than, from the fastest on.
  public var paretoFront: [Int] {
    var front: [Int] = []
    var best = -1.0
    for index in points.indices.sorted(by: {
      let (a, b) = (points[$0], points[$1])
      return (a.documentsPerSecond, a.clusters.recall, $1) > (b.documentsPerSecond, b.clusters.recall, $0)
    }) where points[index].clusters.recall > best {
      best = points[index].clusters.recall
      front.append(index)
    }
    return front
  }

  /// What each option trades.
  var optionPlots: [OptionPlot] {
    OptionPlot.all(variations, points: points.map(\.values), recommended: recommended) { along in
      let clusters = along.map { points[$0].clusters }
      return [
        OptionPlot.Line(name: "F1", kind: "path", shares: clusters.map(\.f1)),
        OptionPlot.Line(name: "precision", kind: "other", shares: clusters.map(\.precision)),
        OptionPlot.Line(name: "recall", kind: "third", shares: clusters.map(\.recall)),
      ]
    }
  }

  /// Writes a plot of each option that was varied, `OPTION.svg`, into a folder that there is.
  public func writePlots(to folder: Path) throws(CorpusError) {
    try OptionPlot.write(optionPlots, to: folder)
  }

  private var header: [String] {
    variations.map(\.option) + [
      "precision", "recall", "f1", "f1_error", "ari", "exact", "largest", "bytes/doc", "docs/s",
    ]
  }

  private func row(_ index: Int) -> [String] {
    let point = points[index]
    let clusters = point.clusters
    return point.values
      + [
        clusters.precision, clusters.recall, clusters.f1, clusters.f1StandardError,
        clusters.adjustedRandIndex,
        clusters.exactSetAccuracy,
      ].map(
        Decimals.four)
      + [
        String(clusters.largest), String(Int(point.bytesPerDocument)), String(Int(point.documentsPerSecond)),
      ]
  }

  /// The measures, the recommended row marked.
  public var table: SweepTable {
    SweepTable(header: header, rows: points.indices.map(row), recommended: recommended)
  }

  /// Everything as one JSON object.
  public var json: [UInt8] {
    var text = Array("{".utf8)
    JSONText.append(key: "documents", to: &text)
    JSONText.append(documents, to: &text)
    JSONText.append(key: "text_bytes", to: &text)
    JSONText.append(textBytes, to: &text)
    if let recommended {
      JSONText.append(key: "recommended", to: &text)
      JSONText.append(recommended, to: &text)
    }
    JSONText.append(key: "points", to: &text)
    text.append(UInt8(ascii: "["))
    for index in points.indices {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      append(points[index], to: &text)
    }
    text.append(UInt8(ascii: "]"))
    JSONText.append(key: "collisions", to: &text)
    text.append(UInt8(ascii: "["))
    for (index, count) in collisions.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text += Array(
        "{\"bits\":\(count.bits),\"values\":\(count.values),\"collisions\":\(count.collisions),\"expected\":\(Decimals.four(count.expected))}"
          .utf8)
    }
    text += Array("]}\n".utf8)
    return text
  }

  private func append(_ point: Tuning.Point, to text: inout [UInt8]) {
    text += Array("{\"options\":".utf8)
    Variation.append(variations, values: point.values, to: &text)
    let clusters = point.clusters
    for (key, value) in [
      ("precision", clusters.precision), ("recall", clusters.recall), ("f1", clusters.f1),
      ("f1_error", clusters.f1StandardError),
      ("ari", clusters.adjustedRandIndex), ("exact", clusters.exactSetAccuracy),
      ("bytes_per_document", point.bytesPerDocument), ("documents_per_second", point.documentsPerSecond),
    ] {
      text += Array(",\"\(key)\":\(Decimals.four(value))".utf8)
    }
    text += Array(",\"largest\":\(clusters.largest),\"detected\":{".utf8)
    for (index, kind) in point.detected.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      JSONText.append(kind.kind.name, to: &text)
      text += Array(":[\(kind.found),\(kind.all)]".utf8)
    }
    text += Array("}}".utf8)
  }
}

/// Numbers for tables.
enum Decimals {
  /// With four digits behind the point.
  static func four(_ value: Double) -> String {
    let scaled = Int((abs(value) * 10_000).rounded())
    let digits = String(scaled % 10_000)
    return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / 10_000)."
      + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
