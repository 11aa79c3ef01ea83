internal import CHapaxSIMD

/// Words of ASCII letters by the loop in C, where the processor has it.
extension Scan {
  static let hasWordLoop = hapax_has_words()

  /// What the loop hashes with. Made once and never freed: by value it would be copied at each call, and read back before
  /// it is written, which takes longer than the words of a line.
  /// SAFETY: written here and only read after that.
  nonisolated(unsafe) private static let hashing: UnsafePointer<HapaxHashing> = {
    let hashing = UnsafeMutablePointer<HapaxHashing>.allocate(capacity: 1)
    unsafe hashing.initialize(
      to: HapaxHashing(
        seed0: TokenHash.seed0, seed1: TokenHash.seed1, seed2: TokenHash.seed2, bits: HashWidth.cut(~0)))
    return unsafe UnsafePointer(hashing)
  }()

  /// Does what `words(from:into:)` does, and is tested against it.
  /// - Precondition: 80 bytes can be read from `start` on.
  mutating func wordsByLoop(from start: Int, into tokens: inout Tokens) -> Int {
    let most = 64 * Int(HAPAX_WORDS_BLOCKS)
    var at = start
    var goesOn = true
    while goesOn {
      // SAFETY: the loop reads below `count` and writes no more than 64 tokens a block, laid out as they are here.
      let run = unsafe hapax_words(
        base, at, count, tokens.length, Self.hashing, Tokens.Traits.plain.rawValue,
        Tokens.Traits.uppercase.rawValue,
        tokens.all.room(for: most), tokens.hashes.room(for: most))
      tokens.all.appended(Int(run.made))
      tokens.hashes.appended(Int(run.made))
      tokens.length &+= 4 * run.made
      at = run.next
      goesOn = run.goesOn
    }
    if at > start { isAfterSpace = isSpace(at - 1) }
    return at
  }
}
