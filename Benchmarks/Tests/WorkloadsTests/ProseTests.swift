import Testing
import Workloads

@Suite("Prose") struct ProseTests {
  static let articles = Array(
    """
    The old ferry leaves the harbour at seven, and nobody on board expects the crossing to be quiet this morning.

    Éléonore counted forty boxes, then signed the list while two sailors argued about the price of rope.
    """.utf8)
  let prose = Prose(of: articles)

  @Test("Equal seeds give equal texts, and others do not")
  func isSeeded() {
    let text = Prose.text(in: [prose], bytes: 20_000, seed: 1)
    #expect(text == Prose.text(in: [prose], bytes: 20_000, seed: 1))
    #expect(text != Prose.text(in: [prose], bytes: 20_000, seed: 2))
  }

  @Test("Not one window in a thousand of five words stands there twice, even out of forty words")
  func repeatsNothing() {
    let words = Prose.text(in: [prose], bytes: 500_000, seed: 3).split { $0 == 0x20 || $0 == 0x0A }
    var seen: Set<[ArraySlice<UInt8>]> = []
    let repeated = (0...words.count - 5).count { !seen.insert(Array(words[$0..<$0 + 5])).inserted }
    #expect(repeated * 1_000 < words.count, "\(repeated) of \(words.count)")
  }

  @Test("A doubled article is a lead, its body, and the body again")
  func doubles() {
    for article in Prose.articles(in: [prose], count: 20, seed: 4) {
      let paragraphs = String(decoding: article.clean, as: UTF8.self).split(separator: "\n\n")
      let body = paragraphs.dropFirst().joined(separator: "\n\n")
      #expect(String(decoding: article.doubled, as: UTF8.self) == "\(paragraphs[0])\n\n\(body)\n\(body)")
      #expect(article.clean.last == 0x0A)
    }
  }
}

@Suite("Hostile texts") struct HostileTests {
  @Test("Each has the size that was asked for, and one line end at its end", arguments: Hostile.allCases)
  func hasSize(kind: Hostile) {
    let text = kind.text(bytes: 100_000)
    #expect(abs(text.count - 100_000) < 200)
    #expect(text.last == 0x0A && text.dropLast().last != 0x0A && text.dropLast().last != 0x20)
  }

  @Test("Fibonacci is the fixed point of a → ab, b → a")
  func fibonacci() {
    var word = "a"
    while word.count < 1_000 { word = word.map { $0 == "a" ? "ab" : "a" }.joined() }
    #expect(Self.letters(.fibonacci) == word.prefix(1_000))
  }

  @Test("Thue-Morse is the fixed point of a → ab, b → ba")
  func thueMorse() {
    var word = "a"
    while word.count < 1_000 { word = word.map { $0 == "a" ? "ab" : "ba" }.joined() }
    #expect(Self.letters(.thueMorse) == word.prefix(1_000))
  }

  private static func letters(_ kind: Hostile) -> String {
    let words = String(decoding: kind.text(bytes: 10_000), as: UTF8.self).split { $0.isWhitespace }
    return words.prefix(1_000).map { $0 == "one" ? "a" : "b" }.joined()
  }
}
