internal import CHapaxSIMD

/// The loop of `CleanVectors` that compares 64 bytes at a time with a few ranges, and what it knows.
///
/// It learns a block as ranges of last bytes that are in doubt or are marks. So a text in Arabic costs Arabic's few ranges
/// and no others.
struct CleanRanges {
  private var known = HapaxCleanRules()
  /// Blocks that were learned, or can not be.
  private var seen: [UInt32] = []
  private var resets = 0
  /// What the rules were learned for.
  private var table: CodePointTable<CharacterTraits>?
  private var stops: CharacterTraits = []
  /// Of each block: what it turned out to be. It is found once, so that texts in many scripts by turns cost little.
  private var blocks: [UInt32: Block] = [:]
  /// The ranges of blocks found so far all of whose code points are clean. They are found once.
  private var plainRanges: [ClosedRange<UInt32>] = []

  init() {}

  /// Makes ready for a text; what was learned stays, if it was for the same rules.
  mutating func begin(_ rules: WritingRules) {
    resets = 0
    if table === rules.traits, stops == rules.stops { return }
    table = rules.traits
    stops = rules.stops
    plainRanges.removeAll()
    blocks.removeAll(keepingCapacity: true)
    forget()
  }

  private mutating func forget() {
    seen.removeAll(keepingCapacity: true)
    // SAFETY: the pointer is used for this call only.
    unsafe hapax_clean_rules_reset(&known, stops.contains(.isAmpersand) ? UInt8(ascii: "&") : 0)
  }
}

// MARK: - Using it

extension CleanRanges {
  /// Where the clean stretch that begins at `start` ends, as far as the loop can tell.
  ///
  /// - Precondition: What stands before `start` is clean, and is neither a mark nor, before a line end, white space.
  @inline(__always)
  func cleanEnd(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = text.baseAddress else { return start }
    // SAFETY: the loop reads inside the count, and copies the end of the text to pad it.
    return unsafe withUnsafePointer(to: known) { unsafe hapax_clean_end(base, start, text.count, $0) }
  }

  /// Learns the block of a clean character that the loop stopped at.
  mutating func learn(_ scalar: UInt32, at offset: Int) {
    guard scalar >= 0x80, scalar < 0x1_0000, let table, !seen.contains(scalar >> 6) else { return }
    let index = scalar >> 6
    if !add(index, table) {
      // Another script needs the room. In a text of very many, not at each character.
      guard resets < 4 + offset / 65_536 else { return }
      resets += 1
      forget()
      _ = add(index, table)
    }
    seen.append(index)
  }
}

// MARK: - Learning

extension CleanRanges {
  private enum Block {
    /// All of it is clean, and so are the blocks of a range around it.
    case plain
    /// Some of it is.
    case known(HapaxBlock)
    /// It has more ranges than a block of the rules.
    case tooMany
  }

  private mutating func add(_ index: UInt32, _ table: CodePointTable<CharacterTraits>) -> Bool {
    switch blocks[index] {
    case .plain: return addRange(around: index, table)
    // SAFETY: the pointers are used for this call only.
    case .known(var block): return unsafe hapax_clean_rules_add_again(&known, &block)
    case .tooMany: return true
    case nil: break
    }
    if plainRanges.contains(where: { $0.contains(index) }) || isPlain(index, table) {
      blocks[index] = .plain
      return addRange(around: index, table)
    }
    return addBlock(index, table)
  }

  private mutating func addBlock(_ index: UInt32, _ table: CodePointTable<CharacterTraits>) -> Bool {
    let isLong = index >= 32
    // SAFETY: the pointers are used for these calls only.
    guard unsafe hapax_clean_rules_add_block(&known, Self.lead(index), isLong ? Self.second(index) : 0) else {
      return false
    }
    for wantsMarks in [false, true] {
      var offset: UInt32 = 0
      while offset < 64 {
        let start = offset
        while offset < 64, kind(index << 6 | offset, table) == (wantsMarks ? .mark : .doubt) { offset += 1 }
        if offset > start {
          let (low, high) = (UInt8(0x80 + start), UInt8(0x80 + offset - 1))
          // Too many ranges: the block is taken back, and its characters are looked up one by one.
          guard unsafe hapax_clean_rules_except(&known, isLong, low, high, wantsMarks) else {
            blocks[index] = .tooMany
            return true
          }
        }
        offset += 1
      }
    }
    blocks[index] = .known(unsafe hapax_clean_rules_last_block(&known, isLong))
    return true
  }

  private mutating func addRange(around index: UInt32, _ table: CodePointTable<CharacterTraits>) -> Bool {
    let range = plainRange(around: index, table)
    let (low, high) = (range.lowerBound, range.upperBound)
    // SAFETY: the pointers are used for these calls only.
    return index < 32
      ? unsafe hapax_clean_rules_add_leads(&known, Self.lead(low), Self.lead(high))
      : unsafe hapax_clean_rules_add_prefixes(&known, Self.prefix(low), Self.prefix(high))
  }

  private mutating func plainRange(
    around index: UInt32, _ table: CodePointTable<CharacterTraits>
  ) -> ClosedRange<UInt32> {
    if let found = plainRanges.first(where: { $0.contains(index) }) { return found }
    let limits: ClosedRange<UInt32> = index < 32 ? 2...31 : 32...1023
    var (low, high) = (index, index)
    while low > limits.lowerBound, isPlain(low - 1, table) { low -= 1 }
    while high < limits.upperBound, isPlain(high + 1, table) { high += 1 }
    plainRanges.append(low...high)
    return low...high
  }

  private enum Kind { case clean, mark, doubt }

  private func kind(_ scalar: UInt32, _ table: CodePointTable<CharacterTraits>) -> Kind {
    let traits = table[scalar]
    let doubts = traits.intersection(stops)
    if doubts.isEmpty { return .clean }
    return traits.combiningClass != 0 && doubts.isSubset(of: [.marks, .joinsBackward]) ? .mark : .doubt
  }

  private func isPlain(_ index: UInt32, _ table: CodePointTable<CharacterTraits>) -> Bool {
    table.isCommon(block: Int(index))
      || (0..<64).allSatisfy { table[index << 6 | $0].isDisjoint(with: stops) }
  }

  private static func lead(_ index: UInt32) -> UInt8 { UInt8(index < 32 ? 0xC0 | index : 0xE0 | index >> 6) }
  private static func second(_ index: UInt32) -> UInt8 { UInt8(0x80 | index & 0x3F) }
  private static func prefix(_ index: UInt32) -> UInt16 { UInt16(lead(index)) << 8 | UInt16(second(index)) }
}
