import Hapax
import Testing

@testable import HapaxCorpus

@Suite("WARC") struct WARCTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A record with its length and two line ends behind it.
  static func record(
    _ type: String, _ block: String, media: String? = "text/plain", id: Int = 1, version: String = "1.0",
    more: String = ""
  ) -> String {
    let media = media.map { "Content-Type: \($0)\r\n" } ?? ""
    return "WARC/\(version)\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:uuid:\(id)>\r\n"
      + "WARC-Target-URI: http://a.example/\(id)\r\nWARC-Date: 2026-01-0\(id % 9 + 1)T00:00:00Z\r\n\(media)\(more)"
      + "Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
  }

  /// A file with something of everything.
  static func sample(_ texts: [String]) -> String {
    let digests =
      "WARC-Block-Digest: sha1:AAAA\r\nwarc-payload-digest:\tsha1:BBBB\r\n  folded\r\nX-More: kept\r\n"
    var file = record("warcinfo", "software: test\r\n", media: "application/warc-fields")
    for (index, text) in texts.enumerated() {
      file += record(
        "request", "GET / HTTP/1.1\r\n\r\n", media: "application/http; msgtype=request", id: index)
      file += record(
        "response", "HTTP/1.1 200 OK\r\n\r\n<html>  \n\n\n\n</html>",
        media: "application/http; msgtype=response",
        id: index)
      file += record("conversion", text, id: index, version: index % 2 == 0 ? "1.0" : "1.1", more: digests)
    }
    return file
  }

  private func settings(report: String? = nil, threads: Int = 1) -> CorpusRun.Settings {
    var settings = CorpusRun.Settings()
    settings.threads = threads
    settings.chunkSize = 700
    settings.report = report.map(folder.path)
    return settings
  }

  @discardableResult
  private func clean(_ input: String, to output: String, report: String? = nil, threads: Int = 1) throws
    -> Summary
  {
    try CorpusRun(
      inputs: [folder.path(input)], destination: .path(folder.path(output)),
      settings: settings(report: report, threads: threads)
    ).run()
  }

  private func restored(_ output: String, _ report: String, as name: String = "restored") throws -> [UInt8] {
    _ = try Restoration(
      report: folder.path(report), cleaned: [folder.path(output)], output: folder.path(name)
    ).run()
    return try folder.read(name)
  }

  private func decompressed(_ name: String) throws -> [UInt8] {
    var bytes = ByteBuffer()
    try ByteReader(folder.path(name)).readAll(into: &bytes)
    return bytes.bytes
  }

  // MARK: Cleaning

  @Test(
    "Only a text that changes is written anew, with its length, and without the digests that would be false")
  func rewrites() throws {
    let input = WARCTests.sample(["clean text\n", "dirty  \n\n\n\ntext\n"])
    try folder.write(input, to: "a.warc")
    let summary = try clean("a.warc", to: "b.warc", report: "r")
    #expect(summary.documents == 2 && summary.changed == 1)
    let dirty = try #require(input.range(of: "WARC/1.1"))
    let expected =
      input[..<dirty.lowerBound]
      + input[dirty.lowerBound...].replacing("WARC-Block-Digest: sha1:AAAA\r\n", with: "").replacing(
        "warc-payload-digest:\tsha1:BBBB\r\n  folded\r\n", with: ""
      ).replacing("Content-Length: 16", with: "Content-Length: 12").replacing("  \n\n\n\n", with: "\n\n")
    #expect(String(decoding: try folder.read("b.warc"), as: UTF8.self) == expected)
    #expect(try restored("b.warc", "r") == Array(input.utf8))
    #expect(try clean("b.warc", to: "c.warc").changed == 0 && folder.read("c.warc") == folder.read("b.warc"))
    let report = String(decoding: try folder.read("r"), as: UTF8.self)
    #expect(report.contains(#"{"schema":1,"id":"<urn:uuid:1>","#))
    #expect(report.contains(#""format":"warc","record":7,"raw":"WARC/1.1\r\nWARC-Type: conversion"#))
    #expect(!report.contains(#""line""#) || report.contains(#""lines""#))
  }

  @Test(
    "Documents are plain texts of conversion and resource records, whole and in UTF-8; all others stay as they are",
    arguments: [
      ("conversion", "text/plain", "", true), ("resource", "Text/Plain; charset=\"UTF-8\"", "", true),
      ("conversion", "text/html", "", false), ("response", "text/plain", "", false),
      ("resource", "text/plain; charset=iso-8859-1", "", false),
      ("resource", "text/plain", "WARC-Segment-Number: 1\r\n", false), ("metadata", "text/plain", "", false),
    ])
  func documents(type: String, media: String, more: String, isDocument: Bool) throws {
    let record = WARCTests.record(type, "a  \n", media: media, more: more)
    try folder.write(record, to: "a.wet")
    let summary = try clean("a.wet", to: "b.wet")
    #expect(summary.documents == (isDocument ? 1 : 0))
    #expect((try folder.read("b.wet") == Array(record.utf8)) == !isDocument)
  }

  @Test("A header with line feeds only, other cases and folded lines is read, and written as it is")
  func tolerates() throws {
    let record =
      "WARC/1.0\nwarc-type:conversion\nCONTENT-LENGTH:  \n 0004 \nContent-type: text/plain\n\na  \n\r\n\r\n"
    try folder.write(record, to: "a.warc")
    try clean("a.warc", to: "b.warc", report: "r")
    #expect(
      String(decoding: try folder.read("b.warc"), as: UTF8.self)
        == record.replacing("0004", with: "2").replacing("a  \n", with: "a\n"))
    #expect(try restored("b.warc", "r") == Array(record.utf8))
  }

  @Test(
    "Whatever the chunks, the threads and the compression, the records are the same", arguments: [1, 2, 3])
  func containers(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let texts = (0..<40).map { index in
      (0..<Int.random(in: 0...30, using: &random)).map { _ in
        ["a", "b  ", "\n", "\n\n\n", "WARC/1.0\r\n\r\n", "é"].randomElement(using: &random) ?? ""
      }.joined()
    }
    let input = Array(WARCTests.sample(texts).utf8)
    try folder.write(input, to: "a.warc")
    try clean("a.warc", to: "b.warc", report: "r")
    let output = try folder.read("b.warc")
    #expect(try restored("b.warc", "r") == input, "seed \(seed)")
    // A member for each record, as crawlers write them, and one for all.
    let ends = recordEnds(input)
    for compression in [Compression.gzip, .zstandard] {
      let name = compression == .gzip ? "gz" : "zst"
      try folder.write(try compression.compress(input, membersEndAt: ends), to: "m.warc.\(name)")
      try folder.write(try compression.compress(input), to: "w.warc.\(name)")
      for input in ["m.warc.\(name)", "w.warc.\(name)"] {
        for threads in [1, 4] {
          try clean(input, to: "out.warc.\(name)", report: "rz", threads: threads)
          #expect(try decompressed("out.warc.\(name)") == output, "seed \(seed)")
        }
      }
      let members = try recordEnds(output).reduce(into: (start: 0, bytes: [UInt8]())) { made, end in
        made.bytes += try compression.compress(Array(output[made.start..<end]))
        made.start = end
      }
      #expect(try folder.read("out.warc.\(name)") == members.bytes, "a member for each record")
      _ = try restored("out.warc.\(name)", "rz", as: "back.warc.\(name)")
      #expect(try folder.read("back.warc.\(name)") == folder.read("m.warc.\(name)"))
    }
  }

  /// Where the records of a well-formed file end, found by their lengths.
  private func recordEnds(_ file: [UInt8]) -> [Int] {
    var (ends, rest): ([Int], ArraySlice<UInt8>) = ([], file[...])
    while !rest.isEmpty {
      let header = rest.indices.first { rest[$0...].starts(with: "\r\n\r\n".utf8) } ?? rest.endIndex
      let fields = String(decoding: rest[..<header], as: UTF8.self).split(separator: "\r\n")
      let length = fields.last { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
      ends.append(header + 4 + length + 4)
      rest = file[(header + 4 + length + 4)...]
    }
    return ends
  }

  @Test(
    "However the bytes come in, the cutter finds the ends of the records, and never before they are there")
  func cutsAnywhere() throws {
    let file = Array(WARCTests.sample(["one\r\n\r\n", "WARC/1.0\r\n", ""]).utf8)
    let ends = recordEnds(file)
    var (whole, piece, start) = (WARCCutter(), WARCCutter(), 0)
    for count in 1...file.count {
      let expected = ends.last { $0 <= count } ?? 0
      #expect(try whole.lastEnd(of: ByteBuffer(Array(file[..<count]))) ?? 0 == expected)
      if let end = try piece.lastEnd(of: ByteBuffer(Array(file[start..<count]))) {
        start += end
        piece.cut(at: end)
      }
      #expect(start == expected)
    }
  }

  // MARK: Errors

  @Test(
    "What is wrong is told with the file, the record and the byte",
    arguments: [
      (
        "WARC/0.18\r\n\r\n",
        "record 1: \"WARC/0.18\" stands where WARC/1.0 or WARC/1.1 begins a record, at byte 0"
      ),
      (
        "GOOD<html>\n", "record 2: \"<html>\" stands where WARC/1.0 or WARC/1.1 begins a record, at byte GOOD"
      ),
      ("GOOD<html>", "record 2: \"<html>\" stands where WARC/1.0 or WARC/1.1 begins a record, at byte GOOD"),
      ("WARC/1.0\r\nWARC-Type: x\r\n\r\n\r\n\r\n", "record 1: a record without Content-Length, at byte 0"),
      ("WARC/1.0\r\nContent-Length: -1\r\n\r\n", "record 1: Content-Length is no length, \"-1\", at byte 26"),
      ("WARC/1.0\r\nContent-Length: \r\n\r\n", "record 1: Content-Length is no length, \"\", at byte 26"),
      (
        "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "record 1: Content-Length is no length, \"99999999999999999999\", at byte 26"
      ),
      (
        "GOODWARC/1.0\r\nContent-Length: 2000000000\r\n\r\n",
        "record 2: a record of more than 1,073,741,823 bytes, too long to be held, at byte GOOD"
      ),
      ("WARC/1.0\r\nnothing\r\n\r\n", "record 1: a header line that is no field, \"nothing\", at byte 10"),
      (
        "WARC/1.0\r\nContent-Length: 3\r\n\r\nabcdef\r\n\r\n",
        "record 1: no CR LF CR LF behind the record, so its Content-Length is wrong, at byte 34"
      ),
      ("GOODWARC/1.0\r\nContent-Le", "record 2: the file ends inside the header of a record, at byte GOOD"),
      ("GOODWARC", "record 2: the file ends inside the header of a record, at byte GOOD"),
      (
        "GOODWARC/1.0\r\nContent-Length: 10\r\n\r\nabc",
        "record 2: the file ends 11 bytes before the end of the record, at byte GOOD"
      ),
    ])
  func errors(file: String, message: String) throws {
    let good = WARCTests.record("conversion", String(repeating: "good ", count: 200))
    try folder.write(file.replacing("GOOD", with: good), to: "a.warc")
    let summary = try clean("a.warc", to: "out")
    #expect(summary.isStopped && summary.failures.count == 1)
    let expected = "a.warc, " + message.replacing("GOOD", with: String(good.utf8.count))
    #expect("\(summary.failures[0])".hasSuffix(expected), "\(summary.failures[0])")
    #expect(try folder.names() == ["a.warc"])
  }

  @Test("Cut short anywhere but between records, a file is refused")
  func truncated() throws {
    let file = Array(WARCTests.sample(["a text\n"]).utf8)
    let ends = recordEnds(file)
    for count in stride(from: 1, to: file.count, by: 7) where !ends.contains(count) {
      try folder.write(Array(file[..<count]), to: "a.warc")
      #expect(try clean("a.warc", to: "out").failed == 1, "\(count)")
    }
  }

  // MARK: Other verbs

  @Test("Records that another one says go, and come back; dates are those of the header")
  func deduplicates() throws {
    let text = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let input = Array(WARCTests.sample([text, "another text", text, text]).utf8)
    try folder.write(input, to: "a.warc")
    var settings = Deduplication.Settings()
    settings.reading = self.settings()
    settings.keep = .latest
    settings.duplicates = folder.path("d")
    let summary = try Deduplication(
      inputs: [folder.path("a.warc")], destination: .path(folder.path("b.warc")), settings: settings
    ).run()
    #expect(summary.documents == 4 && summary.kept == 2)
    let report = String(decoding: try folder.read("d"), as: UTF8.self)
    #expect(report.contains(#"{"id":"<urn:uuid:3>","#) && report.contains(#""format":"warc","record":4,"#))
    #expect(try restored("b.warc", "d") == input)
  }

  @Test("Files are joined, and recognised without a name")
  func joined() throws {
    let (one, two) = (WARCTests.sample(["one  \n"]), WARCTests.sample(["two  \n"]))
    try folder.write(one, to: "a.warc")
    try folder.write(two, to: "b")
    _ = try CorpusRun(
      inputs: [folder.path("a.warc"), folder.path("b")], destination: .path(folder.path("out")),
      settings: settings(report: "r")
    ).run()
    #expect(try restored("out", "r") == Array((one + two).utf8))
  }

  @Test("The id can be any field of the header")
  func ids() throws {
    try folder.write(WARCTests.sample(["text"]), to: "a.warc")
    var settings = settings(report: "r")
    settings.idField = "warc-target-uri"
    _ = try CorpusRun(inputs: [folder.path("a.warc")], destination: .nowhere, settings: settings).run()
    #expect(String(decoding: try folder.read("r"), as: UTF8.self).contains(#""id":"http://a.example/0","#))
  }
}
