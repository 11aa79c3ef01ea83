/// All changes to one text: ascending, disjoint, and complete.
///
/// Applied to the input they give the output; undone from the output they give the input, byte for byte.
///
/// The changes are kept flat, as rows over two pools of bytes, because a text with CR LF line ends has an edit on
/// every line. An `Edit` is made when one is asked for.
public struct Edits: Hashable, Sendable {
  /// One row. The pools' ranges end here and begin where the row before ends.
  struct Row: Hashable, Sendable {
    var range: Range<Int>
    var replacementEnd: Int
    var removedEnd: Int
    var reason: Edit.Reason
    var source: Range<Int>?
    /// One more than its place in `likenesses`, or 0.
    var likeness = 0
  }

  var rows: [Row] = []
  var replacements: [UInt8] = []
  /// Filled last, from the input: see `recordRemoved(from:)`.
  var removed: [UInt8] = []

  /// Of near copies.
  private var likenesses: [Edit.Likeness] = []

  public init() {}
}

// MARK: - Reading

extension Edits: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { rows.count }

  public subscript(index: Int) -> Edit {
    let row = rows[index]
    return Edit(
      range: row.range, removed: Array(removed[removedRange(index)]),
      replacement: String(decoding: replacements[replacementRange(index)], as: UTF8.self), reason: row.reason,
      source: row.source, likeness: likeness(of: row))
  }

  func likeness(of row: Row) -> Edit.Likeness? { row.likeness == 0 ? nil : likenesses[row.likeness - 1] }

  func replacementRange(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : rows[index - 1].replacementEnd)..<rows[index].replacementEnd
  }

  func removedRange(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : rows[index - 1].removedEnd)..<rows[index].removedEnd
  }
}

// MARK: - Making

extension Edits {
  /// Makes edits from values, for instance from a report.
  ///
  /// - Throws: `EditsError.disordered` unless they are ascending and disjoint and each `removed` is as long as its
  ///   range.
  public init(_ edits: some Sequence<Edit>) throws(EditsError) {
    var end = 0
    for edit in edits {
      guard edit.range.lowerBound >= end, edit.removed.count == edit.range.count else {
        throw .disordered(offset: edit.range.lowerBound)
      }
      end = edit.range.upperBound
      append(
        edit.range, replacement: edit.replacement.utf8, reason: edit.reason, source: edit.source,
        likeness: edit.likeness)
      removed.append(contentsOf: edit.removed)
      rows[rows.count - 1].removedEnd = removed.count
    }
  }

  /// Adds an edit behind all others.
  ///
  /// - Precondition: `range` begins where the last edit ends, or later.
  mutating func append(
    _ range: Range<Int>, replacement: some Collection<UInt8>, reason: Edit.Reason, source: Range<Int>? = nil,
    likeness: Edit.Likeness? = nil
  ) {
    precondition(rows.last.map { $0.range.upperBound <= range.lowerBound } ?? true, "Edits are ascending")
    replacements.append(contentsOf: replacement)
    if let likeness { likenesses.append(likeness) }
    rows.append(
      Row(
        range: range, replacementEnd: replacements.count, removedEnd: 0, reason: reason, source: source,
        likeness: likeness == nil ? 0 : likenesses.count))
  }

  /// Adds an edit that only removes.
  mutating func appendRemoval(
    _ range: Range<Int>, reason: Edit.Reason, source: Range<Int>? = nil, likeness: Edit.Likeness? = nil
  ) {
    append(range, replacement: EmptyCollection<UInt8>(), reason: reason, source: source, likeness: likeness)
  }

  /// Copies what each edit removes out of the input, which completes the edits.
  mutating func recordRemoved(from input: UnsafeBufferPointer<UInt8>) {
    removed.removeAll(keepingCapacity: true)
    for index in rows.indices {
      // SAFETY: the ranges of edits lie inside the input that they were made from.
      unsafe removed.append(contentsOf: input[rows[index].range])
      rows[index].removedEnd = removed.count
    }
  }
}

// MARK: - Using

/// Why edits do not fit a text.
public enum EditsError: Error, Hashable, CustomStringConvertible {
  /// The edit at byte `offset` overlaps the one before it, or says another length than it removes.
  case disordered(offset: Int)
  /// The text is not the one that the edits belong to: it differs at byte `offset`.
  case mismatch(offset: Int)

  public var description: String {
    switch self {
    case .disordered(let offset): "the edit at byte \(offset) does not follow the one before it"
    case .mismatch(let offset): "the text is not the one that was changed: it differs at byte \(offset)"
    }
  }
}

extension Edits {
  /// The output for the input that the edits were made from.
  func output(for input: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(input.count + replacements.count)
    var at = 0
    for index in rows.indices {
      output.append(contentsOf: input[at..<rows[index].range.lowerBound])
      output.append(contentsOf: replacements[replacementRange(index)])
      at = rows[index].range.upperBound
    }
    output.append(contentsOf: input[at...])
    return output
  }

  /// The output: `input` with every edit made.
  ///
  /// - Throws: `EditsError.mismatch` where the input does not hold what an edit removes.
  /// - Complexity: O(*n*) in the bytes of the input and the output.
  public func applied(to input: [UInt8]) throws(EditsError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(input.count + replacements.count - removed.count)
    var at = 0
    for index in rows.indices {
      let range = rows[index].range
      guard range.upperBound <= input.count, removed[removedRange(index)] == input[range] else {
        throw .mismatch(offset: Swift.min(range.lowerBound, input.count))
      }
      output.append(contentsOf: input[at..<range.lowerBound])
      output.append(contentsOf: replacements[replacementRange(index)])
      at = range.upperBound
    }
    output.append(contentsOf: input[at...])
    return output
  }

  /// The input: `output` with every edit taken back.
  ///
  /// - Throws: `EditsError.mismatch` where the output does not hold what an edit put there.
  /// - Complexity: O(*n*) in the bytes of the input and the output.
  public func undone(from output: [UInt8]) throws(EditsError) -> [UInt8] {
    var input: [UInt8] = []
    input.reserveCapacity(output.count + removed.count)
    var at = 0
    for index in rows.indices {
      let start = at + rows[index].range.lowerBound - input.count
      let replacement = replacements[replacementRange(index)]
      guard start >= at, start + replacement.count <= output.count,
        output[start..<start + replacement.count] == replacement
      else { throw .mismatch(offset: Swift.min(Swift.max(start, 0), output.count)) }
      input.append(contentsOf: output[at..<start])
      input.append(contentsOf: removed[removedRange(index)])
      at = start + replacement.count
    }
    input.append(contentsOf: output[at...])
    return input
  }
}
