import Testing

@testable import Hapax

/// Every code of the decide stage, by a text that gets it. Two notes have no such text here: `kept-unsafe` is proved in
/// `FinalCheckTests`, since no verdict is known that the check must withdraw.
@Suite("Cleaner: reason codes") struct CleanerReasonTests {
  static func cleaned(_ text: String, _ options: Options = .standard) throws -> Cleaned {
    try Cleaner(options).clean(text)
  }

  func repeats(_ cleaned: Cleaned) -> [Edit.Reason] { cleaned.edits.map(\.reason).filter(\.isRepeat) }

  let paragraphs = Story.paragraphs

  @Test("doubled-line: each line twice in a row")
  func doubledLine() throws {
    let text = ([Story.lead] + paragraphs).flatMap { [$0, $0] }.joined(separator: "\n") + "\n"
    let cleaned = try Self.cleaned(text)
    #expect(cleaned.text == Story.text)
    #expect(Set(repeats(cleaned)) == [.doubledLine])
  }

  @Test("near-copy: a small word differs")
  func nearCopy() throws {
    let cleaned = try Self.cleaned(Story.doubled { $0[4] = $0[4].replacing("welcomed", with: "greeted") })
    #expect(cleaned.text == Story.text)
    #expect(repeats(cleaned).contains(.nearCopy))
  }

  @Test("sentence-copy: the copy is glued to a sentence of its own")
  func sentenceCopy() throws {
    let new = "Tickets for the harbor tour sold out within a single hour."
    let cleaned = try Self.cleaned(Story.text + new + paragraphs.joined(separator: "\n") + "\n")
    #expect(cleaned.text == Story.text + new + "\n")
    #expect(repeats(cleaned).contains(.sentenceCopy))
  }

  @Test("Of a text of one line a changed figure keeps its sentence, and one that the author glued to it")
  func gluedSentences() throws {
    let old = "The crane stood idle for 14 days in the harbor of the town."
    let new = old.replacing("14", with: "21")
    let next = "Nobody had paid the crew that was to move it."
    let last = "Then it rained, and the lamp went out once more before the end of the night."
    let rest = Story.paragraphs.joined(separator: " ")
    for (glue, kept) in [("", "\(new)\(next)"), (" ", new)] {
      let text = "\(rest) \(old)\(glue)\(next) \(last) \(rest) \(new)\(glue)\(next) \(last)\n"
      #expect(try Cleaner().clean(text).text == "\(rest) \(old)\(glue)\(next) \(last) \(kept)\n")
    }
  }

  @Test("sentence-copy: on one line, the copy begins with a Chinese heading behind a blank")
  func spacedHeading() throws {
    let lead = "港务局今天公布了新的时刻表，旅客们都在等这一天 "
    let body =
      "码头 通告 渡轮 旧渡轮将在下周停止航行，因为船上的发动机已经用了四十年。岸边的居民说，他们每天早上都听见它的汽笛声。"
      + "新船比旧船宽三米，可以运送两百名旅客和二十辆汽车。船长已经在河上试航了五次，他认为水流对新船没有影响。"
      + "市政府会把旧渡轮交给博物馆，让孩子们看看从前的人怎样过河。更多消息请看下面的说明"
    let cleaned = try Self.cleaned(lead + body + " " + body)
    #expect(cleaned.text == lead + body)
    #expect(Set(repeats(cleaned)) == [.sentenceCopy])
  }

  @Test("near-sentence: the glued sentence differs by a small word")
  func nearSentence() throws {
    let new = "Tickets for the harbor tour sold out within a single hour."
    var copy = paragraphs
    copy[0] = copy[0].replacing("in a storm", with: "in a gale")
    let cleaned = try Self.cleaned(Story.text + new + copy.joined(separator: "\n") + "\n")
    #expect(cleaned.text == Story.text + new + "\n")
    #expect(repeats(cleaned).contains(.nearSentence))
  }

  @Test("short-in-copy: a short line between two paragraphs that go")
  func shortInCopy() throws {
    var body = paragraphs
    body.insert("Share", at: 5)
    var copy = paragraphs
    copy.insert("Share", at: 2)
    let text = ([Story.lead] + body).joined(separator: "\n") + "\n"
    let cleaned = try Self.cleaned(text + copy.joined(separator: "\n") + "\n")
    #expect(cleaned.text == text)
    #expect(repeats(cleaned).contains(.shortInCopy))
  }

