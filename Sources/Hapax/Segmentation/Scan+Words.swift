internal import CHapaxSIMD

extension Scan {
  /// Who cuts words of ASCII letters. All cut the same tokens.
  enum WordLoop: CaseIterable {
    /// The loop in C, by AVX-512 and by AVX2.
    case wide, narrow
    /// Its twin in Swift.
    case twin

    /// Whether this processor can do it so.
    var isThere: Bool {
      switch self {
      case .wide: hapax_has_words(true)
      case .narrow: hapax_has_words(false)
      case .twin: true
      }
    }

    /// The first of them that is there.
    static let best = allCases.first { $0.isThere } ?? .twin
  }
}

/// Words of ASCII letters, and what stands between them, by the loop in C.
extension Scan {
  /// What the loop needs to know. Made once and never freed: by value it would be copied at each call.
  /// SAFETY: written here and only read after that.
  nonisolated(unsafe) private static let wordRules: UnsafePointer<HapaxWordRules> = {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<HapaxWordRules>.size, alignment: 64)
    let rules = unsafe memory.bindMemory(to: HapaxWordRules.self, capacity: 1)
    unsafe hapax_word_rules_prepare(
      rules, TokenHash.seed0, TokenHash.seed1, TokenHash.seed2, HashWidth.cut(~0))
    for byte in UInt8.min..<0x80 {
      let traits: Tokens.Traits
      switch ByteKind.kind(of: byte) {
      case ByteKind.lower: traits = .plain
      case ByteKind.upper: traits = [.plain, .uppercase]
      case ByteKind.digit: traits = [.plain, .digit]
      case ByteKind.symbol: traits = [.plain, .symbol]
      default: continue
      }
      unsafe hapax_word_rules_set_traits(rules, byte, traits.rawValue)
    }
    unsafe rules.pointee.quietLatin = quiet(in: 0x80)
    unsafe rules.pointee.quietPunctuation = quiet(in: 0x2000)
    return unsafe UnsafePointer(rules)
  }()

  /// Of the 64 code points from `first` on: those that part tokens and do nothing else.
  private static func quiet(in first: UInt32) -> UInt64 {
    var quiet: UInt64 = 0
    for offset in 0..<64 as Range<UInt32> {
      let entry = FoldTable.shared[first + offset]
      if entry.tokenClass == .separator, !entry.isDash, !entry.isSpace { quiet |= 1 << UInt64(offset) }
    }
    return quiet
  }

  /// Does what `words(from:into:)` does, and numbers, signs and line ends as well, up to what is left to the other paths.
  mutating func wordsByLoop(from start: Int, into tokens: inout Tokens) -> Int {
    let most = Int(HAPAX_WORDS_MOST)
    var place = HapaxWordPlace(
      at: start, position: tokens.length, tokenCount: UInt32(truncatingIfNeeded: tokens.count),
      lineStart: UInt32(truncatingIfNeeded: lineStart),
      lineFirstToken: UInt32(truncatingIfNeeded: lineFirstToken))
    var goesOn = true
    while goesOn {
      // SAFETY: the loop reads below `count`, and writes no more than there is room for, laid out as they are here.
      let run = unsafe hapax_words(
        wordLoop == .wide, base, count, &place, Self.wordRules, tokens.all.room(for: most),
        tokens.hashes.room(for: most), tokens.lines.room(for: most))
      tokens.all.appended(Int(run.tokens))
      tokens.hashes.appended(Int(run.tokens))
      tokens.lines.appended(Int(run.lines))
      goesOn = run.goesOn
    }
    tokens.length = place.position
    lineStart = Int(place.lineStart)
    lineFirstToken = Int(place.lineFirstToken)
    if place.at > start {
      let last = kind(place.at - 1)
      isAfterSpace = last == ByteKind.space || last == ByteKind.lineBreak
    }
    return place.at
  }
}
