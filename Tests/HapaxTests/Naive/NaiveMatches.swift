@testable import Hapax

/// The matches as the documentation of `Matcher` reads: windows compared as arrays of words, in a list, without a hash.
struct NaiveMatches {
  let words: [[UInt8]]
  let quarters: [Int]
  let fingerprinting: Options.Fingerprinting
  let matching: Options.Matching

  init(_ reading: Reading, _ fingerprinting: Options.Fingerprinting, _ matching: Options.Matching) {
    words = reading.tokens.map(\.form)
    quarters = reading.quarters
    self.fingerprinting = fingerprinting
    self.matching = matching
  }

  /// A seed that was seen: the places that later ones are compared with, and the latest place.
  private struct Known {
    var window: ArraySlice<[UInt8]>
    var places: [Int]
    var last: Int
  }

  private func length(_ range: Range<Int>) -> Int { quarters[range].reduce(0, +) }

  /// The fewest tokens from `start` on that weigh enough; nil where the text ends before.
  func window(at start: Int) -> Range<Int>? {
    let needed = Int((fingerprinting.seedWords * 4).rounded(.up))
    for end in start...words.count {
      if length(start..<end) >= needed || end - start == fingerprinting.maximumSeedTokens {
        return start..<end
      }
    }
    return nil
  }

  func find() -> [Match] {
    var known: [Known] = []
    var found: [Match] = []
    let minimumDistance = Int((matching.minimumDistance * 4).rounded(.up))
    var skip = 0
    for place in words.indices {
      guard place >= skip, let window = window(at: place) else { continue }
      guard let index = known.firstIndex(where: { $0.window.elementsEqual(words[window]) }) else {
        known.append(Known(window: words[window], places: [place], last: place))
        continue
      }
      let isRhythm = length(known[index].last..<place) < minimumDistance
      known[index].last = place
      if isRhythm { continue }
      let floor = found.last?.copyEnd ?? 0
      let isVaried = Set(words[window]).count >= fingerprinting.minimumDistinctTokens
      // Inside a short match, places are noted and nothing is looked for.
      if place >= floor, isVaried, let match = longest(known[index].places, place, found, minimumDistance) {
        found.append(match)
        let sourceOnly = Int((matching.sourceOnlyWords * 4).rounded(.up))
        if length(match.copyRange) >= sourceOnly {
          skip = match.copyEnd
          continue
        }
      }
      if known[index].places.count < matching.candidatesPerSeed { known[index].places.append(place) }
    }
    return found
  }

  private func longest(_ places: [Int], _ place: Int, _ found: [Match], _ minimumDistance: Int) -> Match? {
    let candidates = places.filter { length($0..<place) >= minimumDistance }.map { source in
      let limit = min(place - source, words.count - place)
      let count = (0..<limit).prefix { words[source + $0] == words[place + $0] }.count
      return (match: Match(source: source, copy: place, count: count), bonus: place - source)
    }
    let current = found.last?.diagonal
    func score(_ match: Match) -> Int { match.count + (match.diagonal == current ? 2 : 0) }
    guard let best = candidates.map({ score($0.match) }).max(), best > 0,
      var match = candidates.first(where: { score($0.match) == best })?.match
    else { return nil }
    // Where the source goes on from the last match's, what both claim is the last one's, and the match grows no further.
    var sourceFloor = 0
    if let last = found.last, last.source <= match.source, (last.sourceEnd - match.source) * 2 <= match.count
    {
      sourceFloor = last.sourceEnd
      let shared = max(0, last.sourceEnd - match.source)
      match = Match(source: match.source + shared, copy: match.copy + shared, count: match.count - shared)
    }
    let floor = found.last?.copyEnd ?? 0
    while match.copy > floor, match.source > sourceFloor, match.count < match.diagonal,
      words[match.source - 1] == words[match.copy - 1]
    {
      match = Match(source: match.source - 1, copy: match.copy - 1, count: match.count + 1)
    }
    return match
  }
}
