internal import Hapax

/// A sweep of the options of cleaning as one page of HTML, which needs no other file and no network: what is kept and removed, at
/// each point, and of each kind of texts.
public struct CleaningPage {
  private let result: CleaningResult
  /// The points that kinds are shown of: the cheapest.
  private static let shownPoints = 24

  public init(_ result: CleaningResult) { self.result = result }
}

extension CleaningPage {
  /// The page, in UTF-8.
  public var html: [UInt8] {
    let documents = result.points.first?.score.documents ?? 0
    var page = PageParts.head
    page += "<h1>hapax tune --task clean</h1>\n<p>\(Numbers.counted(documents, "text", "texts")), "
    page +=
      "\(Numbers.size(result.textBytes)); \(Numbers.counted(result.points.count, "point", "points")).</p>\n"
    if let best = result.recommended {
      page += PageParts.recommendation(result.variations, result.points[best].values)
    }
    page += "<div class=\"plots\">\n" + keptAndRemoved + speedAndCost + OptionPlot.figures(result.optionPlots)
    page += "</div>\n" + PageParts.table(result.table) + kinds + "</main></body></html>\n"
    return Array(page.utf8)
  }

  private var keptAndRemoved: String {
    let points = result.points.map { ($0.score.removedShare, $0.score.keptShare) }
    let plot = Plot(x: points.map(\.0), y: points.map(\.1), xIsShare: true, yIsShare: true)
    return PageParts.figure(
      "Kept and removed", plot.frame(dots(points, in: plot), x: "redundant words removed", y: "words kept"),
      "The upper right corner is perfect; the coloured point is recommended.")
  }

  private var speedAndCost: String {
    let points = result.points.map { (Double(result.megabytesPerSecond($0)), $0.score.exactShare) }
    let plot = Plot(x: points.map(\.0), y: points.map(\.1), xIsShare: false, yIsShare: true)
    return PageParts.figure(
      "Speed and exact texts", plot.frame(dots(points, in: plot), x: "MB/s of one thread", y: "texts exact"),
      "Texts that are as they should be, byte for byte.")
  }

  private func dots(_ points: [(Double, Double)], in plot: Plot) -> String {
    points.enumerated().map { plot.dot($1.0, $1.1, isHot: $0 == result.recommended) }.joined()
  }
}

// MARK: - Kinds

extension CleaningPage {
  /// Of each kind, at each of the cheapest points: the shares kept and removed.
  private var kinds: String {
    let shown = result.points.indices
      .sorted { (result.points[$0].score.cost, $0) < (result.points[$1].score.cost, $1) }
      .prefix(Self.shownPoints).sorted()
    guard let first = shown.first else { return "" }
    var text = "<h2 class=\"part\">Kept and removed, by kind</h2>\n<p class=\"note\">"
    if shown.count < result.points.count { text += "Of the \(shown.count) points of least cost. " }
    text += "In each cell: words kept, redundant words removed; perfect where it is empty. "
    text += "<span class=\"lost\">Words lost</span>, <span class=\"left\">words left</span>.</p>\n"
    text += "<div class=\"scroll\"><table class=\"kinds\"><tr><th>kind</th><th>texts</th>"
    for point in shown {
      let values = result.points[point].values.map(PageParts.escaped).joined(separator: "<br>")
      text +=
        "<th\(point == result.recommended ? " class=\"chosen\"" : "")>\(values.isEmpty ? "as is" : values)</th>"
    }
    text += "</tr>\n"
    for (row, kind) in result.points[first].kinds.enumerated() {
      text += "<tr><th>\(PageParts.escaped(kind.name))</th><td>\(kind.score.documents)</td>"
      for point in shown { text += cell(result.points[point].kinds[row].score) }
      text += "</tr>\n"
    }
    return text + "</table></div>\n"
  }

  private func cell(_ score: CleaningEvaluation) -> String {
    if score.lost == 0 && score.left == 0 { return "<td></td>" }
    return "<td class=\"\(score.lost > 0 ? "lost" : "left")\">\(Self.percent(score.keptShare)) "
      + "\(Self.percent(score.removedShare))</td>"
  }

  /// In hundredths, with one digit; never 100 where something is missing.
  private static func percent(_ share: Double) -> String {
    let tenths = share < 1 ? min(999, Int((share * 1_000).rounded())) : 1_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
