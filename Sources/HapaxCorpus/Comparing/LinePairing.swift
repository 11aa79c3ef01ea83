internal import Hapax

/// The lines of two texts, laid side by side: those that say the same stand in one row.
struct LinePairing {
  /// Lines of the first text beside lines of the second, counted from 1; one of the two may have none.
  struct Row: Equatable {
    var lines: Range<Int>
    var otherLines: Range<Int>
  }

  private(set) var rows: [Row] = []
  let index: LineIndex
  let otherIndex: LineIndex

  /// - Complexity: O(*n*) in the words and lines of both texts.
  init(_ comparison: Comparison, of text: [UInt8], with other: [UInt8]) {
    index = LineIndex(text)
    otherIndex = LineIndex(other)
    var row = Row(lines: 1..<1, otherLines: 1..<1)
    for link in links(comparison) {
      if link.line < row.lines.upperBound || link.other < row.otherLines.upperBound {
        row.lines = row.lines.lowerBound..<Swift.max(row.lines.upperBound, link.line + 1)
        row.otherLines = row.otherLines.lowerBound..<Swift.max(row.otherLines.upperBound, link.other + 1)
      } else {
        let next = Row(lines: link.line..<link.line + 1, otherLines: link.other..<link.other + 1)
        append(row, before: next)
        row = next
      }
    }
    append(
      row,
      before: Row(
        lines: index.count + 1..<index.count + 1, otherLines: otherIndex.count + 1..<otherIndex.count + 1))
  }

  /// Adds a row, and all lines that stand alone between it and the next one.
  private mutating func append(_ row: Row, before next: Row) {
    if !row.lines.isEmpty || !row.otherLines.isEmpty { rows.append(row) }
    for line in row.lines.upperBound..<next.lines.lowerBound where !index.isBlank(line: line) {
      rows.append(
        Row(lines: line..<line + 1, otherLines: row.otherLines.upperBound..<row.otherLines.upperBound))
    }
    for line in row.otherLines.upperBound..<next.otherLines.lowerBound where !otherIndex.isBlank(line: line) {
      rows.append(Row(lines: next.lines.lowerBound..<next.lines.lowerBound, otherLines: line..<line + 1))
    }
  }
}

extension LinePairing {
  private struct Link {
    var line: Int
    var other: Int
    var words = 0
  }

  /// The pairs of lines that have enough words in common, those in order alone, ascending in both texts: three words, or
  /// half of the shorter line. A word or two that two lines share by chance should not put them side by side.
  private func links(_ comparison: Comparison) -> [Link] {
    var links: [Link] = []
    for word in comparison.words where !word.isMoved {
      guard let partner = word.partner else { continue }
      let line = index.line(at: word.range.lowerBound)
      let other = otherIndex.line(at: comparison.otherWords[partner].range.lowerBound)
      if links.last?.line != line || links.last?.other != other {
        links.append(Link(line: line, other: other))
      }
      links[links.count - 1].words += 1
    }
    let sizes = Self.sizes(comparison.words, index)
    let otherSizes = Self.sizes(comparison.otherWords, otherIndex)
    return links.filter { $0.words >= 3 || $0.words * 2 >= Swift.min(sizes[$0.line], otherSizes[$0.other]) }
  }

  /// The number of words that begin on each line.
  private static func sizes(_ words: [Comparison.Word], _ index: LineIndex) -> [Int] {
    var sizes = [Int](repeating: 0, count: index.count + 1)
    for word in words { sizes[index.line(at: word.range.lowerBound)] += 1 }
    return sizes
  }
}
