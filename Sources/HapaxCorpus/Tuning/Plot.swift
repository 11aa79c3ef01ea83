/// A plot of 400 by 280 units.
struct Plot {
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

  /// The plot with its axes.
  ///
  /// - Parameter legend: The names of lines, and their classes.
  func frame(
    _ marks: String, x xName: String, y yName: String, legend: [(name: String, kind: String)] = []
  ) -> String {
    let height = legend.isEmpty ? 280 : 300
    var svg = "<svg viewBox=\"0 0 400 \(height)\" role=\"img\" aria-label=\"\(yName) by \(xName)\">"
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
    for (index, item) in legend.enumerated() {
      let u = 60 + index * 110
      svg += "<line class=\"\(item.kind)\" x1=\"\(u)\" y1=\"291\" x2=\"\(u + 24)\" y2=\"291\"/>"
      svg += "<text x=\"\(u + 30)\" y=\"295\">\(item.name)</text>"
    }
    return svg + "</svg>"
  }

  private func label(_ value: Double, _ range: ClosedRange<Double>) -> String {
    if range.upperBound > 2 {
      let isWhole = value == value.rounded() || range.upperBound > 40
      return isWhole ? Numbers.grouped(Int(value.rounded())) : String((value * 100).rounded() / 100)
    }
    let digits = String(Int((value * 1_000).rounded()) % 1_000)
    return value >= 0.9995 ? "1" : "." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
