internal import CHapaxSIMD

/// The loops of `CleanVectors` that look 64 or 32 bytes up in tables at once, and what they know.
///
/// A block all of whose characters are clean takes no room; of others there are few in a text.
struct CleanTables {
  private var known = HapaxCleanTables()

  init() {}
}

extension CleanTables {
  /// - Parameter stop: A byte of ASCII that is not clean, or 0.
  mutating func forget(stop: UInt8) {
    // SAFETY: the pointer is used for this call only.
    unsafe hapax_clean_tables_reset(&known, stop)
  }

  @inline(__always)
  func cleanEnd(of text: UnsafeBufferPointer<UInt8>, from start: Int, wide: Bool) -> Int {
    guard let base = text.baseAddress else { return start }
    // SAFETY: the loop reads inside the count, and copies the end of the text to pad it.
    return unsafe withUnsafePointer(to: known) {
      unsafe hapax_clean_end_by_tables(wide, base, start, text.count, $0)
    }
  }

  /// Returns false where there is no room.
  mutating func add(_ index: UInt32, _ rules: CleanBlockRules) -> Bool {
    var doubts: UInt64 = 0
    var marks: UInt64 = 0
    if !rules.traits.isCommon(block: Int(index)) {
      for offset in 0..<64 as Range<UInt32> {
        switch rules.kind(index << 6 | offset) {
        case .clean: break
        case .mark: marks |= 1 << UInt64(offset)
        case .doubt: doubts |= 1 << UInt64(offset)
        }
      }
    }
    // Nothing in it is clean but where it stands: there is nothing to learn.
    if doubts == ~0 { return true }
    // SAFETY: the pointer is used for this call only.
    return unsafe hapax_clean_tables_add(
      &known, CleanBlockRules.lead(index), CleanBlockRules.second(index), doubts, marks)
  }
}
