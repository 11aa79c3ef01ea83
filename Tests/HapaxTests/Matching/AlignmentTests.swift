import Testing

@testable import Hapax

@Suite("Alignment") struct AlignmentTests {
  /// The length of a longest common subsequence, by the textbook's table.
  static func naiveLength(_ a: ArraySlice<Int>, _ b: ArraySlice<Int>) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var diagonal = 0
      for (index, y) in b.enumerated() {
        let above = row[index + 1]
        row[index + 1] = x == y ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[b.count]
  }

  /// What is wrong with an alignment, or nil.
  static func complaint(
    _ words: [Int], _ tokens: borrowing Tokens, _ source: Range<Int>, _ copy: Range<Int>
  ) -> String? {
    var pairs: [(source: Int, copy: Int)] = []
    Alignment.forEachPair(in: tokens, source: source, copy: copy) { pairs.append(($0, $1)) }
    let length = naiveLength(words[source], words[copy])
    if pairs.count != length { return "\(pairs.count) pairs, \(length) in the twin" }
    var before = (source: source.upperBound, copy: copy.upperBound)
    for pair in pairs {
      if pair.source >= before.source || pair.copy >= before.copy { return "not descending: \(pairs)" }
      if words[pair.source] != words[pair.copy] { return "not equal: \(pair)" }
      before = pair
    }
    if before.source < source.lowerBound || before.copy < copy.lowerBound { return "out of range: \(pairs)" }
    return nil
  }

  @Test("All pairs of runs of up to six words over three are aligned as long as the textbook's")
  func exhaustive() throws {
    // One text of all runs, so that a pair of runs is a pair of ranges.
    let runs = Exhaustive.sequences(of: 3, upTo: 6)
    let words = runs.flatMap { $0 }
    let tokens = Tokens(words: words)
    var ends: [Int] = []
    for run in runs { ends.append((ends.last ?? 0) + run.count) }
    for (index, run) in runs.enumerated() where Exhaustive.patterns.contains(run) {
      let source = ends[index] - run.count..<ends[index]
      for (other, end) in ends.enumerated() {
        let complaint = Self.complaint(words, tokens, source, end - runs[other].count..<end)
        try #require(complaint == nil, "\(run) and \(runs[other])")
      }
    }
  }

  @Test("Random runs of up to 64 words are aligned as long as the textbook's", arguments: [UInt64](1...4))
  func random(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for letters in [1, 2, 3, 5, 20] {
      for _ in 0..<10 {
        let (m, n) = (Int.random(in: 0...64, using: &random), Int.random(in: 0...64, using: &random))
        let words = (0..<m + n).map { _ in Int.random(in: 0..<letters, using: &random) }
        let complaint = Self.complaint(words, Tokens(words: words), 0..<m, m..<m + n)
        try #require(complaint == nil, "seed \(seed): \(words) cut at \(m)")
      }
    }
  }

  @Test("Runs of 64 words are aligned, whatever they share", arguments: [0, 1, 63, 64])
  func fullWidth(shared: Int) throws {
    let words = [Int](0..<64) + (0..<64).map { $0 < shared ? $0 : $0 + 100 }
    let complaint = Self.complaint(words, Tokens(words: words), 0..<64, 64..<128)
    #expect(complaint == nil)
  }
}

extension Exhaustive {
  /// The patterns of up to six numbers below three.
  static let patterns = Set(patterns(of: 3, upTo: 6))
}

@Suite("Coverage") struct CoverageTests {
  @Test("The first cover of a token stays, and an emptied coverage has none")
  func covers() {
    var coverage = Coverage()
    coverage.removeAll(count: 10)
    coverage.cover(5, by: 0, chain: 3)
    coverage.cover(5, by: 1, chain: 4)
    #expect(coverage.source(of: 5) == 0)
    #expect(coverage.chain(of: 5) == 3)
    #expect(coverage.isCovered(5) && !coverage.isCovered(4))
    coverage.uncover(4..<6)
    #expect(coverage.source(of: 5) == nil)
    coverage.cover(Chain(matches: [Match(source: 1, copy: 6, count: 3)], words: .zero), number: 0)
    #expect((0..<10).map { coverage.source(of: $0) } == [nil, nil, nil, nil, nil, nil, 1, 2, 3, nil])
    coverage.removeAll(count: 10)
    #expect((0..<10).allSatisfy { !coverage.isCovered($0) && coverage.chain(of: $0) == nil })
  }

  @Test("A gap is covered where enough of it is in pairs, and not at all otherwise")
  func alignsEnough() {
    // 0 1 2 3 | 0 9 8 3: two of four words in pairs.
    let tokens = Tokens(words: [0, 1, 2, 3, 0, 9, 8, 3])
    for (share, sources) in [(0.5, [0, nil, nil, 3]), (0.51, [nil, nil, nil, nil])] as [(Double, [Int?])] {
      var coverage = Coverage()
      coverage.removeAll(count: 8)
      coverage.align(0..<4, 4..<8, chain: 0, in: tokens, atLeast: share)
      #expect((4..<8).map { coverage.source(of: $0) } == sources)
    }
  }
}
