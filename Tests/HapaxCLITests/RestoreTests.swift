import Testing

@Suite("hapax restore") struct RestoreTests {
  let hapax: Command

  init() throws {
    hapax = try Command()
  }

  @Test("A text comes back byte for byte, from a file and through pipes")
  func oneText() throws {
    let text = Array(Sample.doubled.utf8) + [0xFF, 0xFE, 0x00, 0x0D]
    try hapax.write(text, to: "a.txt")
    _ = try hapax("clean", "a.txt", "--report", "r", "-o", "b.txt")
    #expect(try hapax("restore", "--report", "r", "b.txt").output == text)
    #expect(try hapax("restore", "--report", "r", input: hapax.read("b.txt")).output == text)
    _ = try hapax.shell("mv b.txt renamed; $HAPAX restore --report r renamed -o back.txt")
    #expect(try hapax.read("back.txt") == text)
  }

  @Test("A folder comes back, and so does one file of it, and what was changed in place")
  func folders() throws {
    try hapax.write("a  \r\n", to: "in/a.txt")
    try hapax.write("b\t\n\n\n", to: "in/sub/b.txt")
    try hapax.write(Sample.record("c  ", id: 1), to: "in/c.jsonl")
    _ = try hapax("clean", "in", "-o", "out", "--report", "r.zst")
    let whole = try hapax("restore", "--report", "r.zst", "out", "-o", "back")
    #expect(whole.status == 0 && whole.error == "hapax: restored  3 documents in 3 files\n")
    #expect(try hapax.shell("diff -r in back").status == 0)
    #expect(try hapax("restore", "--report", "r.zst", "out/sub/b.txt").text == "b\t\n\n\n")
    _ = try hapax.shell("cp -r in copy && $HAPAX clean --in-place copy --report r2")
    #expect(try hapax.text("copy/a.txt") == "a\n")
    #expect(try hapax.shell("$HAPAX restore --report r2 copy -o copy && diff -r in copy").status == 0)
  }

  @Test("Every case of the corpora comes back, near copies with their words too")
  func corpora() throws {
    let corpora = "\(#filePath)".replacing("/Tests/HapaxCLITests/RestoreTests.swift", with: "/corpora")
    _ = try hapax.shell("cp -r '\(corpora)/repeats' in")
    let cleaned = try hapax("clean", "in", "-o", "out", "--report", "r")
    #expect(cleaned.status == 0)
    #expect(try hapax.text("r").contains("\"similarity\":0."))
    #expect(try hapax("restore", "--report", "r", "out", "-o", "back").status == 0)
    #expect(try hapax.shell("diff -r in back").status == 0)
  }

  @Test("The texts of JSON Lines come back, lone surrogates and copied bad lines too")
  func jsonLines() throws {
    let lines = "\u{FEFF}{\"text\":\"a\\ud800 \\n \",\"n\":1}\r\n\nbroken\n{\"n\":1}\n{\"text\":\"b  \"}"
    try hapax.write(lines, to: "a.jsonl")
    let cleaned = try hapax("clean", "--on-error", "copy", "a.jsonl", "-o", "b.jsonl", "--report", "r")
    #expect(cleaned.status == 2)
    #expect(try hapax.text("b.jsonl").contains("a\u{FFFD}"))
    let back = try hapax("restore", "--report", "r", "b.jsonl")
    #expect(back.text == lines, "\(back.error)")
  }

  @Test("JSON comes back as it was escaped, not only as it reads")
  func escapes() throws {
    let lines =
      #"{"text":"caf\u00e9 \/ \ud83d\ude42\u0009x  ","n":"\u00e9"}"# + "\n" + #"{"text":"é  "}"# + "\n"
    try hapax.write(lines, to: "a.jsonl")
    _ = try hapax("clean", "a.jsonl", "-o", "b.jsonl", "--report", "r")
    #expect(
      try hapax.text("b.jsonl") == #"{"text":"café / 🙂\tx","n":"\u00e9"}"# + "\n" + #"{"text":"é"}"# + "\n")
    #expect(try hapax("restore", "--report", "r", "b.jsonl").text == lines)
    #expect(try hapax.text("r").split(separator: "\n").map { $0.contains("\"raw\"") } == [true, false])
  }

  @Test("A report that does not fit names the file and the byte")
  func misfits() throws {
    try hapax.write("one  \ntwo  \n", to: "a.txt")
    _ = try hapax("clean", "a.txt", "--report", "r", "-o", "b.txt")
    try hapax.write("one\ntwo\nthree\n", to: "b.txt")
    let longer = try hapax("restore", "--report", "r", "b.txt", "-o", "back.txt")
    #expect(longer.status == 2)
    #expect(longer.error.hasPrefix("hapax: b.txt: the report does not fit this text: it has 14 bytes"))
    #expect(!hapax.exists("back.txt"))
    try hapax.write(Sample.record("a  ", id: 1) + Sample.record("b", id: 2), to: "c.jsonl")
    _ = try hapax("clean", "c.jsonl", "--report", "r", "-o", "d.jsonl")
    try hapax.write(Sample.record("a", id: 1) + Sample.record("bb", id: 2), to: "d.jsonl")
    let line = try hapax("restore", "--report", "r", "d.jsonl")
    #expect(line.status == 2 && line.error.contains("hapax: d.jsonl:2: the report does not fit"))
    try hapax.write(Sample.record("a", id: 1), to: "d.jsonl")
    #expect(try hapax("restore", "--report", "r", "d.jsonl").status == 2)
    #expect(try hapax("restore", "--report", "c.jsonl", "d.jsonl").error.contains("c.jsonl:1: not a report"))
  }
}
