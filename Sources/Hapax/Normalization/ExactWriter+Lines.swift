/// Line ends, trailing white space, blank lines.
///
/// What hangs at the end of a line, and blank lines, wait until something solid or the end of the text decides on them.
/// They wait as runs, so a flood of line feeds or blanks takes one entry.
struct LineState {
  /// What a waiting unit is.
  enum Role {
    /// White space of the current line: kept if something solid follows on the line.
    case hanging
    /// Removed already, by another rule.
    case dropped
    /// The line end, or the CR of one, of the current line.
    case ending
    /// White space of a blank line that stays.
    case blankContent
    /// The end of a blank line that stays.
    case blankEnd
    /// A blank line after the first of its run.
    case surplus
  }

  struct Entry {
    var unit: Unit
    var role: Role
  }

  var waiting: [Entry] = []
  /// Where the current line's entries begin.
  var lineStart = 0
  /// The current line has something solid.
  var hasSolid = false
  /// The last unit of the line is solid: a joiner behind it belongs to it.
  var endsSolid = false
  /// The text has something that stays.
  var hasOutput = false
  /// Blank lines in a row, before the current line.
  var blankCount = 0

  mutating func begin() {
    waiting.removeAll(keepingCapacity: true)
    startLine()
    hasOutput = false
    blankCount = 0
  }

  mutating func startLine() {
    lineStart = waiting.count
    hasSolid = false
    endsSolid = false
  }

  /// Adds an entry, to the last one where both are runs of bytes that stay or both are removed alike.
  mutating func append(_ unit: Unit, _ role: Role) {
    if waiting.count > lineStart || role == .surplus, let last = waiting.last, last.role == role,
      last.unit.end == unit.start, last.unit.reason == unit.reason,
      unit.reason == nil || (unit.isDropped && last.unit.isDropped)
    {
      waiting[waiting.count - 1].unit.end = unit.end
      if !unit.isDropped { waiting[waiting.count - 1].unit.scalar = Unit.run }
    } else {
      waiting.append(Entry(unit: unit, role: role))
    }
  }

  /// Replaces the entries from `index` on by one that spans them.
  mutating func merge(from index: Int, as role: Role, _ reason: Edit.Reason) {
    guard index < waiting.count, let last = waiting.last else { return }
    let unit = Unit(
      scalar: Unit.dropped, reason: reason, start: waiting[index].unit.start, end: last.unit.end)
    waiting.removeLast(waiting.count - index)
    append(unit, role)
  }
}

// MARK: - Line ends

extension ExactWriter {
  /// Joins CR and LF to one line end, over whatever was dropped between them.
  mutating func passCarriageReturn(_ unit: Unit, _ traits: CharacterTraits) {
    if carriageReturn != nil {
      if unit.isDropped { return carriageReturnDrops.appendJoining(unit) }
      if unit.scalar == 0x0A {
        finishCarriageReturn(joins: true)
        return endLine(unit)
      }
      finishCarriageReturn()
    }
    if unit.isDropped {
      passDropped(unit)
    } else if unit.scalar == 0x0D {
      carriageReturn = unit
    } else if traits.contains(.endsLine) {
      endLine(unit)
    } else {
      passInLine(unit, traits)
    }
  }

  /// Lets a waiting CR go: alone, or as the first half of CR LF.
  mutating func finishCarriageReturn(joins: Bool = false) {
    guard let first = carriageReturn else { return }
    carriageReturn = nil
    if joins {
      lines.append(rules.unifiesLineEnds ? first.dropped(.lineEnd) : first, .ending)
    } else {
      endLine(first)
    }
    guard !carriageReturnDrops.isEmpty else { return }
    for index in carriageReturnDrops.indices { passDropped(carriageReturnDrops[index]) }
    carriageReturnDrops.removeAll(keepingCapacity: true)
  }

