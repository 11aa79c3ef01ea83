internal import Hapax

/// What somebody who read pairs of documents says of them: a table of two ids and `same` or `different`, parted by tabs.
///
/// It is what `hapax tune --review` prints, filled in: lines that begin with `#`, blank lines, and pairs that still have a
/// `?` say nothing.
enum PairLabels {
  /// The labels of a file, each pair once, in the order of its lines.
  ///
  /// - Throws: `CorpusError.record` for a line that is none of these, an id that no document has or that several have, and
  ///   a pair that is labelled both ways.
  static func read(_ path: Path, ids: [String]) throws(CorpusError) -> [PairLabel] {
    var numbers: [String: Int] = [:]
    var several: Set<String> = []
    for (number, id) in ids.enumerated() where numbers.updateValue(number, forKey: id) != nil {
      several.insert(id)
    }
    var buffer = ByteBuffer()
    try ByteReader(path).readAll(into: &buffer)
    var labels: [PairLabel] = []
    var known: [[Int]: Bool] = [:]
    for (index, line) in String(decoding: buffer.bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
    {
      func refusal(_ reason: String) -> CorpusError {
        .record(path: path, line: index + 1, reason: reason)
      }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      // A comment has no tabs, so an id may begin with # all the same.
      if line.isEmpty || line.first == "#" && cells.count != 3 { continue }
      guard cells.count == 3, let verdict = Verdict(rawValue: cells[2]) else {
        throw refusal("two ids and same, different or ?, parted by tabs")
      }
      var pair: [Int] = []
      for id in cells.prefix(2) {
        guard let number = numbers[id] else { throw refusal("no document has the id \(id)") }
        if several.contains(id) { throw refusal("several documents have the id \(id)") }
        pair.append(number)
      }
      guard pair[0] != pair[1] else { throw refusal("a document and itself") }
      guard verdict != .unknown else { continue }
      pair.sort()
      let isSame = verdict == .same
      switch known.updateValue(isSame, forKey: pair) {
      case nil: labels.append(PairLabel(pair[0], pair[1], isSame: isSame))
      case isSame: break
      default: throw refusal("the pair is labelled both ways")
      }
    }
    return labels
  }

  /// What can be said of a pair.
  enum Verdict: String {
    case same, different
    case unknown = "?"
  }
}
