/// Two sets of edits, one after the other, as one set on the first one's input.
///
/// Each stage changes the text that the stage before it gave. What the user sees are edits on the input as it was
/// given, so the sets are composed. Call the input X, the text between Y and the output Z: the first set goes from X to
/// Y, the second from Y to Z. Edits that touch the same bytes of Y become one edit, with the reason of the second
/// set's longest one: a removed paragraph tells more than the trimmed blank inside it. Only a repeat that the first set
/// removed stays an edit of its own, with its reason and its source.
extension Edits {
  /// These edits, then `second`.
  ///
  /// What is removed is not known yet in the result: call `recordRemoved(from:)`.
  /// - Complexity: O(*n*) in the rows of both, and O(log *n*) for each source range.
  func followed(by second: Edits) -> Edits {
    if second.rows.isEmpty { return self }
    if rows.isEmpty { return second }
    var composition = Composition(first: self, second: second)
    composition.run()
    return composition.result
  }

  /// Joins neighbours that touch and have the same reason and no source.
  mutating func coalesce() {
    guard rows.count > 1 else { return }
    var kept = 0
    for index in 1..<rows.count {
      let (row, last) = (rows[index], rows[kept])
      if row.range.lowerBound == last.range.upperBound, row.reason == last.reason, row.source == nil,
        last.source == nil
      {
        rows[kept].range = last.range.lowerBound..<row.range.upperBound
        rows[kept].replacementEnd = row.replacementEnd
        rows[kept].removedEnd = row.removedEnd
      } else {
        kept += 1
        rows[kept] = row
      }
    }
    rows.removeLast(rows.count - kept - 1)
  }
}

/// Where each edit's replacement stands in the output, so that offsets there lead back to the input.
struct EditMap {
  private let rows: [Edits.Row]
  /// Of each row: where its replacement begins in the output.
  private var starts: [Int] = []

  init(_ edits: Edits) {
    rows = edits.rows
    starts.reserveCapacity(rows.count)
    var shift = 0
    for index in rows.indices {
      starts.append(rows[index].range.lowerBound + shift)
      shift += edits.replacementRange(index).count - rows[index].range.count
    }
  }

  /// The range of the input that `range` of the output came from. An end inside a replacement takes all of what was
  /// replaced.
  func inputRange(_ range: Range<Int>) -> Range<Int> {
    let lower = inputOffset(range.lowerBound, roundsUp: false)
    return lower..<Swift.max(lower, inputOffset(range.upperBound, roundsUp: true))
  }

  private func inputOffset(_ offset: Int, roundsUp: Bool) -> Int {
    // The last row that begins at or before the offset.
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      // A lower end just behind a removal belongs behind it, an upper end just before one before it.
      if roundsUp ? starts[middle] < offset : starts[middle] <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0 else { return offset }
    let row = rows[low - 1]
    let begin = starts[low - 1]
    let replaced = replacementCount(low - 1)
    if offset < begin + replaced { return roundsUp ? row.range.upperBound : row.range.lowerBound }
    return row.range.upperBound + (offset - begin - replaced)
  }

  private func replacementCount(_ index: Int) -> Int {
    rows[index].replacementEnd - (index == 0 ? 0 : rows[index - 1].replacementEnd)
  }
}

private struct Composition {
  let first: Edits
  let second: Edits
  let map: EditMap
  var result = Edits()
  /// The next row of each set.
  var i = 0
  var j = 0
  /// Y offset minus X offset behind the first set's rows before `i`.
  var shift = 0

  init(first: Edits, second: Edits) {
    self.first = first
    self.second = second
    map = EditMap(first)
    result.rows.reserveCapacity(first.rows.count + second.rows.count)
  }

  /// The range in Y of the first set's row `i`.
  func firstRange() -> Range<Int> {
    let start = first.rows[i].range.lowerBound + shift
    return start..<start + first.replacementRange(i).count
  }

  mutating func run() {
    while i < first.rows.count || j < second.rows.count {
      if j == second.rows.count
        || (i < first.rows.count && firstRange().upperBound <= second.rows[j].range.lowerBound)
      {
        takeFirst()
      } else if i == first.rows.count || second.rows[j].range.upperBound <= firstRange().lowerBound {
        takeSecond()
      } else {
        mergeOverlapping()
      }
    }
  }

