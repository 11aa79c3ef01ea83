internal import CHapaxSIMD

/// The vector loops of the folded form, and what it was told about the scripts of the texts so far.
///
/// They fold 64 or 32 bytes at a time. They begin knowing ASCII alone; where one stops at a character that stands well
/// whatever is before it, this learns the block of 64 code points around it from the table: what each byte becomes. So
/// nothing about any script is written by hand, and a text costs the blocks that it has.
///
/// What they know changes how far they get at a time, never a form.
@safe struct FoldVectors: ~Copyable {
  // SAFETY: allocated in `init`, freed in `deinit`, never replaced, and zero, as the loop wants it, before its first use.
  private let rules: UnsafeMutablePointer<HapaxFoldRules>
  /// What was learned of each block, or can not be, by its code points divided by 64.
  private var seen = [Seen](repeating: [], count: 1024)
  private var shortCount = 0
  private var longCount = 0
  private var resets = 0

  /// How a block was learned.
  private struct Seen: OptionSet {
    let rawValue: UInt8
    /// Most of it is its own form; the rest is not known.
    static let near = Seen(rawValue: 1)
    /// Each character is known.
    static let whole = Seen(rawValue: 2)
  }

  /// Whether this processor has the loop over 64 bytes, and the one over 32.
  static let hasWide = hapax_has_fold(true)
  static let hasNarrow = hapax_has_fold(false)

  init() {
    // Aligned so that each table is one line of the cache.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<HapaxFoldRules>.size, alignment: 64)
    unsafe rules = memory.bindMemory(to: HapaxFoldRules.self, capacity: 1)
    unsafe rules.initialize(to: HapaxFoldRules())
    unsafe hapax_fold_rules_prepare(rules)
  }

  deinit { unsafe rules.deallocate() }
}

extension FoldVectors {
  /// As many blocks of texts before make the loops slower in a text of so many bytes than learning its own.
  private static var manyBlocks: Int { 8 }
  private static var longText: Int { 16_384 }

  /// Makes ready for a text; what was learned stays, unless it was much.
  mutating func begin(byteCount: Int) {
    resets = 0
    if byteCount >= Self.longText, shortCount > Self.manyBlocks || longCount > Self.manyBlocks { forget() }
  }

  private mutating func forget() {
    for index in seen.indices { seen[index] = [] }
    (shortCount, longCount) = (0, 0)
    // SAFETY: the rules are this one's own.
    unsafe hapax_fold_rules_forget_blocks(rules)
  }

  /// Appends the folded form of `text` from `start` on, as far as the loop can tell; returns where it stopped.
  @inline(__always)
  func fold(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, wide: Bool, behindSpace: Bool,
    into target: inout Store<UInt8>
  ) -> Int {
    guard let base = text.baseAddress else { return start }
    // SAFETY: the loop reads inside the count; it writes no more than it reads, and stores 64 bytes at a time.
    let run = unsafe hapax_fold(
      wide, base + start, text.count - start, target.room(for: text.count - start + 64), behindSpace, rules)
    target.appended(run.written)
    return start + run.read
  }
}

// MARK: - Learning

extension FoldVectors {
  /// Learns the block of a character that the loop stopped at.
  @inline(__always)
  mutating func learn(_ codePoint: UInt32, at offset: Int) {
    guard codePoint >= 0x80, codePoint < 0x1_0000, !seen[Int(codePoint >> 6)].contains(.whole) else { return }
    learnBlock(of: codePoint, at: offset)
  }

  @inline(never)
  private mutating func learnBlock(of codePoint: UInt32, at offset: Int) {
    if !add(codePoint) {
      // Other characters need the room. In a text of very many, not at each one.
      guard resets < 4 + offset / 65_536 else { return seen[Int(codePoint >> 6)] = .whole }
      resets += 1
      forget()
      _ = add(codePoint)
    }
  }

  /// Returns false when there is no room.
  private mutating func add(_ codePoint: UInt32) -> Bool {
    let index = Int(codePoint >> 6)
    let isLong = index >= 32
    let lead = UInt8(isLong ? 0xE0 | index >> 6 : 0xC0 | index)
    let second = UInt8(isLong ? 0x80 | index & 0x3F : 0)
    // SAFETY: the pointers are this one's own, or used for one call only.
    if isLong, FoldedCharacter.table.isCommon(block: index) {
      unsafe hapax_fold_rules_add_plain(rules, lead, second)
      seen[index] = .whole
      return true
    }
    if isLong, addNear(index, lead, second), FoldedCharacter.table[codePoint].isOwnForm { return true }
    var block = HapaxFoldBlock()
    for offset in 0..<64 {
      let last = UInt8(0x80 | offset)
      let bytes = Self.bytes(
        of: FoldedCharacter.table[UInt32(index << 6 | offset)],
        itself: isLong ? (lead, second, last) : (lead, 0, last))
      unsafe hapax_fold_block_set(&block, Int32(offset), bytes.0, bytes.1, bytes.2)
    }
    guard unsafe hapax_fold_rules_add(rules, lead, second, &block) else { return false }
    if isLong { longCount += 1 } else { shortCount += 1 }
    seen[index].insert(.whole)
    return true
  }

  /// Learns which characters of a block are their own form; false where they are few, or there is no room.
  private mutating func addNear(_ index: Int, _ lead: UInt8, _ second: UInt8) -> Bool {
    if seen[index].contains(.near) { return true }
    var others: UInt64 = 0
    var marks: UInt64 = 0
    for offset in 0..<64 {
      let character = FoldedCharacter.table[UInt32(index << 6 | offset)]
      if !character.isOwnForm { others |= 1 << UInt64(offset) }
      if character.kind == .mark { marks |= 1 << UInt64(offset) }
    }
    // SAFETY: the rules are this one's own.
    guard others.nonzeroBitCount <= 32, unsafe hapax_fold_rules_add_near(rules, lead, second, others, marks)
    else { return false }
    seen[index].insert(.near)
    return true
  }

  /// What the bytes of a character become: 0 where one goes, and for the last where the loop must stop.
  private static func bytes(
    of character: FoldedCharacter, itself: (UInt8, UInt8, UInt8)
  ) -> (UInt8, UInt8, UInt8) {
    let length = itself.1 == 0 ? 2 : 3
    switch character.kind {
    case .itself: return itself
    case .mark: return (itself.0, itself.1, itself.2 | UInt8(HAPAX_FOLD_MARK))
    case .space: return (0, 0, 0x20)
    case .mapped where character.lastClass == 0 && character.count <= length:
      var form = character.form << UInt64(8 * (length - character.count))
      let first = UInt8(truncatingIfNeeded: form)
      form >>= 8
      let middle = length == 3 ? UInt8(truncatingIfNeeded: form) : 0
      if length == 3 { form >>= 8 }
      return (first, middle, UInt8(truncatingIfNeeded: form))
    default: return (itself.0, itself.1, 0)
    }
  }
}
