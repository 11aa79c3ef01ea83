import Foundation
import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Report") struct ReportTests {
  @Test("Base64 is Foundation's, both ways")
  func base64Agrees() {
    var random = SplitMix64(seed: 3)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = Base64.encode(bytes)
      #expect(String(decoding: text, as: UTF8.self) == Data(bytes).base64EncodedString())
      #expect(Base64.decode(text) == bytes)
    }
    for bad in ["a", "ab=c", "a===", "é==", "====a"] {
      #expect(Base64.decode(Array(bad.utf8)) == nil, "\(bad)")
    }
  }

  @Test("Lines are counted as by reading on from the start")
  func lineIndexAgrees() {
    for text in everyText(of: Array("a \r\n".utf8), upTo: 6) {
      let index = LineIndex(text)
      let starts = naiveLineStarts(text)
      if index.count != (text.isEmpty ? 0 : starts.count) { Issue.record("\(text): \(index.count)") }
      for offset in text.indices {
        let expected = starts.lastIndex { $0 <= offset }.map { $0 + 1 }
        if index.line(at: offset) != expected { Issue.record("\(text) at \(offset)") }
      }
    }
  }

  private func naiveLineStarts(_ text: [UInt8]) -> [Int] {
    var starts = [0]
    for offset in text.indices.dropLast() {
      let endsLine = text[offset] == 0x0A || (text[offset] == 0x0D && text[offset + 1] != 0x0A)
      if endsLine { starts.append(offset + 1) }
    }
    return starts
  }

  @Test("The lines of a range leave out the blanks at its ends")
  func trimsLines() {
    let index = LineIndex(Array("one\n\ntwo\nthree\n\n\n".utf8))
    #expect(index.lines(of: 3..<9) == 3...3)
    #expect(index.lines(of: 5..<17) == 3...4)
    #expect(index.lines(of: 4..<5) == 2...2)
    #expect(index.blankLinesAtEnd == 2)
    #expect(index.count == 6)
  }

  /// A place as a text file has it.
  private func place(_ name: [UInt8]) -> DocumentPlace {
    let path = Path(bytes: name)
    return DocumentPlace(source: path, output: path, id: Array("\"x\"".utf8), record: nil)
  }

  @Test("A report that is read back takes the cleaned text to the input, whatever its bytes")
  func readsBack() throws {
    var random = SplitMix64(seed: 11)
    let cleaner = try Cleaner()
    let folder = try TemporaryFolder()
    let pieces: [[UInt8]] = [
      [0xFF], [0xED, 0xA0, 0x80], Array("  \r\n".utf8), Array("e\u{301}".utf8), Array("\"\\\u{1}".utf8),
      [0x85],
      Array("\n\n\n".utf8), Array("word ".utf8), [0xC3], Array("\u{FEFF}".utf8), Array("\u{2028}".utf8),
    ]
    for round in 0..<200 {
      var input: [UInt8] = []
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        input += pieces.randomElement(using: &random) ?? []
      }
      let cleaned = cleaner.clean(bytes: input)
      var line: [UInt8] = []
      DocumentReport.append(cleaned, of: input, at: place([0x61, UInt8(128 + round % 128)]), to: &line)
      #expect(line.count { $0 == 0x0A } == 1)
      let reader = try ReportReader.rows(folder.write(line, to: "report"))
      let document = try #require(try reader.next())
      #expect(try reader.next() == nil)
      #expect(document.source.bytes == [0x61, UInt8(128 + round % 128)])
      #expect(try document.edits.undone(from: cleaned.utf8) == input)
      #expect(document.edits.map(\.source) == cleaned.edits.map(\.source))
      #expect(document.inputBytes == input.count && document.outputBytes == cleaned.utf8.count)
    }
  }

  @Test(
    "A line that is no report is refused with its number",
    arguments: [
      "{}", "[]", "nonsense", #"{"schema":2}"#, #"{"schema":1,"source":"a"}"#,
      #"{"schema":1,"source":"a","output":"a","input_bytes":1,"output_bytes":1,"edits":[{"range":[2,1]}]}"#,
      #"{"schema":1,"source":"a","output":"a","input_bytes":1,"output_bytes":1,"edits":[{"range":[0,1],"reason":"zzz","replacement":"","removed":"a"}]}"#,
      #"{"schema":1,"source":"a","output":"a","input_bytes":1,"output_bytes":1,"edits":[{"range":[0,2],"reason":"spaces","replacement":"","removed":"a"}]}"#,
    ])
  func refuses(line: String) throws {
    let good =
      #"{"schema":1,"source":"a","output":"a","input_bytes":1,"output_bytes":1,"edits":[],"notes":[]}"#
    let folder = try TemporaryFolder()
    let path = try folder.write(good + "\n\n" + line + "\n", to: "report")
    do {
      let reader = try ReportReader.rows(path)
      while try reader.next() != nil {}
      Issue.record("\(line) was taken")
    } catch CorpusError.report(_, let number, _) {
      #expect(number == 3)
    }
  }

  @Test("Mutated reports are refused or read, and never crash")
  func survivesMutations() throws {
    var random = SplitMix64(seed: 5)
    let cleaner = try Cleaner()
    let input = Array("a \r\nb\u{A0}\n\n\n".utf8) + [0xFF]
    var line: [UInt8] = []
    DocumentReport.append(cleaner.clean(bytes: input), of: input, at: place(Array("a".utf8)), to: &line)
    let folder = try TemporaryFolder()
    for _ in 0..<500 {
      var mutated = line
      for _ in 0...2 {
        mutated[Int.random(in: mutated.indices, using: &random)] = line.randomElement(using: &random) ?? 0
      }
      try folder.write(mutated, to: "report")
      guard let reader = try? ReportReader.rows(folder.path("report")) else { continue }
      while let document = try? reader.next() { _ = try? document.edits.undone(from: input) }
    }
  }
}
