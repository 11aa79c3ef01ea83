import Testing

@testable import Hapax

@Suite("Seeds that come again") struct RepeatedSeedsTests {
  static func seeds(_ words: [Int]) -> Seeds {
    var seeds = Seeds()
    seeds.find(in: Tokens(words: words), Options.Fingerprinting())
    return seeds
  }

  /// Random words of a large vocabulary, with copies of parts among them.
  static func words(_ count: Int, seed: UInt64) -> [Int] {
    var random = SeededRandom(seed: seed)
    var words: [Int] = []
    while words.count < count {
      words += (0..<400).map { _ in Int.random(in: 0..<5000, using: &random) }
      if Bool.random(using: &random) {
        let start = Int.random(in: 0..<words.count - 40, using: &random)
        words += words[start..<start + 20]
      }
    }
    return words
  }

  @Test("They are those whose hash a dictionary counts twice", arguments: [0, 4, 5, 300, 50_000, 90_000])
  func agreesWithDictionary(count: Int) {
    var repeated = RepeatedSeeds()
    // Used again: what was found before is forgotten.
    for seed in UInt64(1)...2 {
      let seeds = Self.seeds(Array(Self.words(count, seed: seed).prefix(count)))
      var counts: [UInt64: Int] = [:]
      for place in 0..<seeds.count { counts[seeds[place] >> 6, default: 0] += 1 }
      let expected = (0..<seeds.count).filter { (counts[seeds[$0] >> 6] ?? 0) > 1 }
      let found = repeated.find(in: seeds, always: true)
      #expect(found)
      let places = (0..<repeated.places.count).map { Int(repeated.places[$0]) }
      #expect(places == expected)
    }
  }

  @Test("A text of few different seeds is left to the table of all, one of many is not")
  func isLeft() {
    var repeated = RepeatedSeeds()
    for period in [1, 2, 6, 100] {
      let found = repeated.find(in: Self.seeds((0..<70_000).map { $0 % period }))
      let isEmpty = repeated.places.isEmpty
      #expect(!found && isEmpty)
    }
    // With hashes of a few bits, every seed comes again.
    let found = repeated.find(in: Self.seeds(Self.words(70_000, seed: 3)))
    #expect(found == (HashWidth.bits == 64))
  }
}
