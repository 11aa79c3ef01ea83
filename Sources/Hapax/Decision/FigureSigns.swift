/// What is written at a figure and makes it another one, though its tokens are the same: `≤ 5` is not `≥ 5`, `(−5)` is
/// not `(5)`, and `2–3` is not `2.3`.
///
/// Punctuation is no token, so that quotes, dashes and line ends can not matter. At figures it does, so it is compared
/// where two figures are.
enum FigureSigns {
  /// How far before a figure its signs are looked for, in characters.
  private static let reach = 6

  /// Whether a token and its source are written with the same signs; true for all that are no figures.
  static func agree(_ a: Int, _ b: Int, _ tokens: borrowing Tokens, _ text: Span<UInt8>) -> Bool {
    guard isFigure(tokens[a]) else { return true }
    return signature(of: a, tokens, text) == signature(of: b, tokens, text)
  }

  /// The same for `count` tokens from `a` on, and from `b` on.
  ///
  /// - Complexity: O(*n*).
  static func agree(_ a: Int, _ b: Int, count: Int, _ tokens: borrowing Tokens, _ text: Span<UInt8>) -> Bool {
    for index in 0..<count where !agree(a + index, b + index, tokens, text) { return false }
    return true
  }

  /// The signs at every figure that has any, by the figure's token.
  ///
  /// - Complexity: O(*n*).
  static func all(_ tokens: borrowing Tokens, _ text: Span<UInt8>) -> [Int: UInt64] {
    var all: [Int: UInt64] = [:]
    for index in 0..<tokens.count where isFigure(tokens[index]) {
      let signs = signature(of: index, tokens, text)
      if signs != 0 { all[index] = signs }
    }
    return all
  }

  private static func isFigure(_ token: Tokens.Token) -> Bool {
    !token.traits.isDisjoint(with: [.digit, .symbol])
  }

  /// The signs before a figure as a number; 0 where there are none.
  private static func signature(of index: Int, _ tokens: borrowing Tokens, _ text: Span<UInt8>) -> UInt64 {
    let start = index > 0 ? Int(tokens[index - 1].end) : 0
    let end = Int(tokens[index].start)
    let followsFigure = index > 0 && isFigure(tokens[index - 1])
    /// The characters between, from the figure back to white space.
    var attached: UInt64 = 0
    var signs: UInt64 = 0
    var at = end
    var count = 0
    /// A dash is a sign only where nothing is before it that it could join to the figure: `COVID-19`.
    var endsInDash = false
    while at > start {
      guard count < reach else { return followsFigure ? 0 : signs }
      var first = at - 1
      while first > start && text[first] & 0xC0 == 0x80 { first -= 1 }
      let value = Punctuation.codePoint(text, first).value
      if Punctuation.isSpace(value) || value == 0x0A {
        if endsInDash { return signs << 21 | dash }
        return first > start ? signs << 21 | operation(before: first, text) : signs
      }
      if endsInDash && (Punctuation.isOpener(value) || isSign(value)) { signs = signs << 21 | dash }
      let folded = fold(value)
      endsInDash = folded == dash
      if !endsInDash && isSign(value) { signs = signs << 21 | folded }
      attached = attached << 21 | folded
      at = first
      count += 1
    }
    if followsFigure { return attached << 1 | 1 }
    return endsInDash && index == 0 ? signs << 21 | dash : signs
  }

  /// The mathematical operator before a space, which may stand there: `≤ 5`; or 0.
  private static func operation(before offset: Int, _ text: Span<UInt8>) -> UInt64 {
    var first = offset - 1
    while first > 0 && text[first] & 0xC0 == 0x80 { first -= 1 }
    let value = Punctuation.codePoint(text, first).value
    return isOperator(value) && fold(value) != dash ? UInt64(value) : 0
  }

  private static func isOperator(_ value: UInt32) -> Bool { (0x2200...0x22FF).contains(value) }

  private static let dash = UInt64(UInt8(ascii: "-"))

  /// A character as it is compared: dashes are alike, and so are apostrophes.
  private static func fold(_ value: UInt32) -> UInt64 {
    switch value {
    case 0x2D: dash
    case 0x27, 0x2018, 0x2019: UInt64(UInt8(ascii: "'"))
    default: value >= 0x80 && FoldTable.shared[value].isDash ? dash : UInt64(value)
    }
  }

  /// Signs that stand before a figure and belong to it. An equals sign stands between two things and says nothing of
  /// either.
  private static func isSign(_ value: UInt32) -> Bool {
    switch value {
    // + < > ~ ± × ÷
    case 0x2B, 0x3C, 0x3E, 0x7E, 0xB1, 0xD7, 0xF7: true
    default: isOperator(value)
    }
  }
}
