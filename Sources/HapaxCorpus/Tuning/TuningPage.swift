/// A sweep as one page of HTML with plots, which needs no other file and no network.
public struct TuningPage {
  private let result: TuningResult

  public init(_ result: TuningResult) { self.result = result }
}

extension TuningPage {
  /// The page, in UTF-8.
  public var html: [UInt8] {
    var page = PageParts.head
    page += "<h1>hapax tune</h1>\n<p>\(Numbers.counted(result.documents, "document", "documents")), "
    page +=
      "\(Numbers.size(result.textBytes)); \(Numbers.counted(result.points.count, "point", "points")).</p>\n"
    if let best = result.recommended {
      page += PageParts.recommendation(result.variations, result.points[best].values)
    }
    page += "<div class=\"plots\">\n"
    page += precisionAndRecall + speedAndRecall + detection + strangers + collisions
    page += OptionPlot.figures(result.optionPlots)
    page += "</div>\n" + PageParts.table(result.table) + "</main></body></html>\n"
    return Array(page.utf8)
  }
}

// MARK: - Plots

extension TuningPage {
  private var precisionAndRecall: String {
    let points = result.points.indices.map {
      (result.points[$0].clusters.recall, result.points[$0].clusters.precision)
    }
    let plot = Plot(x: points.map(\.0), y: points.map(\.1), xIsShare: true, yIsShare: true)
    return PageParts.figure(
      "Precision and recall", plot.frame(dots(points, in: plot), x: "recall", y: "precision"),
      "Of pairs of documents. The upper right corner is perfect; the coloured point is recommended.")
  }

  private var speedAndRecall: String {
    let points = result.points.indices.map {
      (result.points[$0].documentsPerSecond, result.points[$0].clusters.recall)
    }
    let plot = Plot(x: points.map(\.0), y: points.map(\.1), xIsShare: false, yIsShare: true)
    let front = plot.line(result.paretoFront.map { points[$0] }, kind: "path")
    return PageParts.figure(
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
    let kinds = point.detected.filter { !$0.kind.isStranger }.map {
      "\(PageParts.escaped($0.kind.name)) \($0.found)/\($0.all)"
    }
    return PageParts.figure(
      "Detection by similarity", plot.frame(marks, x: "share of words left alone", y: "found"),
      "Points: measured, together with their base. Line: predicted, enough fingerprints survive. "
        + kinds.joined(separator: ", ") + ".")
  }

  /// How many of the documents that look alike and are other stories were taken for something else.
  private var strangers: String {
    guard let best = result.recommended else { return "" }
    let strangers = result.points[best].detected.filter(\.kind.isStranger)
    guard !strangers.isEmpty else { return "" }
    var rows = "<tr><th>kind</th><th>put together</th><th>of</th></tr>"
    for item in strangers {
      rows +=
        "<tr><td>\(PageParts.escaped(item.kind.name))</td><td>\(item.found)</td><td>\(item.all)</td></tr>"
    }
    return PageParts.figure(
      "Strangers", "<div class=\"scroll\" style=\"margin:0\"><table>\(rows)</table></div>",
      "Other stories that have much in common; each that was put together with anything is a mistake.")
  }

  private var collisions: String {
    guard !result.collisions.isEmpty else { return "" }
    var rows = "<tr><th>bits</th><th>values</th><th>collisions</th><th>expected</th></tr>"
    for count in result.collisions {
      rows += "<tr><td>\(count.bits)</td><td>\(count.values)</td><td>\(count.collisions)</td>"
      rows += "<td>\(Decimals.four(count.expected))</td></tr>"
    }
    return PageParts.figure(
      "Collisions by hash width", "<div class=\"scroll\" style=\"margin:0\"><table>\(rows)</table></div>",
      "Of the fingerprints of these documents, beside what chance would make.")
  }
}
