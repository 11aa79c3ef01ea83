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

  /// A text of wrapped paragraphs, and each line of it.
  static let report = """
    The ferry that has carried commuters across the
    strait for sixty-one years will stop at the end of
    the season, the board decided on Thursday evening.
    Its captain said that nobody had asked him, and
    that he would cross the strait until the boat is
    taken away from him, with passengers or without.
    The harbor master hopes for a smaller boat that
    costs half as much and runs on current from the
    wind turbines on the northern shore of the bay.
    """

  @Test("Where a blank line stands behind every line of wrapped text, it parts no paragraph")
  func spacedLines() {
    let spaced = Self.report.replacing("\n", with: "\n\n")
    #expect(Self.blocks(spaced) == [Self.report.replacing("\n", with: "/")])
    // Two of them do.
    let two = spaced + "\n\n\n\n" + spaced
    #expect(Self.blocks(two).count == 2)
    // Paragraphs of a line each end their sentences; verse begins with capitals.
    let paragraphs = (0..<12).map { "The board of the harbor voted \($0) times on the boat of the strait." }
    #expect(Self.blocks(paragraphs.joined(separator: "\n\n")).count == 12)
    let verse = (0..<12).map { "And all her lamps are shining on the rail of \($0) ferries" }
    #expect(Self.blocks(verse.joined(separator: "\n\n")).count == 12)
    var options = Options.Segmentation()
    options.joinsWrappedLines = false
    #expect(Self.blocks(spaced, options).count == 9)
    // Fewer lines prove nothing.
    #expect(Self.blocks(Self.wrapped.replacing("\n", with: "\n\n")).count == 3)
  }

  @Test("A long line among wrapped ones is a block, and the lines before and behind it are joined as ever")
  func longLine() {
    let long = String(repeating: "the ferry that has carried commuters ", count: 6)
    let text = [Self.report, long, Self.report].joined(separator: "\n")
    #expect(Self.blocks(text).count == 3)
    // Lines of a list among long ones are none the longer for it.
    let list = (0..<9).map { "The boat of number \($0) lies in the old harbor." }.joined(separator: "\n")
    #expect(Self.blocks([list, long, list].joined(separator: "\n")).count == 19)
  }

  @Test("A paragraph whose first line is indented is no verse, though its lines begin with capitals")
  func indentedParagraph() {
    let text =
      "    In all harbors of the strait, the complete list of the\nBoats of the Company can be found at the office of it"
    #expect(Self.blocks(text).count == 1)
    #expect(Self.blocks(text.replacing("    In", with: "In")).count == 2)
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
    (".TH HAPAX 1", .code), ("    else:", .code), ("while low is below high:", .code),
    ("elsewhere it rained:", .prose), ("Else:", .prose), ("if it rains, they stay", .prose),
    ("5 people came", .prose), ("A. Smith came", .prose), ("-5 degrees", .prose),
    ("2021. That year was dry", .prose),
  ]

  @Test("Two spaces around names make no table of a sentence, nor signs of columns one of a paragraph")
  func paragraphsAreNoRows() {
    func kind(_ text: String) -> LineKind {
      let bytes = Array(text.utf8)
      return LineKind(Tokens(of: bytes).lines[0], bytes.span)
    }
    let names = "The ferry of  Northam  stops, and  Captain Hale  says that nobody asked  the town  of it"
    let sentence = names + " before the board had decided that it is too old."
    #expect(kind(names) == .tableRow)
    #expect(kind(sentence) == .prose)
    #expect(kind(String(sentence.dropLast())) == .tableRow)
    let words = String(repeating: "the ferry  of the  strait ", count: 10)
    #expect(words.count > 240 && kind(words) == .prose)
    #expect(kind(String(words.prefix(200))) == .tableRow)
    let cell = String(repeating: "the ferry of the strait ", count: 21)
    #expect(cell.count > 480 && kind("| \(cell)|") == .prose)
    #expect(kind("| \(cell.prefix(400))|") == .tableRow)
    #expect(kind("| \(cell)| a | b |") == .tableRow)
  }

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
