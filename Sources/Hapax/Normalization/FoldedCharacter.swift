/// What the folded form needs to know of a code point, in one word.
///
/// Bits 0–47 hold up to six bytes of its form, bits 48–50 their count, bits 51–53 the kind, bits 54–61 a combining
/// class. All zeros is a character that is its own form, as most are.
struct FoldedCharacter: BitwiseCopyable, Equatable, Sendable {
  let bits: UInt64

  enum Kind: UInt8 {
    /// Its own form, whatever stands before it.
    case itself = 0
    /// Its form is in the bits, whatever stands before it.
    case mapped = 1
    /// White space.
    case space = 2
    /// Its form is long, or has a space in it; whatever stands before it.
    case long = 3
    /// Its form is empty; what follows can still combine with what stands before.
    case dropped = 4
    /// A mark that is its own form and never composes with what stands before it, so that it stays where it is if no
    /// mark of a higher class stands before.
    case mark = 5
    /// It can combine with what stands before it.
    case joins = 6
  }

  /// All characters, shared by all threads.
  static let table = CodePointTable<FoldedCharacter>(common: FoldedCharacter(bits: 0)) { FoldedCharacter($0) }
}

// MARK: - Using

extension FoldedCharacter {
  @inline(__always) var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: bits >> 51) & 7) ?? .joins }
  /// The form's length in bytes, where it is mapped.
  @inline(__always) var count: Int { Int(truncatingIfNeeded: bits >> 48) & 7 }
  /// The form's bytes, the first in the lowest bits, where it is mapped.
  @inline(__always) var form: UInt64 { bits & 0xFFFF_FFFF_FFFF }
  /// The combining class of the last code point of the form.
  @inline(__always) var lastClass: UInt8 { UInt8(truncatingIfNeeded: bits >> 54) }
  /// Whether it stays as it is, if no mark stands before it.
  @inline(__always) var isOwnForm: Bool { kind == .itself || kind == .mark }
  /// Whether text can be cut before it: it never changes with what stands before.
  @inline(__always) var isBoundary: Bool { kind.rawValue < Kind.dropped.rawValue }
}

// MARK: - Computing

extension FoldedCharacter {
  private static let normalizer = ICUNormalizer(.nfkcCasefold)

  private init(_ kind: Kind, form: [UInt8] = [], lastClass: UInt8 = 0) {
    var bits = UInt64(kind.rawValue) << 51 | UInt64(lastClass) << 54 | UInt64(form.count) << 48
    for (index, byte) in form.enumerated() { bits |= UInt64(byte) << UInt64(8 * index) }
    self.bits = bits
  }

  /// NFKC_Casefold of one code point, from ICU.
  static func casefold(_ codePoint: UInt32) -> [UInt8] {
    let bytes = Array(utf8Of: codePoint)
    return normalizer?.normalized(bytes) ?? bytes
  }

  /// Asks ICU.
  init(_ codePoint: UInt32) {
    guard codePoint < 0xD800 || codePoint > 0xDFFF, let normalizer = Self.normalizer else {
      self.init(bits: 0)
      return
    }
    // As most are; and the first text in Chinese looks at thousands.
    if normalizer.isInert(codePoint), PunctuationFold.folded(codePoint) == codePoint {
      self.init(bits: 0)
      return
    }
    let itself = Array(utf8Of: codePoint)
    let casefold = Self.casefold(codePoint)
    if casefold.isEmpty {
      self.init(.dropped)
    } else if !normalizer.hasBoundary(before: codePoint) {
      let combiningClass = ICUCodePoint.combiningClass(codePoint)
      let stays =
        combiningClass != 0 && casefold == itself && ICUCodePoint.quickCheck(codePoint, .nfc) == .yes
      self.init(stays ? .mark : .joins, lastClass: combiningClass)
    } else {
      self.init(mapping: itself, to: casefold)
    }
  }

  private init(mapping itself: [UInt8], to casefold: [UInt8]) {
    let scalars = String(decoding: casefold, as: UTF8.self).unicodeScalars.map(\.value)
    var form: [UInt8] = []
    for scalar in scalars { form.appendUTF8(PunctuationFold.folded(scalar)) }
    if form == [0x20] {
      self.init(.space)
    } else if form.count > 6 || form.contains(0x20) {
      self.init(.long)
    } else {
      let lastClass = ICUCodePoint.combiningClass(scalars.last ?? 0)
      if form == itself, lastClass == 0 {
        self.init(bits: 0)
      } else {
        self.init(.mapped, form: form, lastClass: lastClass)
      }
    }
  }
}
