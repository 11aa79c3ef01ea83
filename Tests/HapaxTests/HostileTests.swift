import Testing

@testable import Hapax

/// Texts that are made to defeat shortcuts. Each must come to an end, be undone exactly and be the same after a second
/// pass. There is no timing here; how cost grows is measured in `Benchmarks`.
@Suite("Hostile texts") struct HostileTests {
  static func words(_ numbers: [Int], _ vocabulary: [String] = ["ferry", "harbor", "lantern"]) -> String {
    numbers.map { vocabulary[$0] }.joined(separator: " ")
  }

  static let thueMorse = words((0..<2048).map { $0.nonzeroBitCount & 1 })

  static let fibonacci: String = {
    var (a, b) = ([0], [0, 1])
    while b.count < 2000 { (a, b) = (b, b + a) }
    return words(b)
  }()

  static func randomWords(seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    return words((0..<3000).map { _ in Int.random(in: 0...1, using: &random) })
  }

  static let sentence = "The ferry that has carried commuters for sixty-one years will stop in autumn."

  static let texts: [(String, String)] = [
    ("Thue–Morse words", thueMorse), ("Fibonacci words", fibonacci),
    ("two words at random", randomWords(seed: 1)),
    ("two words at random, other seed", randomWords(seed: 2)),
    ("one letter", String(repeating: "a", count: 100_000)),
    ("one letter and spaces", String(repeating: "a ", count: 20_000)),
    ("ha ha ha", String(repeating: "ha ", count: 10_000)),
    ("ha, a line each", String(repeating: "ha\n", count: 10_000)),
    ("a ruler", String(repeating: "-", count: 50_000)),
    ("a table's ruler", String(repeating: "|---", count: 10_000)),
    ("a sentence, a line each", String(repeating: sentence + "\n", count: 2000)),
    ("a sentence in one line", String(repeating: sentence + " ", count: 2000)),
    ("a sentence, glued", String(repeating: sentence, count: 2000)),
    ("NUL", String(repeating: "\0", count: 10_000)),
    ("NUL and words", String(repeating: "a\0b\0\n", count: 5000)),
    ("blank lines", String(repeating: "\n", count: 50_000)),
    ("spaces", String(repeating: " ", count: 50_000)),
    ("no-break spaces", String(repeating: "\u{A0}", count: 20_000)),
    ("marks without a letter", String(repeating: "\u{301}", count: 50_000)),
    ("a letter with 100,000 marks", "e" + String(repeating: "\u{301}", count: 100_000)),
    ("marks in falling order", "e" + String(repeating: "\u{301}\u{323}\u{327}", count: 20_000)),
    ("jamo without end", String(repeating: "\u{1100}\u{1161}\u{11A8}", count: 5000)),
    ("ZWJ emoji", String(repeating: "👩\u{200D}", count: 5000)),
    ("openers", String(repeating: "(", count: 20_000)), ("full stops", String(repeating: ".", count: 20_000)),
    ("full stops and letters", String(repeating: "a.", count: 10_000)),
    ("one ideograph", String(repeating: "雨", count: 20_000)),
    ("one Thai letter", String(repeating: "ก", count: 20_000)),
    ("minus signs", String(repeating: " -1", count: 10_000)),
    ("different words", (0..<8000).map { Tokens.word($0) }.joined(separator: " ")),
    ("a body 12 times", String(repeating: Story.text, count: 12)),
    (
      "nested parts", (1...10).map { Story.paragraphs[..<$0].joined(separator: "\n") }.joined(separator: "\n")
    ),
  ]

  @Test("A hostile text keeps every promise", arguments: texts)
  func text(name: String, text: String) throws {
    let complaint = try CleaningPromises().complaint(Array(text.utf8))
    #expect(complaint == nil, "\(name)")
  }

  @Test("A period of any few words keeps every promise", arguments: 1...12)
  func periods(period: Int) throws {
    let words = "The boat left and nobody saw it go but her brother Tom".split(separator: " ").prefix(period)
    for separator in [" ", "\n", ". "] {
      let text = [String](repeating: words.joined(separator: " "), count: 3000 / period).joined(
        separator: separator)
      let complaint = try CleaningPromises().complaint(Array(text.utf8))
      #expect(complaint == nil, "\(separator.debugDescription)")
    }
  }

  @Test("Overlong, surrogate and cut sequences keep every promise at every border of a block of 64 bytes")
  func brokenSequences() throws {
    let sequences: [[UInt8]] = [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF8],
      [0xFF], [0x80], [0xC3], [0xE4, 0xB8], [0xF0, 0x9F, 0x99], [0xE4, 0xB8, 0xAD], [0xF0, 0x9F, 0x99, 0x82],
    ]
    let promises = try CleaningPromises()
    var workspace = Cleaner.Workspace()
    for sequence in sequences {
      for filler in ["a", "é", "word "] {
        for count in [0, 13, 14, 15, 16, 29, 31, 32, 60, 61, 62, 63, 64, 126, 127, 128] {
          let head = Array(String(repeating: filler, count: count).utf8).prefix(count)
          for tail in [
            "", "\n", "b", " and some text that goes on for more than a block of sixty-four bytes, far on",
          ] {
            let input = head + sequence + Array(tail.utf8)
            let complaint = promises.complaint(Array(input), using: &workspace)
            try #require(complaint == nil, "\(filler) × \(count), \(sequence), \(tail)")
          }
        }
      }
    }
  }

  @Test("A letter with a million marks is one token, and comes out in NFC")
  func millionMarks() throws {
    let input = Array(("e" + String(repeating: "\u{301}", count: 1_000_000)).utf8)
    let cleaned = try Cleaner().clean(bytes: input)
    #expect(cleaned.utf8.prefix(4) == [0xC3, 0xA9, 0xCC, 0x81])
    #expect(cleaned.utf8.count == input.count - 1)
    #expect(Tokens(of: cleaned.utf8).count == 1)
    #expect(try cleaned.edits.undone(from: cleaned.utf8) == input)
  }

  @Test(
    "Matches of a text are never more than its tokens, and their words no more than the text's",
    arguments: texts)
  func linearMatches(name: String, text: String) {
    let tokens = Tokens(of: text)
    let matches = MatcherTests.matches(tokens, Options.Fingerprinting(), Options.Matching())
    // Each token is in one copy at most, so all work after the matcher is bounded by the text.
    #expect(matches.reduce(0) { $0 + $1.count } <= tokens.count, "\(name)")
  }
}
