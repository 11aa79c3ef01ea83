import Testing

@Suite("hapax dedup") struct DedupTests {
  let hapax: Command

  init() throws {
    hapax = try Command()
  }

  private var corpus: String {
    Sample.record(Sample.clean, id: 1) + Sample.record("another text, and a short one", id: 2)
      + Sample.record(Sample.clean.uppercased(), id: 3)
  }

  @Test("From a file, from a pipe, and compressed: what stays is the same")
  func inputs() throws {
    try hapax.write(corpus, to: "a.jsonl")
    let kept = Sample.record(Sample.clean, id: 1) + Sample.record("another text, and a short one", id: 2)
    let file = try hapax("dedup", "a.jsonl")
    #expect(file.status == 0 && file.text == kept)
    #expect(file.error.contains("dropped    1 the same"))
    #expect(try hapax("dedup", "-q", input: Array(corpus.utf8)).text == kept)
    #expect(try hapax.shell("gzip -k a.jsonl && $HAPAX dedup -q a.jsonl.gz").text == kept)
    #expect(
      try hapax.shell(
        "$HAPAX dedup -q a.jsonl -o b.jsonl.zst && zstd -dcq b.jsonl.zst 2>/dev/null || $HAPAX clean -q --keep-repeats b.jsonl.zst"
      ).text == kept)
  }

  @Test("--disable-fast-path keeps and drops the same")
  func slowPaths() throws {
    try hapax.write(corpus + Sample.record("“Straße” हिन्दी 汉字。 e\u{301}", id: 4), to: "a.jsonl")
    let fast = try hapax("dedup", "-q", "a.jsonl")
    let slow = try hapax("dedup", "-q", "a.jsonl", "--disable-fast-path")
    #expect(slow.status == 0 && slow.output == fast.output)
  }

  @Test("What went is told, whole, and comes back")
  func duplicates() throws {
    try hapax.write(corpus, to: "a.jsonl")
    _ = try hapax(
      "dedup", "a.jsonl", "-o", "b.jsonl", "--duplicates", "d", "--clusters", "c", "--passages", "p")
    let row = try hapax.text("d")
    #expect(
      row.contains("\"id\":3,") && row.contains("\"reason\":\"same-document\"")
        && row.contains("\"of\":{\"id\":1,"))
    #expect(try hapax.text("c") == "id\tcluster\n1\t1\n2\t2\n3\t1\n")
    #expect(try hapax("restore", "-q", "--report", "d", "b.jsonl").text == corpus)
  }

  @Test(
    "Killed at any moment, a run leaves no output or a whole one, and the next run ends as if nothing had been"
  )
  func killed() throws {
    /// A word of letters alone for each number.
    func word(_ number: Int) -> String {
      String(String(number, radix: 10).unicodeScalars.map { Character(Unicode.Scalar(UInt8($0.value) + 49)) })
    }
    var lines = ""
    for number in 0..<3_000 {
      let step = number % 11 + 1
      let text = (0..<60).map { word(1_000 + (number * 7 + $0 * step) % 3_000) }.joined(separator: " ")
      lines += Sample.record(text, id: number)
    }
    try hapax.write(lines, to: "a.jsonl")
    _ = try hapax("dedup", "-q", "a.jsonl", "-o", "whole.jsonl")
    let whole = try hapax.read("whole.jsonl")
    var kills = 0
    for delay in ["0.01", "0.05", "0.1", "0.2", "0.4", "0.8"] {
      let result = try hapax.shell(
        "$HAPAX dedup -q a.jsonl -o b.jsonl & sleep \(delay); kill -9 $! && echo killed; wait $! 2>/dev/null")
      if result.text.contains("killed") { kills += 1 }
      if hapax.exists("b.jsonl") { #expect(try hapax.read("b.jsonl") == whole, "after \(delay) s") }
    }
    #expect(kills > 0)
    #expect(try hapax("dedup", "-q", "a.jsonl", "-o", "b.jsonl").status == 0)
    #expect(try hapax.read("b.jsonl") == whole)
    #expect(
      try hapax.text("b.jsonl.duplicates.jsonl").replacing("b.jsonl", with: "whole.jsonl")
        == hapax.text("whole.jsonl.duplicates.jsonl"))
  }

  @Test("A pipe is read once, whatever its name")
  func pipes() throws {
    try hapax.write(corpus, to: "a.jsonl")
    _ = try hapax("dedup", "-q", "a.jsonl", "-o", "b.jsonl")
    let piped = try hapax.shell(
      "mkfifo p; cat a.jsonl > p & $HAPAX dedup -q p --format jsonl -o c.jsonl && cmp b.jsonl c.jsonl && echo same"
    )
    #expect(piped.text == "same\n", "\(piped.error)")
    #expect(try hapax("dedup", "-", "-", input: Array(corpus.utf8)).status == 64)
  }

  @Test("A run in which nothing went is taken back too, and one file of several is told from the others")
  func restoringOfFew() throws {
    try hapax.write(Sample.record("one text here", id: 1), to: "a.jsonl")
    _ = try hapax("dedup", "-q", "a.jsonl", "-o", "b.jsonl")
    #expect(
      try hapax("restore", "-q", "--report", "b.jsonl.duplicates.jsonl", "b.jsonl").output
        == hapax.read("a.jsonl"))
    _ = try hapax("dedup", "-q", "a.jsonl", "-o", "c.jsonl", "--duplicates", "d.gz")
    #expect(try hapax("restore", "-q", "--report", "d.gz", "c.jsonl").output == hapax.read("a.jsonl"))

    try hapax.write(corpus, to: "in/a.jsonl")
    try hapax.write(Sample.record("another of its own", id: 4), to: "in/b.jsonl")
    try hapax.write("a text that stays as it is", to: "in/t.txt")
    _ = try hapax("dedup", "-q", "in", "-o", "out")
    let report = "out.duplicates.jsonl"
    #expect(try hapax("restore", "-q", "--report", report, "out/a.jsonl").text == corpus)
    for name in ["out/b.jsonl", "out/t.txt"] {
      let other = try hapax("restore", "-q", "--report", report, name)
      #expect(other.status == 64 && other.text == "", "\(name)")
    }
    #expect(
      try hapax.shell("$HAPAX restore -q --report \(report) out -o back && diff -r in back").status == 0)
  }

  @Test("Side files that can not be written are told before anything is")
  func sideFiles() throws {
    try hapax.write(corpus, to: "a.jsonl")
    let result = try hapax("dedup", "a.jsonl", "-o", "b.jsonl", "--clusters", "none/c.tsv")
    #expect(result.status == 2 && result.error.contains("none/c.tsv") && !hapax.exists("b.jsonl"))
  }

  @Test("--check writes nothing and exits with 1 where a document would go")
  func check() throws {
    try hapax.write(corpus, to: "a.jsonl")
    let checked = try hapax("dedup", "--check", "a.jsonl", "--json")
    #expect(checked.status == 1 && checked.text == "")
    #expect(checked.error.contains("\"documents\":3,\"kept\":2,\"same\":1,"))
    #expect(try hapax("dedup", "-q", "a.jsonl", "-o", "b.jsonl").status == 0)
    #expect(try hapax("dedup", "--check", "b.jsonl", "-q").status == 0)
  }

  @Test("Wrong usage is 64, a bad input 2, with its place")
  func errors() throws {
    try hapax.write("{\"text\":\"a\"}\nbroken\n", to: "a.jsonl")
    let bad = try hapax("dedup", "a.jsonl")
    #expect(bad.status == 2 && bad.text == "" && bad.error.contains("a.jsonl:2: not JSON"))
    for arguments in [
      ["--near", "fold"], ["--near", "trim", "--shared", "mark"], ["--set", "corpus.nothing=1"],
      ["--set", "corpus.nearCoverage=7"],
      ["--clusters", "-"],
    ] {
      #expect(
        try hapax.shell("$HAPAX dedup a.jsonl \(arguments.joined(separator: " "))").status == 64,
        "\(arguments)")
    }
    #expect(try hapax("dedup", "missing.jsonl").status == 2)
  }
}
