import Testing

@testable import Hapax

@Suite("Seeds") struct SeedsTests {
  /// The seeds as they are defined: each window found and hashed from its start.
  static func naive(_ tokens: borrowing Tokens, _ options: Options.Fingerprinting) -> [UInt64] {
    let twin = NaiveMatches(Reading(tokens), options, Options.Matching())
    var seeds: [UInt64] = []
    for start in 0..<tokens.count {
      guard let window = twin.window(at: start) else { break }
      let hash = NaiveHashes.window(window.map { tokens.hash($0) })
      seeds.append(hash << 6 | UInt64(window.count))
    }
    return seeds
  }

  static let texts = [
    "", "one", "one two three four", "one two three four five", "one two three four five six",
    "The board voted on Thursday: −5 $ 6 % of it.", "汉字汉字汉字汉字汉字汉字汉字", "the 汉字 board 票 数 voted on it again",
    "ฝนตกหนักมากเขาไม่ไปไหนเลยวันนี้", "mixed ฝนตก 汉字 words и слова again", "-1 -2 -3 -4 -5 -6 -7 -8 -9",
    String(repeating: "- -1 ", count: 40),
  ]

  @Test("Seeds are those of the twin, for every width", arguments: texts)
  func agreesWithNaive(text: String) {
    let tokens = Tokens(of: text)
    for (words, widest) in [(5.0, 24), (2, 4), (16, 60), (2.25, 24), (5, 5)] {
      var options = Options.Fingerprinting()
      options.seedWords = words
      options.maximumSeedTokens = widest
      var seeds = Seeds()
      seeds.find(in: tokens, options)
      let found = (0..<seeds.count).map { seeds[$0] }
      #expect(found == Self.naive(tokens, options), "\(words) words, \(widest) tokens")
      #expect(found.allSatisfy { Seeds.width($0) <= widest })
    }
  }

  @Test("A seed is five words, ten ideographs, twenty Thai characters")
  func widths() {
    func width(_ text: String) -> Int {
      let tokens = Tokens(of: text)
      var seeds = Seeds()
      seeds.find(in: tokens, Options.Fingerprinting())
      return seeds.count == 0 ? 0 : Seeds.width(seeds[0])
    }
    #expect(width("one two three four five six") == 5)
    #expect(width("一二三四五六七八九十甲乙丙") == 10)
    #expect(width("กขคงจฉชซญดตถทธนบปผฝพฟม") == 20)
    #expect(width("one 一二 three ก four five six") == 7)
  }
}

@Suite("Seed table") struct SeedTableTests {
  /// What a table of arrays says: each seed's first places, and its latest.
  private struct Known {
    var places: [Int]
    var last: Int
  }

  /// Tokens that have their numbers are compared by these.
  private var noText: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: nil, count: 0) }

  @Test("Visits and places are those of a dictionary of arrays", arguments: [UInt64](1...6))
  func agreesWithDictionary(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let tokens = Tokens(words: (0..<400).map { _ in Int.random(in: 0...2, using: &random) })
    var options = Options.Fingerprinting()
    options.seedWords = Double(Int.random(in: 2...5, using: &random))
    var seeds = Seeds()
    seeds.find(in: tokens, options)
    var table = SeedTable()
    // Room for few, so that slots are shared.
    table.removeAll(expecting: seeds.count)
    var known: [[UInt32]: Known] = [:]
    for place in 0..<seeds.count {
      let window = (place..<place + Seeds.width(seeds[place])).map { tokens[$0].number }
      switch unsafe table.visit(seeds[place], at: place, in: tokens, of: noText) {
      case .first:
        #expect(known[window] == nil, "seed \(seed) place \(place)")
        known[window] = Known(places: [place], last: place)
      case .again(let record, let previous):
        #expect(known[window]?.last == previous, "seed \(seed) place \(place)")
        known[window]?.last = place
        if Bool.random(using: &random) {
          table.insert(place, into: record, limit: 3)
          if known[window].map({ $0.places.count < 3 }) == true { known[window]?.places.append(place) }
        }
        let found = table.records[record]
        let places = (0..<Int(found.count)).map { Int(found.places[$0]) }
        #expect(places == known[window]?.places, "seed \(seed) place \(place)")
        #expect(Int(found.last) == place)
      }
    }
  }

  @Test("An emptied table knows nothing")
  func isEmptied() {
    let tokens = Tokens(words: [0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
    var seeds = Seeds()
    seeds.find(in: tokens, Options.Fingerprinting())
    var table = SeedTable()
    for _ in 0..<2 {
      table.removeAll(expecting: seeds.count)
      guard case .first = unsafe table.visit(seeds[0], at: 0, in: tokens, of: noText) else {
        Issue.record("The table knows a seed of another text")
        return
      }
      guard case .again(0, 0) = unsafe table.visit(seeds[5], at: 5, in: tokens, of: noText) else {
        Issue.record("The table does not know the seed that it has seen")
        return
      }
    }
  }
}
