import Testing

@testable import Hapax

@Suite("Signs at figures") struct FigureSignsTests {
  /// Two texts that differ only in how one figure is written, with what each means.
  static let different: [(String, String)] = [
    ("≤ 5", "≥ 5"), ("≤5", "≥5"), ("(−5)", "(5)"), ("-$5", "$5"), ("2-3", "2.3"), ("2–3", "2.3"),
    ("1,000", "1.000"),
    ("10:30", "10.30"), ("1/2", "1-2"), ("+5", "5"), ("~5", "5"), ("±5", "5"), ("<5", ">5"), ("≠5", "5"),
    ("$-5", "$5"),
    ("٢٫٣", "٢-٣"), ("5%", "-5%"),
  ]
  /// Two ways to write the same.
  static let equal: [(String, String)] = [
    ("2-3", "2–3"), ("2 3", "2\u{A0}3"), ("COVID-19", "COVID–19"), ("(5)", "[5]"), ("“5”", "\"5\""),
    ("5", "*5"),
    ("rock’5", "rock'5"), ("COVID 19", "COVID-19"), ("n=5", "n 5"),
  ]

  private static let before = "The committee met in the old town hall and heard that the value had come to"
  private static let after = """
    in the end, which surprised the members on both sides of the long table, and the public in the gallery as well.
    """
  private static let body = """
    A lead that stands once opens the page and says what all of it is about.
    The river had risen by a hand's breadth in the night, and the lower meadows were under water before breakfast.
    Nobody had moved the boats, because nobody had believed the forecast that the radio read out on Sunday evening.

    """

  private func text(_ figure: String) -> String { "\(Self.before) \(figure) \(Self.after)" }

  @Test("A copy with another sign at a figure stays", arguments: different)
  func differentSigns(_ pair: (String, String)) throws {
    for (first, second) in [pair, (pair.1, pair.0)] {
      let input = "\(Self.body)\(text(first))\n\(Self.body)\(text(second))\n"
      let cleaned = try Cleaner().clean(input)
      #expect(cleaned.text == "\(Self.body)\(text(first))\n\(text(second))\n")
      #expect(cleaned.notes.contains { $0.reason == .changedFigure || $0.reason == .newText })
    }
  }

  @Test("A copy with the same figure, written in another way, goes", arguments: equal)
  func equalSigns(_ pair: (String, String)) throws {
    for (first, second) in [pair, (pair.1, pair.0)] {
      let input = "\(Self.body)\(text(first))\n\(Self.body)\(text(second))\n"
      #expect(try Cleaner().clean(input).text == "\(Self.body)\(text(first))\n")
    }
  }

  @Test("A paragraph that stands twice in a row stays when a sign at a figure differs", arguments: different)
  func repeatedParagraphs(_ pair: (String, String)) throws {
    let input = "\(Self.body)\(text(pair.0))\n\(text(pair.1))\nAn end that stands once.\n"
    #expect(try Cleaner().clean(input).text == input)
  }
}
