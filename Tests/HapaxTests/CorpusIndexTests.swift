import Testing

@testable import Hapax

@Suite("Corpus index") struct CorpusIndexTests {
  static let other = """
    The harvest in the northern valleys was the poorest in a generation, and the cooperative has asked the ministry for \
    seed on credit until the spring.
    Hail in July cut the barley down a week before it was ripe, and what stood afterwards rotted in the wettest August \
    since measurements began.
    “We will eat the seed if nobody helps,” said the chairman, who has farmed the same terraces for forty years and has \
    never before signed such a letter.
    """

  /// Lines of made-up words that have nothing in common from one number to the next.
  static func words(_ number: Int, count: Int) -> String {
    (0..<count).map { Tokens.word(1_000 * (number + 1) + $0) }.joined(separator: " ")
  }

  private func link(_ text: String, to kept: [String], _ options: Options = .standard) throws -> Link? {
    var sketcher = try Sketcher(options)
    var index = try CorpusIndex(options)
    var workspace = CorpusIndex.Workspace()
    for text in kept { index.insert(sketcher.sketch(Array(text.utf8), keepsPlaces: true)) }
    return index.link(
      for: sketcher.sketch(Array(text.utf8), keepsPlaces: true), passages: true, using: &workspace)
  }

  @Test("Case, quotes, spaces and line ends aside the same text is the same")
  func same() throws {
    let text = Story.text.uppercased().replacing("\n", with: "\r\n\r\n").replacing(" ", with: "  ")
    let found = try link(text, to: [Self.other, Story.text])
    #expect(found?.relation == .same && found?.document.rawValue == 1 && found?.coverage == 1)
  }

  @Test("A text with words changed here and there is near")
  func near() throws {
    let text = Story.text.replacing("crane", with: "derrick").replacing("prisms", with: "lenses")
    let found = try link(text, to: [Self.other, Story.text])
    #expect(found?.relation == .near && found?.document.rawValue == 1)
  }

  @Test("Half of a text is contained in it, and the whole contains the half")
  func contained() throws {
    let half = Story.paragraphs[0..<5].joined(separator: "\n")
    let found = try link(half, to: [Self.other, Story.text])
    #expect(found?.relation == .contained && found?.coverage == 1)
    #expect((found?.sourceCoverage ?? 1) < 0.8)
    #expect(try link(Story.text, to: [half])?.relation == .contains)
  }

  @Test("A text with a paragraph that the kept one has not is not contained in it")
  func newParagraphStays() throws {
    let text = Story.paragraphs[0..<4].joined(separator: "\n") + "\n" + Self.other
    let found = try link(text, to: [Story.text])
    #expect(found == nil)
  }

  /// A page: a frame of 120 words, and a story in the middle.
  private static func page(_ story: Int, words count: Int) -> String {
    words(0, count: 60) + " " + words(story, count: count) + " " + words(1, count: 60)
  }

  @Test("Two stories in one frame are two, however large the frame is; a shorter one is a change")
  func frame() throws {
    var options = Options.standard
    options.corpus.maximumReplaced = 10
    func relation(_ text: String, _ kept: String) throws -> Link.Relation? {
      try link(text, to: [kept], options)?.relation
    }
    #expect(try relation(Self.page(2, words: 11), Self.page(3, words: 12)) == nil)
    #expect(try relation(Self.page(2, words: 12), Self.page(3, words: 11)) == nil)
    #expect(try relation(Self.page(2, words: 10), Self.page(3, words: 12)) == .near)
    #expect(try relation(Self.page(2, words: 12), Self.page(2, words: 12)) == .same)
    // A story without its frame is contained, and a frame without its story is near.
    #expect(try relation(Self.words(2, count: 40), Self.page(2, words: 40)) == .contained)
    #expect(try relation(Self.page(2, words: 0), Self.page(2, words: 12)) == .near)
    options.corpus.maximumReplaced = 12
    #expect(try relation(Self.page(2, words: 12), Self.page(3, words: 12)) == .near)
  }

