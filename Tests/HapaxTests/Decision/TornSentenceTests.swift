import Testing

@testable import Hapax

/// Sentences over several lines, of which only some are copied.
@Suite("Torn sentences") struct TornSentenceTests {
  private func clean(_ text: String, _ options: Options = .standard) throws -> String {
    try Cleaner(options).clean(text).text
  }

  /// A notice whose lines begin with a sign, so that each is a block of its own.
  private func notice(_ version: Int) -> [String] {
    [
      " * The harbour library may be lent to any reader who has signed the rules as",
      " * published by the keepers of the northern reading room, either edition \(version), or",
      " * at the wish of the reader any edition that was printed after it in the town.",
      " *",
      " * It is lent in the hope that it will be useful to whoever reads it, but with no",
      " * promise that the pages are whole, that the ink is dry, or that the story ends",
      " * as the reader would like it to end after so many long winter evenings.",
    ]
  }

  @Test("Lines of a sentence stay where a figure of it was changed; other sentences go")
  func changedFigure() throws {
    let head = "The first shelf is lent out like this:\n\n"
    let middle = "\n\nThe second shelf is lent out like this:\n\n"
    let (first, second) = (notice(2), notice(3))
    let text = head + first.joined(separator: "\n") + middle + second.joined(separator: "\n") + "\n"
    let cleaned = try Cleaner().clean(text)
    let kept = head + first.joined(separator: "\n") + middle + second[..<3].joined(separator: "\n")
    #expect(cleaned.text.hasPrefix(kept))
    #expect(cleaned.text.split(separator: "\n").count == kept.split(separator: "\n").count + 1)
    #expect(cleaned.notes.contains { $0.reason == .newText })
    // Without the rule the figure's line stays alone.
    var options = Options.standard
    options.decision.wrappedLine = 1_000
    let torn = try clean(text, options)
    #expect(torn.contains("edition 3"))
    #expect(torn.split(separator: "\n").count < cleaned.text.split(separator: "\n").count)
  }

  @Test("The rest of a sentence is no quote of its own")
  func rest() throws {
    let rest =
      "was built in a single summer by four brothers who had never before seen the open sea from any window, "
      + "and who left again for the mountains when the first storm broke it."
    let text = """
      <p>The tower on the point, which everybody here calls the candle,
      \(rest)

      Long ago nobody lived there. The house below \(rest) Since then it has stood empty.

      """
    #expect(try clean(text) == text)
  }

  @Test("A line that interrupts a sentence of a copy stays, and the wrapped lines around it go")
  func interruption() throws {
    let lines = [
      "Two retired pilots have written down the names of all ships that they brought",
      "in over forty years, and the list now hangs in the hall of the old customs house",
      "where children copy the names of the longest ones into their school books with",
      "pencils that the harbour office gives away on the first Sunday of every spring",
      "without asking who they are or whether they will ever come back to bring them.",
    ]
    let story = lines.joined(separator: "\n")
    func copy(_ advertisement: String, after line: Int) -> String {
      (lines[...line] + [advertisement] + lines[(line + 1)...]).joined(separator: "\n")
    }
    for advertisement in [
      "Photo: Reuters", "Advertisement: subscribe for 80 crowns a month and read all day",
    ] {
      let text = "\(story)\n\n\(copy(advertisement, after: 2))\n"
      #expect(try clean(text) == "\(story)\n\n\(advertisement)\n")
    }
    // Behind the last sentence it is something that was added.
    let news = "The office gave away 80 pencils in the spring and Reuters told of it."
    let added = "\(story)\n\n\(story)\n\(news)\n"
    #expect(try clean(added) == added)
  }
}
