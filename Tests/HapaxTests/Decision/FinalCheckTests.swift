import Testing

@testable import Hapax

@Suite("Final check") struct FinalCheckTests {
  /// What is left of removals of words `0…`, where `sources` says what covers which token.
  func kept(
    _ words: [Int], sources: [Int: Int], _ removals: [Removal]
  ) -> (removals: [Range<Int>], findings: [Finding]) {
    var evidence = Evidence()
    evidence.tokens = Tokens(words: words)
    evidence.coverage.removeAll(count: words.count)
    for (copy, source) in sources { evidence.coverage.cover(copy, by: source, chain: 0) }
    var removals = removals
    var findings: [Finding] = []
    FinalCheck(evidence, removals).withdraw(from: &removals, noting: &findings)
    return (removals.map(\.tokens), findings)
  }

  func removal(_ tokens: Range<Int>, differing: [Int] = []) -> Removal {
    Removal(tokens: tokens, reason: .bodyCopy, source: 0..<1, differing: differing)
  }

  @Test("A removal whose every token stands elsewhere stays")
  func passes() {
    let result = kept([0, 1, 0, 1], sources: [2: 0, 3: 1], [removal(2..<4)])
    #expect(result.removals == [2..<4] && result.findings.isEmpty)
  }

  @Test("A token without a source withdraws its removal, and the note says so")
  func missing() {
    let result = kept([0, 1, 0, 1], sources: [2: 0], [removal(2..<4)])
    #expect(result.removals.isEmpty)
    #expect(result.findings.map(\.reason) == [.unsafe] && result.findings[0].tokens == 2..<4)
  }

  @Test("A source that is another word withdraws the removal")
  func otherWord() {
    #expect(kept([0, 1, 0, 2], sources: [2: 0, 3: 1], [removal(2..<4)]).removals.isEmpty)
  }

  @Test("A token that the removal lists as differing needs no source")
  func listed() {
    let result = kept([0, 1, 0, 2], sources: [2: 0, 3: 1], [removal(2..<4, differing: [3])])
    #expect(result.removals == [2..<4])
  }

  @Test("A source that goes itself must lead to one that stays")
  func chains() {
    let words = [0, 1, 0, 1, 0, 1]
    let sources = [2: 0, 3: 1, 4: 2, 5: 3]
    #expect(kept(words, sources: sources, [removal(2..<4), removal(4..<6)]).removals == [2..<4, 4..<6])
    // With the first one gone as well, nothing of it stays.
    let all = [removal(0..<2), removal(2..<4), removal(4..<6)]
    #expect(kept(words, sources: sources, all).removals.isEmpty)
  }

  @Test("Two passages that are each other's source both stay")
  func cyclic() {
    let result = kept([0, 1, 0, 1], sources: [0: 2, 1: 3, 2: 0, 3: 1], [removal(0..<2), removal(2..<4)])
    #expect(result.removals.isEmpty && result.findings.count == 2)
    #expect(kept([0, 0], sources: [1: 1], [removal(1..<2)]).removals.isEmpty)
  }

  @Test("One bad removal does not withdraw the good ones")
  func independent() {
    let result = kept(
      [0, 1, 0, 1, 0, 9], sources: [2: 0, 3: 1, 4: 0], [removal(2..<4), removal(4..<6)])
    #expect(result.removals == [2..<4])
  }
}
