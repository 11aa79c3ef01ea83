import Testing

@testable import Hapax

@Suite("Lines and blocks") struct LayoutTests {
  /// The text of each block, its lines joined by `/`.
  static func blocks(_ text: String, _ options: Options.Segmentation = .init()) -> [String] {
    let bytes = Array(text.utf8)
    let tokens = Tokens(of: bytes)
    return Layout(of: bytes.span, tokens, options).blocks.map { block in
      Array(bytes[block.bytes]).text.split(whereSeparator: \.isNewline).joined(separator: "/")
    }
  }

  @Test("A line ends at every kind of line end, and CR LF is one")
  func lineEnds() {
    let reading = Reading("a\nb\r\nc\rd\u{B}e\u{C}f\u{2028}g\u{2029}h")
    #expect(reading.lines.count == 8)
    #expect(reading.lines.allSatisfy { $0.bytes.count == 1 && $0.tokens.count == 1 })
    // What the written form leaves of U+0085 is half of a letter: `Ä` U+0085 for `ą`.
    #expect(Reading("spraw\u{C4}\u{85} tak").lines.count == 1)
    #expect(Reading("a\n").lines.count == 1)
    #expect(Reading("\n\n").lines.map(\.tokens) == [0..<0, 0..<0])
    #expect(Reading("").lines.isEmpty)
  }

  static let wrapped = """
    The ferry that has carried commuters across the
    strait for sixty-one years will stop at the end of
    the season, the board decided on Thursday evening.
    """

  @Test("A hard-wrapped paragraph is one block, on request only")
  func joinsWrapped() {
    #expect(Self.blocks(Self.wrapped).count == 1)
    var options = Options.Segmentation()
    options.joinsWrappedLines = false
    #expect(Self.blocks(Self.wrapped, options).count == 3)
  }

  @Test("A blank line, an indentation and a short line end a wrapped paragraph")
  func endsWrapped() {
    let lines = Self.wrapped.split(separator: "\n")
    #expect(Self.blocks(lines.joined(separator: "\n\n")).count == 3)
    #expect(Self.blocks("\(lines[0])\n  \(lines[1])\n\(lines[2])").count == 2)
    #expect(Self.blocks("Short line\n" + Self.wrapped).count == 2)
    #expect(Self.blocks("\(Self.wrapped)\nThe end of it.\n\(Self.wrapped)").count == 2)
  }

  @Test("Paragraphs of a line each are not joined where one is as long as a wrapped line")
  func unwrapped() {
    let lines = [
      "会议在北京举行。", "专家认为合作很重要。", "双方讨论了贸易问题。", "记者在现场看到很多人。", "天气很好，大家都很高兴。",
      "市政府星期四晚上决定从明年春天开始修建一条连接两座老城区的新地铁线路，预计需要五年时间，居民对此表示欢迎，商店老板则有些担心。",
      "工程师说没有问题。",
    ]
    #expect(Self.blocks(lines.joined(separator: "\n")).count == lines.count)
  }

  @Test("Lines too short or too long for a wrapped paragraph are blocks of their own")
  func widths() {
    #expect(Self.blocks("the ferry that has\ncarried commuters\nacross the strait\n").count == 3)
    let long = String(repeating: "the ferry that has carried commuters ", count: 4)
    #expect(Self.blocks("\(long)\n\(long)\n\(long)").count == 3)
    var options = Options.Segmentation()
    options.minimumWrapWidth = 10
    #expect(Self.blocks("the ferry that has\ncarried commuters\nacross the strait\n", options).count == 1)
  }

  @Test("Verse is not joined: each of its lines begins with a capital")
  func verse() {
    let verse = """
      The ferry lies beside the quay tonight,
      And all her lamps are shining on the rail,
      The harbor keeps a single yellow light,
      And no one left to tell the children's tale.
      """
    #expect(Self.blocks(verse).count == 4)
  }

