internal import CICU
internal import Synchronization

/// What a code point is to the tokenizer, and its comparison form.
///
/// The comparison form is NFKC_Casefold (Unicode chapter 3, D146): case, width, ligatures and default-ignorable code
/// points do not matter, marks do. Classes are those of a token: see `TokenClass`.
///
/// Mappings are ICU's own. A block of 64 code points is asked for when a text first touches it and kept for good, so
/// that the table covers every script, follows whatever ICU is linked, and starts up at no cost.
@safe final class FoldTable: Sendable {
  static let shared = FoldTable()

  /// One address for each block, 0 until it is built.
  private nonisolated(unsafe) let blocks: UnsafeMutablePointer<Atomic<UInt>>
  private static let blockCount = 0x110000 >> 6

  private init() {
    unsafe blocks = .allocate(capacity: Self.blockCount)
    for index in 0..<Self.blockCount {
      unsafe (blocks + index).initialize(to: Atomic(0))
    }
  }

  /// The entry of a code point.
  ///
  /// - Precondition: `codePoint` is below 0x110000.
  @inline(__always)
  subscript(codePoint: UInt32) -> Entry {
    let block = Int(codePoint >> 6)
    precondition(block < Self.blockCount, "A code point is below 0x110000")
    // SAFETY: a published block has 64 entries, is never changed and never freed.
    let address = unsafe blocks[block].load(ordering: .acquiring)
    let entries =
      unsafe UnsafePointer<UInt64>(bitPattern: address) ?? UnsafePointer(build(block))
    return unsafe Entry(bits: entries[Int(codePoint & 63)])
  }
}

// MARK: - Entry

extension FoldTable {
  /// One code point: its class, its properties, and its comparison form.
  ///
  /// Bits 0–31 hold up to four bytes of the form, bits 32–35 their count; count 15 says that the form is longer and
  /// bits 0–31 hold its offset in the pool of long forms.
  struct Entry {
    let bits: UInt64

    static let upperBit: UInt64 = 1 << 40
    static let lowerBit: UInt64 = 1 << 41
    /// It can combine with what stands before it, so the form of a run is not the sum of the forms.
    static let composesBit: UInt64 = 1 << 42
    static let spaceBit: UInt64 = 1 << 43
    static let openingBit: UInt64 = 1 << 44
    static let closingBit: UInt64 = 1 << 45
    static let dashBit: UInt64 = 1 << 46

    @inline(__always) var tokenClass: TokenClass {
      TokenClass(rawValue: UInt8(truncatingIfNeeded: bits >> 36) & 15) ?? .separator
    }
    @inline(__always) var foldedBytes: UInt32 { UInt32(truncatingIfNeeded: bits) }
    /// The count of the form's bytes, or 15.
    @inline(__always) var foldedCount: Int { Int(truncatingIfNeeded: bits >> 32) & 15 }
    @inline(__always) var isUppercase: Bool { bits & Self.upperBit != 0 }
    @inline(__always) var isLowercase: Bool { bits & Self.lowerBit != 0 }
    @inline(__always) var composes: Bool { bits & Self.composesBit != 0 }
    @inline(__always) var isSpace: Bool { bits & Self.spaceBit != 0 }
    @inline(__always) var isOpening: Bool { bits & Self.openingBit != 0 }
    @inline(__always) var isClosing: Bool { bits & Self.closingBit != 0 }
    @inline(__always) var isDash: Bool { bits & Self.dashBit != 0 }
  }

  /// Appends the comparison form of one code point.
  @inline(__always)
  func appendFolded(_ entry: Entry, of codePoint: UInt32, to folded: inout Store<UInt8>) {
    let count = entry.foldedCount
    if count != 15 {
      var bytes = entry.foldedBytes
      for _ in 0..<count {
        folded.append(UInt8(truncatingIfNeeded: bytes))
        bytes >>= 8
      }
    } else {
      appendLongFolded(codePoint, to: &folded)
    }
  }

  /// The few code points whose form is longer than four bytes go to ICU each time.
  @inline(never)
  private func appendLongFolded(_ codePoint: UInt32, to folded: inout Store<UInt8>) {
    for byte in Self.folded(codePoint) { folded.append(byte) }
  }
}

// MARK: - Building

extension FoldTable {
  /// NFKC_Casefold of one code point, from ICU.
  private static func folded(_ codePoint: UInt32) -> [UInt8] {
    guard let scalar = Unicode.Scalar(codePoint) else { return [0xEF, 0xBF, 0xBD] }
    let source = Array(String(Character(scalar)).utf8)
    guard let normalizer = unsafe cicu_normalizer(Int32(CICU_NFKC_CASEFOLD)) else { return source }
    var count = 0
    // The longest mapping of a code point in Unicode (U+FDFA) takes 33 bytes.
    let target = unsafe [UInt8](unsafeUninitializedCapacity: 128) { buffer, initialized in
      // SAFETY: ICU reads `source.count` bytes, writes at most `buffer.count`, and keeps no pointer.
      count = unsafe cicu_normalize(normalizer, source, source.count, buffer.baseAddress, buffer.count)
      initialized = max(0, min(count, buffer.count))
    }
    return count >= 0 && count <= 128 ? target : source
  }

  private static func bits(_ codePoint: UInt32) -> UInt64 {
    let point = Int32(bitPattern: codePoint)
    let form = folded(codePoint)
    var bits: UInt64 = 0
    if form.count <= 4 {
      for (index, byte) in form.enumerated() { bits |= UInt64(byte) << UInt64(8 * index) }
      bits |= UInt64(form.count) << 32
    } else {
      bits |= 15 << 32
    }
    let category = cicu_general_category(point)
    let normalizer = unsafe cicu_normalizer(Int32(CICU_NFKC_CASEFOLD))
    let composes = unsafe normalizer.map { unsafe !cicu_has_boundary_before($0, point) } ?? false
    let tokenClass = TokenClass(codePoint: point, category: category, composes: composes)
    bits |= UInt64(tokenClass.rawValue) << 36
    // Titlecase letters (category 3) open a word as capitals do.
    if cicu_is_uppercase(point) || category == 3 { bits |= Entry.upperBit }
    if cicu_is_lowercase(point) { bits |= Entry.lowerBit }
    if composes && !form.isEmpty { bits |= Entry.composesBit }
    if cicu_is_white_space(point) { bits |= Entry.spaceBit }
    // Ps and Pi open, Pe and Pf close (ICU's UCharCategory 20, 28; 21, 29).
    if category == 20 || category == 28 { bits |= Entry.openingBit }
    if category == 21 || category == 29 { bits |= Entry.closingBit }
    if category == 19 || codePoint == 0x2212 { bits |= Entry.dashBit }
    return bits
  }

  /// Builds a block and publishes it. Two threads may build the same one; the first stays, and both are equal.
  @inline(never)
  private func build(_ block: Int) -> UnsafeMutablePointer<UInt64> {
    let entries = UnsafeMutablePointer<UInt64>.allocate(capacity: 64)
    for index in 0..<64 {
      unsafe (entries + index).initialize(to: Self.bits(UInt32(block << 6 + index)))
    }
    let (exchanged, original) = unsafe blocks[block].compareExchange(
      expected: 0, desired: UInt(bitPattern: entries), ordering: .acquiringAndReleasing)
    if !exchanged, let first = unsafe UnsafeMutablePointer<UInt64>(bitPattern: original) {
      unsafe entries.deallocate()
      return unsafe first
    }
    return unsafe entries
  }
}
