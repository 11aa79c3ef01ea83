import Testing

@testable import Hapax

@Suite("Matches") struct MatcherTests {
  static func matches(
    _ tokens: borrowing Tokens, _ fingerprinting: Options.Fingerprinting, _ matching: Options.Matching
  ) -> [Match] {
    var seeds = Seeds()
    seeds.find(in: tokens, fingerprinting)
    var matcher = Matcher()
    let start = matcher.begin(seeds)
    matcher.find(in: tokens, seeds, from: start, fingerprinting, matching)
    return (0..<matcher.matches.count).map { matcher.matches[$0] }
  }

  /// What is wrong with the matches of a text, or nil.
  static func complaint(
    _ tokens: borrowing Tokens, _ fingerprinting: Options.Fingerprinting, _ matching: Options.Matching
  ) -> String? {
    let found = matches(tokens, fingerprinting, matching)
    let expected = NaiveMatches(Reading(tokens), fingerprinting, matching).find()
    if found != expected { return "found \(found) twin \(expected)" }
    var end = 0
    for match in found {
      if match.copy < end { return "copies overlap: \(found)" }
      end = match.copyEnd
      if match.count < 1 || match.sourceEnd > match.copy { return "overlaps its source: \(match)" }
      for offset in 0..<match.count
      where tokens[match.source + offset].number != tokens[match.copy + offset].number {
        return "unequal words: \(match)"
      }
    }
    return nil
  }

  struct Setting: CustomTestStringConvertible {
    var fingerprinting = Options.Fingerprinting()
    var matching = Options.Matching()

    init(seed: Double, distinct: Int, distance: Double, candidates: Int, sourceOnly: Double) {
      fingerprinting.seedWords = seed
      fingerprinting.minimumDistinctTokens = distinct
      matching.minimumDistance = distance
      matching.candidatesPerSeed = candidates
      matching.sourceOnlyWords = sourceOnly
    }

    var testDescription: String {
      """
      seed \(fingerprinting.seedWords) distinct \(fingerprinting.minimumDistinctTokens) distance \
      \(matching.minimumDistance) candidates \(matching.candidatesPerSeed) source only \
      \(matching.sourceOnlyWords)
      """
    }
  }

  static let small = [
    Setting(seed: 2, distinct: 1, distance: 1, candidates: 1, sourceOnly: 3),
    Setting(seed: 2, distinct: 2, distance: 2, candidates: 2, sourceOnly: 1),
    Setting(seed: 2, distinct: 1, distance: 3, candidates: 4, sourceOnly: 100),
    Setting(seed: 3, distinct: 2, distance: 2, candidates: 4, sourceOnly: 4),
  ]

  @Test("All patterns of up to nine words over three agree with the twin", arguments: small)
  func exhaustive(setting: Setting) throws {
    for pattern in Exhaustive.patterns(of: 3, upTo: 9) {
      let complaint = Self.complaint(Tokens(words: pattern), setting.fingerprinting, setting.matching)
      try #require(complaint == nil, "\(pattern)")
    }
  }

  @Test("Random words with copies among them agree with the twin", arguments: [UInt64](1...6))
  func random(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for round in 0..<40 {
      let setting =
        round.isMultiple(of: 2)
        ? Setting(seed: 5, distinct: 3, distance: 8, candidates: 4, sourceOnly: 30)
        : Self.small[Int.random(in: 0..<Self.small.count, using: &random)]
      let letters = Int.random(in: 2...40, using: &random)
      var words: [Int] = []
      while words.count < 150 {
        if !words.isEmpty && Bool.random(using: &random) {
          let start = Int.random(in: 0..<words.count, using: &random)
          words += words[start..<min(words.count, start + Int.random(in: 1...40, using: &random))]
        }
        words += (0..<Int.random(in: 0...8, using: &random)).map { _ in
          Int.random(in: 0..<letters, using: &random)
        }
      }
      let complaint = Self.complaint(Tokens(words: words), setting.fingerprinting, setting.matching)
      try #require(complaint == nil, "seed \(seed) round \(round): \(words)")
    }
  }

