import Testing

@Suite("hapax simulate") struct SimulateTests {
  let hapax: Command

  init() throws {
    hapax = try Command()
    try hapax.write(Sample.clean, to: "a.txt")
  }

  @Test("A corpus goes to standard output or a file, the same bytes, and tune takes it")
  func corpus() throws {
    let printed = try hapax("simulate", "-q", "a.txt", "--documents", "20", "--seed", "3")
    #expect(printed.status == 0 && printed.error == "")
    #expect(printed.text.split(separator: "\n").count == 20)
    let written = try hapax(
      "simulate", "a.txt", "--documents", "20", "--seed", "3", "-o", "s.jsonl", "--truth", "s.tsv")
    let truth = try hapax.text("s.tsv").split(separator: "\n").dropFirst()
    // Strangers are stories of their own.
    let stories = Set(truth.map { $0.split(separator: "\t")[1] }).count
    #expect(stories > 2 && truth.contains { $0.contains("stranger") })
    #expect(
      written.status == 0 && written.error.hasPrefix("hapax: made 20 documents of \(stories) stories, "))
    #expect(try hapax.read("s.jsonl") == printed.output)
    #expect(try hapax.text("s.tsv").hasPrefix("id\tcluster\tkind\nd0\tc0\tbase\n"))
    #expect(try hapax("tune", "-q", "s.jsonl").status == 0)
    #expect(try hapax("tune", "-q", "s.jsonl", "--task", "clean").text.contains("* 1.0000"))
    #expect(try hapax("simulate", "-q", "a.txt", "--documents", "20", "-o", "s.jsonl.gz").status == 0)
    #expect(try hapax("tune", "-q", "s.jsonl.gz").status == 0)
  }

  @Test("Wrong usage is 64")
  func usage() throws {
    for arguments in ["a.txt --documents 0", "a.txt -o a.txt", "a.txt --seed -1"] {
      #expect(try hapax.shell("$HAPAX simulate \(arguments)").status == 64, "\(arguments)")
    }
    #expect(try hapax.text("a.txt") == Sample.clean)
  }
}
