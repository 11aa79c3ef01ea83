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

  /// - Parameter loop: Another one than the best for proofs.
  init(_ loop: Loop = .best) { self.loop = loop }

  /// Makes ready for a text; what was learned stays, if it was for the same rules.
  mutating func begin(_ rules: WritingRules) {
    if loop == .ranges { ranges.begin(rules) } else { tables.begin(rules) }
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
    if loop == .ranges { ranges.learn(scalar, at: offset) } else { tables.learn(scalar, at: offset) }
  }
}
