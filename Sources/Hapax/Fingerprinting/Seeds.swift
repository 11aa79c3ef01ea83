/// The seeds of a text: for each token, the window that begins there and is just long enough.
///
/// A window is the fewest tokens that make up `seedWords`: five words, ten Han characters, twenty Thai ones; so one rule
/// serves every script, and text in which they mix.
@safe struct Seeds: ~Copyable {
  /// Bits 0–5 hold the window's length in tokens, the rest its hash.
  private(set) var values = Store<UInt64>()

  init() {}
}

extension Seeds {
  /// One less than the number of tokens at most: windows that the text's end cuts short are none.
  var count: Int { values.count }

  @inline(__always)
  subscript(index: Int) -> UInt64 { values[index] }

  @inline(__always)
  static func width(_ value: UInt64) -> Int { Int(truncatingIfNeeded: value & 63) }

  /// Finds the seeds of all tokens.
  ///
  /// - Parameter southeastAsianQuarters: What a character of Thai, Lao, Khmer or Burmese weighs in a window: 1 inside a
  ///   text, where four of them make a word; 2 across documents, where half the window is as telling.
  /// - Complexity: O(*n*): each token enters and leaves the window once.
  mutating func find(
    in tokens: borrowing Tokens, _ options: Options.Fingerprinting, southeastAsianQuarters: Int = 1
  ) {
    values.removeAll()
    let needed = Words(options.seedWords).quarters
    let widest = options.maximumSeedTokens
    values.reserve(tokens.count)
    func weight(_ token: Int) -> Int {
      let quarters = tokens[token].quarters
      return quarters == 1 ? southeastAsianQuarters : Int(quarters)
    }
    var hash = RollingHash()
    var quarters = 0
    var start = 0
    var end = 0
    while start < tokens.count {
      while quarters < needed && hash.width < widest && end < tokens.count {
        hash.append(tokens.hash(end))
        quarters += weight(end)
        end += 1
      }
      if quarters < needed && hash.width < widest { return }
      values.append(Self.value(hash))
      if quarters >= needed && quarters - weight(start) < needed {
        let moved = slide(&hash, over: tokens, from: start, to: end)
        start += moved
        end += moved
      }
      hash.removeFirst(tokens.hash(start))
      quarters -= weight(start)
      start += 1
    }
  }

  private static func value(_ hash: RollingHash) -> UInt64 { hash.value << 6 | UInt64(hash.width) }

  /// Moves a window on while the token that goes weighs as much as the one that comes, so that its width stays, as most
  /// do. Returns how far.
  @inline(__always)
  private mutating func slide(
    _ hash: inout RollingHash, over tokens: borrowing Tokens, from start: Int, to end: Int
  ) -> Int {
    // SAFETY: the window begins before its end, and the end stays below the count; there is room for a seed a token.
    // Spans take 1.1 times as long.
    let all = unsafe tokens.all.pointer
    let hashes = unsafe tokens.hashes.pointer
    let most = tokens.count - end
    let room = unsafe values.room(for: most)
    let quarters = unsafe all[start].quarters
    let factor = hash.factor
    var moved = 0
    // Where all weigh the same, no token is asked.
    let areWords = tokens.areWords
    while moved < most,
      unsafe areWords || (all[start + moved].quarters == quarters && all[end + moved].quarters == quarters)
    {
      unsafe hash.slide(removing: hashes[start + moved], appending: hashes[end + moved], factor: factor)
      unsafe (room + moved).initialize(to: Self.value(hash))
      moved += 1
    }
    values.appended(moved)
    return moved
  }
}

extension Tokens {
  @inline(__always)
  func hash(_ index: Int) -> UInt64 { hashes[index] }

  /// Whether the tokens of two ranges have the same hashes: for what only proposes.
  func haveEqualHashes(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    guard a.count == b.count else { return false }
    for index in 0..<a.count where hashes[a.lowerBound + index] != hashes[b.lowerBound + index] {
      return false
    }
    return true
  }

  /// Whether `count` tokens from `a` on are the tokens from `b` on.
  @inline(__always)
  func areEqual(_ a: Int, _ b: Int, count: Int) -> Bool {
    for index in 0..<count where all[a + index].number != all[b + index].number { return false }
    return true
  }
}
