internal import CICU

/// What a code point is to the tokenizer, and its comparison form.
///
/// The comparison form is NFKC_Casefold (Unicode chapter 3, D146): case, width, ligatures and default-ignorable code
/// points do not matter, marks do. Mappings are ICU's own, asked for when a text first touches their block.
enum FoldTable {
  static let shared = CodePointTable<Folding>(common: Folding(bits: 0)) { Folding($0) }
}

/// One code point: its class, its properties, and its comparison form.
///
/// Bits 0–31 hold up to four bytes of the form, bits 32–35 their count; count 15 says that the form is longer, and is
/// asked of ICU each time. Bits 36–39 are the class.
struct Folding: BitwiseCopyable, Equatable, Sendable {
  let bits: UInt64

  private static let upperBit: UInt64 = 1 << 40
  private static let lowerBit: UInt64 = 1 << 41
  private static let composesBit: UInt64 = 1 << 42
  private static let spaceBit: UInt64 = 1 << 43
  private static let openingBit: UInt64 = 1 << 44
  private static let closingBit: UInt64 = 1 << 45
  private static let dashBit: UInt64 = 1 << 46

  init(bits: UInt64) { self.bits = bits }
}

// MARK: - Using

extension Folding {
  @inline(__always) var tokenClass: TokenClass {
    TokenClass(rawValue: UInt8(truncatingIfNeeded: bits >> 36) & 15) ?? .separator
  }
  /// Whether this is the class, by one comparison.
  @inline(__always) func isOf(_ tokenClass: TokenClass) -> Bool {
    bits & 15 << 36 == UInt64(tokenClass.rawValue) << 36
  }
  @inline(__always) var isUppercase: Bool { bits & Self.upperBit != 0 }
  @inline(__always) var isLowercase: Bool { bits & Self.lowerBit != 0 }
  /// It can combine with what stands before it, so the form of a run is not the sum of the forms.
  @inline(__always) var composes: Bool { bits & Self.composesBit != 0 }
  @inline(__always) var isSpace: Bool { bits & Self.spaceBit != 0 }
  @inline(__always) var isOpening: Bool { bits & Self.openingBit != 0 }
  @inline(__always) var isClosing: Bool { bits & Self.closingBit != 0 }
  @inline(__always) var isDash: Bool { bits & Self.dashBit != 0 }

  /// Appends the comparison form of the code point that this is the entry of.
  @inline(__always)
  func appendForm(of codePoint: UInt32, to form: inout Store<UInt8>) {
    let count = Int(truncatingIfNeeded: bits >> 32) & 15
    if count == 15 {
      for byte in Self.form(of: codePoint) { form.append(byte) }
      return
    }
    form.append(bits & 0xFFFF_FFFF, count: count)
  }
}

// MARK: - Computing

extension Folding {
  private static let normalizer = ICUNormalizer(.nfkcCasefold)

  /// NFKC_Casefold of one code point, from ICU.
  private static func form(of codePoint: UInt32) -> [UInt8] {
    guard let scalar = Unicode.Scalar(codePoint) else { return [0xEF, 0xBF, 0xBD] }
    let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    guard let normalizer, !normalizer.isInert(codePoint) else { return bytes }
    return normalizer.normalized(bytes) ?? bytes
  }

  init(_ codePoint: UInt32) {
    let point = Int32(bitPattern: codePoint)
    let form = Self.form(of: codePoint)
    var bits: UInt64 = 0
    if form.count <= 4 {
      for (index, byte) in form.enumerated() { bits |= UInt64(byte) << UInt64(8 * index) }
      bits |= UInt64(form.count) << 32
    } else {
      bits |= 15 << 32
    }
    let category = cicu_general_category(point)
    let composes = !(Self.normalizer?.hasBoundary(before: codePoint) ?? true)
    let tokenClass = TokenClass(codePoint: point, category: category, composes: composes)
    bits |= UInt64(tokenClass.rawValue) << 36
    // Titlecase letters (category 3) open a word as capitals do.
    if cicu_is_uppercase(point) || category == 3 { bits |= Self.upperBit }
    if cicu_is_lowercase(point) { bits |= Self.lowerBit }
    if composes && !form.isEmpty { bits |= Self.composesBit }
    if cicu_is_white_space(point) { bits |= Self.spaceBit }
    // Ps and Pi open, Pe and Pf close (20 and 28, 21 and 29 in ICU's UCharCategory).
    if category == 20 || category == 28 { bits |= Self.openingBit }
    if category == 21 || category == 29 { bits |= Self.closingBit }
    if category == 19 || codePoint == 0x2212 { bits |= Self.dashBit }
    self.bits = bits
  }
}
