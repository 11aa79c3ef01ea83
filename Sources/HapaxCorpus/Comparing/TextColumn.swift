/// A text wrapped into a column of a terminal, with stretches of several styles.
struct TextColumn {
  enum Style {
    case plain
    /// Said in this text only.
    case own
    /// Said in both, at other places.
    case moved
    case faint
  }

  struct Cell {
    var character: Character
    var style: Style
  }

  /// The wrapped lines.
  private(set) var lines: [[Cell]] = []
  private let width: Int

  /// - Parameter width: The columns that a line can take, at least 2.
  init(width: Int) { self.width = Swift.max(2, width) }
}

extension TextColumn {
  /// Adds a line of text and wraps it: behind a blank where there is one, else between any two characters.
  mutating func append(_ cells: [Cell]) {
    var start = 0
    while start < cells.count {
      var end = start
      var taken = 0
      while end < cells.count, taken + Self.width(of: cells[end].character) <= width {
        taken += Self.width(of: cells[end].character)
        end += 1
      }
      if end < cells.count, let blank = cells[start...end].lastIndex(where: { $0.character == " " }),
        blank > start
      {
        lines.append(Array(cells[start..<blank]))
        start = blank + 1
      } else {
        lines.append(Array(cells[start..<Swift.max(end, start + 1)]))
        start = Swift.max(end, start + 1)
      }
    }
  }

  static func cells(_ text: String, _ style: Style) -> [Cell] {
    text.map { Cell(character: $0, style: style) }
  }

  /// The columns that a terminal gives to some cells.
  static func width(of cells: some Sequence<Cell>) -> Int {
    cells.reduce(0) { $0 + width(of: $1.character) }
  }

  /// The columns that a terminal gives to a character: two to the wide ones of East Asia and to emoji.
  ///
  /// Source: Unicode Standard Annex #11, East Asian Width, in blocks.
  static func width(of character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars { width = Swift.max(width, columns(of: scalar)) }
    return width
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
