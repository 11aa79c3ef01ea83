import Testing

@Suite("hapax tune") struct TuneTests {
  let hapax: Command

  init() throws {
    hapax = try Command()
  }

  @Test("A sweep prints its table, and writes what dedup takes")
  func sweep() throws {
    var lines = ""
    for number in 0..<6 {
      let text = "\(Sample.clean) \(String(repeating: "word\(number) ", count: 3))"
      lines += Sample.record(text, id: number).replacing(
        "\"more\"", with: "\"cluster\":\(number % 2),\"more\"")
    }
    try hapax.write(lines, to: "a.jsonl")
    let result = try hapax(
      "tune", "-q", "a.jsonl", "--vary", "corpus.windowWords=4,8", "--json", "j", "--csv", "c", "--html",
      "h.html",
      "--recommend", "best.json")
    #expect(result.status == 0 && result.error == "")
    let rows = result.text.split(separator: "\n")
    #expect(rows.count == 3 && rows.filter { $0.hasPrefix("*") }.count == 1)
    #expect(
      try hapax.text("c").hasPrefix(
        "corpus.windowWords,precision,recall,f1,f1_error,ari,exact,largest,bytes/doc,docs/s\n4,"))
    #expect(try hapax.text("j").contains("\"recommended\":"))
    #expect(try hapax.text("h.html").hasPrefix("<!DOCTYPE html>"))
    #expect(try hapax("dedup", "-q", "--config", "best.json", "a.jsonl").status == 0)
  }

  @Test("Borderline pairs are printed without any truth, and feed back as labels")
  func review() throws {
    let more = "An own end of its own that the others have not, with a dozen words and some. "
    let texts = [Sample.clean + Sample.clean, Sample.clean + more]
    try hapax.write(texts.enumerated().map { Sample.record($1, id: $0) }.joined(), to: "a.jsonl")
    let review = try hapax("tune", "-q", "a.jsonl", "--review", "5")
    #expect(review.status == 0 && review.error == "")
    #expect(review.text.contains("\n# 1/1: margin +") && review.text.contains("\n1\t0\t?\n"))
    #expect(review.text.contains("[-An own end"))
    try hapax.write(review.text.replacing("\t?\n", with: "\tdifferent\n"), to: "labels.tsv")
    let measured = try hapax("tune", "-q", "a.jsonl", "--labels", "labels.tsv")
    #expect(measured.status == 0 && measured.text.contains("\n* "))
    #expect(
      try hapax("tune", "-q", "a.jsonl", "--labels", "labels.tsv", "--review", "5").text.contains("\t?\n")
        == false)
  }

  @Test("The options of clean are measured too, and clean takes what is recommended")
  func clean() throws {
    try hapax.write(Sample.doubled, to: "c/a.in.txt")
    try hapax.write(Sample.clean, to: "c/a.out.txt")
    let result = try hapax(
      "tune", "-q", "--task", "clean", "c", "--vary", "decision.removesRepeats=false,true", "--recommend",
      "best.json",
      "--json", "j", "--csv", "c.csv", "--html", "h.html", "--plots", "c")
    #expect(result.status == 0 && result.error == "")
    #expect(try hapax.text("h.html").hasPrefix("<!DOCTYPE html>"))
    #expect(try hapax.text("c/decision.removesRepeats.svg").hasPrefix("<svg xmlns="))
    let rows = result.text.split(separator: "\n")
    #expect(rows.count == 3 && rows[2].hasPrefix("* ") && rows[2].contains(" true "))
    #expect(try hapax.text("c.csv").hasPrefix("decision.removesRepeats,kept,removed,exact,"))
    #expect(try hapax.text("j").hasPrefix("{\"task\":\"clean\",\"documents\":1,"))
    #expect(try hapax("clean", "-q", "--config", "best.json", "c/a.in.txt").text == Sample.clean)
  }

  @Test("Wrong usage is 64")
  func usage() throws {
    try hapax.write("{\"text\":\"a\",\"cluster\":1}\n", to: "a.jsonl")
    for arguments in [
      "--vary corpus.windowWords", "--vary corpus.no=1", "--simulate --clusters x",
      "--review 0", "--review 3 --vary corpus.windowWords=2", "--review 3 --json x",
      "--task clean --simulate", "--task clean --clusters x", "--task clean --review 3",
    ] {
      #expect(try hapax.shell("$HAPAX tune a.jsonl \(arguments)").status == 64, "\(arguments)")
    }
    try hapax.write("{\"text\":\"a\"}\n", to: "b.jsonl")
    #expect(try hapax("tune", "b.jsonl").status == 64)
  }
}
