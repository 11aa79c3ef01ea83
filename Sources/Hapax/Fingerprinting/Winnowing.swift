/// Selects a text's fingerprints: of every few seeds in a row, the one with the smallest hash.
///
/// Two texts that share a run as long as a window and a seed share a fingerprint, wherever the run stands: what is selected
/// depends on the run alone. The window is measured in words, so one rule serves every script. Of equal hashes the last
/// is taken, and one that stays the smallest is selected once.
///
/// Source: S. Schleimer, D. S. Wilkerson, A. Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003.
@safe struct Winnowing: ~Copyable {
  /// The hash of a selected seed, and the token at which it begins.
  struct Fingerprint: BitwiseCopyable {
    var hash: UInt64
    var token: UInt32
  }

  private(set) var selected = Store<Fingerprint>()
  /// The hashes that are selected, each with one added, or 0; open addressing.
  private var seen = Store<UInt64>()

  init() {}
}

extension Winnowing {
  /// - Complexity: O(*n*) times the seeds of a window at most; near O(*n*), because the smallest hash seldom leaves.
  mutating func select(
    from seeds: borrowing Seeds, _ tokens: borrowing Tokens, _ options: Options.Corpus
  ) {
    selected.removeAll()
    let window = Words(options.windowWords).quarters
    func weight(_ token: Int) -> Int { tokens[token].quarters == 1 ? 2 : Int(tokens[token].quarters) }
    /// The length of the tokens from `first` up to `end`.
    var length = 0
    var first = 0
    var end = 0
    var smallest = 0
    var smallestHash = UInt64.max
    var last = -1
    /// From where on all tokens weigh the same.
    var even = 0
    while end < seeds.count {
      if end > 0, tokens[end].quarters != tokens[end - 1].quarters { even = end }
      let hash = seeds[end] >> 6
      if hash <= smallestHash {
        smallest = end
        smallestHash = hash
      }
      // The window is full when the words at which its seeds begin make up its length.
      length += weight(end)
      end += 1
      guard length >= window else { continue }
      while first < end - 1, length - weight(first) >= window {
        length -= weight(first)
        first += 1
      }
      if smallest < first {
        smallestHash = .max
        for index in first..<end where seeds[index] >> 6 <= smallestHash {
          smallest = index
          smallestHash = seeds[index] >> 6
        }
      }
      if smallest != last { append(seeds, smallest) }
      last = smallest
      if even <= first, end - first <= Self.widestSlide {
        let moved = slide(over: seeds, tokens, from: end, width: end - first, &last)
        first += moved
        end += moved
        smallest = last
        smallestHash = seeds[last] >> 6
      }
    }
    // A text of fewer seeds than a window has one fingerprint all the same.
    if selected.isEmpty, seeds.count > 0 { append(seeds, smallest) }
  }

  private static let widestSlide = 8

  /// Moves a window on over tokens of one weight, as most texts are: each window has as many seeds as the one before, and
  /// its smallest is found by comparing all of them, without a branch to guess.
  ///
  /// - Parameters:
  ///   - end: The end of the window before.
  ///   - last: What that one selected; then what the last one did.
  /// - Returns: By how many tokens.
  private mutating func slide(
    over seeds: borrowing Seeds, _ tokens: borrowing Tokens, from end: Int, width: Int, _ last: inout Int
  ) -> Int {
    // SAFETY: a window lies inside the seeds, there are as many tokens, and there is room for one of each window.
    let values = unsafe seeds.values.pointer
    let all = unsafe tokens.all.pointer
    let room = unsafe selected.room(for: seeds.count - end)
    let quarters = unsafe all[end - 1].quarters
    var count = 0
    var at = end
    while at < seeds.count, unsafe all[at].quarters == quarters {
      var place = at + 1 - width
      var hash = unsafe values[place] >> 6
      for next in place + 1..<at + 1 {
        let other = unsafe values[next] >> 6
        let isSmaller = other <= hash
        hash = isSmaller ? other : hash
        place = isSmaller ? next : place
      }
      unsafe (room + count).initialize(to: Fingerprint(hash: hash, token: UInt32(truncatingIfNeeded: place)))
      count += place != last ? 1 : 0
      last = place
      at += 1
    }
    selected.appended(count)
    return at - end
  }

  private mutating func append(_ seeds: borrowing Seeds, _ index: Int) {
    selected.append(
      Fingerprint(hash: seeds[index] >> 6, token: UInt32(truncatingIfNeeded: index)))
  }

  /// Leaves out all but the first place of each hash.
  ///
  /// - Complexity: O(*n*) expected.
  mutating func removeRepeated() {
    var size = 16
    while size < selected.count * 2 { size *= 2 }
    seen.reset(to: 0, count: size)
    var count = 0
    for index in 0..<selected.count where isNew(selected[index].hash) {
      selected[count] = selected[index]
      count += 1
    }
    selected.removeLast(selected.count - count)
  }

  private mutating func isNew(_ hash: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: hash) & (seen.count - 1)
    // A hash is stored with one added, which only the largest can not bear.
    while seen[slot] != 0 {
      if seen[slot] == hash &+ 1 { return false }
      slot = (slot + 1) & (seen.count - 1)
    }
    seen[slot] = hash &+ 1
    return true
  }

  func hashes() -> [UInt64] { (0..<selected.count).map { selected[$0].hash } }
}