  mutating func takeFirst() {
    let row = first.rows[i]
    result.append(
      row.range, replacement: first.replacements[first.replacementRange(i)], reason: row.reason,
      source: row.source, likeness: first.likeness(of: row))
    advanceFirst()
  }

  mutating func takeSecond() {
    let row = second.rows[j]
    result.append(
      row.range.lowerBound - shift..<row.range.upperBound - shift,
      replacement: second.replacements[second.replacementRange(j)], reason: row.reason,
      source: row.source.map(map.inputRange), likeness: second.likeness(of: row))
    j += 1
  }

  mutating func advanceFirst() {
    shift += first.replacementRange(i).count - first.rows[i].range.count
    i += 1
  }

  /// Rows that overlap in Y, chained, become one. Whatever of Y lies in the group and in no row of the second set lies
  /// in a row of the first, so the group's text is made from the two sets' replacements alone.
  mutating func mergeOverlapping() {
    let startX = Swift.min(first.rows[i].range.lowerBound, second.rows[j].range.lowerBound - shift)
    var endY = Swift.min(firstRange().lowerBound, second.rows[j].range.lowerBound)
    /// Up to where in Y the group's text is written.
    var writtenY = endY
    var text: [UInt8] = []
    var leading: Edits.Row?
    /// The first set's replacements in the group, by their ranges in Y.
    var replacements: [(range: Range<Int>, pool: Range<Int>)] = []
    /// The first set's removed repeats in the group.
    var repeats: [Edits.Row] = []

    func copy(_ from: Int, _ to: Int) {
      for part in replacements {
        let overlap = part.range.clamped(to: from..<Swift.max(from, to))
        guard !overlap.isEmpty else { continue }
        let pool = part.pool.lowerBound + overlap.lowerBound - part.range.lowerBound
        text.append(contentsOf: first.replacements[pool..<pool + overlap.count])
      }
    }
    /// Writes the second set's row once every row of the first that it overlaps is known.
    var pending: [Int] = []
    func flush(_ pending: [Int]) {
      for index in pending {
        let row = second.rows[index]
        copy(writtenY, row.range.lowerBound)
        text.append(contentsOf: second.replacements[second.replacementRange(index)])
        writtenY = row.range.upperBound
      }
    }

    var isFirstRound = true
    while true {
      let takesFirst = i < first.rows.count && (isFirstRound || firstRange().lowerBound < endY)
      let takesSecond = j < second.rows.count && (isFirstRound || second.rows[j].range.lowerBound < endY)
      guard takesFirst || takesSecond else { break }
      let firstLeads =
        takesFirst && (!takesSecond || firstRange().lowerBound <= second.rows[j].range.lowerBound)
      if firstLeads {
        let range = firstRange()
        if first.rows[i].reason.isRepeat && range.isEmpty { repeats.append(first.rows[i]) }
        replacements.append((range, first.replacementRange(i)))
        endY = Swift.max(endY, range.upperBound)
        advanceFirst()
      } else {
        let row = second.rows[j]
        if leading.map({ $0.range.count < row.range.count }) ?? true { leading = row }
        endY = Swift.max(endY, row.range.upperBound)
        pending.append(j)
        j += 1
      }
      isFirstRound = false
    }
    flush(pending)
    copy(writtenY, endY)
    guard let leading else { return }
    append(startX..<endY - shift, text, leading, around: repeats)
  }

  /// Adds the edit of a group, parted where repeats were removed in it.
  private mutating func append(
    _ range: Range<Int>, _ text: [UInt8], _ leading: Edits.Row, around repeats: [Edits.Row]
  ) {
    let source = leading.source.map(map.inputRange)
    var at = range.lowerBound
    var text = text
    for row in repeats {
      if at < row.range.lowerBound || !text.isEmpty {
        result.append(
          at..<row.range.lowerBound, replacement: text, reason: leading.reason, source: source,
          likeness: second.likeness(of: leading))
        text = []
      }
      result.appendRemoval(
        row.range, reason: row.reason, source: row.source, likeness: first.likeness(of: row))
      at = row.range.upperBound
    }
    if at < range.upperBound || !text.isEmpty {
      result.append(
        at..<range.upperBound, replacement: text, reason: leading.reason, source: source,
        likeness: second.likeness(of: leading))
    }
  }
}
