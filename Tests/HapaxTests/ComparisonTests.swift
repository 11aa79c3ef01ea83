import Testing

@testable import Hapax

@Suite("Comparison") struct ComparisonTests {
  private func words(_ texts: (String, String)) throws -> Comparison {
    try Comparison(of: Array(texts.0.utf8), with: Array(texts.1.utf8))
  }

  /// The words of a text that the other does not have.
  private func own(_ words: [Comparison.Word], _ text: String) -> [String] {
    words.filter { $0.partner == nil }.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
  }

  @Test("The words that differ are the ones without a partner")
  func differingWords() throws {
    let text = Story.text.replacing("crane", with: "derrick")
    let comparison = try words((Story.text, text))
    #expect(comparison.link?.relation == .near)
    #expect(Set(own(comparison.words, Story.text)) == ["crane"])
    #expect(Set(own(comparison.otherWords, text)) == ["derrick"])
  }

  @Test("A paragraph that stands elsewhere has moved, and no other has")
  func moved() throws {
    let paragraphs = Array(Story.paragraphs.prefix(6))
    let text = paragraphs.joined(separator: "\n")
    let other = (paragraphs[1...] + paragraphs[..<1]).joined(separator: "\n")
    let comparison = try words((text, other))
    #expect(comparison.words.allSatisfy { $0.partner != nil })
    let first = paragraphs[0].utf8.count
    for word in comparison.words {
      #expect(word.isMoved == (word.range.lowerBound < first), "\(word)")
    }
  }

  @Test("Nothing in common is no pair, and no link; empty texts are compared too")
  func unrelated() throws {
    let comparison = try words((Story.text, "entirely other business"))
    #expect(comparison.link == nil && comparison.otherWords.allSatisfy { $0.partner == nil })
    #expect(try words(("", "")).words.isEmpty)
    #expect(try words(("", Story.text)).otherWords.count > 100)
  }

  @Test("Pairs are mutual, equal, and in order where they have not moved, in random texts", arguments: 1...4)
  func random(seed: UInt64) throws {
    print("ComparisonTests.random seed \(seed)")
    var random = SeededRandom(seed: seed)
    let vocabulary = ["a", "of", "the", "storm", "Harbour", "boat", "café", "東京", "1,000", "déjà"]
    for _ in 0..<60 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 0...60, using: &random)).compactMap { _ in
          vocabulary.randomElement(using: &random)
        }
        .joined(separator: " ")
      }
      let comparison = try words((texts[0], texts[1]))
      let bytes = texts.map { Array($0.utf8) }
      var last = -1
      for (number, word) in comparison.words.enumerated() {
        guard let partner = word.partner else { continue }
        let other = comparison.otherWords[partner]
        #expect(other.partner == number && other.isMoved == word.isMoved, "seed \(seed)")
        #expect(bytes[0][word.range] == bytes[1][other.range], "seed \(seed): \(texts)")
        if word.isMoved { continue }
        #expect(partner > last, "seed \(seed): \(texts)")
        last = partner
      }
    }
  }

  @Test("The longest ascending subsequence is as long as that of all subsequences, for all short lists")
  func longestAscending() {
    var lists: [[Int]] = [[]]
    var last: [[Int]] = [[]]
    for _ in 0..<7 {
      last = last.flatMap { list in (0..<4).map { list + [$0] } }
      lists += last
    }
    for list in lists {
      let isPart = LongestAscending.places(in: list)
      let found = zip(list, isPart).filter(\.1).map(\.0)
      #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 }, "\(list)")
      #expect(found.count == naiveLength(list), "\(list)")
    }
  }

  /// Longest chains that end at each place, all pairs compared.
  private func naiveLength(_ list: [Int]) -> Int {
    var lengths: [Int] = []
    for (place, value) in list.enumerated() {
      lengths.append(1 + (0..<place).filter { list[$0] < value }.map { lengths[$0] }.reduce(0, max))
    }
    return lengths.max() ?? 0
  }
}
