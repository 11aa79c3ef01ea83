import Testing

@Suite("hapax clean") struct CleanTests {
  let hapax: Command

  init() throws {
    hapax = try Command()
  }

  @Test("A text goes to standard output, from a file and from standard input; the summary to standard error")
  func oneText() throws {
    try hapax.write(Sample.doubled, to: "a.txt")
    let fromFile = try hapax("clean", "a.txt")
    #expect(fromFile.text == Sample.clean)
    #expect(fromFile.status == 0)
    #expect(fromFile.error.hasPrefix("hapax: cleaned   1 document, "))
    #expect(fromFile.error.contains("hapax: repeated  1 block in 1 document"))
    for arguments in [[], ["-"]] {
      let fromInput =
        try arguments.isEmpty
        ? hapax("clean", input: Array(Sample.doubled.utf8))
        : hapax("clean", "-", input: Array(Sample.doubled.utf8))
      #expect(fromInput.text == Sample.clean)
    }
  }

  @Test("--quiet says nothing, --json prints the summary as one object")
  func summaries() throws {
    #expect(try hapax("clean", "-q", input: Array("a  \n".utf8)).error == "")
    let json = try hapax("clean", "--json", input: Array("a  \n".utf8))
    #expect(json.text == "a\n")
    #expect(
      json.error.hasPrefix(
        #"{"schema":1,"documents":1,"changed":1,"input_bytes":4,"output_bytes":2,"milliseconds":"#))
    #expect(json.error.contains(#""edits":{"trailing-whitespace":{"times":1,"bytes":2,"documents":1}}"#))
    #expect(json.error.hasSuffix("\"failures\":[],\"not_text\":[]}\n"))
  }

  @Test("--check writes nothing and exits with 1 if anything would change")
  func check() throws {
    try hapax.write("clean\n", to: "clean.txt")
    try hapax.write("dirty  \n", to: "dirty.txt")
    let clean = try hapax("clean", "--check", "clean.txt")
    #expect(clean.status == 0 && clean.text == "")
    let dirty = try hapax("clean", "--check", "clean.txt", "dirty.txt")
    #expect(dirty.status == 1 && dirty.text == "")
    #expect(dirty.error.contains("2 documents, 14 bytes"))
    #expect(try hapax("clean", "--check", "--in-place", "dirty.txt").status == 1)
    #expect(try hapax.text("dirty.txt") == "dirty  \n")
  }

  @Test("JSON Lines keep their other fields, and are joined where there are several")
  func jsonLines() throws {
    try hapax.write(Sample.record("a  \nb", id: 1), to: "a.jsonl")
    try hapax.write(Sample.record("c", id: 2).replacing("\n", with: ""), to: "b.jsonl")
    let joined = try hapax("clean", "a.jsonl", "b.jsonl", "a.jsonl")
    let (a, b) = (Sample.record("a\nb", id: 1), Sample.record("c", id: 2))
    #expect(joined.text == a + b + a)
    let named = try hapax(
      "clean", "--text-field", "body", input: Array("{\"text\":1,\"body\":\"x \"}\n".utf8))
    #expect(named.text == "{\"text\":1,\"body\":\"x\"}\n")
  }

  @Test(
    "A bad line ends the run, is skipped, or is copied, and is always told",
    arguments: ["stop", "skip", "copy"])
  func badLine(policy: String) throws {
    let (good, bad) = (Sample.record("a", id: 1), "{\"text\":\"abc\n")
    try hapax.write(good + bad + good, to: "a.jsonl")
    let result = try hapax("clean", "--on-error", policy, "a.jsonl", "-o", "out.jsonl")
    #expect(result.status == 2)
    #expect(result.error.contains("hapax: a.jsonl:2: not JSON (unterminated string)\n"))
    switch policy {
    case "stop": #expect(!hapax.exists("out.jsonl"))
    case "skip": #expect(try hapax.text("out.jsonl") == good + good)
    default: #expect(try hapax.text("out.jsonl") == good + bad + good)
    }
    #expect(try hapax.names().allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test("After a failure, stop leaves what was finished; skip does the others", arguments: ["stop", "skip"])
  func failuresOfFiles(policy: String) throws {
    try hapax.write("a  \n", to: "in/a.txt")
    _ = try hapax.shell("ln -s nowhere in/b.txt")
    try hapax.write("c  \n", to: "in/c.txt")
    let result = try hapax("clean", "in", "-o", "out", "--on-error", policy)
    #expect(result.status == 2)
    #expect(result.error.contains("hapax: in/b.txt: "))
    #expect(try hapax.names(below: "out") == (policy == "stop" ? ["a.txt"] : ["a.txt", "c.txt"]))
  }

  @Test("A folder goes to a folder with the same paths, whatever the number of threads")
  func folders() throws {
    for index in 0..<20 { try hapax.write("text \(index)  \n", to: "in/\(index % 3)/\(index).txt") }
    try hapax.write(Sample.record("x  ", id: 1), to: "in/l.jsonl")
    for threads in ["1", "8"] {
      let result = try hapax("clean", "in", "-o", "out\(threads)", "-t", threads, "--report", "r\(threads)")
      #expect(result.status == 0)
    }
    #expect(try hapax.names(below: "out1") == hapax.names(below: "in"))
    #expect(try hapax.shell("diff -r out1 out8 && cmp r1 r8").status == 0)
    #expect(try hapax.text("out1/1/1.txt") == "text 1\n")
  }

  @Test("Compressed inputs are read by content, outputs are compressed by name", arguments: ["gz", "zst"])
  func compression(suffix: String) throws {
    let (pack, unpack) = suffix == "gz" ? ("gzip -c", "gzip -dc") : ("zstd -qc", "zstd -qdc")
    try hapax.write(Sample.record("a  ", id: 1), to: "a.jsonl")
    _ = try hapax.shell("\(pack) a.jsonl > b && \(pack) a.jsonl >> b")
    #expect(try hapax("clean", "b", "-o", "c.jsonl.\(suffix)").status == 0)
    #expect(
      try hapax.shell("\(unpack) c.jsonl.\(suffix)").text == Sample.record("a", id: 1)
        + Sample.record("a", id: 1))
    try hapax.write([], to: "empty.txt")
    #expect(try hapax("clean", "empty.txt", "-o", "e.\(suffix)").status == 0)
    #expect(try hapax.shell("\(unpack) e.\(suffix)").status == 0)
    _ = try hapax.shell("head -c 40 b > cut.jsonl")
    let cut = try hapax("clean", "cut.jsonl", "-o", "d.jsonl")
    #expect(cut.status == 2)
    #expect(
      cut.error.contains("hapax: cut.jsonl: \(suffix == "gz" ? "gzip" : "zstd") data ends early at byte 40\n")
    )
    #expect(!hapax.exists("d.jsonl"))
  }

