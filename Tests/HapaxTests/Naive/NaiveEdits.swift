@testable import Hapax

/// One edit set as plain values: ranges of a text, and what stands there then.
struct NaiveEdits {
  var rows: [(range: Range<Int>, replacement: [UInt8])]

  /// Made from the last to the first, so that no offset moves.
  func applied(to text: [UInt8]) -> [UInt8] {
    var text = text
    for row in rows.reversed() { text.replaceSubrange(row.range, with: row.replacement) }
    return text
  }

  /// The same as the engine's, complete.
  func edits(on text: [UInt8], _ reason: Edit.Reason = .bodyCopy) -> Edits {
    var edits = Edits()
    for row in rows { edits.append(row.range, replacement: row.replacement, reason: reason) }
    unsafe text.withUnsafeBufferPointer { unsafe edits.recordRemoved(from: $0) }
    return edits
  }

  /// All sets of up to two edits on a text of `count` bytes, with these replacements.
  static func all(on count: Int, _ replacements: [[UInt8]]) -> [NaiveEdits] {
    var single: [(range: Range<Int>, replacement: [UInt8])] = []
    for start in 0...count {
      for end in start...count {
        for replacement in replacements where end > start || !replacement.isEmpty {
          single.append((start..<end, replacement))
        }
      }
    }
    var all = [NaiveEdits(rows: [])] + single.map { NaiveEdits(rows: [$0]) }
    for first in single {
      for second in single
      where second.range.lowerBound >= first.range.upperBound && second.range != first.range {
        all.append(NaiveEdits(rows: [first, second]))
      }
    }
    return all
  }

  /// Up to `most` edits at random places.
  static func random(on count: Int, most: Int, _ random: inout SeededRandom) -> NaiveEdits {
    var rows: [(range: Range<Int>, replacement: [UInt8])] = []
    var at = 0
    for _ in 0..<Int.random(in: 0...most, using: &random) {
      let start = Int.random(in: at...count, using: &random)
      let end = min(count, start + Int.random(in: 0...6, using: &random))
      let letter = UInt8.random(in: 0x41...0x5A, using: &random)
      let replacement = [UInt8](repeating: letter, count: Int.random(in: 0...4, using: &random))
      if start == end && replacement.isEmpty { continue }
      if let last = rows.last, last.range == start..<end { continue }
      rows.append((start..<end, replacement))
      at = end
    }
    return NaiveEdits(rows: rows)
  }
}
