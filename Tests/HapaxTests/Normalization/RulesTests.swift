import Testing

@testable import Hapax

@Suite("Written form: the rules") struct RulesTests {
  /// The text and the reasons of its edits, with the standard options and one changed.
  static func write(
    _ text: String, _ change: (inout Options.Normalization) -> Void = { _ in }
  ) throws -> (text: [UInt8], reasons: [Edit.Reason]) {
    var options = Options.Normalization()
    change(&options)
    let harness = try WritingHarness(options)
    let result = harness.write(text)
    var scratch = WriterScratch()
    #expect(harness.complaint(about: Array(text.utf8), using: &scratch) == nil)
    return (result.output, result.reasons)
  }

  struct Example: Sendable {
    let input: String
    let output: String
    let reasons: [Edit.Reason]
  }

  @Test(
    "Each rule changes what it says, with its reason",
    arguments: [
      Example(input: "e\u{301}t\u{E9}", output: "\u{E9}t\u{E9}", reasons: [.normalForm]),
      Example(
        input: "a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\u{B}g\u{C}h", output: "a\nb\nc\nd\ne\nf\ng\nh",
        reasons: Array(repeating: .lineEnd, count: 7)),
      Example(input: "a \t\u{A0}\u{3000}\nb", output: "a\nb", reasons: [.trailingWhitespace]),
      Example(input: "a\u{2007}\u{202F}\u{1680} ", output: "a", reasons: [.trailingWhitespace]),
      Example(
        input: "a\n\u{A0}\n\u{3000}\n\u{200B}\nb", output: "a\n\nb",
        reasons: [.trailingWhitespace, .blankLines]),
      Example(input: "a\n\n\n\nb", output: "a\n\nb", reasons: [.blankLines]),
      Example(input: "\n \na\n\n \n", output: "a\n", reasons: [.blankEdge, .blankEdge]),
      Example(input: "\n\na", output: "a", reasons: [.blankEdge]),
      Example(input: " \u{A0}\n\t\n\u{200D}", output: "", reasons: [.blankEdge]),
      Example(input: "\ta\tb", output: "\ta\tb", reasons: []),
      Example(
        input: "so\u{AD}ft wo\u{2060}rd z\u{200B}w b\u{FEFF}om", output: "soft word zw bom",
        reasons: Array(repeating: .invisible, count: 4)),
      Example(
        input: "a\0b\u{1B}c\u{7F}d\u{81}e", output: "abcde", reasons: Array(repeating: .control, count: 4)),
      Example(input: "\u{FEFF}a", output: "a", reasons: [.byteOrderMark]),
      Example(input: "\u{FEFF}\u{FEFF}a", output: "a", reasons: [.byteOrderMark, .invisible]),
      Example(
        input: "\u{93}it\u{92}s\u{94}\u{85}", output: "“it’s”…",
        reasons: Array(repeating: .windows1252, count: 3)),
      Example(input: "one\u{85}two", output: "one\ntwo", reasons: [.lineEnd]),
      Example(
        input: "\u{1C}Don\u{19}t\u{1D} \u{14} 1990\u{13}95 \u{18}a\u{19}", output: "“Don’t” — 1990–95 ‘a’",
        reasons: Array(repeating: .lowByte, count: 7)),
      Example(
        input: "a\u{15}b\u{1E}c .\u{1C}.\u{1D}", output: "abc ..",
        reasons: Array(repeating: .control, count: 4)),
    ])
  func rule(example: Example) throws {
    let written = try Self.write(example.input)
    #expect(written.text == Array(example.output.utf8))
    #expect(written.reasons == example.reasons)
  }

