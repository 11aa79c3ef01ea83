internal import CHapaxSIMD

/// The vector loop behind `CleanScanner`, and what it was told about the scripts of the texts so far.
///
/// It proves 64 bytes at a time clean. It begins knowing ASCII alone; where it stops at a character that is clean after
/// all, it learns the block of 64 code points around it from the table. So a text costs the blocks that it has, and
/// nothing about any script is written by hand.
///
/// What it knows changes how far it gets at a time, never what is clean. Where a processor has no such loop it makes no
/// progress, and `CleanScanner` does the same one character at a time.
struct CleanVectors {
  /// How a loop asks what is clean.
  enum Loop: CaseIterable {
    /// By tables, with AVX-512 and with AVX2.
    case wide, narrow
    /// By ranges, with SSE2, or not at all.
    case ranges

    /// Whether this processor can do it so.
    var isThere: Bool {
      switch self {
      case .wide: hapax_has_clean(true)
      case .narrow: hapax_has_clean(false)
      case .ranges: true
      }
    }

    /// The first of them that is there.
    static let best = allCases.first { $0.isThere } ?? .ranges
  }

  private let loop: Loop
  private var tables = CleanTables()
  private var ranges = CleanRanges()
  /// Blocks that were learned, or can not be, by their code points divided by 64.
  private var seen = [Bool](repeating: false, count: 1024)
  private var resets = 0
  /// What was learned is for these.
  private var rules: CleanBlockRules?

  /// - Parameter loop: Another one than the best for proofs.
  init(_ loop: Loop = .best) { self.loop = loop }

  /// Makes ready for a text; what was learned stays, if it was for the same rules.
  mutating func begin(_ writing: WritingRules) {
    resets = 0
    if let rules, rules.traits === writing.traits, rules.stops == writing.stops { return }
    rules = CleanBlockRules(traits: writing.traits, stops: writing.stops)
    ranges.forgetTraits()
    forget()
  }

  private mutating func forget() {
    for index in seen.indices { seen[index] = false }
    let stop = rules?.stops.contains(.isAmpersand) == true ? UInt8(ascii: "&") : 0
    if loop == .ranges { ranges.forget(stop: stop) } else { tables.forget(stop: stop) }
  }

  /// Where the clean stretch that begins at `start` ends, as far as the loop can tell.
  ///
  /// - Precondition: What stands before `start` is clean, and is neither a mark nor, before a line end, white space.
  @inline(__always)
  func cleanEnd(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    loop == .ranges
      ? unsafe ranges.cleanEnd(of: text, from: start)
      : unsafe tables.cleanEnd(of: text, from: start, wide: loop == .wide)
  }

  /// Learns the block of a clean character that the loop stopped at.
  mutating func learn(_ scalar: UInt32, at offset: Int) {
    guard scalar >= 0x80, scalar < 0x1_0000, let rules, !seen[Int(scalar >> 6)] else { return }
    let index = scalar >> 6
    if !add(index, rules) {
      // Another script needs the room. In a text of very many, not at each character.
      guard resets < 4 + offset / 65_536 else { return }
      resets += 1
      forget()
      _ = add(index, rules)
    }
    seen[Int(index)] = true
  }

  /// Returns false where there is no room.
  private mutating func add(_ index: UInt32, _ rules: CleanBlockRules) -> Bool {
    loop == .ranges ? ranges.add(index, rules) : tables.add(index, rules)
  }
}

/// What is clean in a block of 64 code points, which is named by them divided by 64.
struct CleanBlockRules {
  let traits: CodePointTable<CharacterTraits>
  let stops: CharacterTraits

  enum Kind { case clean, mark, doubt }

  func kind(_ scalar: UInt32) -> Kind {
    let found = traits[scalar]
    let doubts = found.intersection(stops)
    if doubts.isEmpty { return .clean }
    return found.combiningClass != 0 && doubts.isSubset(of: [.marks, .joinsBackward]) ? .mark : .doubt
  }

  /// Whether all of a block is clean.
  func isPlain(_ index: UInt32) -> Bool {
    traits.isCommon(block: Int(index))
      || (0..<64).allSatisfy { traits[index << 6 | $0].isDisjoint(with: stops) }
  }

  /// The bytes of UTF-8 that a block's characters begin with, all but their last; the second is 0 in a block of characters
  /// of two bytes.
  static func lead(_ index: UInt32) -> UInt8 { UInt8(index < 32 ? 0xC0 | index : 0xE0 | index >> 6) }
  static func second(_ index: UInt32) -> UInt8 { index < 32 ? 0 : UInt8(0x80 | index & 0x3F) }
}