  @Test("Blocks cover all tokens in order, and a line without a token belongs to none")
  func coversTokens() {
    let text = Array("* * *\nOne two.\n***\n\nThree\n---\n".utf8)
    let tokens = Tokens(of: text)
    let layout = Layout(of: text.span, tokens, Options.Segmentation())
    #expect(layout.blocks.map(\.tokens) == [0..<2, 2..<3])
    #expect(layout.blocks.map(\.lines) == [1..<2, 4..<5])
    #expect(layout.blockOfToken == [0, 0, 1])
  }

  static let kinds: [(String, LineKind)] = [
    ("The board voted on Thursday.", .prose), ("- milk", .dashed), ("— I left, he said.", .dashed),
    ("– Да, сказал он.", .dashed), ("* a litre of milk", .listItem), ("• milk", .listItem),
    ("  + milk", .listItem),
    ("3. milk", .listItem), ("12) a litre of milk", .listItem),
    ("a) a litre of milk", .listItem), ("4.25. Section", .listItem),
    ("a | b | c", .tableRow), ("a\tb\tc", .tableRow), ("for (;;) { x[i] = 0; }", .code),
    (".TH HAPAX 1", .code),
    ("5 people came", .prose), ("A. Smith came", .prose), ("-5 degrees", .prose),
    ("2021. That year was dry", .prose),
  ]

  @Test("A line is of this kind", arguments: kinds)
  func lineKind(text: String, kind: LineKind) {
    let bytes = Array(text.utf8)
    #expect(LineKind(Tokens(of: bytes).lines[0], bytes.span) == kind)
  }

  /// Whether a line is a row of a table or code, character by character; nil where its start decides.
  static func countedKind(_ line: String) -> LineKind? {
    let characters = Array(line.drop { $0 == " " || $0 == "\t" }.unicodeScalars)
    var columns = characters.count { $0 == "|" || $0 == "\t" }
    for at in characters.indices.dropFirst() where characters[at] != " " && characters[at - 1] == " " {
      var first = at - 1
      while first > 0, characters[first - 1] == " " { first -= 1 }
      if at - first >= 2, !".!?:,\")".unicodeScalars.contains(characters[first - 1]) { columns += 1 }
    }
    if columns >= 2 { return .tableRow }
    let signs = characters.count { "{}()[]<>;=_#\\/&*".unicodeScalars.contains($0) }
    return signs > 0 && signs * 8 >= characters.count ? .code : nil
  }

  @Test("Columns and signs of code are those that are counted one by one", arguments: [UInt64](1...4))
  func countedKinds(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "word", "a", " ", " ", "  ", "   ", "\t", "|", ".", ",", ":", "\"", ")", "(", ";", "é", "雨", "🙂", "@",
      "{",
    ]
    var kinds: [LineKind: Int] = [:]
    for _ in 0..<4000 {
      let line = (0..<Int.random(in: 1...14, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      // Troff is told by its start.
      if line.hasPrefix(".") { continue }
      let bytes = Array(line.utf8)
      let kind = LineKind(Tokens(of: bytes).lines[0], bytes.span)
      let counted = Self.countedKind(line)
      try #require(counted == (kind == .tableRow || kind == .code ? kind : nil), "\(line)")
      kinds[kind, default: 0] += 1
    }
    #expect(
      kinds[.tableRow, default: 0] > 400 && kinds[.code, default: 0] > 400 && kinds[.prose, default: 0] > 400)
  }

  @Test("A text is formal by its code, tables and keys, not by one of them")
  func formal() {
    func isFormal(_ text: String) -> Bool {
      let bytes = Array(text.utf8)
      return Layout(of: bytes.span, Tokens(of: bytes), Options.Segmentation()).isFormal
    }
    let prose = String(repeating: "The board voted.\n", count: 7)
    #expect(!isFormal(prose + String(repeating: "a | b | c\n", count: 2)))
    #expect(isFormal(prose + String(repeating: "a | b | c\n", count: 3)))
    let keys = ["Package", "License", "Source", "Files", "Comment"].map { "\($0): x\n" }.joined()
    #expect(!isFormal(prose + prose + keys + "Origin: x\n"))
    #expect(isFormal(prose + prose + keys + "License: x\n"))
    #expect(!isFormal(""))
  }
}
