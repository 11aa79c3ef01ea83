internal import CHapaxSIMD

/// The loop of `CleanVectors` that compares 64 bytes at a time with a few ranges, and what it knows.
///
/// It learns a block as ranges of last bytes that are in doubt or are marks. So a text in Arabic costs Arabic's few ranges
/// and no others.
struct CleanRanges {
  private var known = HapaxCleanRules()
  /// Of each block: what it turned out to be. It is found once, so that texts in many scripts by turns cost little.
  private var blocks: [UInt32: Block] = [:]
  /// The ranges of blocks found so far all of whose code points are clean. They are found once.
  private var plainRanges: [ClosedRange<UInt32>] = []

  init() {}

  /// Forgets what blocks turned out to be: they are asked by other rules from now on.
  mutating func forgetTraits() {
    plainRanges.removeAll()
    blocks.removeAll(keepingCapacity: true)
  }

  /// Forgets what the loop was told.
  ///
  /// - Parameter stop: A byte of ASCII that is not clean, or 0.
  mutating func forget(stop: UInt8) {
    // SAFETY: the pointer is used for this call only.
    unsafe hapax_clean_rules_reset(&known, stop)
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

  /// Returns false where there is no room.
  mutating func add(_ index: UInt32, _ rules: CleanBlockRules) -> Bool {
    switch blocks[index] {
    case .plain: return addRange(around: index, rules)
    // SAFETY: the pointers are used for this call only.
    case .known(var block): return unsafe hapax_clean_rules_add_again(&known, &block)
    case .tooMany: return true
    case nil: break
    }
    if plainRanges.contains(where: { $0.contains(index) }) || rules.isPlain(index) {
      blocks[index] = .plain
      return addRange(around: index, rules)
    }
    return addBlock(index, rules)
  }

  private mutating func addBlock(_ index: UInt32, _ rules: CleanBlockRules) -> Bool {
    let isLong = index >= 32
    // SAFETY: the pointers are used for these calls only.
    guard
      unsafe hapax_clean_rules_add_block(
        &known, CleanBlockRules.lead(index), CleanBlockRules.second(index))
    else {
      return false
    }
    for wantsMarks in [false, true] {
      var offset: UInt32 = 0
      while offset < 64 {
        let start = offset
        while offset < 64, rules.kind(index << 6 | offset) == (wantsMarks ? .mark : .doubt) { offset += 1 }
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

  private mutating func addRange(around index: UInt32, _ rules: CleanBlockRules) -> Bool {
    let range = plainRange(around: index, rules)
    let (low, high) = (range.lowerBound, range.upperBound)
    // SAFETY: the pointers are used for these calls only.
    return index < 32
      ? unsafe hapax_clean_rules_add_leads(&known, CleanBlockRules.lead(low), CleanBlockRules.lead(high))
      : unsafe hapax_clean_rules_add_prefixes(&known, Self.prefix(low), Self.prefix(high))
  }

  private mutating func plainRange(
    around index: UInt32, _ rules: CleanBlockRules
  ) -> ClosedRange<UInt32> {
    if let found = plainRanges.first(where: { $0.contains(index) }) { return found }
    let limits: ClosedRange<UInt32> = index < 32 ? 2...31 : 32...1023
    var (low, high) = (index, index)
    while low > limits.lowerBound, rules.isPlain(low - 1) { low -= 1 }
    while high < limits.upperBound, rules.isPlain(high + 1) { high += 1 }
    plainRanges.append(low...high)
    return low...high
  }

  private static func prefix(_ index: UInt32) -> UInt16 {
    UInt16(CleanBlockRules.lead(index)) << 8 | UInt16(CleanBlockRules.second(index))
  }
}