  @Test(
    "Spelling is not junk",
    arguments: [
      "می\u{200C}خواهم", "क\u{94D}\u{200D}ष", "👩\u{200D}👩\u{200D}👧",
      "Oui\u{A0}: non\u{202F}! «\u{A0}mot\u{A0}»",
      "一\u{3000}二", "  indented", "\u{3000}\u{3000}段落", "❤\u{FE0F}", "葛\u{E0100}", "\u{200F}שלום\u{200E}!",
      "कि की कु",
      "สวัสดี\u{200B}ครับ", "ສະບາຍ\u{200B}ດີ", "ភាសា\u{200B}ខ្មែរ", "မြန်မာ\u{200B}ဘာသာ", "ه\u{200D}",
      "a\u{301}\u{300}".precomposedForTest,
      "\u{202B}abc\u{202C}", "1\u{2044}2", "‘quoted’ — dashed", "&amp;", "ﬁ ½ Ａ",
    ])
  func spelling(text: String) throws {
    let written = try Self.write(text)
    #expect(written.text == Array(text.utf8))
    #expect(written.reasons.isEmpty)
  }

  @Test("A dropped character stands between no two others")
  func dropsComeFirst() throws {
    #expect(try Self.write("e\u{AD}\u{301}").text == Array("é".utf8))
    #expect(try Self.write("e\u{AD}\u{301}").reasons == [.normalForm])
    #expect(try Self.write("a\r\0\nb").text == Array("a\nb".utf8))
    #expect(try Self.write("a \0\n").text == Array("a\n".utf8))
    #expect(try Self.write("ก\u{AD}\u{200B}\u{200B}\0ข").text == Array("ก\u{200B}ข".utf8))
    #expect(try Self.write("\u{1100}\u{2060}\u{1161}").text == Array("가".utf8))
  }

  @Test("U+200B goes unless letters of a script without spaces stand on both sides")
  func zeroWidthSpaces() throws {
    for text in ["ก\u{200B}a", "a\u{200B}ก", "ก\u{200B}", "\u{200B}ก", "ก\u{200B} ข", "ก\u{200B}\u{E48}"] {
      #expect(try Self.write(text).text == Array(text.utf8).without("\u{200B}"))
    }
  }

  @Test("U+200B behind a mark of such a script stays, in every normal form", arguments: NormalForm.allCases)
  func zeroWidthSpaceBehindMark(form: NormalForm) throws {
    for text in ["กข\u{E48}\u{200B}ก", "clean text ก\u{E48}\u{200B}ก clean text"] {
      #expect(try Self.write(text) { $0.form = form }.text == Array(text.utf8))
    }
  }

  @Test("Each rule can be turned off")
  func off() throws {
    func unchanged(_ text: String, _ change: (inout Options.Normalization) -> Void) throws {
      #expect(try Self.write(text, change).text == Array(text.utf8))
      #expect(try Self.write(text).text != Array(text.utf8))
    }
    try unchanged("e\u{301}") { $0.form = .none }
    try unchanged("a\r\nb\u{2028}c") { $0.unifiesLineEnds = false }
    try unchanged("a \nb") { $0.trimsTrailingWhitespace = false }
    try unchanged("a\n\n\nb") { $0.collapsesBlankLines = false }
    try unchanged("\na\n\n") { $0.trimsBlankEdges = false }
    try unchanged("a\u{AD}b\u{200B}c\u{2060}d\u{FEFF}e") { $0.dropsInvisibles = false }
    try unchanged("a\0b\u{1F}") { $0.dropsControls = false }
  }

