import Testing

@testable import Hapax

@Suite("Cleaner") struct CleanerTests {
  @Test("A doubled article comes out as its first eleven lines, by one edit that names them")
  func doubledArticle() throws {
    let input = Array(Story.doubled.utf8)
    let cleaned = try Cleaner().clean(bytes: input)
    #expect(cleaned.utf8 == Array(Story.text.utf8))
    let copies = cleaned.edits.filter { $0.reason == .bodyCopy }
    try #require(copies.count == 1)
    let body = Story.lead.utf8.count + 1..<Story.text.utf8.count - 1
    #expect(copies[0].source.map { Array(input[$0]).text.split(separator: "\n").count } == 10)
    #expect(copies[0].source?.lowerBound == body.lowerBound)
    // A source ends with its last word; the full stop is no word.
    #expect(copies[0].source?.upperBound == body.upperBound - 1)
    #expect(copies[0].removed.text.drop(while: \.isNewline).hasPrefix(Story.paragraphs[0]))
    #expect(Set(cleaned.edits.map(\.reason)) == [.bodyCopy, .blankEdge])
    #expect(cleaned.notes.isEmpty)
  }

  @Test("Wrapped, in capitals, decomposed, with straight quotes and wide spaces, a copy is still a copy")
  func disguises() throws {
    let body = Story.paragraphs.joined(separator: "\n")
    let disguises = [
      body.uppercased(), body.replacing("“", with: "\"").replacing("”", with: "\""),
      body.replacing(" ", with: "\u{A0}"), body.replacing("e", with: "e\u{2060}"),
      body.replacing(", ", with: ",  "), body.replacing("\n", with: "\n\n"),
      body.replacing("-", with: "‑"),
    ]
    for disguise in disguises {
      let cleaned = try Cleaner().clean(Story.text + disguise + "\n")
      #expect(cleaned.text == Story.text, "\(disguise.prefix(80))")
    }
  }

  @Test("Without a final line end in the input there is none in the output")
  func finalLineEnd() throws {
    let cleaned = try Cleaner().clean(Story.doubled.trimmedEnd)
    #expect(cleaned.text == String(Story.text.dropLast()))
  }

  @Test("An empty text, a blank one and a short one stay what they are or become nothing")
  func small() throws {
    let cleaner = try Cleaner()
    for (input, output) in [
      ("", ""), ("\n", ""), (" \n\n", ""), ("a", "a"), ("a\n", "a\n"), ("a a a\n", "a a a\n"),
    ] {
      #expect(cleaner.clean(input).text == output, "\(input.debugDescription)")
    }
  }

  @Test("With removesRepeats off, only the written form is made, and nothing is noted")
  func writesOnly() throws {
    var options = Options.standard
    options.decision.removesRepeats = false
    let cleaned = try Cleaner(options).clean(Story.doubled)
    #expect(cleaned.text == Story.doubled.trimmedEnd + "\n")
    #expect(cleaned.notes.isEmpty)
    #expect(cleaned.edits.allSatisfy { !$0.reason.isRepeat })
  }

  @Test("With reportsOnly on, what would go is noted, with its source, and stays")
  func reportsOnly() throws {
    var options = Options.standard
    options.decision.reportsOnly = true
    let cleaned = try Cleaner(options).clean(Story.doubled)
    #expect(cleaned.text == Story.doubled.trimmedEnd + "\n")
    #expect(cleaned.notes.map(\.reason) == [.reportedOnly])
    let removed = try Cleaner().clean(Story.doubled).edits.first { $0.reason == .bodyCopy }
    #expect(cleaned.notes[0].source == removed?.source)
  }

  @Test("With removesNearCopies off, a paragraph with a changed word stays and the exact ones go")
  func keepsNearCopies() throws {
    let text = Story.doubled { $0[3] = $0[3].replacing("somewhat", with: "slightly") }
    #expect(try Cleaner().clean(text).text == Story.text)
    var options = Options.standard
    options.decision.removesNearCopies = false
    let cleaned = try Cleaner(options).clean(text)
    #expect(cleaned.text == Story.text + Story.paragraphs[3].replacing("somewhat", with: "slightly") + "\n")
    #expect(cleaned.notes.map(\.words) == [["slightly"]])
  }

  @Test("With foldsChangedFacts on, a paragraph with a changed figure goes as a near copy")
  func foldsFacts() throws {
    let text = Story.doubled { $0[3] = $0[3].replacing("24", with: "25") }
    let kept = try Cleaner().clean(text)
    #expect(kept.text == Story.text + Story.paragraphs[3].replacing("24", with: "25") + "\n")
    #expect(kept.notes.map(\.reason) == [.changedFigure])
    var options = Options.standard
    options.decision.foldsChangedFacts = true
    #expect(try Cleaner(options).clean(text).text == Story.text)
  }
}

extension String {
  /// Without white space at its end.
  var trimmedEnd: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
