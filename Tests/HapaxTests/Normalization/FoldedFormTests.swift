import Testing

@testable import Hapax

/// In debug builds a sample, for they take minutes for the whole; it is in the release tests of `Benchmarks` too.
@Suite("Folded form") struct FoldedFormTests {
  #if DEBUG
    private static let share = 8
  #else
    private static let share = 1
  #endif

  @Test(
    "Case, width, ligatures, invisible characters, white space, quotes, dashes and ellipses are folded",
    arguments: [
      ("“Straße”  —  ﬁne…", "\"strasse\" - fine..."),
      (" \u{A0}\tIt’s\r\n\r\n‹ｆｕｌｌ　ｗｉｄｔｈ› ", "it's 'full width'"),
      ("co\u{AD}op\u{200B}er\u{FEFF}ate", "cooperate"),
      ("e\u{200D}\u{301}E\u{301}É", "ééé"), ("", ""), ("  \n ", ""), ("ΣΊΣΥΦΟΣ σίσυφος", "σίσυφοσ σίσυφοσ"),
      ("각각", "각각"), ("a\u{301}\u{323}", "ạ́"), (" \u{301}", "\u{301}"), ("x  \u{301}", "x \u{301}"),
      ("«½»\u{2212}5", "\"1⁄2\"-5"),
    ])
  func examples(input: String, expected: String) throws {
    #expect(try FoldedForm.of(Array(input.utf8)) == Array(expected.utf8))
    var harness = FoldingHarness()
    #expect(harness.complaint(input) == nil)
  }

  @Test("What a caller's buffer holds stays")
  func appends() throws {
    var form = try FoldedForm()
    var target = Array("Kept ".utf8)
    form.append(Array(" One ".utf8).span, to: &target)
    form.append(Array(" TWO".utf8).span, to: &target)
    #expect(target == Array("Kept onetwo".utf8))
  }

  @Test("Every line of NormalizationTest.txt, each column, alone and all in one text")
  func standardFile() throws {
    var harness = FoldingHarness()
    var whole: [UInt8] = []
    for columns in try NormalizationFile().lines {
      for column in columns {
        let complaint = harness.complaint(column)
        try #require(complaint == nil)
      }
      whole += columns[0] + [0x20] + columns[2] + Array("И".utf8)
    }
    let complaint = harness.complaint(whole)
    #expect(complaint == nil)
  }

  @Test("Every code point between letters, before a mark, behind spaces, and in a run with its neighbours")
  func everyCodePoint() throws {
    var harness = FoldingHarness()
    for block in UInt32(0)..<0x4400
    where !(0x360..<0x380).contains(block)
      && (block < 0x60 || block < 0xC90 && Int(block) % Self.share == 0 || block % 16 == 0 || block == 0x3800)
    {
      var text: [UInt8] = []
      for value in block * 64..<block * 64 + 64 {
        let alone = Array(utf8Of: value)
        text += [0x61] + alone + [0x62, 0x20] + alone + Array("  E".utf8) + alone + Array("\u{301} ".utf8)
      }
      for value in block * 64..<block * 64 + 64 { text += Array(utf8Of: value) }
      let complaint = harness.complaint(text)
      try #require(complaint == nil, "block \(block)")
    }
  }

  @Test("Every code point that does not stay as it is, alone")
  func aloneCodePoints() throws {
    var harness = FoldingHarness()
    for value in UInt32(0)..<0x3_0000 where Unicode.Scalar(value) != nil {
      if value < 0x80 || Int(value) % Self.share == 0 && FoldedCharacter.table[value].bits != 0
        || value % 512 == 0
      {
        let complaint = harness.complaint(Array(utf8Of: value))
        try #require(complaint == nil)
      }
    }
  }

