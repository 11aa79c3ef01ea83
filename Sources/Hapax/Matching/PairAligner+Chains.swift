extension PairAligner {
  /// Chains the runs by dynamic programming, as `Chain` does inside a text.
  mutating func chain(_ options: Options) {
    let maximumGap = Int32(Words(options.corpus.maximumGap).quarters)
    for index in 0..<runs.count {
      var run = runs[index]
      for earlier in stride(from: index - 1, through: max(0, index - Self.lookback), by: -1) {
        let before = runs[earlier]
        guard before.first < run.first, before.second < run.second else { continue }
        let gaps = gaps(before, run)
        guard max(gaps.first, gaps.second) <= maximumGap else { continue }
        // Runs may overlap by the words that stand at the edges of both.
        let shared = max(0, -min(gaps.first, gaps.second))
        guard shared < run.quarters else { continue }
        let cost =
          0.15 * Float(max(0, max(gaps.first, gaps.second))) + 0.02 * Float(abs(gaps.first - gaps.second))
        let score = before.score + Float(run.quarters - shared) - cost
        if score > run.score {
          run.score = score
          run.previous = Int32(earlier)
        }
      }
      runs[index] = run
    }
  }

  /// The words between two runs, in either document; negative where they overlap.
  @inline(__always)
  func gaps(_ before: Run, _ after: Run) -> (first: Int32, second: Int32) {
    let a =
      Int32(bitPattern: firstLengths[Int(after.first)])
      - Int32(bitPattern: firstLengths[Int(before.first + before.count)])
    let b =
      Int32(bitPattern: secondLengths[Int(after.second)])
      - Int32(bitPattern: secondLengths[Int(before.second + before.count)])
    return (a, b)
  }

  /// Takes the chains, the best first, and leaves out those of which half lies inside better ones.
  mutating func cover(_ options: Options) -> Coverage {
    passages.removeAll(keepingCapacity: true)
    substituted = 0
    inLongRuns = 0
    firstCovered.reset(to: false, count: first.count)
    secondCovered.reset(to: false, count: second.count)
    partners.reset(to: -1, count: second.count)
    isTaken.reset(to: false, count: runs.count)
    order.removeAll(keepingCapacity: true)
    let minimum = Float(Words(options.corpus.minimumChain).quarters)
    for index in 0..<runs.count where runs[index].score >= minimum { order.append(Int32(index)) }
    order.sort { a, b in
      let (x, y) = (runs[Int(a)].score, runs[Int(b)].score)
      return x != y ? x > y : a < b
    }
    for end in order where !isTaken[Int(end)] {
      var links: [Run] = []
      var at = Int(end)
      var score = runs[at].score
      while at >= 0 {
        if isTaken[at] {
          score -= runs[at].score
          break
        }
        isTaken[at] = true
        links.append(runs[at])
        at = Int(runs[at].previous)
      }
      guard score >= minimum else { continue }
      links.reverse()
      take(links, options)
    }
    return coverage()
  }

  /// Covers what a chain matches, unless half of it is covered on either side.
  mutating func take(_ links: [Run], _ options: Options) {
    var total = 0
    var known = (first: 0, second: 0)
    for link in links {
      for index in 0..<Int(link.count) {
        total += 1
        if firstCovered[Int(link.first) + index] { known.first += 1 }
        if secondCovered[Int(link.second) + index] { known.second += 1 }
      }
    }
    guard known.first * 2 <= total, known.second * 2 <= total else { return }
    var quarters = 0
    for link in links {
      for index in 0..<Int(link.count) {
        let (a, b) = (Int(link.first) + index, Int(link.second) + index)
        quarters += cover(a, b)
      }
    }
    let seed = Words(options.fingerprinting.seedWords - 1).quarters
    for link in links { inLongRuns += max(0, Int(link.quarters) - seed) }
    for (before, after) in zip(links, links.dropFirst()) {
      let (a, b) = (Int(before.first + before.count), Int(before.second + before.count))
      let firstGap = a..<max(a, Int(after.first))
      let secondGap = b..<max(b, Int(after.second))
      let matched = alignGap(firstGap, secondGap, atLeast: 0).quarters
      quarters += matched
      substituted += max(0, min(firstWords(firstGap), secondWords(secondGap)) - matched)
    }
    var passage = Passage(
      first: Int(links[0].first)..<Int(links[links.count - 1].first + links[links.count - 1].count),
      second: Int(links[0].second)..<Int(links[links.count - 1].second + links[links.count - 1].count),
      quarters: quarters)
    extend(&passage)
    passages.append(passage)
  }

  /// Covers a pair of equal tokens.
  ///
  /// - Returns: The weight of the second one if it was not covered yet, in quarters of a word.
  @inline(__always)
  mutating func cover(_ a: Int, _ b: Int) -> Int {
    let isNew = !secondCovered[b]
    if isNew, !firstCovered[a] { partners[b] = Int32(a) }
    firstCovered[a] = true
    secondCovered[b] = true
    return isNew ? secondWords(b..<b + 1) : 0
  }

  /// Aligns a gap between two runs, and covers the pairs.
  ///
  /// - Returns: Their weight, and the first and the last of them.
  mutating func alignGap(
    _ a: Range<Int>, _ b: Range<Int>, atLeast share: Double
  ) -> (quarters: Int, first: Range<Int>?, second: Range<Int>?) {
    guard a.count <= Alignment.longest, b.count <= Alignment.longest, !a.isEmpty, !b.isEmpty else {
      return (0, nil, nil)
    }
    var pairs: [(Int, Int)] = []
    Alignment.forEachPair(first, a, second, b) { pairs.append(($0, $1)) }
    guard let last = pairs.first, let begin = pairs.last,
      Double(pairs.count) >= share * Double(max(a.count, b.count))
    else { return (0, nil, nil) }
    var quarters = 0
    for (x, y) in pairs {
      quarters += cover(x, y)
    }
    return (quarters, begin.0..<last.0 + 1, begin.1..<last.1 + 1)
  }

  /// Aligns what stands before and behind a chain, where most of it agrees.
  mutating func extend(_ passage: inout Passage) {
    let (a, b) = (passage.first, passage.second)
    let head = alignGap(
      max(0, a.lowerBound - Self.edge)..<a.lowerBound, max(0, b.lowerBound - Self.edge)..<b.lowerBound,
      atLeast: 0.5)
    let tail = alignGap(
      a.upperBound..<min(first.count, a.upperBound + Self.edge),
      b.upperBound..<min(second.count, b.upperBound + Self.edge), atLeast: 0.5)
    passage.quarters += head.quarters + tail.quarters
    passage.first =
      min(
        a.lowerBound, head.first?.lowerBound ?? a.lowerBound)..<max(
        a.upperBound, tail.first?.upperBound ?? 0)
    passage.second =
      min(
        b.lowerBound, head.second?.lowerBound ?? b.lowerBound)..<max(
        b.upperBound, tail.second?.upperBound ?? 0)
  }

  /// What is covered in the end.
  func coverage() -> Coverage {
    var coverage = Coverage()
    for index in 0..<first.count where firstCovered[index] { coverage.first += firstWords(index..<index + 1) }
    for index in 0..<second.count where secondCovered[index] {
      coverage.second += secondWords(index..<index + 1)
    }
    coverage.matched = min(coverage.first, coverage.second)
    coverage.inLongRuns = inLongRuns
    coverage.first += substituted
    coverage.second += substituted
    return coverage
  }

  /// The length of a run of tokens, in quarters of a word.
  @inline(__always)
  func firstWords(_ range: Range<Int>) -> Int {
    Int(firstLengths[range.upperBound] - firstLengths[range.lowerBound])
  }

  @inline(__always)
  func secondWords(_ range: Range<Int>) -> Int {
    Int(secondLengths[range.upperBound] - secondLengths[range.lowerBound])
  }

  /// The lengths of the two documents, as they are measured here.
  var firstLength: Int { firstWords(0..<first.count) }
  var secondLength: Int { secondWords(0..<second.count) }
}
