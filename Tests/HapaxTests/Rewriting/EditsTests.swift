import Testing

@testable import Hapax

@Suite("Edits") struct EditsTests {
  /// What is wrong with two sets of edits, one after the other, or nil.
  static func complaint(_ input: [UInt8], _ first: NaiveEdits, _ second: NaiveEdits) -> String? {
    let between = first.applied(to: input)
    let output = second.applied(to: between)
    var composed = first.edits(on: input).followed(by: second.edits(on: between))
    unsafe input.withUnsafeBufferPointer { unsafe composed.recordRemoved(from: $0) }
    if composed.output(for: input) != output { return "output \(composed.output(for: input).text)" }
    for (edit, next) in zip(composed, composed.dropFirst())
    where edit.range.upperBound > next.range.lowerBound {
      return "not ascending: \(composed.rows)"
    }
    if (try? composed.applied(to: input)) != output { return "applied" }
    if (try? composed.undone(from: output)) != input { return "undone" }
    var coalesced = composed
    coalesced.coalesce()
    unsafe input.withUnsafeBufferPointer { unsafe coalesced.recordRemoved(from: $0) }
    if (try? coalesced.applied(to: input)) != output { return "coalesced" }
    return nil
  }

  @Test("All pairs of sets of up to two edits compose as they apply, one after the other")
  func exhaustive() throws {
    let input = Array("abc".utf8)
    for first in NaiveEdits.all(on: 3, [[], [0x58]]) {
      let between = first.applied(to: input).count
      for second in NaiveEdits.all(on: between, [[], [0x59]]) where second.rows.count < 2 || between < 3 {
        let complaint = Self.complaint(input, first, second)
        try #require(complaint == nil, "\(first.rows), then \(second.rows)")
      }
    }
  }

  @Test("Random sets compose as they apply", arguments: [UInt64](1...4))
  func random(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<500 {
      let input = (0..<Int.random(in: 0...40, using: &random)).map { UInt8(0x61 + $0 % 26) }
      let first = NaiveEdits.random(on: input.count, most: 8, &random)
      let second = NaiveEdits.random(on: first.applied(to: input).count, most: 8, &random)
      let complaint = Self.complaint(input, first, second)
      try #require(complaint == nil, "seed \(seed): \(first.rows), then \(second.rows)")
    }
  }

  @Test("Three sets compose in either order", arguments: [UInt64](1...4))
  func associative(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let input = (0..<30).map { UInt8(0x61 + $0 % 26) }
      let first = NaiveEdits.random(on: 30, most: 5, &random)
      let b = first.applied(to: input)
      let second = NaiveEdits.random(on: b.count, most: 5, &random)
      let c = second.applied(to: b)
      let third = NaiveEdits.random(on: c.count, most: 5, &random)
      let (x, y, z) = (first.edits(on: input), second.edits(on: b), third.edits(on: c))
      let output = third.applied(to: c)
      try #require(x.followed(by: y).followed(by: z).output(for: input) == output, "seed \(seed)")
      try #require(x.followed(by: y.followed(by: z)).output(for: input) == output, "seed \(seed)")
    }
  }

  @Test("Edits are not applied to another text, nor undone from one, and say where it differs")
  func mismatch() {
    let edits = NaiveEdits(rows: [(2..<4, Array("XY".utf8)), (5..<6, [])]).edits(on: Array("abcdefg".utf8))
    #expect(throws: EditsError.mismatch(offset: 2)) { try edits.applied(to: Array("abXdefg".utf8)) }
    #expect(throws: EditsError.mismatch(offset: 5)) { try edits.applied(to: Array("abcdeXg".utf8)) }
    #expect(throws: EditsError.mismatch(offset: 4)) { try edits.applied(to: Array("abcd".utf8)) }
    #expect(throws: EditsError.mismatch(offset: 2)) { try edits.undone(from: Array("abXZeg".utf8)) }
    #expect(throws: EditsError.self) { try edits.undone(from: [0x61]) }
    #expect(throws: EditsError.self) { try edits.undone(from: []) }
  }

  @Test("Edits are made from values, and only from ascending ones that say what they remove")
  func fromValues() throws {
    func edit(_ range: Range<Int>, _ removed: String) -> Edit {
      Edit(range: range, removed: Array(removed.utf8), replacement: "é", reason: .pullQuote, source: 1..<2)
    }
    let values = [edit(0..<1, "a"), edit(1..<3, "bc"), edit(5..<5, "")]
    let edits = try Edits(values)
    #expect(Array(edits) == values)
    #expect(try edits.applied(to: Array("abcde".utf8)).text == "ééde" + "é")
    #expect(throws: EditsError.disordered(offset: 1)) { try Edits([edit(0..<2, "ab"), edit(1..<3, "bc")]) }
    #expect(throws: EditsError.disordered(offset: 0)) { try Edits([edit(0..<2, "a")]) }
  }

  @Test("Neighbours that touch are joined where reason and source allow it, and nothing else is")
  func coalesces() {
    func rows(_ build: (inout Edits) -> Void) -> [Range<Int>] {
      var edits = Edits()
      build(&edits)
      edits.coalesce()
      return edits.rows.map(\.range)
    }
    #expect(
      rows {
        $0.appendRemoval(0..<1, reason: .control)
        $0.appendRemoval(1..<2, reason: .control)
        $0.appendRemoval(2..<3, reason: .invisible)
        $0.appendRemoval(4..<5, reason: .invisible)
      } == [0..<2, 2..<3, 4..<5])
    #expect(
      rows {
        $0.appendRemoval(0..<1, reason: .bodyCopy, source: 5..<6)
        $0.appendRemoval(1..<2, reason: .bodyCopy, source: 6..<7)
      } == [0..<1, 1..<2])
    #expect(rows { _ in } == [])
  }

  @Test("A composed edit has the reason of the second set's longest part, and its source in the input")
  func reasons() {
    let input = Array("ab  \ncd\nab\n".utf8)
    var first = Edits()
    first.appendRemoval(2..<4, reason: .trailingWhitespace)
    var second = Edits()
    second.appendRemoval(6..<9, reason: .bodyCopy, source: 0..<3)
    let apart = first.followed(by: second)
    #expect(apart.rows.map(\.reason) == [.trailingWhitespace, .bodyCopy])
    #expect(apart.rows.map(\.source) == [nil, 0..<5])
    var across = Edits()
    across.appendRemoval(1..<5, reason: .bodyCopy, source: 6..<8)
    let merged = first.followed(by: across)
    #expect(merged.rows.map(\.reason) == [.bodyCopy])
    #expect(merged.rows.map(\.range) == [1..<7])
    #expect(merged.output(for: input).text == "a\nab\n")
  }

  @Test("A range of the output leads back to the input as byte after byte does", arguments: [UInt64](1...4))
  func map(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 0...20, using: &random)
      let set = NaiveEdits.random(on: count, most: 5, &random)
      // Where each byte of the output comes from.
      var origins: [Range<Int>] = []
      var at = 0
      for row in set.rows {
        origins += (at..<row.range.lowerBound).map { $0..<$0 + 1 } + row.replacement.map { _ in row.range }
        at = row.range.upperBound
      }
      origins += (at..<count).map { $0..<$0 + 1 }
      let map = EditMap(set.edits(on: [UInt8](repeating: 0x61, count: count)))
      for start in origins.indices {
        for end in start..<origins.count {
          let expected = origins[start].lowerBound..<origins[end].upperBound
          try #require(
            map.inputRange(start..<end + 1) == expected, "seed \(seed): \(set.rows) at \(start)...\(end)")
        }
      }
    }
  }
}
