internal import CHapaxSIMD

/// The loops of `CleanVectors` that look 64 or 32 bytes up in tables at once, and what they know.
///
/// A block all of whose characters are clean takes no room; of others there are few in a text.
struct CleanTables {
  private var known = HapaxCleanTables()
  /// Blocks that were learned, or can not be, by their code points divided by 64.
  private var seen = [Bool](repeating: false, count: 1024)
  private var resets = 0
  /// What the tables were filled for.
  private var traits: CodePointTable<CharacterTraits>?
  private var stops: CharacterTraits = []

  init() {}
}

extension CleanTables {
  mutating func begin(_ rules: WritingRules) {
    resets = 0
    if traits === rules.traits, stops == rules.stops { return }
    traits = rules.traits
    stops = rules.stops
    forget()
  }

  private mutating func forget() {
    for index in seen.indices { seen[index] = false }
    // SAFETY: the pointer is used for this call only.
    unsafe hapax_clean_tables_reset(&known, stops.contains(.isAmpersand) ? UInt8(ascii: "&") : 0)
  }

  @inline(__always)
  func cleanEnd(of text: UnsafeBufferPointer<UInt8>, from start: Int, wide: Bool) -> Int {
    guard let base = text.baseAddress else { return start }
    // SAFETY: the loop reads inside the count, and copies the end of the text to pad it.
    return unsafe withUnsafePointer(to: known) {
      unsafe hapax_clean_end_by_tables(wide, base, start, text.count, $0)
    }
  }

  mutating func learn(_ scalar: UInt32, at offset: Int) {
    guard scalar >= 0x80, scalar < 0x1_0000, let traits, !seen[Int(scalar >> 6)] else { return }
    let index = scalar >> 6
    if !add(index, traits) {
      // Another script needs the room. In a text of very many, not at each character.
      guard resets < 4 + offset / 65_536 else { return }
      resets += 1
      forget()
      _ = add(index, traits)
    }
    seen[Int(index)] = true
  }

  /// Returns false when there is no room.
  private mutating func add(_ index: UInt32, _ traits: CodePointTable<CharacterTraits>) -> Bool {
    var doubts: UInt64 = 0
    var marks: UInt64 = 0
    if !traits.isCommon(block: Int(index)) {
      for offset in 0..<64 as Range<UInt32> {
        let found = traits[index << 6 | offset]
        let stopped = found.intersection(stops)
        if stopped.isEmpty { continue }
        let isMark = found.combiningClass != 0 && stopped.isSubset(of: [.marks, .joinsBackward])
        if isMark { marks |= 1 << UInt64(offset) } else { doubts |= 1 << UInt64(offset) }
      }
    }
    // Nothing in it is clean but where it stands: there is nothing to learn.
    if doubts == ~0 { return true }
    let lead = UInt8(index < 32 ? 0xC0 | index : 0xE0 | index >> 6)
    let second = UInt8(index < 32 ? 0 : 0x80 | index & 0x3F)
    // SAFETY: the pointer is used for this call only.
    return unsafe hapax_clean_tables_add(&known, lead, second, doubts, marks)
  }
}