  @Test("Texts of unequal weights agree with the twin", arguments: [UInt64](1...4))
  func mixedScripts(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pieces = ["the ", "board ", "票", "数", "ก", "ข", " 5", " -5 ", "голос ", "🙂"]
    for _ in 0..<30 {
      var parts: [String] = []
      while parts.count < 120 {
        if parts.count > 20 && Bool.random(using: &random) {
          let start = Int.random(in: 0..<parts.count - 10, using: &random)
          parts += parts[start..<min(parts.count, start + 60)]
        }
        parts += (0..<5).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
      }
      let text = parts.joined()
      let complaint = Self.complaint(Tokens(of: text), Options.Fingerprinting(), Options.Matching())
      try #require(complaint == nil, "seed \(seed): \(text)")
    }
  }

  /// The matches of a text of which the seeds that come once were sorted out, and whose words have no numbers.
  static func listedMatches(
    _ text: String, _ fingerprinting: Options.Fingerprinting, _ matching: Options.Matching
  ) -> [Match] {
    var tokens = Tokens()
    var seeds = Seeds()
    var matcher = Matcher(alwaysLists: true)
    unsafe Array(text.utf8).withUnsafeBufferPointer {
      unsafe tokens.read($0, longText: 0)
      seeds.find(in: tokens, fingerprinting)
      unsafe matcher.find(in: &tokens, of: $0, seeds, fingerprinting, matching)
    }
    let isNumbered = tokens.isNumbered
    #expect(!isNumbered)
    return (0..<matcher.matches.count).map { matcher.matches[$0] }
  }

  @Test("Without the seeds that come once the matches are the same: patterns", arguments: small)
  func listedPatterns(setting: Setting) throws {
    for pattern in Exhaustive.patterns(of: 3, upTo: 8) {
      let text = pattern.map(Tokens.word).joined(separator: " ")
      let expected = Self.matches(Tokens(of: text), setting.fingerprinting, setting.matching)
      let found = Self.listedMatches(text, setting.fingerprinting, setting.matching)
      try #require(found == expected, "\(pattern)")
    }
  }

  @Test("Without the seeds that come once the matches are the same: random texts", arguments: [UInt64](1...4))
  func listedTexts(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "the ", "Board ", "票", "数", "ก", " 5", " -5 ", " –5 ", "голос ", "🙂", "ｂｏａｒｄ ", "ＴＨＥ ", "naïve ", "５",
      "harbourmasterships ", "HARBOURMASTERSHIPS ", "неприкосновенность ", "% ", "％ ",
    ]
    for _ in 0..<60 {
      var parts: [String] = []
      while parts.count < 150 {
        if parts.count > 20 && Bool.random(using: &random) {
          let start = Int.random(in: 0..<parts.count - 10, using: &random)
          parts += parts[start..<min(parts.count, start + Int.random(in: 5...60, using: &random))]
        }
        parts += (0..<5).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
      }
      let text = parts.joined()
      for setting in [
        Self.small[0], Setting(seed: 5, distinct: 3, distance: 8, candidates: 4, sourceOnly: 30),
      ] {
        let expected = Self.matches(Tokens(of: text), setting.fingerprinting, setting.matching)
        let found = Self.listedMatches(text, setting.fingerprinting, setting.matching)
        try #require(found == expected, "seed \(seed): \(text)")
      }
    }
  }

  @Test("A matcher that is used again finds the same")
  func isForgetful() {
    var matcher = Matcher()
    var seeds = Seeds()
    let texts = [[Int](0..<20) + [Int](0..<20), [], [Int](0..<40), [Int](0..<10) + [Int](0..<10), [1]]
    for words in texts + texts.reversed() {
      let tokens = Tokens(words: words)
      seeds.find(in: tokens, Options.Fingerprinting())
      let start = matcher.begin(seeds)
      matcher.find(in: tokens, seeds, from: start, Options.Fingerprinting(), Options.Matching())
      let again = (0..<matcher.matches.count).map { matcher.matches[$0] }
      #expect(again == Self.matches(tokens, Options.Fingerprinting(), Options.Matching()))
    }
  }
}
