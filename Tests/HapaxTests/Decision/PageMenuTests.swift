import Testing

@testable import Hapax

/// Menus of real pages, in small: what stands at the head of a page stands at its foot, too.
@Suite("Menus of pages") struct PageMenuTests {
  private let entries = [
    "Home", "News desk", "Harbour", "Sports", "Weather map", "Opinion", "Letters", "Podcasts", "Photo essays",
    "Recipes", "Crossword", "Archive", "Jobs", "Property", "Motoring", "Travel", "Books", "Theatre", "Music",
    "Cinema", "Subscribe now", "Contact us", "About the paper", "Imprint",
  ]
  private let article = (0..<40).map {
    "Sentence \($0) tells of mooring \($0 * 7) and of nothing that was told before it."
  }.joined(separator: "\n")

  private func clean(_ text: String, _ options: Options = .standard) throws -> String {
    try Cleaner(options).clean(text).text
  }

  private func page(_ head: [String], _ foot: [String]) -> String {
    "\(head.joined(separator: "\n"))\n\(article)\n\(foot.joined(separator: "\n"))\nAll rights reserved\n"
  }

  @Test("A menu at the foot goes, however far from the head, and so does a third one")
  func foot() throws {
    let once = page(entries, [])
    #expect(try clean(page(entries, entries)).split(separator: "\n") == once.split(separator: "\n"))
    let thrice = try clean(page(entries + ["Menu"] + entries, entries))
    #expect(thrice.split(separator: "\n") == page(entries + ["Menu"], []).split(separator: "\n"))
  }

  @Test(
    "Fewer lines, longer or indented ones, one again and again, or figures are no menu, apart from its copy")
  func noMenu() throws {
    let short = Array(entries.prefix(19)).map { "\($0) page" }
    let long = entries.map { "\($0) from all over the bay" }
    let refrain = entries.flatMap { [$0, "Read on"] }
    let times = entries.enumerated().map { "\($1) 1\($0 % 10)" }
    // As in the listings of a manual.
    let indented = entries.map { "    \($0)" }
    for lines in [short, long, refrain, times, indented] {
      #expect(try clean(page(lines, lines)) == page(lines, lines))
    }
    var options = Options.standard
    options.decision.menuLine = 8
    #expect(try clean(page(long, long), options).count < page(long, long).count)
  }

  @Test("Lines are told apart by all their words")
  func equalBeginnings() throws {
    let lines = (0..<22).map { "News \(Tokens.word(2_000 + $0))" }
    #expect(try clean(page(lines, lines)).split(separator: "\n") == page(lines, []).split(separator: "\n"))
  }

  @Test("A timetable that leaves out a day of the one before stays")
  func timetable() throws {
    func day(_ name: String, _ verb: String) -> [String] {
      [name] + entries.map { "\(verb) \($0) early" }
    }
    let week =
      day("Monday", "opens") + day("Tuesday", "closes") + day("Wednesday", "guards")
      + day("Thursday", "opens") + day("Friday", "guards")
    let text = week.joined(separator: "\n") + "\n"
    #expect(try clean(text) == text)
  }
}
