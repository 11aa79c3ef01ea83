import Testing

@testable import Hapax

@Suite("Written form: promises") struct WriterTests {
  /// Every text over the alphabet of up to `length` letters, with one letter in each place.
  static func texts(over alphabet: [String], length: Int) -> [[UInt8]] {
    var all: [[UInt8]] = [[]]
    var last: [[UInt8]] = [[]]
    for _ in 0..<length {
      last = last.flatMap { text in alphabet.map { text + Array($0.utf8) } }
      all += last
    }
    return all
  }

  @Test("All texts of up to five letters keep every promise and agree with the twin")
  func exhaustive() throws {
    let alphabet = ["a", " ", "\n", "\r", "\u{A0}", "\u{200B}", "e\u{301}", "ก"]
    let harness = try WritingHarness()
    var scratch = WriterScratch()
    for text in Self.texts(over: alphabet, length: 5) {
      let complaint = harness.complaint(about: text, using: &scratch)
      try #require(complaint == nil, "\(text)")
    }
  }

  @Test("All short texts of the odd characters keep every promise, with each rule off", arguments: 0..<8)
  func exhaustiveOptions(bit: UInt64) throws {
    let alphabet = [
      "a", " ", "\n", "\r", "\u{200D}", "\u{FEFF}", "\0", "\u{85}", "\u{92}", "\u{301}", "\u{19}", "\u{1C}",
    ]
    let harness = try WritingHarness(Options.Normalization(bits: 1 | (1 << bit)))
    var scratch = WriterScratch()
    for text in Self.texts(over: alphabet, length: 3) {
      let complaint = harness.complaint(about: text, using: &scratch)
      try #require(complaint == nil, "\(text) \(harness.options)")
    }
  }

  @Test(
    "All short texts of half letters that were encoded twice keep every promise, in each form",
    arguments: 0..<4)
  func exhaustiveHalves(form: UInt64) throws {
    let alphabet = [
      "a", "A\u{308}", "Ä", "é", "ð", "\u{99}", "\u{85}", "\u{81}", "\u{A0}", "\u{AD}", "\u{B4}", "\n",
      "\u{301}",
    ]
    let harness = try WritingHarness(Options.Normalization(bits: form))
    var scratch = WriterScratch()
    for text in Self.texts(over: alphabet, length: 4) {
      let complaint = harness.complaint(about: text, using: &scratch)
      try #require(complaint == nil, "\(text) \(harness.options)")
    }
  }

  /// The loops that this processor has.
  static let loops = CleanVectors.Loop.allCases.filter(\.isThere)

  static let pieces: [[UInt8]] =
    [
      "a", "b", "word ", "long clean text that the scanner passes in one go, ", "\n", "\n\n\n", "\r\n", "\r",
      " ", "  ",
      "\t", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\u{A0}", "\u{3000}", "\u{202F}", "\u{1680}",
      "\u{2000}",
      "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\0", "\u{7F}", "\u{1F}",
      "\u{92}", "\u{14}", "\u{19}",
      "\u{81}", "\u{301}", "\u{327}", "\u{323}", "\u{345}", "\u{344}", "\u{340}", "e\u{301}", "é", "ǻ",
      "\u{212B}", "Ä\u{99}", "A\u{308}\u{99}", "â\u{80}\u{A0}", "a\u{302}\u{80}\u{AD}", "ð\u{9F}\u{98}\u{80}",
      "\u{37E}", "\u{FF06}", "\u{FF1B}", "ﬁ", "½", "\u{FDFA}", "\u{A8}", "\u{B4}", "ก", "\u{E38}", "\u{E48}",
      "က",
      "\u{1039}", "\u{1025}\u{102E}", "ខ្មែរ", "ខ្មែរ\u{200B}ភាសា", "ก\u{200B}ข", "\u{E48}\u{200B}ก", "ລາວ", "हिन्दी",
      "ड़", "\u{93C}", "क", "فارسی\u{200C}ها", "الله",
      "\u{64E}", "\u{651}",
      "\u{1100}", "\u{1161}", "\u{11A8}", "각", "가", "漢字", "かが", "\u{3099}", "русский текст ", "ελληνικά", "“",
      "’", "«", "—",
      "&", "&amp;", "amp;", "&#3", "&#56;", "nbsp;", "&nbsp;", "&#8217;", "&#x85;", "&#0;", "&shy;", ";", "#",
      "x26",
      "\u{202A}", "\u{202E}", "\u{202C}", "\u{2066}", "\u{2069}", "\u{200F}", "🙂", "👩\u{200D}💻", "\u{FE0F}",
      "\u{1D15F}",
      "<\u{338}", "\u{338}", "\u{F900}", "\u{2F800}",
    ].map { Array($0.utf8) } + [
      [0x80], [0xC3], [0xE1, 0x80], [0xF0, 0x90, 0x80], [0xED, 0xA0], [0xFF], [0xC0, 0x80],
    ]

