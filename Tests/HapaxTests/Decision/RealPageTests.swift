import Testing

@testable import Hapax

/// What real pages taught, in small: each text shows the structure of one that was read.
@Suite("Real pages") struct RealPageTests {
  private func clean(_ text: String) throws -> Cleaned { try Cleaner().clean(text) }

  private let teasers = """
    The harbour office will open its new archive to visitors on the first Sunday of every month from spring.
    Two retired pilots have written down the names of all ships that they brought in over forty years.
    """

  @Test("Teasers that follow their copy directly go, however small a part of the page they are")
  func adjacentCopy() throws {
    let article = (0..<60).map {
      "Sentence \($0) tells of mooring \($0 * 7) and of nothing that was told before it."
    }
    .joined(separator: "\n")
    let once = "Featured\n\(teasers)\nEditorial\n\(article)\n"
    let page = "Featured\n\(teasers)\n\(teasers)\nEditorial\n\(article)\n"
    let cleaned = try clean(page)
    #expect(cleaned.text == once)
    #expect(cleaned.edits.map(\.reason) == [.bodyCopy])
  }

  @Test("A menu at the head and again right behind itself goes; a calendar stays")
  func menus() throws {
    let entries = [
      "Home", "News desk", "Harbour", "Sports", "Weather map", "Opinion", "Letters", "Podcasts",
      "Photo essays",
      "Recipes", "Crossword", "Archive", "Jobs", "Property", "Motoring", "Travel", "Books", "Theatre",
      "Music",
      "Cinema", "Subscribe now", "Contact us", "About the paper", "Imprint",
    ].joined(separator: "\n")
    let story =
      "The ferry leaves at noon, and nobody on the quay can say whether it will come back before dark."
    #expect(try clean("\(entries)\n\(entries)\n\(story)\n").text == "\(entries)\n\(story)\n")
    // More copies are not removed less, though short lines that come three times make much of the text.
    let thrice = "\(entries)\n\(entries)\n\(entries)\n\(story)\n"
    #expect(try clean(thrice).text == "\(entries)\n\(story)\n")
    let calendar = (1...28).map { "\($0) \($0 + 30)" }.joined(separator: "\n")
    let months = "\(calendar)\n\(calendar)\n\(story)\n"
    #expect(try clean(months).text == months)
  }

  @Test(
    "A paragraph that goes when it stands twice goes when it stands three times", arguments: [14, 15, 18, 25])
  func twiceAndThrice(count: Int) throws {
    let words = (0..<count).map { Tokens.word(1_000 + $0) }.joined(separator: " ") + "."
    let story =
      "The ferry leaves at noon, and nobody on the quay can say whether it will come back before dark."
    let once = "\(words)\n\n\(story)\n"
    let twice = "\(words)\n\n\(once)"
    let thrice = "\(words)\n\n\(twice)"
    let goes = count >= 15
    #expect(try clean(twice).text == (goes ? once : twice))
    #expect(try clean(thrice).text == (goes ? once : thrice))
  }

  @Test("Items of a list that differ in one word all stay")
  func itemsOfAList() throws {
    let list = ["red", "blue", "green", "white", "grey", "brown", "yellow", "black"].map {
      "The \($0) house on the street was sold to a family from the north who had never seen the harbour before."
    }.joined(separator: "\n")
    #expect(try clean(list).text == list)
  }

  @Test("A line that markup broke in the same place twice is no pull quote")
  func tornLine() throws {
    let text = """
      Please read this first. I agree that my details will be kept in accordance with the

      Journal

      and its terms of use, which anybody may ask for.

      I agree that my details will be kept in accordance with the

      Journal

      and its Privacy Policy.
      """
    #expect(try clean(text).text == text)
  }

  @Test("A reader's citation before the answer stays")
  func citation() throws {
    let said = "Activists have succeeded in keeping the guests away from the park for most of the season."
    let text = """
      The manager was blunt. \(said) He would not say more, and the meeting went on to other matters for an hour.

      Rick writes:

      "\(said)"

      That is not what the figures of the park itself show, if one reads them to the end.
      """
    #expect(try clean(text).text == text)
  }