  @Test("contained-in-later: a quote before the paragraph that has it")
  func containedInLater() throws {
    let quote =
      "“Nobody believed us when we began, and I can hardly blame them, not even the ones who laughed.”"
    let paragraph = "Marta Quill remembers the first meeting well. \(quote) She still has the minutes."
    let text = ([Story.lead, quote] + paragraphs[..<1] + [paragraph] + paragraphs[2...]).joined(
      separator: "\n")
    let cleaned = try Self.cleaned(text + "\n")
    #expect(cleaned.text == text.replacing(quote + "\n", with: "") + "\n")
    #expect(repeats(cleaned) == [.containedInLater])
  }

  @Test("pull-quote: a quote behind the paragraph that has it")
  func pullQuote() throws {
    let quote =
      "“Nobody believed us when we began, and I can hardly blame them, not even the ones who laughed.”"
    let paragraph = "Marta Quill remembers the first meeting well. \(quote) She still has the minutes."
    let text = ([Story.lead, paragraph] + paragraphs[2...5] + [quote] + paragraphs[6...]).joined(
      separator: "\n")
    let cleaned = try Self.cleaned(text + "\n")
    #expect(cleaned.text == text.replacing("\n" + quote, with: "") + "\n")
    #expect(repeats(cleaned) == [.pullQuote])
  }

  @Test("repeated-paragraph: one paragraph twice in a row")
  func repeatedParagraph() throws {
    let text = ([Story.lead] + paragraphs[...4] + paragraphs[4...]).joined(separator: "\n") + "\n"
    let cleaned = try Self.cleaned(text)
    #expect(cleaned.text == Story.text)
    #expect(repeats(cleaned) == [.repeatedParagraph])
  }

  @Test("runaway-block: one paragraph again and again")
  func runawayBlock() throws {
    let again = [String](repeating: paragraphs[4], count: 5)
    let text = ([Story.lead] + paragraphs[..<4] + again + paragraphs[5...]).joined(separator: "\n") + "\n"
    let cleaned = try Self.cleaned(text)
    #expect(cleaned.text == Story.text)
    #expect(repeats(cleaned).contains(.runawayBlock))
  }

  static let kept: [(Note.Reason, String, String)] = [
    (.newText, "free soup for all", "free soup and a raffle of old charts for all"),
    (.changedFigure, "24 kilometers", "26 kilometers"),
    (.changedFigure, "every nine seconds", "every eight seconds"),
    (.changedFigure, "evening of October", "evening of November"),
    (.changedNegation, "should be visible", "should not be visible"),
    (.changedNegation, "crews who never returned", "crews who returned"),
    (.changedName, "said Marta Quill", "said Helga Quill"),
  ]

  @Test("A paragraph of the copy with a new fact stays whole, and the note says why", arguments: kept)
  func changedFact(reason: Note.Reason, old: String, new: String) throws {
    let cleaned = try Self.cleaned(Story.doubled { $0 = $0.map { $0.replacing(old, with: new) } })
    let changed = try #require(Story.paragraphs.first { $0.contains(old) }).replacing(old, with: new)
    #expect(cleaned.text == Story.text + changed + "\n")
    #expect(cleaned.notes.map(\.reason) == [reason])
    #expect(cleaned.notes.allSatisfy { $0.source != nil })
  }

  @Test("weak-repeat: a formula in three paragraphs stays")
  func weakRepeat() throws {
    let formula = "to the extent permitted by the law of the place where the tower stands"
    let text = [
      "The county pays for the blinds, \(formula), and for nothing else.",
      paragraphs[0], "Guests visit at their own risk, \(formula), at any hour.", paragraphs[2],
    ].joined(separator: "\n")
    let cleaned = try Self.cleaned(text)
    #expect(cleaned.text == text)
    #expect(cleaned.notes.map(\.reason) == [.weakRepeat])
  }

  @Test("short-repeat: a byline that comes again is counted")
  func shortRepeat() throws {
    let text = paragraphs[..<4].map { "By Ines Okafor\n" + $0 }.joined(separator: "\n") + "\n"
    let cleaned = try Self.cleaned(text)
    #expect(cleaned.text == text)
    #expect(cleaned.notes.map(\.reason) == [.shortRepeat])
    #expect(cleaned.notes.map(\.count) == [3])
  }

  @Test("Every code of the decide stage has an example in Documentation/ReasonCodes.md")
  func documented() throws {
    let documentation = try SourceTree.text("Documentation/ReasonCodes.md")
    for reason in Edit.Reason.allCases { #expect(documentation.contains("### `\(reason.rawValue)`")) }
    for reason in Note.Reason.allCases { #expect(documentation.contains("### `\(reason.rawValue)`")) }
  }
}
