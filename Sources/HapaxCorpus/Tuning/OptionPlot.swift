/// What an option trades: measures by its values, the other options of the sweep as they are recommended.
struct OptionPlot {
  /// A measure at each value.
  struct Line {
    let name: String
    /// The class of its line.
    let kind: String
    let shares: [Double]
  }

  let option: String
  private let values: [String]
  private let lines: [Line]

  /// The plot of each option that has more than one value.
  ///
  /// - Parameters:
  ///   - points: Of each point of the sweep the values of the variations.
  ///   - lines: The measures of some points.
  static func all(
    _ variations: [Variation], points: [[String]], recommended: Int?, lines: ([Int]) -> [Line]
  ) -> [OptionPlot] {
    guard let recommended else { return [] }
    return variations.indices.filter { variations[$0].values.count > 1 }.map { index in
      let along = points.indices.filter { point in
        points[point].indices.allSatisfy { $0 == index || points[point][$0] == points[recommended][$0] }
      }
      return OptionPlot(
        option: variations[index].option, values: along.map { points[$0][index] }, lines: lines(along))
    }
  }
}

extension OptionPlot {
  /// The plot, for a page.
  var svg: String {
    let numbers = values.map { Double($0) }
    // What has no number stands in the order of the sweep.
    let places = values.indices.map { index in
      numbers.contains(nil) ? Double(index) : numbers[index] ?? 0
    }
    let plot = Plot(x: places, y: lines.flatMap(\.shares), xIsShare: false, yIsShare: true)
    var marks = ""
    for line in lines {
      let points = zip(places, line.shares).sorted { $0.0 < $1.0 }
      marks += plot.line(points, kind: line.kind)
      for point in points { marks += plot.dot(point.0, point.1, isHot: false) }
    }
    let name = PageParts.escaped(
      numbers.contains(nil) ? "\(option): \(values.joined(separator: ", "))" : option)
    return plot.frame(
      marks, x: name, y: lines.map(\.name).joined(separator: ", "),
      legend: lines.map { ($0.name, $0.kind) })
  }

  /// The plot as a file of its own.
  var file: [UInt8] {
    Array(
      (svg.replacing(
        "<svg ", with: "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" ",
        maxReplacements: 1
      )
      .replacing(
        ">", with: "><style>\(Self.style)</style><rect class=\"ground\" width=\"400\" height=\"300\"/>",
        maxReplacements: 1)
        + "\n").utf8)
  }

  private static let style =
    "text{fill:#667281;font-size:11px}.ground{fill:#fff}.axis{stroke:#d5dbe3}.dot{fill:#0b63c5;fill-opacity:.55}"
    + ".path,.other,.third{fill:none;stroke-width:2;stroke:#0b63c5}.other{stroke:#c2410c;stroke-dasharray:5 4}"
    + ".third{stroke:#667281;stroke-dasharray:2 3}@media(prefers-color-scheme:dark){text{fill:#9aa7b8}"
    + ".ground{fill:#14181d}.axis{stroke:#39434f}.dot{fill:#6cb2ff}.path{stroke:#6cb2ff}.other{stroke:#ff9457}"
    + ".third{stroke:#9aa7b8}}"

  /// Writes each as `OPTION.svg` into a folder that there is.
  static func write(_ plots: [OptionPlot], to folder: Path) throws(CorpusError) {
    for plot in plots { try OutputFiles.write(plot.file, to: folder.appending(Path("\(plot.option).svg"))) }
  }

  /// All for a page.
  static func figures(_ plots: [OptionPlot]) -> String {
    plots.map {
      PageParts.figure(
        PageParts.escaped($0.option), $0.svg, "By its values; other options as they are recommended.")
    }.joined()
  }
}
