internal import Hapax

/// One option and the values that a sweep gives it: `corpus.windowWords=2...8`, `corpus.containedCoverage=0.7,0.8,0.9`.
public struct Variation: Hashable, Sendable {
  /// `group.option`.
  public let option: String
  /// The values as they are written.
  public let values: [String]

  /// Reads `group.option=a,b,c`, `=a...b` for all whole numbers between, or `=a...b:step`.
  public init(_ text: String) throws(CorpusError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw Variation.refusal(text) }
    option = String(parts[0])
    var values: [String] = []
    for item in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      values += try Variation.values(of: String(item), in: text)
    }
    self.values = values
    // Whether they are an option's values is known before anything is computed.
    for value in values {
      let options = try OptionsFile.setting("\(option)=\(value)", in: .standard)
      do { _ = try CorpusIndex(options) } catch { throw .usage("\(error)") }
    }
  }

  private static func values(of item: String, in text: String) throws(CorpusError) -> [String] {
    guard let range = item.firstRange(of: "...") else {
      guard !item.isEmpty else { throw refusal(text) }
      return [item]
    }
    let tail = item[range.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
    guard let low = Double(String(item[..<range.lowerBound])),
      let high = tail.first.flatMap({ Double(String($0)) }),
      let step = tail.count > 1 ? Double(String(tail[1])) : 1, tail.count <= 2, step > 0, high >= low,
      (high - low) / step < 10_000
    else { throw refusal(text) }
    return (0...Int(((high - low) / step + 1e-9).rounded(.down))).map { index in
      // A thousandth is fine enough for any option, and keeps 0.1 + 0.2 readable.
      let value = ((low + Double(index) * step) * 1_000).rounded() / 1_000
      return value == value.rounded() ? String(Int(value)) : String(value)
    }
  }

  private static func refusal(_ text: String) -> CorpusError {
    .usage(
      "--vary takes GROUP.OPTION=VALUES, as corpus.windowWords=2...8 or corpus.nearCoverage=0.5,0.6; not \(text)"
    )
  }

  /// Every combination of the values, on top of `options`; the options as they are where nothing is varied.
  static func points(_ variations: [Variation], on options: Options) throws(CorpusError) -> [Point] {
    var points = [Point(options: options, values: [])]
    for variation in variations {
      var next: [Point] = []
      for point in points {
        for value in variation.values {
          let changed = try OptionsFile.setting("\(variation.option)=\(value)", in: point.options)
          next.append(Point(options: changed, values: point.values + [value]))
        }
      }
      guard next.count <= 100_000 else { throw .usage("more than 100,000 points") }
      points = next
    }
    return points
  }

  /// Adds a combination as a JSON object.
  static func append(_ variations: [Variation], values: [String], to text: inout [UInt8]) {
    text.append(UInt8(ascii: "{"))
    for (index, (variation, value)) in zip(variations, values).enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      JSONText.append(variation.option, to: &text)
      text.append(UInt8(ascii: ":"))
      JSONText.append(value, to: &text)
    }
    text.append(UInt8(ascii: "}"))
  }

  /// One combination.
  struct Point {
    let options: Options
    /// Of each variation its value.
    let values: [String]
  }
}