  @Test("Every pair that ICU composes, also with a mark or an invisible character in between or behind")
  func pairs() throws {
    var harness = FoldingHarness()
    var scalars: [UInt32] = []
    var pairs = 0
    for value in UInt32(0xC0)..<0x3_0000 where ICUCodePoint.quickCheck(value, .nfd) == .no {
      scalars.removeAll(keepingCapacity: true)
      ICUCodePoint.appendDecomposition(of: value, to: &scalars)
      guard scalars.count > 1 else { continue }
      let mark = Array(utf8Of: scalars.removeLast())
      var base: [UInt8] = []
      for scalar in scalars { base.appendUTF8(scalar) }
      CanonicalComposition.nfc(&base)
      // Of 11,172 syllables of Korean, some.
      if (0xAC00...0xD7A3).contains(value), value % 23 != 0 { continue }
      pairs += 1
      let parts = [
        [], mark, Array("\u{334}".utf8), Array("\u{5B0}".utf8), Array("\u{200D}".utf8), Array("\u{94D}".utf8),
      ]
      var text: [UInt8] = []
      for part in parts { text += base + part + mark + [0x20] + base + mark + part }
      let complaint = harness.complaint(text)
      try #require(complaint == nil)
    }
    #expect(pairs > 1_000)
  }

  /// What random texts are made of: runs that loops pass, and all that stops them.
  private static let pieces: [[UInt8]] =
    [
      "Plain words that a loop passes in one go, and more of them. ", "  ", " ", "\n", "\n\n", "\t", "\u{A0}",
      "\u{3000}",
      "“", "’", "—", "…", "É", "école ", "STRAẞE ", "Русский текст ", "ЁЖ ", "Ελληνικά Σ ", "汉字，汉字。", "「かな」",
      "カナ", "ｶﾞ",
      "한국어 ", "\u{1112}\u{1161}\u{11AB}", "\u{AC00}\u{11A8}", "عربي", "\u{651}\u{64E}", "\u{64E}\u{651}", "هٔ",
      "हिन्दी ",
      "क\u{93C}", "ก็ดี", "น้ำ", "Tiếng Việt ", "e\u{302}\u{301}", "\u{301}", "\u{327}", "\u{323}", "\u{345}",
      "\u{94D}",
      "\u{200D}", "\u{AD}", "\u{FEFF}", "ﬁ", "\u{FDFA}", "\u{A8}", "½", "①", "ǅ", "İ", "\u{1F88}", "𝔘𝔫𝔦", "🙂",
      "\u{1D15F}",
      "\u{3099}", "\u{E38}\u{E48}", "\0", "\u{7F}", "\u{85}", "\u{2028}", "\u{FFFD}",
    ].map { Array($0.utf8) } + [
      [0xC3], [0xE2, 0x80], [0xE2], [0x80], [0xBF, 0xBF], [0xF0, 0x9F], [0xED, 0xA0, 0x80], [0xC0, 0xAF],
      [0xFF],
      [0xE0, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xD0], [0xE4, 0xB8],
    ]

