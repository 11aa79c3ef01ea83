import Testing

@Suite("hapax dedup --boilerplate") struct BoilerplateCommandTests {
  let hapax: Command
  private let footer = "Copyright of the Gull Point Herald, all rights reserved"

  init() throws {
    hapax = try Command()
  }

  private func story(_ number: Int) -> String {
    let words = (0..<30).map { word in
      String(decoding: String(number * 100 + word).utf8.map { $0 + 49 }, as: UTF8.self)
    }
    return words.joined(separator: " ")
  }

  private func pages(_ field: String) -> String {
    (0..<6).map {
      "{\"id\":\($0),\"\(field)\":\"herald.example\",\"text\":\"\(story($0))\\n\(footer)\"}\n"
    }.joined()
  }

  @Test("It is cut, told and counted, and comes back")
  func trims() throws {
    try hapax.write(pages("url"), to: "a.jsonl")
    let result = try hapax("dedup", "--boilerplate", "trim", "a.jsonl", "-o", "b.jsonl")
    #expect(
      result.status == 0 && result.error.contains("cut        330 bytes of boilerplate in 6 documents\n"))
    #expect(try !hapax.text("b.jsonl").contains("Herald"))
    #expect(
      try hapax("restore", "-q", "--report", "b.jsonl.duplicates.jsonl", "b.jsonl").text == pages("url"))
    #expect(try hapax("dedup", "-q", "--check", "--boilerplate", "trim", "a.jsonl").status == 1)
    let strict = try hapax(
      "dedup", "--boilerplate", "trim", "--set", "boilerplate.minimumPages=7", "--check", "a.jsonl")
    #expect(strict.status == 0)
    let json = try hapax("dedup", "--json", "--boilerplate", "mark", "a.jsonl")
    #expect(json.error.contains("\"boilerplate\":6,\"boilerplate_bytes\":330,\"without_site\":0,"))
    #expect(json.text.contains(",\"hapax\":{\"reason\":\"site-boilerplate\",\"cuts\":[{\"range\":["))
  }

  @Test("Where nothing tells the site, that is an error that says what does")
  func noSite() throws {
    try hapax.write(pages("paper"), to: "a.jsonl")
    let result = try hapax("dedup", "--boilerplate", "trim", "a.jsonl", "-o", "b.jsonl")
    #expect(
      result.status == 64 && result.error.contains("no document tells its site")
        && result.error.contains("--host-field NAME"))
    #expect(try hapax.shell("ls").text == "a.jsonl\n")
    #expect(try hapax("dedup", "-q", "--boilerplate", "trim", "--host-field", "paper", "a.jsonl").status == 0)
  }

  @Test("Of a pipe it is cut as of a file")
  func pipes() throws {
    try hapax.write(pages("url"), to: "a.jsonl")
    let file = try hapax("dedup", "-q", "--boilerplate", "trim", "a.jsonl")
    let pipe = try hapax("dedup", "-q", "--boilerplate", "trim", input: Array(pages("url").utf8))
    #expect(pipe.status == 0 && pipe.output == file.output && !pipe.text.contains("Herald"))
  }

  @Test("--delimiter is heeded wherever a table is read")
  func delimiters() throws {
    try hapax.write("id;text\n1;\"\(story(1)), and; more  \"\n2;\"\(story(1)), and; less  \"\n", to: "a.csv")
    let clean = try hapax("clean", "-q", "--delimiter", ";", "a.csv", "--report", "r", "-o", "b.csv")
    #expect(clean.status == 0)
    #expect(try hapax.text("b.csv").contains("and; more\"\n2;"))
    #expect(try hapax("restore", "-q", "--report", "r", "b.csv").text == hapax.text("a.csv"))
    #expect(try hapax("scan", "--delimiter", ";", "a.csv").text.hasPrefix("a.csv:2: "))
    let dedup = try hapax("dedup", "-q", "--delimiter", ";", "a.csv", "-o", "c.csv")
    #expect(try dedup.status == 0 && hapax.text("c.csv").split(separator: "\n").count == 2)
    #expect(
      try hapax("restore", "-q", "--report", "c.csv.duplicates.jsonl", "c.csv").text == hapax.text("a.csv"))
    #expect(try hapax("compare", "--delimiter", ";", "a.csv", "--ids", "1", "2").text.contains("[-more-]"))
    let tune = try hapax(
      "tune", "-q", "--delimiter", ";", "--simulate", "a.csv", "--vary", "corpus.windowWords=4")
    #expect(tune.status == 0)
    #expect(try hapax("clean", "--delimiter", "x", "a.csv").status == 64)
    #expect(try hapax("clean", "a.csv").error.contains("--delimiter ';' if that parts its fields"))
  }
}
