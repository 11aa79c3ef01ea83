import Testing

@Suite("hapax scan") struct ScanTests {
  let hapax: Command

  init() throws {
    hapax = try Command()
    try hapax.write(Sample.doubled, to: "a.txt")
  }

  @Test("The listing names the lines that repeat, and what they repeat")
  func listing() throws {
    let result = try hapax("scan", "a.txt")
    #expect(result.status == 0)
    #expect(
      result.text == """
        a.txt: 17 lines, 7 repeated, 2 blank lines at the end
              1-7  kept
             9-15  again 1-7, word for word                                          455 bytes
                   blank-edge 1

        """)
    #expect(result.error.contains("hapax: scanned   1 document, "))
    #expect(result.error.contains(": 1 would change\n"))
  }

  @Test("Colours come only when asked for, or on a terminal that wants them")
  func colours() throws {
    #expect(try !hapax("scan", "a.txt", environment: ["TERM": "xterm"]).text.contains("\u{1B}"))
    #expect(try hapax("scan", "--color", "always", "a.txt").text.contains("\u{1B}[31m"))
    #expect(try !hapax("scan", "--color", "never", "a.txt").text.contains("\u{1B}"))
    // `script` gives a terminal.
    let onTerminal = "script -qec \"$HAPAX scan -q a.txt\" /dev/null"
    #expect(try hapax.shell("TERM=xterm \(onTerminal)").text.contains("\u{1B}[31m"))
    #expect(try !hapax.shell("TERM=xterm NO_COLOR=1 \(onTerminal)").text.contains("\u{1B}"))
    #expect(try !hapax.shell("TERM=dumb \(onTerminal)").text.contains("\u{1B}"))
  }

  @Test("--json prints one object for each document, as in a report")
  func json() throws {
    try hapax.write(Sample.record("x  ", id: 7) + Sample.record("y", id: 8), to: "b.jsonl")
    let result = try hapax("scan", "--json", "b.jsonl")
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines.first?.hasPrefix(
        #"{"schema":1,"id":7,"source":"b.jsonl","output":"b.jsonl","line":1,"field":"text""#) == true)
    #expect(lines.last?.hasSuffix(#""input_bytes":1,"output_bytes":1,"edits":[],"notes":[]}"#) == true)
  }

  @Test("--check exits with 1 if anything would change")
  func check() throws {
    try hapax.write("clean\n", to: "c.txt")
    #expect(try hapax("scan", "--check", "a.txt").status == 1)
    #expect(try hapax("scan", "--check", "c.txt").status == 0)
    #expect(try hapax("scan", "--verbose", "c.txt").text == "c.txt: 1 line, nothing to change\n")
  }
}
