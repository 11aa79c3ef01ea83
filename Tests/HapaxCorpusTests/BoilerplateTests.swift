import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Boilerplate of sites") struct BoilerplateTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private let menu = ["Home", "News of the day", "---", "Sport and weather", "Science and health"]
  private let footer = "Copyright of the Gull Point Herald, all rights reserved by us"

  /// A text of words that no other number's has.
  private func story(_ number: Int, sentences: Int = 6) -> String {
    (0..<sentences).map { sentence in
      (0..<12).map { "w\(letters(number * 500 + sentence * 20 + $0))z" }.joined(separator: " ") + "."
    }.joined(separator: " ")
  }

  private func letters(_ number: Int) -> String {
    String(decoding: String(number).utf8.map { $0 + 49 }, as: UTF8.self)
  }

  private func record(_ id: String, _ host: String, _ lines: [String]) -> String {
    "{\"id\":\"\(id)\",\"url\":\"https://\(host)/\(id)\",\"text\":\"\(lines.joined(separator: "\\n"))\"}\n"
  }

  /// Pages of two sites, with what they have in common before and behind.
  private func pages(_ count: Int) -> String {
    (0..<count).map { number in
      record(
        "a\(number)", number.isMultiple(of: 2) ? "www.herald.example" : "Herald.example",
        menu + [story(number), footer])
        + record(
          "b\(number)", "other.example", ["Our other menu of nine words and no more", story(1_000 + number)])
    }.joined()
  }

  @discardableResult
  private func dedup(
    _ inputs: [String], to output: String, threads: Int = 1,
    _ change: (inout Deduplication.Settings) -> Void = { _ in }
  ) throws -> DeduplicationSummary {
    try folder.dedup(inputs, to: output, threads: threads) {
      $0.reading.chunkSize = 1 << 10
      $0.boilerplate = .trim
      change(&$0)
    }
  }

  private func restored(_ output: String) throws -> [UInt8] {
    _ = try Restoration(
      report: folder.path("\(output).duplicates"), cleaned: [folder.path(output)],
      output: folder.path("\(output).back")
    ).run()
    return try folder.read("\(output).back")
  }

  @Test("It goes from every page, and all comes back, whatever the threads")
  func trims() throws {
    try folder.write(pages(12), to: "a.jsonl")
    for threads in [1, 2, 8] {
      let summary = try dedup(["a.jsonl"], to: "out\(threads)", threads: threads)
      #expect(summary.kept == 24 && summary.boilerplate == 24 && summary.withoutSite == 0)
      #expect(summary.trimmed == 0 && summary.changed == 24)
    }
    let expected = (0..<12).map {
      record("a\($0)", $0.isMultiple(of: 2) ? "www.herald.example" : "Herald.example", [story($0), ""])
        + record("b\($0)", "other.example", [story(1_000 + $0)])
    }.joined()
    #expect(String(decoding: try folder.read("out1"), as: UTF8.self) == expected)
    for threads in [2, 8] {
      #expect(try folder.read("out\(threads)") == folder.read("out1"))
      // The name of the output stands in them.
      let report = String(decoding: try folder.read("out\(threads).duplicates"), as: UTF8.self)
      #expect(
        try Array(report.replacing("\"out\(threads)\"", with: "\"out1\"").utf8)
          == folder.read("out1.duplicates"))
    }
    #expect(try restored("out2") == folder.read("a.jsonl"))
    let report = String(decoding: try folder.read("out1.duplicates"), as: UTF8.self)
    #expect(report.contains("\"reason\":\"site-boilerplate\",\"cuts\":[{\"range\":[0,"))
    #expect(report.contains("\"pages\":12,\"words\":11}"))
  }

  @Test("The order of the pages does not matter")
  func order() throws {
    let lines = pages(9).split(separator: "\n").map { "\($0)\n" }
    try folder.write(lines.joined(), to: "a.jsonl")
    try folder.write(lines.reversed().joined(), to: "b.jsonl")
    try dedup(["a.jsonl"], to: "a")
    try dedup(["b.jsonl"], to: "b")
    let (a, b) = (try folder.read("a").split(separator: 0x0A), try folder.read("b").split(separator: 0x0A))
    #expect(a == b.reversed() && a.count == 18)
  }

  @Test("Copies of one story do not make its paragraphs boilerplate")
  func copies() throws {
    let lines = (0..<4).map { story($0, sentences: 1) }
    let copies = (0..<9).map { record("c\($0)", "a.example", lines + ["Copy \($0)."]) }
    try folder.write(copies.joined(), to: "a.jsonl")
    let summary = try dedup(["a.jsonl"], to: "out")
    #expect(summary.kept == 1 && summary.boilerplate == 0)
    // Of pages that are not taken for copies, it is what they all say.
    #expect(
      try dedup(["a.jsonl"], to: "all") { ($0.same, $0.near, $0.contained) = (.keep, .keep, .keep) }
        .boilerplate == 9)
    #expect(
      try dedup(["a.jsonl"], to: "marked") { ($0.near, $0.contained) = (.mark, .mark) }.boilerplate == 0)
  }

  @Test("Marks and attributes tell it, and nothing is cut")
  func marks() throws {
    try folder.write(pages(6), to: "a.jsonl")
    let summary = try dedup(["a.jsonl"], to: "out") { $0.boilerplate = .mark }
    #expect(summary.boilerplate == 12)
    let first = String(decoding: try folder.read("out").split(separator: 0x0A)[0], as: UTF8.self)
    let record = record("a0", "www.herald.example", menu + [story(0), footer])
    #expect(first.hasPrefix(record.dropLast(2)))
    let mark = ",\"hapax\":{\"reason\":\"site-boilerplate\",\"cuts\":[{\"range\":[0,"
    #expect(first.dropFirst(record.count - 2).hasPrefix(mark))
    #expect(try restored("out") == folder.read("a.jsonl"))
    try dedup(["a.jsonl"], to: "attributes") {
      ($0.boilerplate, $0.writing, $0.duplicates) = (.mark, .attributes, nil)
    }
    let attributes = String(decoding: try folder.read("attributes"), as: UTF8.self)
    #expect(
      attributes.hasPrefix("{\"id\":\"a0\",\"attributes\":{\"hapax__duplicate\":[],\"hapax__passages\":["))
    #expect(attributes.contains("\"hapax__boilerplate\":[[0,62,6],["))
  }

  @Test("Files of text have their first folder for a site, and come back")
  func files() throws {
    for number in 0..<6 {
      let text = (menu + ["", story(number), footer]).joined(separator: "\r\n") + "\r\n"
      try folder.write(text, to: "in/herald/\(number).txt")
      try folder.write("\(footer)\n\(story(100 + number))\n", to: "in/\(number).txt")
    }
    let summary = try dedup(["in"], to: "out")
    #expect(summary.boilerplate == 6 && summary.withoutSite == 6)
    #expect(try folder.read("out/herald/0.txt") == Array("\(story(0))\r\n".utf8))
    _ = try Restoration(
      report: folder.path("out.duplicates"), cleaned: [folder.path("out")], output: folder.path("back")
    ).run()
    #expect(try folder.read("back/herald/3.txt") == folder.read("in/herald/3.txt"))
    #expect(try folder.read("back/3.txt") == folder.read("in/3.txt"))
  }

  @Test("A field that is asked for tells the site, in tables and in objects too")
  func fields() throws {
    let rows = (0..<5).map { "\(story($0))\n\(footer)" }
    try folder.write("paper,text\n" + rows.map { "Herald,\"\($0)\"\n" }.joined(), to: "a.csv")
    #expect(throws: CorpusError.self) { try dedup(["a.csv"], to: "none") }
    #expect(try dedup(["a.csv"], to: "out.csv") { $0.hostField = "paper" }.boilerplate == 5)
    let nested = rows.enumerated().map {
      "{\"text\":\"\($1.replacing("\n", with: "\\n"))\",\"url\":null,\"metadata\":{\"url\":\"http://a.example/\($0)\"}}\n"
    }
    try folder.write(nested.joined(), to: "a.jsonl")
    #expect(try dedup(["a.jsonl"], to: "out.jsonl") { $0.hostField = "metadata.url" }.boilerplate == 5)
    #expect(throws: CorpusError.self) { try dedup(["a.jsonl"], to: "nowhere.jsonl") }
  }

  @Test("Records of WARC have their target for a site")
  func warc() throws {
    let records = (0..<5).map { number in
      let text = "\(story(number))\n\(footer)"
      return "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:\(number)>\r\n"
        + "WARC-Target-URI: http://a.example/\(number)\r\nContent-Type: text/plain\r\n"
        + "Content-Length: \(text.utf8.count)\r\n\r\n\(text)\r\n\r\n"
    }
    try folder.write(records.joined(), to: "a.wet")
    #expect(try dedup(["a.wet"], to: "out.wet").boilerplate == 5)
    #expect(try restored("out.wet") == folder.read("a.wet"))
  }

  @Test(
    "The host is taken of an address, and a name is one as it is",
    arguments: [
      ("https://user:word@www.BBC.co.uk:443/news?x#y", "bbc.co.uk"), ("//bbc.co.uk/news", "bbc.co.uk"),
      ("bbc.co.uk/news", "bbc.co.uk"), ("bbc.co.uk.", "bbc.co.uk"),
      (" Gull Point Herald ", "gull point herald"),
      ("Fakt/Gazeta", "fakt/gazeta"), ("http://[2001:db8::1]:80/", "[2001:db8::1]"), ("http://www./", "www"),
      ("http://a.example?q=http://b.example", "a.example"), ("/news/1.html", ""), ("", ""), ("http:///x", ""),
    ])
  func hosts(value: String, host: String) {
    #expect(PageSite.host(in: Array(value.utf8)) == (host.isEmpty ? nil : Array(host.utf8)))
  }

  @Test("Nothing is cut beside shared lines, and no attributes where something is cut")
  func refusals() throws {
    try folder.write(pages(5), to: "a.jsonl")
    #expect(throws: CorpusError.self) { try dedup(["a.jsonl"], to: "out") { $0.shared = .trim } }
    #expect(throws: CorpusError.self) {
      try dedup(["a.jsonl"], to: "out") { ($0.writing, $0.duplicates) = (.attributes, nil) }
    }
  }
}
