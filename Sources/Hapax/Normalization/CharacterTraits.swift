/// What the written form needs to know of a code point, in one word.
///
/// One table per normal form, filled from ICU on first use. The fast path asks one question of it: is any bit set that
/// the options care for? The exact path reads the bits one by one.
struct CharacterTraits: OptionSet, BitwiseCopyable, Hashable, Sendable {
  /// The lowest 8 bits are the canonical combining class.
  let rawValue: UInt32

  var combiningClass: UInt8 { UInt8(truncatingIfNeeded: rawValue) }

  // The standard library's answers, without its generic detours in debug builds: these run per code point.
  @inline(__always) func isDisjoint(with other: Self) -> Bool { rawValue & other.rawValue == 0 }
  @inline(__always) func contains(_ other: Self) -> Bool { rawValue & other.rawValue == other.rawValue }
  @inline(__always) func intersection(_ other: Self) -> Self { Self(rawValue: rawValue & other.rawValue) }
  @inline(__always) var isEmpty: Bool { rawValue == 0 }

  /// The bits of the combining class.
  static let marks = CharacterTraits(rawValue: 0xFF)
  /// The normal form of the code point alone is something else.
  static let isMapped = CharacterTraits(rawValue: 1 << 8)
  /// It can join, or move around, what stands before it.
  static let joinsBackward = CharacterTraits(rawValue: 1 << 9)
  /// Whether it can stand in NFC depends on what stands before it.
  static let isDoubtful = CharacterTraits(rawValue: 1 << 10)
  /// It has a canonical decomposition.
  static let decomposes = CharacterTraits(rawValue: 1 << 11)
  /// White space inside a line.
  static let isSpace = CharacterTraits(rawValue: 1 << 12)
  /// LF, VT, FF, CR, NEL, LS, PS.
  static let endsLine = CharacterTraits(rawValue: 1 << 13)
  /// C0, DEL and C1, without tab and line ends.
  static let isControl = CharacterTraits(rawValue: 1 << 14)
  /// U+0080–U+009F.
  static let isC1 = CharacterTraits(rawValue: 1 << 15)
  /// Soft hyphen, word joiner, U+FEFF, U+200B.
  static let isInvisible = CharacterTraits(rawValue: 1 << 16)
  /// ZWNJ and ZWJ.
  static let isJoiner = CharacterTraits(rawValue: 1 << 17)
  /// An embedding, override or isolate, or what closes one.
  static let isBidiControl = CharacterTraits(rawValue: 1 << 18)
  /// A starter among the letters and marks of Thai, Lao, Khmer, Burmese.
  static let isSpaceless = CharacterTraits(rawValue: 1 << 19)
  static let isSingleQuote = CharacterTraits(rawValue: 1 << 20)
  static let isDoubleQuote = CharacterTraits(rawValue: 1 << 21)
  static let isDash = CharacterTraits(rawValue: 1 << 22)
  /// A space other than U+0020 and tab.
  static let isOtherSpace = CharacterTraits(rawValue: 1 << 23)
  /// `&`.
  static let isAmpersand = CharacterTraits(rawValue: 1 << 24)
  /// A rule could take it for something else than half a letter of text that was encoded twice.
  static let canBeHalf = CharacterTraits(rawValue: 1 << 25)
}

// MARK: - Tables

extension CharacterTraits {
  private static let tables: [NormalForm: CodePointTable<CharacterTraits>] = Dictionary(
    uniqueKeysWithValues: NormalForm.allCases.map { form in
      (form, CodePointTable(common: []) { CharacterTraits(of: $0, in: form) })
    })

  /// The table of all code points for one normal form, shared by all writers.
  static func table(for form: NormalForm) -> CodePointTable<CharacterTraits> {
    tables[form] ?? CodePointTable(common: []) { CharacterTraits(of: $0, in: form) }
  }

  /// Asks ICU, and the lists below.
  init(of codePoint: UInt32, in form: NormalForm) {
    guard codePoint < 0xD800 || codePoint > 0xDFFF else {
      self = .isControl
      return
    }
    self = Self.listed(codePoint)
    switch codePoint {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: insert(.endsLine)
    case 0x09: insert(.isSpace)
    case 0x00...0x1F, 0x7F...0x9F: insert(.isControl)
    default: if ICUCodePoint.isWhiteSpace(codePoint) { insert(.isSpace) }
    }
    if codePoint >= 0x80, codePoint <= 0x9F { insert(.isC1) }
    if DoubleEncoding.canHide(codePoint) { insert(.canBeHalf) }
    if contains(.isSpace), codePoint != 0x20, codePoint != 0x09 { insert(.isOtherSpace) }
    if codePoint > 0x7F { insertNormalization(of: codePoint, in: form) }
  }

  private mutating func insertNormalization(of codePoint: UInt32, in form: NormalForm) {
    let combiningClass = ICUCodePoint.combiningClass(codePoint)
    if combiningClass == 0, ICUCodePoint.isSpacelessLetter(codePoint) { insert(.isSpaceless) }
    formUnion(CharacterTraits(rawValue: UInt32(combiningClass)))
    guard form != .none else { return }
    if ICUCodePoint.quickCheck(codePoint, form == .nfc ? .nfc : .nfkc) == .no { insert(.isMapped) }
    if ICUCodePoint.quickCheck(codePoint, .nfc) == .maybe { insert(.isDoubtful) }
    if ICUCodePoint.quickCheck(codePoint, .nfd) == .no { insert(.decomposes) }
    if combiningClass != 0 || contains(.isDoubtful) || !ICUCodePoint.hasBoundaryBefore(codePoint) {
      insert(.joinsBackward)
    }
  }
}

// MARK: - Lists

extension CharacterTraits {
  /// Characters with a rule of their own.
  private static func listed(_ codePoint: UInt32) -> CharacterTraits {
    switch codePoint {
    case 0x00AD, 0x200B, 0x2060, 0xFEFF: .isInvisible
    case 0x200C, 0x200D: .isJoiner
    case 0x202A...0x202E, 0x2066...0x2069: .isBidiControl
    default: punctuation(codePoint)
    }
  }

  /// What the options `foldsQuotes`, `foldsDashes` and `decodesEntities` look for. Dashes that belong to one script's
  /// spelling, such as the Hebrew maqaf, are not among them.
  private static func punctuation(_ codePoint: UInt32) -> CharacterTraits {
    switch codePoint {
    case 0x26: .isAmpersand
    case 0x2018...0x201B, 0x2039, 0x203A, 0x275B, 0x275C, 0xFF07: .isSingleQuote
    case 0x00AB, 0x00BB, 0x201C...0x201F, 0x275D, 0x275E, 0x2E42, 0x301D...0x301F, 0xFF02: .isDoubleQuote
    case 0x2010...0x2015, 0x2212, 0x2E3A, 0x2E3B, 0xFE58, 0xFE63, 0xFF0D: .isDash
    default: []
    }
  }
}
