internal import Hapax

/// Two documents side by side, for people: rows of lines, and what is only in one of them marked.
///
/// ```
/// a.txt | b.txt: nearly the same, 96 % of the first, 98 % of the second
///
///    1  The harbour was closed on           1  The harbour was closed on
///       [-Tuesday-] after a storm.        |     {+Wednesday+} after a storm.
///    3  Nobody was hurt.                 <
/// ```
struct SideBySide {
  private let pair: ComparedPair
  private let pairing: LinePairing
  private let colour: Bool
  private let width: Int

  /// - Parameter width: The columns of the terminal.
  init(_ pair: ComparedPair, colour: Bool, width: Int) {
    self.pair = pair
    self.colour = colour
    self.width = Swift.max(40, width)
    pairing = LinePairing(pair.comparison, of: pair.first.text, with: pair.second.text)
  }

  /// Adds the page. Nothing in it comes from the texts unescaped.
  func append(to output: inout [UInt8]) {
    output.append(contentsOf: pair.headline.utf8)
    output.append(contentsOf: "\n\n".utf8)
    for row in pairing.rows { append(row, to: &output) }
  }
}

// MARK: - Rows

extension SideBySide {
  /// One of the two texts, as a row needs it.
  private struct Side {
    let text: [UInt8]
    let words: [Comparison.Word]
    let index: LineIndex
    let marks: (open: String, close: String)
  }

  private var first: Side {
    Side(
      text: pair.first.text, words: pair.comparison.words, index: pairing.index, marks: ("[-", "-]"))
  }

  private var second: Side {
    Side(
      text: pair.second.text, words: pair.comparison.otherWords, index: pairing.otherIndex,
      marks: ("{+", "+}"))
  }

  private var digits: Int { String(Swift.max(pairing.index.count, pairing.otherIndex.count)).count }
  /// What a column has beside its text: the number of the line, and blanks around it.
  private var columnWidth: Int { (width - 3) / 2 - digits - 2 }

  private func append(_ row: LinePairing.Row, to output: inout [UInt8]) {
    let left = Self.words(of: first, on: row.lines)
    let right = Self.words(of: second, on: row.otherLines)
    let isAlone = row.lines.isEmpty || row.otherLines.isEmpty
    var cells = column(first, row.lines, left, beside: right, isAlone: isAlone)
    var otherCells = column(second, row.otherLines, right, beside: left, isAlone: isAlone)
    if row.lines.isEmpty { cells = place(of: right, of: second, in: first) }
    if row.otherLines.isEmpty { otherCells = place(of: left, of: first, in: second) }
    let sign =
      row.otherLines.isEmpty ? "<" : row.lines.isEmpty ? ">" : cells.isSame && otherCells.isSame ? " " : "|"
    for number in 0..<Swift.max(cells.lines.count, otherCells.lines.count) {
      var line = rendered(cells, number, padded: true)
      line += " \(sign) "
      line += rendered(otherCells, number, padded: false)
      while line.last == " " { line.removeLast() }
      output.append(contentsOf: line.utf8)
      output.append(UInt8(ascii: "\n"))
    }
  }