  @Test(
    "Random texts keep every promise and agree with the twin, for random options, by each loop",
    arguments: 1...6, loops)
  func random(seed: UInt64, loop: CleanVectors.Loop) throws {
    print("WriterTests.random seed \(seed)")
    var random = SeededRandom(seed: seed)
    var scratch = WriterScratch(loop)
    for _ in 0..<40 {
      let bits = seed == 1 ? 1 : random.next()
      var decoding = Options.Decoding()
      decoding.repairsWindows1252 = bits & (1 << 20) == 0
      decoding.repairsLowBytes = bits & (1 << 21) == 0
      let harness = try WritingHarness(Options.Normalization(bits: bits), decoding)
      for _ in 0..<25 {
        let few = (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in
          Self.pieces.randomElement(using: &random)
        }
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 0...30, using: &random) {
          text += few.randomElement(using: &random) ?? []
        }
        let complaint = harness.complaint(about: text, using: &scratch)
        try #require(complaint == nil, "seed \(seed) bits \(bits): \(text)")
      }
    }
  }

  @Test(
    "Random bytes are undone exactly, and stay what they are in a second pass, by each loop",
    arguments: 1...4, loops)
  func randomBytes(seed: UInt64, loop: CleanVectors.Loop) throws {
    print("WriterTests.randomBytes seed \(seed)")
    var random = SeededRandom(seed: seed)
    var scratch = WriterScratch(loop)
    let harness = try WritingHarness(Options.Normalization(bits: seed == 1 ? 1 : random.next()))
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      // A byte order mark of UTF-16 or UTF-32 is not the twin's affair.
      let isWide = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF])
      let complaint = harness.complaint(about: text, using: &scratch, twin: !isWide)
      try #require(complaint == nil, "seed \(seed): \(text)")
    }
  }

  @Test(
    "Changes at every place around the borders of vector blocks are found, cut sequences too",
    arguments: loops)
  func blockBorders(loop: CleanVectors.Loop) throws {
    let harness = try WritingHarness()
    var scratch = WriterScratch(loop)
    let fillers = ["a", "é", "ж", "漢", "한", "ا", "x y", "🙂", "ж "]
    let places: [[UInt8]] =
      [" \n", "\n\n\n", "\r\n", "\0", "\u{301}", "\u{AD}", "\u{A0}\n", "\u{92}", "\n\n", " ", "\n \n \n", ""]
      .map { Array($0.utf8) } + [
        [0xE6], [0xE6, 0xBC], [0xD0], [0x80], [0xF0, 0x9F, 0x99], [0xC2], [0xED, 0xA0, 0x80],
      ]
    for filler in fillers {
      for count in [0, 1, 7, 15, 16, 20, 21, 22, 31, 32, 33, 61, 62, 63, 64, 65, 66, 127, 128, 129] {
        let clean = Array(String(repeating: filler, count: count).utf8)
        for place in places {
          for tail in [0, 1, 70] {
            let text = clean + place + Array(String(repeating: filler, count: tail).utf8)
            let complaint = harness.complaint(about: text, using: &scratch, twin: count < 34)
            try #require(complaint == nil, "\(filler) × \(count), \(place), × \(tail)")
          }
        }
      }
    }
  }

  @Test("Memory that is used again changes nothing")
  func scratchIsForgotten() throws {
    var bits = Options.Normalization()
    bits.decodesEntities = true
    bits.dropsUnbalancedBidi = true
    let harness = try WritingHarness(bits)
    var scratch = WriterScratch()
    let texts = ["ก\u{200B}", "a\r", "\u{202E}x", "a &am", "e", " \n\n", "\u{301}", "", "p;", "ก", "\n"]
    for first in texts {
      for second in texts {
        _ = harness.write(Array(first.utf8), using: &scratch)
        let again = harness.write(Array(second.utf8), using: &scratch)
        #expect(again.output == harness.write(second).output)
        #expect(again.edits == harness.write(second).edits)
      }
    }
  }
}
