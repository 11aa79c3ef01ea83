internal import CICU

/// What a code point does in a token.
///
/// | class | token | weight, in words |
/// |---|---|---|
/// | letter | a run of letters and marks, also cut between a small and a capital letter | 1 |
/// | digit | a run of digits | 1 |
/// | ideograph | one Han character or kana, with its marks | 0.5 |
/// | southeastAsian | one character of Thai, Lao, Khmer or Burmese, with its marks | 0.25 |
/// | symbol | one currency sign, percent sign, raised or circled number, or emoji | 1 |
/// | mark | belongs to the token before it | – |
/// | ignorable | belongs to no token and ends none | – |
/// | lineBreak, separator | ends a token | – |
enum TokenClass: UInt8 {
  case separator = 0
  case letter = 1
  case digit = 2
  case ideograph = 3
  case southeastAsian = 4
  case symbol = 5
  case mark = 6
  case ignorable = 7
  case lineBreak = 8
}

extension TokenClass {
  /// Classifies a code point by ICU's properties.
  ///
  /// - Parameter composes: whether it can combine with what stands before it under NFKC_Casefold.
  init(codePoint: Int32, category: Int8, composes: Bool) {
    switch codePoint {
    // A NEL that the written form has left is half a letter: see `DoubleEncoding`.
    case 0x0A, 0x0B, 0x0C, 0x0D, 0x2028, 0x2029:
      self = .lineBreak
      return
    case 0x25:
      self = .symbol
      return
    // Regional indicators: two of them are a flag.
    case 0x1F1E6...0x1F1FF:
      self = .symbol
      return
    // U+200B parts words of Thai and Khmer, yet a copy may have lost it.
    case 0x200B:
      self = .ignorable
      return
    default: break
    }
    if cicu_is_default_ignorable(codePoint) {
      self = .ignorable
      return
    }
    let script = cicu_script(codePoint)
    // ICU's UCharCategory, in its order: Cn Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm
    // Sc Sk So Pi Pf.
    switch category {
    case 6, 7, 8: self = .mark
    case 1, 2, 3, 4, 5, 10:
      // Ideographic numbers (〇, 〡) are of category Nl and of script Han.
      if composes && !Self.isHangul(script) {
        self = .mark
      } else if Self.isIdeographic(script) || codePoint == 0x30FC || codePoint == 0xFF70 {
        self = .ideograph
      } else if Self.isSoutheastAsian(script) {
        self = .southeastAsian
      } else {
        self = .letter
      }
    case 9: self = .digit
    // 10⁶ is not 106.
    case 11: self = .symbol
    case 16: self = .ignorable
    case 25: self = .symbol
    default: self = cicu_is_emoji(codePoint) && codePoint > 0xFF ? .symbol : .separator
    }
  }

  // ICU's UScriptCode values; they are part of its stable interface.
  private static func isIdeographic(_ script: Int32) -> Bool {
    // Bopomofo, Han, Hiragana, Katakana, Yi.
    script == 5 || script == 17 || script == 20 || script == 22 || script == 41
  }
  private static func isSoutheastAsian(_ script: Int32) -> Bool {
    // Khmer, Lao, Myanmar, Thai.
    script == 23 || script == 24 || script == 28 || script == 38
  }
  private static func isHangul(_ script: Int32) -> Bool { script == 18 }
}