  /// The indices of the words that begin on some lines.
  private static func words(of side: Side, on lines: Range<Int>) -> Range<Int> {
    func lowerBound(_ line: Int) -> Int {
      var (low, high) = (0, side.words.count)
      while low < high {
        let middle = (low + high) / 2
        if side.index.line(at: side.words[middle].range.lowerBound) < line {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
    return lowerBound(lines.lowerBound)..<lowerBound(lines.upperBound)
  }
}

// MARK: - Columns

extension SideBySide {
  private struct Column {
    var lines: [(number: Int?, cells: [TextColumn.Cell])] = []
    /// Nothing in it is missing on the other side.
    var isSame = true
  }

  private func column(
    _ side: Side, _ lines: Range<Int>, _ words: Range<Int>, beside others: Range<Int>, isAlone: Bool
  ) -> Column {
    var column = Column()
    for line in lines where !side.index.isBlank(line: line) {
      var wrapped = TextColumn(width: columnWidth)
      wrapped.append(cells(side, line, words, beside: others, isAlone: isAlone, &column.isSame))
      for (number, cells) in wrapped.lines.enumerated() {
        column.lines.append((number == 0 ? line : nil, cells))
      }
    }
    return column
  }

  /// Beside a line that stands alone, where most of its words are on the other side; nothing where they are nowhere.
  private func place(of words: Range<Int>, of side: Side, in other: Side) -> Column {
    let partners = side.words[words].compactMap(\.partner)
    guard partners.count * 2 > words.count else { return Column() }
    let line = other.index.line(at: other.words[partners[partners.count / 2]].range.lowerBound)
    return Column(lines: [(nil, TextColumn.cells("(line \(line))", .faint))])
  }

  /// A line of text with its styles.
  private func cells(
    _ side: Side, _ line: Int, _ words: Range<Int>, beside others: Range<Int>, isAlone: Bool,
    _ isSame: inout Bool
  ) -> [TextColumn.Cell] {
    var cells: [TextColumn.Cell] = []
    let range = side.index.range(ofLine: line)
    var at = range.lowerBound
    var style = TextColumn.Style.plain
    for index in Self.words(of: side, on: line..<line + 1) {
      let word = side.words[index]
      let next = Self.style(of: word, beside: others)
      if next != .plain { isSame = false }
      if next != style {
        // What stands between two words is marked with neither.
        change(&style, to: .plain, side, isAlone, &cells)
        append(side.text[at..<word.range.lowerBound], .plain, to: &cells)
        at = word.range.lowerBound
        change(&style, to: next, side, isAlone, &cells)
      }
      append(side.text[at..<Swift.min(word.range.upperBound, range.upperBound)], style, to: &cells)
      at = Swift.min(word.range.upperBound, range.upperBound)
    }
    change(&style, to: .plain, side, isAlone, &cells)
    append(side.text[at..<range.upperBound], .plain, to: &cells)
    return cells
  }

  private static func style(of word: Comparison.Word, beside others: Range<Int>) -> TextColumn.Style {
    guard let partner = word.partner else { return .own }
    return others.contains(partner) ? .plain : .moved
  }

  /// Ends a stretch and begins another; without colours they are marked, as word differences are. A row that stands alone
  /// needs no marks.
  private func change(
    _ style: inout TextColumn.Style, to next: TextColumn.Style, _ side: Side, _ isAlone: Bool,
    _ cells: inout [TextColumn.Cell]
  ) {
    guard style != next else { return }
    if !colour, !isAlone, style != .plain { cells += TextColumn.cells(side.marks.close, style) }
    style = next
    if !colour, !isAlone, style != .plain { cells += TextColumn.cells(side.marks.open, style) }
  }

  private func append(
    _ bytes: ArraySlice<UInt8>, _ style: TextColumn.Style, to cells: inout [TextColumn.Cell]
  ) {
    let spaced = bytes.map { $0 == 0x09 ? 0x20 : $0 }
    cells += TextColumn.cells(Printable.string(spaced), style)
  }
}

// MARK: - Printing

extension SideBySide {
  private func rendered(_ column: Column, _ number: Int, padded: Bool) -> String {
    let isThere = number < column.lines.count
    let label = isThere ? column.lines[number].number.map(String.init) ?? "" : ""
    var text = paint(String(repeating: " ", count: digits - label.count) + label, .faint) + "  "
    let cells = isThere ? column.lines[number].cells : []
    var at = 0
    while at < cells.count {
      let end = cells[at...].firstIndex { $0.style != cells[at].style } ?? cells.count
      text += paint(String(cells[at..<end].map(\.character)), cells[at].style)
      at = end
    }
    if padded {
      text += String(repeating: " ", count: Swift.max(0, columnWidth - TextColumn.width(of: cells)))
    }
    return text
  }

  private func paint(_ text: String, _ style: TextColumn.Style) -> String {
    guard colour, !text.isEmpty else { return text }
    switch style {
    case .plain: return text
    case .own: return "\u{1B}[31m\(text)\u{1B}[0m"
    case .moved: return "\u{1B}[33m\(text)\u{1B}[0m"
    case .faint: return "\u{1B}[2m\(text)\u{1B}[0m"
    }
  }
}