  private mutating func endLine(_ unit: Unit) {
    var end = unit
    if rules.unifiesLineEnds, end.scalar != 0x0A {
      end.scalar = 0x0A
      end.reason = .lineEnd
    }
    if lines.hasSolid {
      if !lines.waiting.isEmpty {
        trimLine()
        keepEntries()
        lines.waiting.removeAll(keepingCapacity: true)
      }
      emit(end)
      lines.blankCount = 0
    } else {
      lines.append(end, .ending)
      endBlankLine()
    }
    lines.startLine()
  }

  private mutating func endBlankLine() {
    if rules.trimsBlankEdges, !lines.hasOutput {
      lines.merge(from: 0, as: .surplus, .blankEdge)
      keepEntries()
      lines.waiting.removeAll(keepingCapacity: true)
    } else if rules.collapsesBlankLines, lines.blankCount > 0 {
      lines.merge(from: lines.lineStart, as: .surplus, .blankLines)
    } else {
      lines.blankCount += 1
      for index in lines.lineStart..<lines.waiting.count {
        switch lines.waiting[index].role {
        case .hanging: lines.waiting[index].role = .blankContent
        case .ending: lines.waiting[index].role = .blankEnd
        default: break
        }
      }
      if !rules.trimsBlankEdges { keepWaitingBlankLines() }
    }
  }
}

// MARK: - In a line

extension ExactWriter {
  private mutating func passDropped(_ unit: Unit) {
    lines.hasSolid && lines.waiting.isEmpty ? emit(unit) : lines.append(unit, .dropped)
  }

  private mutating func passInLine(_ unit: Unit, _ traits: CharacterTraits) {
    if unit.scalar == 0xFEFF, beginsOutput { return passDropped(unit.dropped(.byteOrderMark)) }
    if !traits.isDisjoint(with: rules.hanging), !(traits.contains(.isJoiner) && lines.endsSolid) {
      lines.append(unit, .hanging)
      lines.endsSolid = false
    } else {
      keepWaitingLines()
      emit(unit)
    }
  }

  /// Whether the next code point is the first of the output. U+FEFF would be read as a byte order mark there.
  private var beginsOutput: Bool {
    !lines.hasOutput && !lines.hasSolid && lines.blankCount == 0
      && !lines.waiting.contains { $0.role == .hanging }
  }

  /// Something solid comes: what waits is no trailing white space and no blank edge.
  mutating func keepWaitingLines() {
    if !lines.waiting.isEmpty {
      keepEntries()
      lines.waiting.removeAll(keepingCapacity: true)
    }
    lines.lineStart = 0
    lines.hasSolid = true
    lines.endsSolid = true
    lines.hasOutput = true
    lines.blankCount = 0
  }

  private mutating func keepWaitingBlankLines() {
    keepEntries()
    lines.waiting.removeAll(keepingCapacity: true)
    lines.hasOutput = true
  }

  private mutating func keepEntries() {
    for index in lines.waiting.indices {
      let entry = lines.waiting[index]
      emit(entry.role == .blankContent ? entry.unit.dropped(.trailingWhitespace) : entry.unit)
    }
  }

  /// Removes what hangs at the end of the current line, in one edit with what was dropped inside it.
  private mutating func trimLine() {
    guard let last = lines.waiting.lastIndex(where: { $0.role == .hanging }) else { return }
    var first = last
    for index in lines.waiting.indices where lines.waiting[index].role == .hanging {
      first = index
      break
    }
    let unit = Unit(
      scalar: Unit.dropped, reason: .trailingWhitespace, start: lines.waiting[first].unit.start,
      end: lines.waiting[last].unit.end)
    lines.waiting.replaceSubrange(first...last, with: [LineState.Entry(unit: unit, role: .dropped)])
  }

  /// The text ends: blank lines at its end go, and what hangs on its last line.
  mutating func finishLines() {
    if lines.hasSolid || !rules.trimsBlankEdges {
      trimLine()
    } else if lines.waiting.contains(where: { $0.role != .dropped }) {
      lines.merge(from: 0, as: .surplus, .blankEdge)
    }
    keepEntries()
    lines.waiting.removeAll(keepingCapacity: true)
  }
}
