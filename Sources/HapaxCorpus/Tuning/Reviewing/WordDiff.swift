internal import Hapax

/// Two texts aligned word by word: stretches that both have, and what each has between them.
///
/// Words that stand once in both are anchors, the longest ascending row of them is taken, and between two anchors the same
/// is done again. That follows what a reader sees better than the longest common subsequence does, and needs no table of
/// *n* · *m* cells. (B. Cohen, "patience diff".)
struct WordDiff {
  /// A stretch. Where it is not the same, one of the ranges can be empty.
  struct Part: Hashable {
    var isSame: Bool
    var first: Range<Int>
    var second: Range<Int>
  }

  /// All of both texts, ascending; same and different stretches take turns.
  let parts: [Part]

  /// What is left between anchors is compared word by word up to so many pairs.
  private static let largestTable = 1 << 14
  /// So many words in a row that are the same say nothing where at least so many differ on both sides.
  private static let chanceWords = 2
  private static let longStretch = 4

  /// - Complexity: O(*n* log *n*) for each round of anchors, of which natural texts need a few.
  init(_ first: [Int32], _ second: [Int32]) {
    var pairs: [(Int, Int)] = []
    var waiting = [(first.indices, second.indices)]
    while let (a, b) = waiting.popLast() {
      WordDiff.match(first, a, second, b, into: &pairs, waiting: &waiting)
    }
    parts = WordDiff.withoutChance(WordDiff.parts(of: pairs.sorted { $0 < $1 }, first.count, second.count))
  }

  /// Matches the ends and the anchors of two stretches; what stands between has to wait.
  private static func match(
    _ first: [Int32], _ a: Range<Int>, _ second: [Int32], _ b: Range<Int>, into pairs: inout [(Int, Int)],
    waiting: inout [(Range<Int>, Range<Int>)]
  ) {
    var (a, b) = (a, b)
    while let x = a.first, let y = b.first, first[x] == second[y] {
      pairs.append((x, y))
      (a, b) = (a.dropFirst(), b.dropFirst())
    }
    while let x = a.last, let y = b.last, first[x] == second[y] {
      pairs.append((x, y))
      (a, b) = (a.dropLast(), b.dropLast())
    }
    guard !a.isEmpty, !b.isEmpty else { return }
    let anchors = ascending(unique(first, a, second, b))
    guard !anchors.isEmpty else {
      if a.count * b.count <= largestTable { addLongest(first, a, second, b, into: &pairs) }
      return
    }
    var (x, y) = (a.lowerBound, b.lowerBound)
    for anchor in anchors {
      waiting.append((x..<anchor.0, y..<anchor.1))
      pairs.append(anchor)
      (x, y) = (anchor.0 + 1, anchor.1 + 1)
    }
    waiting.append((x..<a.upperBound, y..<b.upperBound))
  }

  /// The places of the words that stand once in both stretches, in the order of the first.
  private static func unique(
    _ first: [Int32], _ a: Range<Int>, _ second: [Int32], _ b: Range<Int>
  ) -> [(Int, Int)] {
    func places(_ words: [Int32], _ range: Range<Int>) -> [Int32: Int] {
      var places: [Int32: Int] = [:]
      for index in range { places[words[index]] = places[words[index]] == nil ? index : -1 }
      return places
    }
    let (firstPlaces, secondPlaces) = (places(first, a), places(second, b))
    return a.compactMap { index in
      guard firstPlaces[first[index]] == index, let other = secondPlaces[first[index]], other >= 0 else {
        return nil
      }
      return (index, other)
    }
  }

  /// A longest row of pairs that ascends in both.
  private static func ascending(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
    zip(pairs, LongestAscending.places(in: pairs.map(\.1))).filter(\.1).map(\.0)
  }

  /// A longest common subsequence, where there is no anchor and little text.
  private static func addLongest(
    _ first: [Int32], _ a: Range<Int>, _ second: [Int32], _ b: Range<Int>, into pairs: inout [(Int, Int)]
  ) {
    let difference = second[b].difference(from: first[a])
    var (gone, added) = (Set<Int>(), Set<Int>())
    for change in difference {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    let kept = a.indices.filter { !gone.contains($0 - a.lowerBound) }
    let found = b.indices.filter { !added.contains($0 - b.lowerBound) }
    pairs += zip(kept, found)
  }

  /// The parts without common words that stand by chance between longer stretches of which nothing else is the same.
  private static func withoutChance(_ parts: [Part]) -> [Part] {
    func isLong(_ index: Int) -> Bool {
      parts.indices.contains(index) && max(parts[index].first.count, parts[index].second.count) >= longStretch
    }
    var joined: [Part] = []
    for (index, part) in parts.enumerated() {
      let isChance =
        part.isSame && part.first.count <= chanceWords && isLong(index - 1) && isLong(index + 1)
      guard let last = joined.last, !last.isSame, isChance || !part.isSame else {
        joined.append(part)
        continue
      }
      joined[joined.count - 1].first = last.first.lowerBound..<part.first.upperBound
      joined[joined.count - 1].second = last.second.lowerBound..<part.second.upperBound
    }
    return joined
  }

  private static func parts(of pairs: [(Int, Int)], _ firstCount: Int, _ secondCount: Int) -> [Part] {
    var parts: [Part] = []
    var (x, y) = (0, 0)
    for pair in pairs + [(firstCount, secondCount)] {
      if pair.0 > x || pair.1 > y {
        parts.append(Part(isSame: false, first: x..<pair.0, second: y..<pair.1))
      }
      if pair.0 < firstCount, pair.1 < secondCount {
        if let last = parts.last, last.isSame {
          parts[parts.count - 1].first = last.first.lowerBound..<pair.0 + 1
          parts[parts.count - 1].second = last.second.lowerBound..<pair.1 + 1
        } else {
          parts.append(Part(isSame: true, first: pair.0..<pair.0 + 1, second: pair.1..<pair.1 + 1))
        }
      }
      (x, y) = (pair.0 + 1, pair.1 + 1)
    }
    return parts
  }
}
