import Hapax
import Workloads

/// What became of the documents of one kind.
struct Score {
  var words = CleaningEvaluation()
  var bytes = 0
  var nanoseconds = 0.0

  static func += (sum: inout Score, one: Score) {
    sum.words += one.words
    sum.bytes += one.bytes
    sum.nanoseconds += one.nanoseconds
  }
}

extension Score {
  init(of sample: Case, cleaned: [UInt8], nanoseconds: Double, words numbering: inout Words) {
    let isExact =
      sample.isExact
      ? cleaned == sample.expected
      : numbering.numberedByLine(in: cleaned) == numbering.numberedByLine(in: sample.expected)
    words = CleaningEvaluation(
      input: numbering.numbered(in: sample.text), expected: numbering.numbered(in: sample.expected),
      output: numbering.numbered(in: cleaned), isExact: isExact)
    bytes = sample.text.count
    self.nanoseconds = nanoseconds
  }
}

// MARK: - The table

extension Score {
  static let header =
    "| kind | docs | words kept | vanished | redundant removed | damaged | fused | exact | MB/s |"
  static let rule = "| --- | --: | --: | --: | --: | --: | --: | --: | --: |"

  func row(_ kind: String) -> String {
    let cells = [
      kind, "\(words.documents)", Self.share(words.kept, of: words.expected, digits: 5), "\(words.vanished)",
      words.redundant == 0
        ? "-" : Self.share(words.redundant - words.left, of: words.redundant, digits: 4),
      "\(words.damaged)", "\(words.fused)", "\(words.exact)/\(words.documents)",
      "\(Int((Double(bytes) * 1_000 / max(1, nanoseconds)).rounded()))",
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  /// A share that says 1 only when it is 1: it is cut off, not rounded.
  private static func share(_ part: Int, of whole: Int, digits: Int) -> String {
    let scale = (0..<digits).reduce(1) { value, _ in value * 10 }
    let cut = whole == 0 ? scale : part * scale / whole
    let fraction = String(cut % scale)
    return "\(cut / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
