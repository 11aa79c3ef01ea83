import Testing

@testable import Hapax

@Suite("Shared lines") struct SharedLinesTests {
  private static func options(_ words: Double = 12) -> Options {
    var options = Options.standard
    options.corpus.minimumTrimmed = words
    return options
  }

  /// The texts of the lines of `text` that one of `kept` says.
  private func shared(_ text: String, with kept: [String], _ options: Options = options()) throws -> [String]
  {
    var sketcher = try Sketcher(options)
    var index = try CorpusIndex(options)
    var workspace = CorpusIndex.Workspace()
    for other in kept { index.insert(sketcher.sketch(Array(other.utf8), keepsPlaces: true)) }
    let sketch = sketcher.sketch(Array(text.utf8), keepsPlaces: true)
    return index.sharedLines(of: sketch, using: &workspace).map {
      String(decoding: Array(text.utf8)[$0.range], as: UTF8.self)
    }
  }

  @Test("Whole lines that another document says are found, and no part of a line")
  func wholeLines() throws {
    let own = CorpusIndexTests.words(1, count: 40)
    let paragraphs = Array(Story.paragraphs.prefix(3))
    let text = "\(own)\n\(paragraphs[0])\n\(paragraphs[1])\n\(own) again"
    let found = try shared(text, with: [Story.text])
    // The last token is followed by a full stop and perhaps a quote.
    let both = "\(paragraphs[0])\n\(paragraphs[1])"
    #expect(found.count == 1 && both.hasPrefix(found[0]) && both.count - found[0].count <= 2, "\(found)")
    #expect(try shared("\(own)\n\(paragraphs[0]) and \(own)", with: [Story.text]).isEmpty)
    #expect(try shared("\(own)\n\(paragraphs[0].replacing("the", with: "that"))", with: [Story.text]).isEmpty)
  }

  @Test("Lines of too few words, and documents that would be empty, stay")
  func guards() throws {
    let own = CorpusIndexTests.words(1, count: 40)
    let text = "\(own)\n\(Story.paragraphs[0])"
    #expect(try shared(text, with: [Story.text]).count == 1)
    #expect(try shared(text, with: [Story.text], Self.options(200)).isEmpty)
    #expect(try shared(Story.paragraphs.prefix(4).joined(separator: "\n"), with: [Story.text]).isEmpty)
  }

  @Test("A line that says the opposite, with the same words among others, stays")
  func opposites() throws {
    let (a, b) = (CorpusIndexTests.words(1, count: 30), CorpusIndexTests.words(2, count: 30))
    let own = CorpusIndexTests.words(3, count: 40)
    let kept = "\(a)\nDogs are not allowed here.\n\(b)\n\(CorpusIndexTests.words(4, count: 60))"
    let found = try shared("\(own)\n\(a)\nDogs are allowed.\n\(b)", with: [kept])
    #expect(found == [a, b])
    #expect(try shared("\(own)\n\(a)\nDogs are not allowed here.\n\(b)", with: [kept]).count == 1)
  }

  @Test("A line whose figure is written with another sign stays")
  func signs() throws {
    let own = CorpusIndexTests.words(1, count: 40)
    let line = CorpusIndexTests.words(2, count: 30)
    let other = CorpusIndexTests.words(3, count: 40)
    #expect(try shared("\(own)\n\(line) ≥ 5 of it", with: ["\(other)\n\(line) ≥ 5 of it"]).count == 1)
    #expect(try shared("\(own)\n\(line) ≥ 5 of it", with: ["\(other)\n\(line) ≤ 5 of it"]).isEmpty)
  }

  @Test("Lines that were cut out of a document are nobody's source")
  func cutLinesAreGone() throws {
    let options = Self.options()
    var sketcher = try Sketcher(options)
    var workspace = CorpusIndex.Workspace()
    let line = Story.paragraphs[0]
    let first = sketcher.sketch(
      Array("\(CorpusIndexTests.words(1, count: 60))\n\(line)".utf8), keepsPlaces: true)
    let second = sketcher.sketch(
      Array("\(CorpusIndexTests.words(2, count: 50))\n\(line)".utf8), keepsPlaces: true)
    let third = sketcher.sketch(
      Array("\(CorpusIndexTests.words(3, count: 40))\n\(line)".utf8), keepsPlaces: true)
    var both = try CorpusIndex(options)
    both.insert(first)
    let cut = both.sharedLines(of: second, using: &workspace)
    #expect(cut.count == 1 && cut[0].document.rawValue == 0)
    var alone = try CorpusIndex(options)
    alone.insert(second.without(cut))
    #expect(alone.sharedLines(of: third, using: &workspace).isEmpty)
    #expect(alone.link(for: third, passages: true, using: &workspace) == nil)
    // A copy of it is one all the same.
    #expect(alone.link(for: second, using: &workspace)?.relation == .same)
    alone.insert(second)
    #expect(alone.sharedLines(of: third, using: &workspace).count == 1)
  }
}
