import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Side by side") struct SideBySideTests {
  private func pair(_ first: String, _ second: String) throws -> ComparedPair {
    try ComparedPair(
      ComparedPair.Document(id: "a", text: Array(first.utf8)),
      ComparedPair.Document(id: "b", text: Array(second.utf8)), .standard)
  }

  private func page(_ first: String, _ second: String, width: Int = 72) throws -> [String] {
    let page = String(decoding: try pair(first, second).page(colour: false, width: width), as: UTF8.self)
    return page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  static let lines = [
    "The harbour of the old town was closed on Tuesday.",
    "Nobody was hurt, said the harbour master in the morning.",
    "Divers began to look for the anchor of the larger boat.",
    "The town council meets on Friday to talk about it.",
  ]

  @Test("Words that differ are marked, and lines that one alone has stand alone")
  func marks() throws {
    let first = Self.lines.joined(separator: "\n")
    let second = [
      Self.lines[0].replacing("Tuesday", with: "Monday"), Self.lines[1], "Advertisement", Self.lines[3],
    ].joined(separator: "\n\n")
    #expect(
      try page(first, second) == [
        "a | b: the second stands in the first, 70 % of the words of the first, 93 % of the second's", "",
        "1  The harbour of the old town was | 1  The harbour of the old town was",
        "   closed on [-Tuesday-].          |    closed on {+Monday+}.",
        "2  Nobody was hurt, said the         3  Nobody was hurt, said the",
        "   harbour master in the morning.       harbour master in the morning.",
        "3  Divers began to look for the    <",
        "   anchor of the larger boat.      <",
        "                                   > 5  Advertisement",
        "4  The town council meets on         7  The town council meets on",
        "   Friday to talk about it.             Friday to talk about it.",
        "",
      ])
  }

  @Test("A line that stands elsewhere says where")
  func moved() throws {
    let rows = try page(
      Self.lines.joined(separator: "\n"), (Self.lines[1...] + Self.lines[..<1]).joined(separator: "\n"))
    #expect(rows.contains { $0.hasPrefix("1  The harbour") && $0.hasSuffix("<    (line 4)") }, "\(rows)")
    #expect(rows.contains { $0.hasPrefix("   (line 1)") && $0.contains("> 4  The harbour") }, "\(rows)")
  }

  @Test("Every line that is not blank stands in one row, in order, on its side", arguments: 1...5)
  func everyLineOnce(seed: UInt64) throws {
    print("SideBySideTests.everyLineOnce seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
          (Self.lines + ["", " ", "no, none of it"]).randomElement(using: &random) ?? ""
        }.joined(separator: "\n")
      }
      let pair = try pair(texts[0], texts[1])
      let pairing = LinePairing(pair.comparison, of: pair.first.text, with: pair.second.text)
      for (side, index) in [pairing.index, pairing.otherIndex].enumerated() {
        let shown = pairing.rows.flatMap { Array(side == 0 ? $0.lines : $0.otherLines) }
        let expected = (0..<index.count).map { $0 + 1 }.filter { !index.isBlank(line: $0) }
        #expect(shown.filter { !index.isBlank(line: $0) } == expected, "seed \(seed): \(texts)")
        #expect(shown == shown.sorted(), "seed \(seed): \(texts)")
      }
    }
  }

  @Test(
    "Wrapped text loses nothing but the blanks at which it breaks, and keeps to its width", arguments: 2...13)
  func wrapping(width: Int) {
    for text in [
      "", "a", "one two three", "onetwothree fourteen", "東京で大きな地震", "e\u{301}a👩‍💻b", "a  b   c", " x",
    ] {
      var column = TextColumn(width: width)
      column.append(TextColumn.cells(text, .plain))
      let lines = column.lines.map { String($0.map(\.character)) }
      #expect(
        lines.joined().filter { $0 != " " } == text.filter { $0 != " " }, "\(text) in \(width): \(lines)")
      #expect(column.lines.allSatisfy { TextColumn.width(of: $0) <= width }, "\(text) in \(width): \(lines)")
    }
  }

  @Test("Nothing in a text reaches the terminal unescaped")
  func controls() throws {
    let rows = try page("red \u{1B}[31m alert\ttab", "x").joined()
    #expect(rows.contains("red \\u{1B}[31m alert tab") && !rows.contains("\u{1B}"), "\(rows)")
  }
}
