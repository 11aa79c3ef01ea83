import Testing

@testable import Hapax

@Suite("Winnowing") struct WinnowingTests {
  /// The fingerprints by definition: every window of seeds from its start, and the last smallest of each.
  private func naive(_ seeds: borrowing Seeds, _ tokens: borrowing Tokens, words: Double) -> [UInt32] {
    func weight(_ token: Int) -> Double {
      tokens[token].quarters == 1 ? 0.5 : Double(tokens[token].quarters) / 4
    }
    var selected: [UInt32] = []
    for start in 0..<seeds.count {
      var end = start
      var length = 0.0
      while end < seeds.count, length < words {
        length += weight(end)
        end += 1
      }
      guard length >= words else { break }
      // A window that begins later and is as long inside this one stands for it.
      var smallest = start
      for index in start..<end where seeds[index] >> 6 <= seeds[smallest] >> 6 { smallest = index }
      if selected.last != UInt32(smallest) { selected.append(UInt32(smallest)) }
    }
    if selected.isEmpty, seeds.count > 0 {
      var smallest = 0
      for index in 0..<seeds.count where seeds[index] >> 6 <= seeds[smallest] >> 6 { smallest = index }
      selected.append(UInt32(smallest))
    }
    return selected
  }

  private func fingerprints(_ tokens: borrowing Tokens, words: Double) -> (found: [UInt32], naive: [UInt32]) {
    var seeds = Seeds()
    seeds.find(in: tokens, Options.Fingerprinting(), southeastAsianQuarters: 2)
    var options = Options.Corpus()
    options.windowWords = words
    var winnowing = Winnowing()
    winnowing.select(from: seeds, tokens, options)
    let found = (0..<winnowing.selected.count).map { winnowing.selected[$0].token }
    return (found, naive(seeds, tokens, words: words))
  }

  @Test("Of random words, those of the definition are selected", arguments: [UInt64](1...8))
  func agreesWithNaive(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet = Int.random(in: 2...40, using: &random)
    let tokens = Tokens(words: (0..<300).map { _ in Int.random(in: 0..<alphabet, using: &random) })
    for words in [1.0, 2, 4, 7.5, 16] {
      let (found, naive) = fingerprints(tokens, words: words)
      #expect(found == naive, "seed \(seed), window \(words)")
    }
  }

  @Test("Short texts have one, and mixed scripts those of the definition")
  func edges() {
    for text in [
      "", "one two three", "one two three four five", "one two three four five six seven",
      "the 汉字 board 票 数 voted on it again 汉字汉字汉字汉字汉字汉字汉字汉字汉字", "ฝนตกหนักมากเขาไม่ไปไหนเลยวันนี้ใช่ไหมครับผม",
    ] {
      let tokens = Tokens(of: text)
      let (found, naive) = fingerprints(tokens, words: 4)
      #expect(found == naive, "\(text)")
    }
  }

  @Test("Two texts that share a run of a window and a seed share a fingerprint", arguments: [UInt64](1...20))
  func guarantee(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    // Eight words: a seed of five, and windows of four seeds.
    let run = (0..<8).map { _ in Int.random(in: 1_000..<2_000, using: &random) }
    func hashes() -> Set<UInt64> {
      let before = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        Int.random(in: 0..<1_000, using: &random)
      }
      let after = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        Int.random(in: 0..<1_000, using: &random)
      }
      let tokens = Tokens(words: before + run + after)
      var seeds = Seeds()
      seeds.find(in: tokens, Options.Fingerprinting(), southeastAsianQuarters: 2)
      var winnowing = Winnowing()
      winnowing.select(from: seeds, tokens, Options.Corpus())
      return Set(winnowing.hashes())
    }
    #expect(!hashes().isDisjoint(with: hashes()), "seed \(seed)")
  }

  @Test("Each hash is left once, at its first place")
  func repeated() {
    let tokens = Tokens(words: (0..<200).map { $0 % 9 })
    var seeds = Seeds()
    seeds.find(in: tokens, Options.Fingerprinting())
    var winnowing = Winnowing()
    winnowing.select(from: seeds, tokens, Options.Corpus())
    var expected: [UInt64] = []
    for hash in winnowing.hashes() where !expected.contains(hash) { expected.append(hash) }
    winnowing.removeRepeated()
    #expect(winnowing.hashes() == expected && expected.count <= 9)
  }
}

@Suite("Posting table") struct PostingTableTests {
  @Test("Documents are those of a dictionary of arrays", arguments: [UInt64](1...6))
  func agreesWithDictionary(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let limit = Int.random(in: 3...9, using: &random)
    var table = PostingTable(limit: limit)
    var known: [UInt32: [Int]] = [:]
    let hashes = (0..<3_000).map { _ in
      UInt32(truncatingIfNeeded: HashWidth.cut(UInt64.random(in: 0...UInt64.max, using: &random)))
    }
    for document in 0..<400 {
      var own: Set<UInt32> = []
      for _ in 0..<40 {
        // Some stand in very many documents.
        let bound = Bool.random(using: &random) ? 20 : hashes.count
        own.insert(hashes[Int.random(in: 0..<bound, using: &random)])
      }
      for hash in own.sorted() {
        table.insert(hash, document)
        known[hash, default: []].append(document)
      }
    }
    for hash in hashes {
      let expected = known[hash] ?? []
      var found: [Int] = []
      table.forEachDocument(of: hash) { found.append($0) }
      #expect(table.count(of: hash) == expected.count, "seed \(seed)")
      if expected.count <= limit {
        #expect(found.sorted() == expected, "seed \(seed)")
      } else {
        #expect(found == Array(expected.prefix(3)), "seed \(seed)")
      }
    }
    table.removeAll()
    #expect(hashes.allSatisfy { table.count(of: $0) == 0 })
  }

  @Test("What threads note in parts is what is noted one by one", arguments: [UInt64](1...8))
  func parts(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let limit = Int.random(in: 3...9, using: &random)
    var table = PostingTable(limit: limit)
    var twin = PostingTable(limit: limit)
    let different = Int.random(in: 30...9_000, using: &random)
    var document = 0
    for _ in 0..<12 {
      var batch: [(fingerprints: ArraySlice<UInt32>, document: Int)] = []
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        var own: Set<UInt32> = []
        for _ in 0..<Int.random(in: 0...60, using: &random) {
          let number = UInt64(Int.random(in: 0..<different, using: &random)) &* 0x9E37_79B9_7F4A_7C15
          own.insert(UInt32(truncatingIfNeeded: HashWidth.cut(number >> 20)))
        }
        batch.append((ArraySlice(own.sorted()), document))
        document += 1
      }
      for (fingerprints, document) in batch {
        for fingerprint in fingerprints { twin.insert(fingerprint, document) }
      }
      // Backwards and one by one: no part depends on another.
      table.insert(batch, parts: Int.random(in: 1...7, using: &random)) { parts, body in
        for part in (0..<parts).reversed() { body(part) }
      }
      #expect(table.used == twin.used, "seed \(seed)")
      for fingerprint in Set(batch.flatMap(\.fingerprints)) {
        var (found, expected): ([Int], [Int]) = ([], [])
        table.forEachDocument(of: fingerprint) { found.append($0) }
        twin.forEachDocument(of: fingerprint) { expected.append($0) }
        #expect(
          found == expected && table.count(of: fingerprint) == twin.count(of: fingerprint), "seed \(seed)")
      }
    }
  }
}
