/// Finds the maximal runs of tokens that were said before, in one pass from left to right.
///
/// A seed that comes again proposes up to four earlier places; each is extended as far as the tokens are equal, and the
/// longest stays. The pass goes on behind it, so each token is extended over at most four times. Two rules keep it
/// linear on any text: a match is at most as long as its distance, and a seed that came again within `minimumDistance`
/// words is rhythm and no seed (`ha ha ha`, rulers, `|---|---|`).
@safe struct Matcher: ~Copyable {
  private(set) var matches = Store<Match>()
  /// Of each match: at how many earlier places its first seed stands, as far as the table remembers them.
  private(set) var places = Store<UInt8>()
  /// How many seeds ahead the table's slots are asked for.
  private static let lookahead = 16
  private var table = SeedTable()
  private var repeated = RepeatedSeeds()
  /// The number of the places that are visited.
  private var visited = 0
  /// Whether these are `repeated.places`, not all.
  private var isListed = false
  /// Whether every text is taken for a long one with few repeats.
  private let alwaysLists: Bool
  /// From how many seeds on those that come once are sorted out first: a table of all would be in no near cache.
  private static let longText = 1 << 16

  /// - Parameter alwaysLists: For proofs: of any text the seeds that come once are sorted out, and words are compared by
  ///   their bytes. The matches must be the same.
  init(alwaysLists: Bool = false) {
    self.alwaysLists = alwaysLists
  }
}

extension Matcher {
  /// Finds the matches of a text, ascending and disjoint in `copy`. Its tokens get their numbers where more than a few
  /// have to be compared.
  ///
  /// - Complexity: O(*n*) expected in the number of tokens.
  mutating func find(
    in tokens: inout Tokens, of text: UnsafeBufferPointer<UInt8>, _ seeds: borrowing Seeds,
    _ fingerprinting: Options.Fingerprinting, _ matching: Options.Matching
  ) {
    let isLong = alwaysLists || seeds.count >= Self.longText
    if isLong, tokens.hasWideNumbers, repeated.find(in: seeds, always: alwaysLists) {
      matches.removeAll()
      places.removeAll()
      visited = repeated.places.count
      isListed = true
      guard visited > 0 else { return }
      if visited * 8 > seeds.count, !alwaysLists { unsafe tokens.number(text) }
      table.removeAll(expecting: visited)
      return unsafe visit(from: 0, in: tokens, of: text, seeds, fingerprinting, matching)
    }
    let start = begin(seeds)
    guard start < seeds.count else { return }
    unsafe tokens.number(text)
    find(in: tokens, seeds, from: start, fingerprinting, matching)
  }

  /// Begins with a text's seeds: takes them as far as none has the hash of one before.
  ///
  /// - Returns: The first seed whose hash came before, for `find` to go on with; the seeds' number where none did. Until
  ///   then no token has been compared, so none needs its number.
  /// - Complexity: O(*n*) expected.
  mutating func begin(_ seeds: borrowing Seeds) -> Int {
    matches.removeAll()
    places.removeAll()
    table.removeAll(expecting: seeds.count)
    for place in 0..<seeds.count {
      if place + Self.lookahead < seeds.count { table.prefetch(seeds[place + Self.lookahead]) }
      if !table.insertNew(seeds[place], at: place) { return place }
    }
    return seeds.count
  }

  /// Finds the matches of a text, ascending and disjoint in `copy`.
  ///
  /// - Parameter start: What `begin` returned.
  /// - Precondition: The tokens have their numbers.
  /// - Complexity: O(*n*) expected in the number of tokens.
  mutating func find(
    in tokens: borrowing Tokens, _ seeds: borrowing Seeds, from start: Int,
    _ fingerprinting: Options.Fingerprinting, _ matching: Options.Matching
  ) {
    visited = seeds.count
    isListed = false
    let noText = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    unsafe visit(from: start, in: tokens, of: noText, seeds, fingerprinting, matching)
  }

  /// The place of the seed that is visited as number `index`.
  @inline(__always)
  private func place(_ index: Int) -> Int { isListed ? Int(repeated.places[index]) : index }

