/// A sweep as one page of HTML with plots, which needs no other file and no network.
public struct TuningPage {
  private let result: TuningResult

  public init(_ result: TuningResult) { self.result = result }
}

extension TuningPage {
  /// The page, in UTF-8.
  public var html: [UInt8] {
    var page = head
    page += "<h1>hapax tune</h1>\n<p>\(Numbers.counted(result.documents, "document", "documents")), "
    page +=
      "\(Numbers.size(result.textBytes)); \(Numbers.counted(result.points.count, "point", "points")).</p>\n"
    if let best = result.recommended {
      let values = zip(result.variations, result.points[best].values).map { "\($0.option) = \($1)" }
      let words = values.isEmpty ? "the options as they are" : values.joined(separator: ", ")
      page += "<p class=\"best\">Recommended: <b>\(escaped(words))</b></p>\n"
    }
    page += "<div class=\"plots\">\n"
    page += precisionAndRecall + speedAndRecall + detection + collisions
    page += "</div>\n" + table + "</main></body></html>\n"
    return Array(page.utf8)
  }

  private var head: String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>hapax tune</title>
    <style>
    :root { color-scheme: light dark; --ink: #1d2733; --soft: #667281; --line: #d5dbe3; --ground: #fff; --mark: #0b63c5; --hot: #c2410c; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf2; --soft: #9aa7b8; --line: #39434f; --ground: #14181d; --mark: #6cb2ff; --hot: #ff9457; } }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
    main { max-width: 68rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.4rem; margin: .5rem 0; } h2 { font-size: 1rem; margin: 0 0 .25rem; }
    .best { border-left: 4px solid var(--hot); padding-left: .75rem; }
    .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.5rem; }
    figure { margin: 0; } figcaption { color: var(--soft); font-size: .85rem; }
    svg { width: 100%; height: auto; display: block; } svg text { fill: var(--soft); font-size: 11px; }
    .axis { stroke: var(--line); stroke-width: 1; } .dot { fill: var(--mark); fill-opacity: .55; }
    .hot { fill: var(--hot); } .path { fill: none; stroke: var(--mark); stroke-width: 2; }
    .other { fill: none; stroke: var(--hot); stroke-width: 2; stroke-dasharray: 5 4; }
    .scroll { overflow-x: auto; margin-top: 1.5rem; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .85rem; }
    th, td { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
    tr.best td { border-left: 0; font-weight: 700; color: var(--hot); }
    </style></head><body><main>

    """
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

// MARK: - Plots

extension TuningPage {
  private var precisionAndRecall: String {
    let points = result.points.indices.map {
      (result.points[$0].clusters.recall, result.points[$0].clusters.precision)
    }
    let plot = Plot(x: points.map(\.0), y: points.map(\.1), xIsShare: true, yIsShare: true)
    return figure(
      "Precision and recall", plot.frame(dots(points, in: plot), x: "recall", y: "precision"),
      "Of pairs of documents. The upper right corner is perfect; the coloured point is recommended.")
  }

  private var speedAndRecall: String {
    let points = result.points.indices.map {
      (result.points[$0].documentsPerSecond, result.points[$0].clusters.recall)
    }
    let plot = Plot(x: points.map(\.0), y: points.map(\.1), xIsShare: false, yIsShare: true)
    let front = plot.line(result.paretoFront.map { points[$0] }, kind: "path")
    return figure(
      "Speed and recall", plot.frame(front + dots(points, in: plot), x: "documents per second", y: "recall"),
      "The line is the Pareto front: no other point is both faster and of a higher recall.")
  }

  /// A dot for each point of the sweep.
  private func dots(_ points: [(Double, Double)], in plot: Plot) -> String {
    points.enumerated().map { plot.dot($1.0, $1.1, isHot: $0 == result.recommended) }.joined()
  }

  /// The share of variants found, by the share of words that were left alone.
  private var detection: String {
    guard let best = result.recommended, !result.points[best].detected.isEmpty else { return "" }
    let point = result.points[best]
    let measured = point.detected.compactMap { item -> (Double, Double)? in
      guard case .edits(let percent) = item.kind else { return nil }
      return (1 - Double(percent) / 100, Double(item.found) / Double(max(1, item.all)))
    }
    guard !measured.isEmpty else { return "" }
    let shares = stride(from: 0.5, through: 1.0, by: 0.01).map { $0 }
    let predicted = shares.map { ($0, result.predictedDetection(similarity: $0, of: point)) }
    let plot = Plot(
      x: shares, y: [0, 1], xIsShare: true, yIsShare: true)
    var marks = plot.line(predicted, kind: "other")
    for item in measured { marks += plot.dot(item.0, item.1, isHot: false) }
    let kinds = point.detected.map { "\(escaped($0.kind.name)) \($0.found)/\($0.all)" }
    return figure(
      "Detection by similarity", plot.frame(marks, x: "share of words left alone", y: "found"),
      "Points: measured, together with their base. Line: predicted, enough fingerprints survive. "
        + kinds.joined(separator: ", ") + ".")
  }

  private var collisions: String {
    guard !result.collisions.isEmpty else { return "" }
    var rows = "<tr><th>bits</th><th>values</th><th>collisions</th><th>expected</th></tr>"
    for count in result.collisions {
      rows += "<tr><td>\(count.bits)</td><td>\(count.values)</td><td>\(count.collisions)</td>"
      rows += "<td>\(Decimals.four(count.expected))</td></tr>"
    }
    return figure(
      "Collisions by hash width", "<div class=\"scroll\" style=\"margin:0\"><table>\(rows)</table></div>",
      "Of the fingerprints of these documents, beside what chance would make.")
  }

  private func figure(_ title: String, _ body: String, _ caption: String) -> String {
    "<figure><h2>\(title)</h2>\(body)<figcaption>\(caption)</figcaption></figure>\n"
  }

  private var table: String {
    var text = "<div class=\"scroll\"><table><tr>"
    let table = result.table
    for cell in table.header { text += "<th>\(escaped(cell))</th>" }
    text += "</tr>\n"
    for (index, row) in table.rows.enumerated() {
      text += index == table.recommended ? "<tr class=\"best\">" : "<tr>"
      for cell in row { text += "<td>\(escaped(cell))</td>" }
      text += "</tr>\n"
    }
    return text + "</table></div>\n"
  }
}
