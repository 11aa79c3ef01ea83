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
    text.replacingEach("&", "&amp;").replacingEach("<", "&lt;").replacingEach(">", "&gt;")
  }
}

// MARK: - Plots

extension TuningPage {
  private var precisionAndRecall: String {
    let points = result.points.indices.map {
      (result.points[$0].clusters.recall, result.points[$0].clusters.precision)
    }
    let plot = Plot(x: points.map(\.0), y: points.map(\.1), xIsShare: true, yIsShare: true)
    var marks = ""
    for (index, point) in points.enumerated() {
      marks += plot.dot(point.0, point.1, isHot: index == result.recommended)
    }
    return figure(
      "Precision and recall", plot.frame(marks, x: "recall", y: "precision"),
      "Of pairs of documents. The upper right corner is perfect; the coloured point is recommended.")
  }

  private var speedAndRecall: String {
    let points = result.points.indices.map {
      (result.points[$0].documentsPerSecond, result.points[$0].clusters.recall)
    }
    let plot = Plot(x: points.map(\.0), y: points.map(\.1), xIsShare: false, yIsShare: true)
    var marks = plot.line(result.paretoFront.map { points[$0] }, kind: "path")
    for (index, point) in points.enumerated() {
      marks += plot.dot(point.0, point.1, isHot: index == result.recommended)
    }
    return figure(
      "Speed and recall", plot.frame(marks, x: "documents per second", y: "recall"),
      "The line is the Pareto front: no other point is both faster and of a higher recall.")
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
    for cell in result.header { text += "<th>\(escaped(cell))</th>" }
    text += "</tr>\n"
    for index in result.points.indices {
      text += index == result.recommended ? "<tr class=\"best\">" : "<tr>"
      for cell in result.row(index) { text += "<td>\(escaped(cell))</td>" }
      text += "</tr>\n"
    }
    return text + "</table></div>\n"
  }
}

/// A plot of 400 by 280 units.
private struct Plot {
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>
  private let width = 400.0
  private let height = 280.0
  private let left = 48.0
  private let bottom = 40.0
  private let top = 10.0
  private let right = 24.0

  /// - Parameter xIsShare: Whether values are shares, so that an axis ends at 1.
  init(x: [Double], y: [Double], xIsShare: Bool, yIsShare: Bool) {
    self.x = Plot.range(x, isShare: xIsShare)
    self.y = Plot.range(y, isShare: yIsShare)
  }

  private static func range(_ values: [Double], isShare: Bool) -> ClosedRange<Double> {
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    guard isShare else { return 0...rounded(max(high * 1.05, 1)) }
    // A tenth of room, and never less than a hundredth of the axis.
    let room = max(0.01, (1 - low) * 0.1)
    return max(0, low - room)...1
  }

  /// The next number of one digit and a half: 10, 15, 20, 25, …
  private static func rounded(_ value: Double) -> Double {
    var step = 1.0
    while step * 10 < value { step *= 10 }
    return (value / (step / 2)).rounded(.up) * (step / 2)
  }

  private func place(_ a: Double, _ b: Double) -> (String, String) {
    let u = left + (a - x.lowerBound) / (x.upperBound - x.lowerBound) * (width - left - right)
    let v = height - bottom - (b - y.lowerBound) / (y.upperBound - y.lowerBound) * (height - bottom - top)
    return (Plot.short(u), Plot.short(v))
  }

  private static func short(_ value: Double) -> String { String(Double(Int(value * 10)) / 10) }

  func dot(_ a: Double, _ b: Double, isHot: Bool) -> String {
    let (u, v) = place(a, b)
    return "<circle class=\"\(isHot ? "hot" : "dot")\" cx=\"\(u)\" cy=\"\(v)\" r=\"\(isHot ? 6 : 4)\"/>"
  }

  func line(_ points: [(Double, Double)], kind: String) -> String {
    let places = points.map { place($0.0, $0.1) }.map { "\($0.0),\($0.1)" }
    return "<polyline class=\"\(kind)\" points=\"\(places.joined(separator: " "))\"/>"
  }

  func frame(_ marks: String, x xName: String, y yName: String) -> String {
    var svg = "<svg viewBox=\"0 0 400 280\" role=\"img\" aria-label=\"\(yName) by \(xName)\">"
    for step in 0...4 {
      let a = x.lowerBound + (x.upperBound - x.lowerBound) * Double(step) / 4
      let b = y.lowerBound + (y.upperBound - y.lowerBound) * Double(step) / 4
      let (u, _) = place(a, y.lowerBound)
      let (_, v) = place(x.lowerBound, b)
      svg += "<line class=\"axis\" x1=\"\(u)\" y1=\"10\" x2=\"\(u)\" y2=\"240\"/>"
      svg += "<line class=\"axis\" x1=\"48\" y1=\"\(v)\" x2=\"376\" y2=\"\(v)\"/>"
      svg += "<text x=\"\(u)\" y=\"255\" text-anchor=\"middle\">\(label(a, x))</text>"
      svg +=
        "<text x=\"44\" y=\"\(v)\" text-anchor=\"end\" dominant-baseline=\"middle\">\(label(b, y))</text>"
    }
    svg += marks
    svg += "<text x=\"218\" y=\"274\" text-anchor=\"middle\">\(xName)</text>"
    svg += "<text x=\"12\" y=\"125\" text-anchor=\"middle\" transform=\"rotate(-90 12 125)\">\(yName)</text>"
    return svg + "</svg>"
  }

  private func label(_ value: Double, _ range: ClosedRange<Double>) -> String {
    if range.upperBound > 2 { return Numbers.grouped(Int(value.rounded())) }
    let digits = String(Int((value * 1_000).rounded()) % 1_000)
    return value >= 0.9995 ? "1" : "." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}

extension TuningResult {
  /// How probably enough fingerprints of a document survive where each word was left alone with probability
  /// `similarity`: each needs all of its seed's words, and they are taken as independent.
  func predictedDetection(similarity: Double, of point: Tuning.Point) -> Double {
    let options = point.options
    var survival = 1.0
    for _ in 0..<Int(options.fingerprinting.seedWords.rounded()) { survival *= similarity }
    // A document of ordinary length: what these have on average.
    let words = Double(textBytes) / Double(max(1, documents)) / 6
    let count = Int(words * 2 / (options.corpus.windowWords + 1))
    let needed = min(
      options.corpus.minimumEvidence, Int((options.corpus.minimumEvidenceShare * Double(count)).rounded(.up)))
    guard count > 0, needed > 0 else { return 1 }
    if survival >= 1 { return 1 }
    // The binomial's lower tail, term by term.
    var term = 1.0
    for _ in 0..<count { term *= 1 - survival }
    guard term > 0 else { return 1 }
    var below = 0.0
    for number in 0..<needed {
      below += term
      term *= Double(count - number) / Double(number + 1) * survival / (1 - survival)
    }
    return max(0, min(1, 1 - below))
  }
}

extension String {
  fileprivate func replacingEach(_ character: Character, _ text: String) -> String {
    var made = ""
    for own in self { if own == character { made += text } else { made.append(own) } }
    return made
  }
}