  /// Texts of several scripts, clean and not, whole and broken.
  private var mixed: [UInt8] {
    let texts = [
      Sample.doubled, "“Straße”  \r\nÉCOLE e\u{301}\u{323}\u{A0}\n\n\n",
      "Русский текст, 汉字。한국어 हिन्दी ไทย\u{200B}ก\n",
    ]
    return Array((texts.joined() + texts.joined()).utf8) + [0xC3, 0xE2, 0x80, 0x0A]
  }

  @Test("--disable-fast-path writes the same, byte for byte, and the same report")
  func slowPaths() throws {
    try hapax.write(mixed, to: "in/a.txt")
    try hapax.write(Sample.record(Sample.doubled, id: 1) + Sample.record("ﬁne  \n", id: 2), to: "in/b.jsonl")
    #expect(try hapax("clean", "in", "-q", "-o", "fast/", "--report", "fast.report").status == 0)
    let slow = try hapax("clean", "in", "-q", "-o", "slow/", "--report", "slow.report", "--disable-fast-path")
    #expect(slow.status == 0)
    #expect(try hapax.shell("diff -r fast slow && cmp fast.report slow.report").status == 0)
    #expect(try !hapax("clean", "--help").text.contains("fast-path"))
  }

  @Test("Options come from the file, and flags overrule it")
  func options() throws {
    try hapax.write(#"{"normalization":{"trimsTrailingWhitespace":false}}"#, to: "o.json")
    let input = Array("a  \n\n\nb \n".utf8)
    #expect(try hapax("clean", "--config", "o.json", input: input).text == "a  \n\nb \n")
    #expect(
      try hapax("clean", "--config", "o.json", "--trim-trailing-whitespace", input: input).text == "a\n\nb\n")
    #expect(
      try hapax("clean", "--set", "normalization.collapsesBlankLines=false", input: input).text
        == "a\n\n\nb\n")
    #expect(
      try hapax("clean", "--keep-repeats", input: Array(Sample.doubled.utf8)).text.count > Sample.clean.count
        * 3 / 2)
    #expect(try hapax("clean", "--encoding", "windows-1252", input: [0x93, 0xE9, 0x94]).text == "“é”")
    #expect(try hapax("clean", "--encoding", "no-such-charset", input: []).status == 64)
    try hapax.write(#"{"normalization":{"trims":false}}"#, to: "bad.json")
    let bad = try hapax("clean", "--config", "bad.json", input: input)
    #expect(bad.status == 64 && bad.error.contains("no option is named normalization.trims"))
  }
}