  @Test("A short sentence that was said before stays where new ones stand around it")
  func fragment() throws {
    let long = [
      "The pilot boat left the harbour before dawn with eleven people and two dogs aboard.",
      "Nobody on the northern quay had expected the ice to break so early this year.",
      "Marta counted the lanterns twice and wrote a different number in the book each time.",
      "An old chart of the sound hangs above the stove in the keeper's narrow kitchen.",
      "Children from the upper village sell smoked eel to the passengers of the evening train.",
    ]
    let short = "The gulls had nothing to say."
    let new = [
      "A reporter from the capital arrived later and asked about the missing anchor again.",
      "Her questions were answered politely by everyone except the harbour master and his brother.",
    ]
    let first = ([long[0], short] + long[1...]).joined(separator: " ")
    let second = ([long[0], new[0], short, new[1]] + long[1...]).joined(separator: " ")
    var options = Options.standard
    let kept = try Cleaner(options).clean("\(first) \(second)").text
    #expect(kept == "\(first) \(new[0]) \(short) \(new[1])")
    options.decision.minimumSentenceCopy = 1
    #expect(try Cleaner(options).clean("\(first) \(second)").text == "\(first) \(new[0]) \(new[1])")
  }

  @Test(
    "A signature that gets a sentence more in the copy's last paragraph keeps its place; a teaser loses it")
  func signatureOrTeaser() throws {
    var first = Story.paragraphs
    first[first.count - 1] = first[first.count - 1].dropLast() + " (Marta Quill and Jonas Reed, harbour desk)"
    var second = first
    second[second.count - 1] += " The ferry line answered none of the questions that were put to it."
    let updated = ([Story.lead] + first + second).joined(separator: "\n") + "\n"
    let both = ([Story.lead] + first + [second[second.count - 1]]).joined(separator: "\n") + "\n"
    #expect(try clean(updated).text == both)
    // Cut off in the middle of the third paragraph, and then the whole text.
    let words = Story.paragraphs[2].split(separator: " ")
    let teaser = Story.paragraphs[..<2] + [words[..<(words.count / 2)].joined(separator: " ")]
    let page = (teaser + Story.paragraphs).joined(separator: "\n") + "\n"
    #expect(try clean(page).text == Story.paragraphs.joined(separator: "\n") + "\n")
  }

  @Test("On one line, a sentence whose figure alone parts it from its source keeps its first words")
  func changedFigureBeforeACopy() throws {
    let rest = Story.paragraphs.joined(separator: " ")
    for (old, new, sentence) in [
      (
        "The 63", "The 70",
        "-Year-Old keeper has ended his quarrel with the county, and both say that they are glad."
      ),
      (
        "Boat 50", "Boat 57",
        " Marta has come home from the yard with a new keel, and the crew painted her in red."
      ),
      ("50", "57", " Marta lanterns hang above the quay again, as they did every winter before the storm."),
    ] {
      let first = "\(Story.lead) \(old)\(sentence) \(rest)"
      let changed = "\(new)\(sentence)"
      #expect(try clean("\(first) \(changed) \(rest)").text == "\(first) \(changed)")
    }
  }

  @Test("A last word that by chance stands before the copy's source, too, is not torn off its sentence")
  func chanceBeforeACopy() throws {
    let rest = Story.paragraphs.joined(separator: " ")
    let start = "The harbour will have a light again, says a new report by B! News."
    let end = "Marta Quill writes about lighthouses and tides for Coast News."
    let once = "\(start) \(rest) \(end)"
    #expect(try clean("\(once) \(rest) \(end)").text == once)
  }

  @Test("A pull quote may end at an abbreviation; a line that was torn there twice is none")
  func quoteUpToAnAbbreviation() throws {
    let quote = "“Nobody believed us when we began, and I can hardly blame them for it,” said the good Dr."
    let paragraph =
      "The first meeting was short. \(quote) Quill, who still has the minutes in a drawer at home."
    let page = [Story.lead, paragraph] + Story.paragraphs[2...5] + [quote] + Story.paragraphs[6...]
    let text = page.joined(separator: "\n") + "\n"
    #expect(try clean(text).text == text.replacing("\n" + quote + "\n", with: "\n"))
    let torn = text.replacing("\n" + quote + "\n", with: "\n\(quote)\nQuill, and left.\n")
    #expect(try clean(torn).text == torn)
  }

  @Test("Sentences behind tags are told apart: of two copies on one line, each paragraph in a tag, one goes")
  func tagsOnOneLine() throws {
    let body = Story.paragraphs.map { "<p>\($0)" }.joined(separator: " ")
    let once = "<h>The lamp of Gull Point \(body)"
    #expect(try clean("\(once) \(once)").text == once)
    #expect(try clean("\(once) \(body)").text == once)
  }
}