  @Test("The margin of two stories in one frame is what the shorter one is too long by")
  func frameMargin() throws {
    var options = Options.standard
    options.corpus.maximumReplaced = 10
    var sketcher = try Sketcher(options)
    var index = try CorpusIndex(options)
    var workspace = CorpusIndex.Workspace()
    index.insert(sketcher.sketch(Array(Self.page(2, words: 15).utf8)))
    for own in [6, 9, 10, 11, 14, 20] {
      let sketch = sketcher.sketch(Array(Self.page(3, words: own).utf8))
      let margin = try #require(index.margins(for: sketch, using: &workspace).first)
      #expect((margin.value >= 0) == (own <= 10) && (margin.value >= 0) == (margin.relation != .shares))
      let shorter = min(own, 15)
      if own > 10 { #expect(margin.value == Double(10 - shorter) / Double(120 + shorter)) }
    }
  }

  @Test("A margin is not negative where documents are related, and is what is missing where not")
  func margins() throws {
    var sketcher = try Sketcher()
    var index = try CorpusIndex()
    var workspace = CorpusIndex.Workspace()
    index.insert(sketcher.sketch(Array(Self.other.utf8)))
    index.insert(sketcher.sketch(Array(Self.words(0, count: 100).utf8)))
    for own in stride(from: 0, through: 60, by: 5) {
      let text = Self.words(0, count: 60) + " " + Self.words(1, count: own)
      let found = index.margins(for: sketcher.sketch(Array(text.utf8)), using: &workspace)
      #expect(found.map(\.document.rawValue) == [1])
      let margin = try #require(found.first)
      let share = 60 / Double(60 + own)
      // A word or two at the edges may stand for one another.
      #expect(abs(margin.coverage - share) < 0.05, "\(own)")
      #expect(margin.value == max(margin.coverage, margin.sourceCoverage) - 0.8)
      #expect((margin.value >= 0) == (margin.relation != .shares), "\(own)")
    }
    #expect(index.margins(for: sketcher.sketch(Array("too short".utf8)), using: &workspace).isEmpty)
  }

  @Test("Passages are told in bytes of the texts as they were given")
  func passages() throws {
    let kept = "\u{FEFF}\(Self.other)\r\n\(Story.paragraphs[2])\r\n\(Story.paragraphs[3])\r\n"
    let text = "  \u{AD}\(Story.paragraphs[0])  \n\(Story.paragraphs[2])\n\(Story.paragraphs[3])\n"
    var sketcher = try Sketcher()
    var index = try CorpusIndex()
    var workspace = CorpusIndex.Workspace()
    index.insert(sketcher.sketch(Array(kept.utf8), keepsPlaces: true))
    let links = index.links(for: sketcher.sketch(Array(text.utf8), keepsPlaces: true), using: &workspace)
    #expect(links.count == 1 && links[0].relation == .shares && links[0].passages.count == 1)
    let passage = try #require(links.first?.passages.first)
    func string(_ text: String, _ range: Range<Int>) -> String {
      String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
    let expected = "\(Story.paragraphs[2])\n\(Story.paragraphs[3])".dropLast()
    #expect(string(text, passage.range) == expected)
    #expect(string(kept, passage.source) == expected.replacing("\n", with: "\r\n"))
  }

  @Test("A short document is a duplicate of its equals alone")
  func short() throws {
    let short = "Share this article with your friends and neighbours"
    #expect(try link(short, to: [short])?.relation == .same)
    #expect(try link(short, to: [short + ": " + Story.text]) == nil)
    #expect(try link("", to: ["", Story.text]) == nil)
  }

  @Test(
    "Scripts without spaces, and others, are compared like any",
    arguments: ["ar", "de", "el", "en", "fa", "fr", "he", "hi", "ja", "ko", "pt", "ru", "th", "vi", "zh"])
  func scripts(language: String) throws {
    let text = try SourceTree.text("corpora/articles/\(language).txt")
    let lines = text.split(separator: "\n")
    let half = lines[..<(lines.count / 2)].joined(separator: "\n")
    #expect(try link(half, to: [Self.other, text])?.relation == .contained)
    #expect(try link(text + "\n", to: [Self.other, text])?.relation == .same)
    let other = language == "en" ? Self.other : try SourceTree.text("corpora/articles/en.txt")
    #expect(try link(text, to: [other]) == nil)
  }

  @Test("A template's documents, each about another thing, are not near one another")
  func templates() throws {
    var options = Options.standard
    options.corpus.templateDocuments = 5
    var sketcher = try Sketcher(options)
    var index = try CorpusIndex(options)
    var workspace = CorpusIndex.Workspace()
    func notice(_ number: Int) -> [UInt8] {
      Array("\(Story.text)\n\(Self.words(number, count: 40))".utf8)
    }
    for number in 0..<8 { index.insert(sketcher.sketch(notice(number))) }
    #expect(index.link(for: sketcher.sketch(notice(9)), using: &workspace)?.relation != .near)
    #expect(index.link(for: sketcher.sketch(notice(3)), using: &workspace)?.relation == .same)
    var edited = Self.words(3, count: 40).replacing("\(Tokens.word(4_007)) ", with: "zzzzzz ")
    edited = "\(Story.text)\n\(edited)"
    let found = index.link(for: sketcher.sketch(Array(edited.utf8)), using: &workspace)
    #expect(found?.relation == .near && found?.document.rawValue == 3)
  }

  @Test("An answer does not depend on what was asked before, nor on the workspace")
  func noState() throws {
    var sketcher = try Sketcher()
    var index = try CorpusIndex()
    let texts =
      Story.paragraphs.indices.map { Story.paragraphs[$0...].joined(separator: "\n") } + [Self.other]
    for text in texts.prefix(6) { index.insert(sketcher.sketch(Array(text.utf8))) }
    var shared = CorpusIndex.Workspace()
    for text in texts + texts.reversed() {
      let sketch = sketcher.sketch(Array(text.utf8))
      var fresh = CorpusIndex.Workspace()
      #expect(index.link(for: sketch, using: &shared) == index.link(for: sketch, using: &fresh))
      #expect(index.links(for: sketch, using: &shared) == index.links(for: sketch, using: &fresh))
    }
    index.removeAll()
    #expect(index.count == 0 && index.link(for: sketcher.sketch(Array(texts[0].utf8)), using: &shared) == nil)
  }

  @Test("Equal hashes of whole texts prove nothing")
  func equalHashes() throws {
    // In the collision build nearly all of these have equal hashes.
    var sketcher = try Sketcher()
    var index = try CorpusIndex()
    var workspace = CorpusIndex.Workspace()
    for number in 0..<60 {
      let sketch = sketcher.sketch(Array(Self.words(number, count: 60).utf8))
      #expect(index.link(for: sketch, using: &workspace) == nil, "document \(number)")
      index.insert(sketch)
    }
    for number in 0..<60 {
      let sketch = sketcher.sketch(Array(Self.words(number, count: 60).utf8))
      let found = index.link(for: sketch, using: &workspace)
      #expect(found?.relation == .same && found?.document.rawValue == number)
    }
  }

  @Test("A flood of copies, and documents that are one sentence over and over, take linear time")
  func hostile() throws {
    var sketcher = try Sketcher()
    var index = try CorpusIndex()
    var workspace = CorpusIndex.Workspace()
    let sketch = sketcher.sketch(Array(Story.text.utf8))
    for _ in 0..<2_000 { index.insert(sketch) }
    #expect(index.link(for: sketch, using: &workspace)?.document.rawValue == 0)
    let sentence = String(repeating: "One sentence and the same again and again. ", count: 3_000)
    let long = sketcher.sketch(Array(sentence.utf8))
    index.insert(long)
    #expect(index.link(for: long, using: &workspace)?.relation == .same)
    _ = index.links(for: sketcher.sketch(Array((sentence + "An end.").utf8)), using: &workspace)
    let token = sketcher.sketch([UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20))
    #expect(index.link(for: token, using: &workspace) == nil)
  }
}
