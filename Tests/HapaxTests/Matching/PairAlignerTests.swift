import Testing

@testable import Hapax

@Suite("Pair aligner") struct PairAlignerTests {
  private func sketch(_ words: [Int]) throws -> Sketch {
    var sketcher = try Sketcher()
    return sketcher.sketch(Array(words.map(Tokens.word).joined(separator: " ").utf8))
  }

  /// The tokens that stand in a run of three and more that both have, by comparing all places with all.
  private func inRuns(_ a: [Int], _ b: [Int]) -> (first: Set<Int>, second: Set<Int>) {
    var first: Set<Int> = []
    var second: Set<Int> = []
    for i in a.indices {
      for j in b.indices where a[i] == b[j] && (i == 0 || j == 0 || a[i - 1] != b[j - 1]) {
        var count = 0
        while i + count < a.count, j + count < b.count, a[i + count] == b[j + count] { count += 1 }
        guard count >= 3 else { continue }
        for index in 0..<count {
          first.insert(i + index)
          second.insert(j + index)
        }
      }
    }
    return (first, second)
  }

  @Test(
    "Random edits of a text: what is covered is equal, in order, and no more than can be",
    arguments: [UInt64](1...40))
  func edits(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let vocabulary = Int.random(in: 30...400, using: &random)
    let a = (0..<Int.random(in: 20...200, using: &random)).map { _ in
      Int.random(in: 0..<vocabulary, using: &random)
    }
    var b: [Int] = []
    for word in a {
      switch Int.random(in: 0..<20, using: &random) {
      case 0: b.append(Int.random(in: 0..<vocabulary, using: &random))
      case 1: break
      case 2: b += [word, Int.random(in: 0..<vocabulary, using: &random)]
      default: b.append(word)
      }
    }
    let (x, y) = (try sketch(a), try sketch(b))
    let options = Options.standard
    var aligner = PairAligner()
    aligner.prepare(x, options)
    let coverage = aligner.align(y, with: x, options)
    let longest = AlignmentTests.naiveLength(a[...], b[...])
    #expect(coverage.matched / 4 <= longest + longest / 10, "seed \(seed)")
    #expect(
      Double(coverage.matched) / 4 >= 0.8 * Double(longest),
      "seed \(seed): \(coverage.matched / 4) of \(longest)")
    #expect(coverage.first <= a.count * 4 + 160 && coverage.second <= b.count * 4 + 160)
    for index in a.indices where aligner.firstCovered[index] { #expect(b.contains(a[index])) }
    for index in b.indices where aligner.secondCovered[index] { #expect(a.contains(b[index])) }
    for passage in aligner.passages {
      #expect(a.indices.contains(passage.first.lowerBound) && passage.first.upperBound <= a.count)
      #expect(b.indices.contains(passage.second.lowerBound) && passage.second.upperBound <= b.count)
    }
  }

  @Test("Texts that share a passage: it is covered, and little else", arguments: [UInt64](1...20))
  func passage(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let shared = (0..<40).map { _ in Int.random(in: 10_000..<20_000, using: &random) }
    func around(_ range: Range<Int>) -> [Int] {
      (0..<Int.random(in: 0...60, using: &random)).map { _ in Int.random(in: range, using: &random) }
    }
    let a = around(0..<1_000) + shared + around(1_000..<2_000)
    let b = around(2_000..<3_000) + shared + around(3_000..<4_000)
    let options = Options.standard
    var aligner = PairAligner()
    let first = try sketch(a)
    aligner.prepare(first, options)
    let coverage = aligner.align(try sketch(b), with: first, options)
    let runs = inRuns(a, b)
    #expect(aligner.passages.count == 1)
    #expect(Set(a.indices.filter { aligner.firstCovered[$0] }) == runs.first, "seed \(seed)")
    #expect(Set(b.indices.filter { aligner.secondCovered[$0] }) == runs.second, "seed \(seed)")
    #expect(coverage.matched == 160)
  }

  /// The longest text that is replaced, by looking at all pairs of tokens with partners and none between them.
  private func naiveReplaced(_ aligner: borrowing PairAligner) -> Int {
    var longest = 0
    let paired = (0..<aligner.second.count).filter { aligner.partners[$0] >= 0 }
    for (from, to) in zip(paired, paired.dropFirst()) {
      let (a, b) = (Int(aligner.partners[from]), Int(aligner.partners[to]))
      guard a < b else { continue }
      let own = (a..<b).filter { !aligner.firstCovered[$0] }
      for start in from..<to {
        let stretch = (start..<to).prefix { !aligner.secondCovered[$0] }
        longest = max(
          longest,
          min(
            stretch.reduce(0) { $0 + aligner.secondWords($1..<$1 + 1) },
            own.reduce(0) { $0 + aligner.firstWords($1..<$1 + 1) }))
      }
    }
    return longest
  }

  @Test(
    "What is replaced between common passages is found, whatever is cut, added and moved",
    arguments: [UInt64](1...60))
  func replaced(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let passages = (0..<6).map { number in
      (0..<Int.random(in: 10...40, using: &random)).map { 1_000 * number + $0 }
    }
    var new = 10_000
    func own(_ random: inout SeededRandom) -> [Int] {
      let count = Bool.random(using: &random) ? Int.random(in: 0...90, using: &random) : 0
      new += count
      return Array(new - count..<new)
    }
    let a = passages.flatMap { $0 + own(&random) }
    var order = passages
    if seed % 3 == 0 { order.swapAt(1, Int.random(in: 2...5, using: &random)) }
    let b = order.flatMap { own(&random) + $0 + own(&random) }
    let (x, y) = (try sketch(a), try sketch(b))
    var aligner = PairAligner()
    aligner.prepare(x, .standard)
    _ = aligner.align(y, with: x, .standard)
    #expect(aligner.longestReplaced() == naiveReplaced(aligner))
  }

  @Test(
    "Of two stories in one frame the shorter one is replaced; what is cut, added or stands at an edge is not")
  func frames() throws {
    let (head, tail) = (Array(0..<50), Array(50..<90))
    func replaced(_ a: [Int], _ b: [Int]) throws -> Int {
      var aligner = PairAligner()
      let first = try sketch(a)
      aligner.prepare(first, .standard)
      _ = aligner.align(try sketch(b), with: first, .standard)
      return aligner.longestReplaced() / 4
    }
    let (story, other) = (Array(1_000..<1_070), Array(2_000..<2_110))
    #expect(try replaced(head + story + tail, head + other + tail) == 70)
    #expect(try replaced(head + other + tail, head + story + tail) == 70)
    #expect(try replaced(head + story + tail, head + tail) == 0)
    #expect(try replaced(head + tail, head + story + tail) == 0)
    #expect(try replaced(story + head + tail, other + head + tail) == 0)
    #expect(try replaced(head + tail + story, head + tail + other) == 0)
    #expect(try replaced(tail + story + head, head + other + tail) == 0)
    #expect(try replaced(story, other) == 0)
  }

  @Test("Without a common run nothing is covered; equal texts are equal, and others are not")
  func edges() throws {
    let options = Options.standard
    var aligner = PairAligner()
    let first = try sketch(Array(0..<50))
    aligner.prepare(first, options)
    #expect(aligner.align(try sketch(Array(100..<150)), with: first, options).first == 0)
    #expect(aligner.align(try sketch([]), with: first, options).second == 0)
    #expect(aligner.areEqual(try sketch(Array(0..<50)), first))
    #expect(!aligner.areEqual(try sketch(Array(0..<49)), first))
    #expect(!aligner.areEqual(try sketch([1, 0] + Array(2..<50)), first))
  }
}
