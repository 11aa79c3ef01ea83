import Testing

@testable import Hapax

@Suite("Canonical composition") struct CanonicalCompositionTests {
  static let pieces: [UInt32] = [
    0x41, 0x61, 0x65, 0x6F, 0xC5, 0xE9, 0x1E69, 0x212B, 0x300, 0x301, 0x302, 0x307, 0x308, 0x323, 0x327,
    0x328, 0x31B,
    0x338, 0x340, 0x344, 0x345, 0x3B1, 0x1FB4, 0x5B8, 0x5BC, 0x64B, 0x651, 0x653, 0x627, 0x93C, 0x928, 0x9C7,
    0x9BE,
    0x9D7, 0xBC6, 0xBBE, 0xCC6, 0xCC2, 0xCD5, 0xDD9, 0xDCF, 0xDCA, 0xF71, 0xF72, 0xF74, 0xF73, 0xFB2, 0xF81,
    0x1025, 0x102E,
    0x1100, 0x1161, 0x11A8, 0x11A7, 0xAC00, 0xAC01, 0x3046, 0x3099, 0x304B, 0x309A, 0x110BA, 0x11099, 0x1D157,
    0x1D165, 0x1D16E,
    0x20, 0x0A, 0x3C,
  ]

  @Test("Random runs, short and long, agree with ICU", arguments: 1...3)
  func random(seed: UInt64) throws {
    print("CanonicalCompositionTests.random seed \(seed)")
    var random = SeededRandom(seed: seed)
    var scratch = CanonicalComposition.Scratch()
    let nfc = try #require(ICUNormalizer(.nfc))
    let marks = Self.pieces.filter { ICUCodePoint.combiningClass($0) != 0 }
    for round in 0..<1200 {
      var scalars: [UInt32] = []
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        scalars.append(Self.pieces.randomElement(using: &random) ?? 0x61)
        guard round % 4 == 0 else { continue }
        for _ in 0..<Int.random(in: 0...80, using: &random) {
          scalars.append(marks.randomElement(using: &random) ?? 0x301)
        }
        // In order, so that ICU has nothing to sort.
        guard round % 8 == 0, let start = scalars.lastIndex(where: { ICUCodePoint.combiningClass($0) == 0 })
        else { continue }
        scalars[(start + 1)...].sort { ICUCodePoint.combiningClass($0) < ICUCodePoint.combiningClass($1) }
      }
      let text = NaiveWrittenForm.utf8(scalars)
      var bytes = text
      CanonicalComposition.nfc(&bytes)
      CanonicalComposition.compose(&scalars, using: &scratch)
      let expected = nfc.normalized(text)
      try #require(NaiveWrittenForm.utf8(scalars) == expected, "seed \(seed): \(text)")
      try #require(bytes == expected, "seed \(seed): \(text)")
    }
  }

  @Test("Every pair of a starter and a mark agrees with ICU")
  func pairs() throws {
    let nfc = try #require(ICUNormalizer(.nfc))
    let starters =
      (UInt32(0x20)..<0x3100).filter { ICUCodePoint.combiningClass($0) == 0 && $0 % 31 == 0 } + Self.pieces
    let marks = (UInt32(0x300)..<0x3100).filter { ICUCodePoint.combiningClass($0) != 0 }
    var scratch = CanonicalComposition.Scratch()
    for mark in marks {
      var scalars = starters.flatMap { [$0, mark] }
      let expected = nfc.normalized(NaiveWrittenForm.utf8(scalars))
      CanonicalComposition.compose(&scalars, using: &scratch)
      try #require(NaiveWrittenForm.utf8(scalars) == expected, "U+\(String(mark, radix: 16))")
    }
  }

  @Test("A letter with a million marks in falling order is sorted, by counting")
  func millionMarks() throws {
    // Classes 230, 220, 202, over and over: insertion would move each mark past all before it.
    let count = 333_334
    let result = try WritingHarness().write("a" + String(repeating: "\u{301}\u{323}\u{327}", count: count))
    // The first dot below composes across the cedillas, of a lower class; nothing composes after it.
    let expected =
      "\u{1EA1}" + String(repeating: "\u{327}", count: count) + String(repeating: "\u{323}", count: count - 1)
      + String(repeating: "\u{301}", count: count)
    #expect(result.output == Array(expected.utf8))
    #expect(result.edits.count == 1)
    let again = try WritingHarness().write(expected)
    #expect(again.isUnchanged)
  }

  @Test("A flood of marks is written the same where something in it is no mark as it stands")
  func mixedMarks() throws {
    let harness = try WritingHarness()
    var scratch = WriterScratch()
    let flood = String(repeating: "\u{301}\u{323}", count: 50)
    // A soft hyphen, a mark that is mapped, a byte that is no UTF-8; and none of them.
    for (piece, name) in [
      (Array("\u{AD}".utf8), "drop"), (Array("\u{344}".utf8), "map"), ([0xFF], "bad"), ([], "none"),
    ] {
      for start in ["a", "\u{1E69}", "", "x "] {
        let input = Array(start.utf8) + Array(flood.utf8) + piece + Array((flood + "b").utf8)
        let complaint = harness.complaint(about: input, using: &scratch)
        #expect(complaint == nil, "\(name) \(start)")
      }
    }
  }
}
