import Workloads

/// What became of the documents of one kind.
struct Score {
  var documents = 0
  /// Words that should stay, and those that did.
  var expected = 0, kept = 0
  /// Words that stand nowhere in the output, though they should.
  var vanished = 0
  /// Words that should go, and those of them that did not.
  var redundant = 0, left = 0
  /// Documents that lost a word; that have a word which the input has not; that are as they should be.
  var damaged = 0, fused = 0, exact = 0
  var bytes = 0
  var nanoseconds = 0.0

  static func += (sum: inout Score, one: Score) {
    sum.documents += one.documents
    sum.expected += one.expected
    sum.kept += one.kept
    sum.vanished += one.vanished
    sum.redundant += one.redundant
    sum.left += one.left
    sum.damaged += one.damaged
    sum.fused += one.fused
    sum.exact += one.exact
    sum.bytes += one.bytes
    sum.nanoseconds += one.nanoseconds
  }
}

extension Score {
  init(of sample: Case, cleaned: [UInt8], nanoseconds: Double, words: inout Words) {
    let before = words.numbered(in: sample.text)
    let wanted = words.numbered(in: sample.expected)
    let found = words.numbered(in: cleaned)
    let common = commonWords(wanted, found)
    let standing = Set(found)
    documents = 1
    expected = wanted.count
    kept = common
    vanished = wanted.count { !standing.contains($0) }
    redundant = max(0, before.count - wanted.count)
    left = min(redundant, max(0, found.count - common))
    damaged = common < wanted.count ? 1 : 0
    fused = Self.hasMore(found, than: before) ? 1 : 0
    let isExact =
      sample.isExact
      ? cleaned == sample.expected
      : words.numberedByLine(in: cleaned) == words.numberedByLine(in: sample.expected)
    exact = isExact ? 1 : 0
    bytes = sample.text.count
    self.nanoseconds = nanoseconds
  }

  /// Whether a word stands more often in `found` than in `before`.
  private static func hasMore(_ found: [Int32], than before: [Int32]) -> Bool {
    var counts: [Int32: Int] = [:]
    for word in before { counts[word, default: 0] += 1 }
    return found.contains { word in
      counts[word, default: 0] -= 1
      return counts[word, default: 0] < 0
    }
  }
}

// MARK: - The table

extension Score {
  static let header =
    "| kind | docs | words kept | vanished | redundant removed | damaged | fused | exact | MB/s |"
  static let rule = "| --- | --: | --: | --: | --: | --: | --: | --: | --: |"

  func row(_ kind: String) -> String {
    let cells = [
      kind, "\(documents)", Self.share(kept, of: expected, digits: 5), "\(vanished)",
      redundant == 0 ? "-" : Self.share(redundant - left, of: redundant, digits: 4), "\(damaged)", "\(fused)",
      "\(exact)/\(documents)", "\(Int((Double(bytes) * 1_000 / max(1, nanoseconds)).rounded()))",
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