  @Test("Rules that are off by default do what they say")
  func on() throws {
    #expect(try Self.write("ﬁ ½ Ａ①") { $0.form = .nfkc }.text == Array("fi 1⁄2 A1".utf8))
    #expect(
      try Self.write("“a” ‘b’ «c» ‹d›") { $0.foldsQuotes = true }.text == Array("\"a\" 'b' \"c\" 'd'".utf8))
    #expect(try Self.write("a–b—c‐d−e") { $0.foldsDashes = true }.text == Array("a-b-c-d-e".utf8))
    #expect(try Self.write("a\u{A0}b\u{3000}c\td") { $0.foldsSpaces = true }.text == Array("a b c\td".utf8))
    #expect(
      try Self.write("a\u{202E}b\nc\u{202C}d\u{2066}e\u{2069}\u{202A}f") { $0.dropsUnbalancedBidi = true }
        .text
        == Array("ab\ncd\u{2066}e\u{2069}f".utf8))
  }

  @Test("References are decoded until none is left")
  func entities() throws {
    func decoded(_ text: String) throws -> [UInt8] { try Self.write(text) { $0.decodesEntities = true }.text }
    #expect(try decoded("a&amp;nbsp;b") == Array("a\u{A0}b".utf8))
    #expect(try decoded("&amp;amp;amp;lt;") == Array("<".utf8))
    #expect(try decoded("&#8217;&#x2019;&rsquo;&#146;") == Array("’’’’".utf8))
    #expect(
      try decoded("&#0;&#xD800;&#x110000;&#99999999999999;") == Array("\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}".utf8)
    )
    #expect(try decoded("&#3&#56;;") == Array("&".utf8))
    #expect(try decoded("&am\u{AD}p;&am\u{200B}p;") == Array("&&".utf8))
    #expect(try decoded("&; &#; &#x; &nosuch; & &amp") == Array("&; &#; &#x; &nosuch; & &amp".utf8))
    #expect(try decoded("end&nbsp;\n") == Array("end\n".utf8))
    #expect(try decoded("&amp\u{37E}") == Array("&".utf8))
  }

  @Test("ZWNJ is no space, Indic marks stay, offsets hold in text beyond ASCII: bugs of others")
  func peers() throws {
    #expect(try Self.write("خانه\u{200C}ها").text == Array("خانه\u{200C}ها".utf8))
    #expect(try Self.write("कुल कल").text == Array("कुल कल".utf8))
    let text = "día ё 漢字 \u{1F642} \nñ\r\n"
    let harness = try WritingHarness()
    for edit in harness.write(text).edits {
      #expect(Array(Array(text.utf8)[edit.range]) == edit.removed)
    }
    #expect(harness.write(text).output == Array("día ё 漢字 \u{1F642}\nñ\n".utf8))
  }

  @Test(
    "Floods take time and memory in proportion: NUL, line ends, blanks, ill-formed bytes, ampersands, bidi controls"
  )
  func floods() throws {
    let harness = try WritingHarness()
    let count = 60_000
    #expect(harness.write([UInt8](repeating: 0, count: count)).edits.count == 1)
    #expect(harness.write([UInt8](repeating: 0x0A, count: count)).edits.count == 1)
    #expect(harness.write([0x61] + [UInt8](repeating: 0x0A, count: count) + [0x61]).edits.count == 1)
    #expect(harness.write([0x61] + [UInt8](repeating: 0x20, count: count)).edits.count == 1)
    #expect(harness.write([UInt8](repeating: 0xFF, count: count)).edits.count == 1)
    #expect(harness.write([UInt8](repeating: 0x0D, count: count)).output.isEmpty)
    var options = Options.Normalization()
    options.decodesEntities = true
    options.dropsUnbalancedBidi = true
    let all = try WritingHarness(options)
    #expect(all.write([UInt8](repeating: 0x26, count: count)).isUnchanged)
    #expect(all.write(String(repeating: "&#38;", count: count / 5)).output.count == count / 5)
    #expect(all.write(String(repeating: "\u{202E}", count: count / 3)).output.isEmpty)
    #expect(
      all.write(
        String(repeating: "\u{2066}", count: count / 6) + String(repeating: "\u{2069}", count: count / 6)
      ).isUnchanged)
  }
}

extension String {
  /// NFC, by ICU.
  fileprivate var precomposedForTest: String {
    String(decoding: ICUNormalizer(.nfc)?.normalized(Array(utf8)) ?? [], as: UTF8.self)
  }
}

extension [UInt8] {
  /// The bytes without any occurrence of a text.
  fileprivate func without(_ text: String) -> [UInt8] {
    let needle = Array(text.utf8)
    var rest: [UInt8] = []
    var at = 0
    while at < count {
      if self[at...].starts(with: needle) { at += needle.count } else { rest.append(self[at]); at += 1 }
    }
    return rest
  }
}
