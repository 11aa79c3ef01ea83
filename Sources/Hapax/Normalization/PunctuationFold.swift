/// Folding of white space, quotes and dashes, which NFKC_Casefold keeps apart.
///
/// White space of every kind is U+0020, curly, angled and other quotes are `"` and `'`, hyphens and dashes are `-`: the
/// lists are those of the written form's options, in `CharacterTraits`. An ellipsis needs no rule, NFKC makes it three
/// full stops.
enum PunctuationFold {
  private static let traits = CharacterTraits.table(for: .none)

  /// What a code point of a text in NFKC_Casefold is folded to.
  static func folded(_ codePoint: UInt32) -> UInt32 {
    let found = traits[codePoint]
    if !found.isDisjoint(with: [.isSpace, .endsLine]) { return 0x20 }
    if found.contains(.isSingleQuote) { return 0x27 }
    if found.contains(.isDoubleQuote) { return 0x22 }
    return found.contains(.isDash) ? 0x2D : codePoint
  }
}
