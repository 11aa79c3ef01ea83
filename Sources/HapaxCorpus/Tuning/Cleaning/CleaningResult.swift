internal import Hapax

/// What a sweep over texts and what should be left of them found.
public struct CleaningResult: Sendable {
  public let variations: [Variation]
  public let points: [CleaningTuning.Point]
  /// The options that the variations start from.
  let start: Options
  public let textBytes: Int
}

extension CleaningResult {
  /// The point to take: the lowest cost (see `CleaningEvaluation.cost`); of equal ones the one with the most exact texts,
  /// then the options that the sweep starts from, then the first.
  public var recommended: Int? { points.indices.min { key($0) < key($1) } }

  private func key(_ index: Int) -> (Int, Int, Int, Int) {
    let point = points[index]
    return (point.score.cost, -point.score.exact, point.options == start ? 0 : 1, index)
  }

  /// The measures, the recommended row marked.
  public var table: SweepTable {
    SweepTable(
      header: variations.map(\.option) + [
        "kept", "removed", "exact", "lost", "left", "damaged", "cost", "MB/s",
      ],
      rows: points.map { point in
        let score = point.score
        return point.values
          + [score.keptShare, score.removedShare, score.exactShare].map(Decimals.four)
          + [score.lost, score.left, score.damaged, score.cost, megabytesPerSecond(point)]
          .map { String($0) }
      }, recommended: recommended)
  }

  /// What each option trades.
  var optionPlots: [OptionPlot] {
    OptionPlot.all(variations, points: points.map(\.values), recommended: recommended) { along in
      let scores = along.map { points[$0].score }
      return [
        OptionPlot.Line(name: "kept", kind: "path", shares: scores.map(\.keptShare)),
        OptionPlot.Line(name: "removed", kind: "other", shares: scores.map(\.removedShare)),
        OptionPlot.Line(name: "exact", kind: "third", shares: scores.map(\.exactShare)),
      ]
    }
  }

  /// Writes a plot of each option that was varied, `OPTION.svg`, into a folder that there is.
  public func writePlots(to folder: Path) throws(CorpusError) {
    try OptionPlot.write(optionPlots, to: folder)
  }

  func megabytesPerSecond(_ point: CleaningTuning.Point) -> Int {
    Int((Double(textBytes) / max(point.seconds, 1e-9) / 1e6).rounded())
  }

  /// Everything as one JSON object.
  public var json: [UInt8] {
    var text = Array("{\"task\":\"clean\",\"documents\":\(points.first?.score.documents ?? 0)".utf8)
    JSONText.append(key: "text_bytes", to: &text)
    JSONText.append(textBytes, to: &text)
    if let recommended {
      JSONText.append(key: "recommended", to: &text)
      JSONText.append(recommended, to: &text)
    }
    JSONText.append(key: "points", to: &text)
    text.append(UInt8(ascii: "["))
    for (index, point) in points.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text += Array("{\"options\":".utf8)
      Variation.append(variations, values: point.values, to: &text)
      let score = point.score
      for (key, value) in [
        ("kept", score.keptShare), ("removed", score.removedShare), ("exact", score.exactShare),
      ] {
        text += Array(",\"\(key)\":\(Decimals.four(value))".utf8)
      }
      for (key, value) in [
        ("words_expected", score.expected), ("words_lost", score.lost), ("words_redundant", score.redundant),
        ("words_left", score.left), ("words_vanished", score.vanished), ("documents_damaged", score.damaged),
        ("documents_exact", score.exact), ("cost", score.cost),
        ("megabytes_per_second", megabytesPerSecond(point)),
      ] {
        text += Array(",\"\(key)\":\(value)".utf8)
      }
      text += Array(",\"kinds\":{".utf8)
      for (number, kind) in point.kinds.enumerated() {
        if number > 0 { text.append(UInt8(ascii: ",")) }
        JSONText.append(kind.name, to: &text)
        let score = kind.score
        text += Array(
          ":{\"documents\":\(score.documents),\"kept\":\(Decimals.four(score.keptShare)),\"removed\":\(Decimals.four(score.removedShare)),\"exact\":\(Decimals.four(score.exactShare))}"
            .utf8)
      }
      text += Array("}}".utf8)
    }
    text += Array("]}\n".utf8)
    return text
  }
}
