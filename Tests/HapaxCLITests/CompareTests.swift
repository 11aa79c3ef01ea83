import Testing

@Suite("hapax compare") struct CompareTests {
  let hapax: Command
  static let first = "The ferry to the islands will not sail before the end of the week."
  static let second = "The ferry to the islands will not sail before the end of the month."

  init() throws {
    hapax = try Command()
    try hapax.write(Self.first + "\n", to: "a.txt")
    try hapax.write(Self.second + "\n", to: "b/a.txt")
    try hapax.write(
      "{\"id\":\"x\",\"text\":\"\(Self.first)\"}\n{\"id\":2,\"text\":\"none\"}\n{\"id\":\"y\",\"text\":\"\(Self.second)\"}\n",
      to: "c.jsonl")
  }

  @Test("Two files, or two records by their ids, are laid side by side")
  func filesAndRecords() throws {
    let files = try hapax("compare", "a.txt", "b/a.txt", "--width", "70")
    #expect(files.status == 0 && files.error == "")
    #expect(files.text.hasPrefix("a.txt | b/a.txt: ") && files.text.contains("[-week-]."))
    #expect(files.text.contains("{+month+}.") && !files.text.contains("\u{1B}"))
    let records = try hapax("compare", "c.jsonl", "--ids", "x", "y", "--width", "70")
    #expect(
      records.text.dropFirst(records.text.prefix { $0 != ":" }.count)
        == files.text.dropFirst(files.text.prefix { $0 != ":" }.count))
    #expect(try hapax("compare", "c.jsonl", "--ids", "x", "2").status == 0)
  }

  @Test("Colours come when they are asked for, and mark what differs")
  func colours() throws {
    let page = try hapax("compare", "a.txt", "b/a.txt", "--color", "always")
    #expect(page.text.contains("\u{1B}[31mweek\u{1B}[0m") && !page.text.contains("[-week-]"))
  }

  @Test("The JSON has the relation and the passages")
  func json() throws {
    let json = try hapax("compare", "a.txt", "a.txt", "--json").text
    #expect(json.hasPrefix("{\"id\":\"a.txt\",\"of\":\"a.txt\",\"relation\":\"same\",\"coverage\":1.000"))
  }

  @Test("A page that can not be written is an error")
  func fullDisk() throws {
    #expect(try hapax.shell("$HAPAX compare a.txt b/a.txt > /dev/full").status == 2)
    #expect(try hapax.shell("$HAPAX options > /dev/full").status == 2)
  }

  @Test("What is not two documents is refused")
  func refusals() throws {
    #expect(try hapax("compare", "a.txt").error.contains("compare takes two documents, and there is 1"))
    #expect(try hapax("compare", "c.jsonl").error.contains("there are 3; --ids picks two"))
    #expect(try hapax("compare", "c.jsonl", "--ids", "x", "z").error.contains("no document has the id z"))
    #expect(try hapax("compare", "c.jsonl", "--ids", "x").status == 64)
    #expect(try hapax("compare", "a.txt", "missing.txt").status == 2)
  }
}