  private mutating func visit(
    from start: Int, in tokens: borrowing Tokens, of text: UnsafeBufferPointer<UInt8>,
    _ seeds: borrowing Seeds, _ fingerprinting: Options.Fingerprinting, _ matching: Options.Matching
  ) {
    let minimumDistance = UInt32(Words(matching.minimumDistance).quarters)
    let sourceOnly = Words(matching.sourceOnlyWords)
    let limit = matching.candidatesPerSeed
    var index = start
    /// The end of the last match: what lies before belongs to it.
    var floor = 0
    while index < visited {
      if index + Self.lookahead < visited { table.prefetch(seeds[place(index + Self.lookahead)]) }
      let place = place(index)
      index += 1
      let visit = unsafe table.visit(seeds[place], at: place, in: tokens, of: text)
      guard case .again(let record, let previous) = visit else { continue }
      let isRhythm = tokens.position(place) - tokens.position(previous) < minimumDistance
      guard !isRhythm, unsafe isVaried(seeds[place], at: place, tokens, text, fingerprinting),
        let match = unsafe longest(at: place, record, floor, tokens, text, minimumDistance)
      else {
        if !isRhythm { table.insert(place, into: record, limit: limit) }
        continue
      }
      matches.append(match)
      places.append(UInt8(truncatingIfNeeded: table.records[record].count))
      floor = match.copyEnd
      let isShort = tokens.words(match.copyRange) < sourceOnly
      if isShort { table.insert(place, into: record, limit: limit) }
      if !isShort && !isListed { index = min(floor, visited) }
      while index < visited, case let inner = self.place(index), inner < floor {
        if isShort { unsafe note(seeds[inner], at: inner, tokens, text, minimumDistance, limit) }
        index += 1
      }
    }
  }

  /// Notes a seed inside a short match, without looking for another match there.
  private mutating func note(
    _ seed: UInt64, at place: Int, _ tokens: borrowing Tokens, _ text: UnsafeBufferPointer<UInt8>,
    _ minimumDistance: UInt32, _ limit: Int
  ) {
    guard
      case .again(let record, let previous) = unsafe table.visit(seed, at: place, in: tokens, of: text)
    else { return }
    if tokens.position(place) - tokens.position(previous) >= minimumDistance {
      table.insert(place, into: record, limit: limit)
    }
  }

  /// Whether a seed has enough different tokens to mean something.
  private func isVaried(
    _ seed: UInt64, at place: Int, _ tokens: borrowing Tokens, _ text: UnsafeBufferPointer<UInt8>,
    _ options: Options.Fingerprinting
  ) -> Bool {
    var different = 0
    for index in place..<place + Seeds.width(seed) {
      var isNew = true
      for earlier in place..<index where unsafe tokens.areSame(earlier, index, of: text) {
        isNew = false
        break
      }
      if isNew { different += 1 }
      if different >= options.minimumDistinctTokens { return true }
    }
    return false
  }

  /// The longest match of the candidates, grown to the left as well.
  private func longest(
    at place: Int, _ record: Int, _ floor: Int, _ tokens: borrowing Tokens,
    _ text: UnsafeBufferPointer<UInt8>, _ minimumDistance: UInt32
  ) -> Match? {
    let candidates = table.records[record]
    let diagonal = matches.isEmpty ? nil : matches[matches.count - 1].diagonal
    var best: Match?
    var bestScore = 0
    for index in 0..<Int(candidates.count) {
      let source = Int(candidates.places[index])
      guard tokens.position(place) - tokens.position(source) >= minimumDistance else { continue }
      let limit = min(place - source, tokens.count - place)
      var count = 0
      while unsafe count < limit && tokens.areSame(source + count, place + count, of: text) { count += 1 }
      // The copy's current diagonal goes on through a change of a word; a tie goes to the earliest place.
      let score = count + (place - source == diagonal ? 2 : 0)
      if score > bestScore {
        bestScore = score
        best = Match(source: source, copy: place, count: count)
      }
    }
    guard let match = best else { return nil }
    return unsafe grownLeft(match, floor, tokens, text)
  }

  /// Extends a match to the left, up to the match before it, in the copy and in the source.
  ///
  /// Where the source goes on from what the match before it repeats, the two should chain: tokens that both claim, the
  /// end of an advert that ends as the paragraph before it does, are left to the first.
  private func grownLeft(
    _ found: Match, _ floor: Int, _ tokens: borrowing Tokens, _ text: UnsafeBufferPointer<UInt8>
  ) -> Match {
    var match = found
    var sourceFloor = 0
    if !matches.isEmpty {
      let last = matches[matches.count - 1]
      let shared = last.sourceEnd - match.source
      if last.source <= match.source && shared * 2 <= match.count {
        sourceFloor = last.sourceEnd
        if shared > 0 {
          match.source += shared
          match.copy += shared
          match.count -= shared
        }
      }
    }
    while match.copy > floor, match.source > sourceFloor, match.count < match.diagonal,
      unsafe tokens.areSame(match.source - 1, match.copy - 1, of: text)
    {
      match.source -= 1
      match.copy -= 1
      match.count += 1
    }
    return match
  }
}