  @Test("Random texts of runs, marks and broken bytes")
  func randomTexts() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededRandom(seed: seed)
    var harness = FoldingHarness()
    for _ in 0..<8_000 / Self.share {
      var text: [UInt8] = []
      let favourites = (0..<Int.random(in: 2...8, using: &random)).map { _ in
        Int.random(in: 0..<Self.pieces.count, using: &random)
      }
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        let piece = Self.pieces[favourites[Int.random(in: 0..<favourites.count, using: &random)]]
        text +=
          Int.random(in: 0..<6, using: &random) == 0
          ? Array(piece.prefix(Int.random(in: 0...9, using: &random))) : piece
      }
      let complaint = harness.complaint(text)
      try #require(complaint == nil, "seed \(seed)")
    }
  }

  @Test("Random code points of all planes")
  func randomCodePoints() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededRandom(seed: seed)
    var harness = FoldingHarness()
    for round in 0..<8_000 / Self.share {
      var text: [UInt8] = []
      let top: UInt32 = [0x80, 0x400, 0x1000, 0x3100, 0x1_0000, 0x2_0000, 0x11_0000][round % 7]
      for _ in 0..<Int.random(in: 1...24, using: &random) {
        let value = UInt32.random(in: 0..<top, using: &random)
        text.appendUTF8(Unicode.Scalar(value) == nil ? 0x20 : value)
        if round % 3 == 0 { text.appendUTF8(UInt32.random(in: 0x300..<0x370, using: &random)) }
      }
      let complaint = harness.complaint(text)
      try #require(complaint == nil, "seed \(seed)")
    }
  }

  @Test("Random bytes")
  func randomBytes() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededRandom(seed: seed)
    var harness = FoldingHarness()
    for _ in 0..<8_000 / Self.share {
      let text = (0..<Int.random(in: 0...100, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let complaint = harness.complaint(text)
      try #require(complaint == nil, "seed \(seed)")
    }
  }

  @Test("Articles of the corpora, whole, cut at every byte near the ends of a step, and broken")
  func articles() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededRandom(seed: seed)
    var mixes = try Mixes(seed: seed)
    var harness = FoldingHarness()
    for round in 0..<320 / Self.share {
      let text = round % 2 == 0 ? mixes.next() : mixes.nextBroken()
      let complaint = harness.complaint(text)
      try #require(complaint == nil, "seed \(seed)")
      let start = Int.random(in: 0...text.count, using: &random)
      for length in 28...70 {
        let complaint = harness.complaint(Array(text[start...].prefix(length)))
        try #require(complaint == nil, "seed \(seed)")
      }
    }
  }

  /// Of blocks most of whose characters stay or move by a sum: plain ones, and ones that do not.
  private static let blocks: [(plain: String, others: [String])] = [
    ("かなのことばカタカナ、。「」", ["\u{3000}", "\u{3000}\u{3000}", "か\u{3099}", "ゟ", "ヿ", "〝々〟", "ノ\u{302A}", "〸"]),
    ("हिन्दी में लिखा", ["क\u{93C}", "\u{958}", "\u{94D}\u{93C}", "\u{929}"]),
    ("ภาษาไทย", ["น้ำ", "\u{E38}\u{E48}", "\u{E33}"]),
    ("Быстрый текст ЁЖИКА", ["й", "и\u{306}", "\u{483}", "Ѹ", "\u{A0}", "\u{A0}\u{A0} "]),
    ("déjà vu ÀÉÑ", ["ß", "×", "«", "½", "\u{AD}"]),
    ("Ελληνικά Σίσυφος", ["ς", "Ά", "\u{3AA}", "ϐ", "ΐ"]),
    ("Tiếng Việt ĐẠO Ữ", ["ẞ", "Ư", "ơ\u{301}", "ẚ", "ǅ"]),
    ("汉字和标点", ["，", "！？", "“引”", "—", "Ａ", "\u{3000}"]),
  ]

  @Test("A character that its block's rule leaves out, at every place of a step, learned first and last")
  func exceptions() throws {
    for block in Self.blocks {
      for other in block.others {
        var texts: [String] = []
        for place in 0..<70 {
          let padding = String(repeating: "x", count: place % 7) + String(repeating: "や", count: place / 7)
          texts.append(padding + other + block.plain + other + other + block.plain + " " + other + " ")
          texts.append(padding + block.plain + block.plain + block.plain + other)
        }
        for order in [texts, texts.reversed()] {
          // A folder of its own, so that what is learned first differs.
          var harness = FoldingHarness()
          for text in order {
            let complaint = harness.complaint(text)
            try #require(complaint == nil, "\(other)")
          }
        }
      }
    }
  }

  @Test("More blocks than are known at a time, one after the other and back again")
  func manyBlocks() throws {
    var harness = FoldingHarness()
    var text: [UInt8] = []
    for round in 0..<3 {
      for first in stride(from: UInt32(0xC0), to: 0x3200, by: 0x40) {
        for value in stride(from: first, to: first + 0x40, by: 3 + round) { text.appendUTF8(value) }
        text += Array(" かなカナ 汉字 É ".utf8)
      }
    }
    let complaint = harness.complaint(text)
    #expect(complaint == nil)
  }

  @Test("A letter with very many marks takes linear time")
  func manyMarks() throws {
    var text: [UInt8] = [0x61]
    for index in 0..<100_000 { text.appendUTF8(index % 2 == 0 ? 0x315 : 0x323) }
    var form = try FoldedForm()
    // Of the marks of the lower class, which come first, one is part of the letter.
    #expect(form.fold(text.span) == 3 + 2 * 99_999)
  }
}
