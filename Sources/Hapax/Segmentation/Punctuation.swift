/// What stands between two tokens, read for the ends of sentences.
enum Punctuation {
  /// Decodes the code point at `at` of well-formed UTF-8.
  static func codePoint(_ text: Span<UInt8>, _ at: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(text[at])
    func next(_ index: Int) -> UInt32 { at + index < text.count ? UInt32(text[at + index]) & 0x3F : 0 }
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }

  /// Ends a sentence where white space follows.
  static func isTerminal(_ value: UInt32) -> Bool {
    switch value {
    // . ! ? … ؟ ۔ । ॥ ; (Greek question mark is not told from a semicolon)
    case 0x2E, 0x21, 0x3F, 0x2026, 0x61F, 0x6D4, 0x964, 0x965, 0x203C, 0x2047, 0x2048, 0x2049: true
    default: isFullTerminal(value)
    }
  }

  /// Ends a sentence whatever follows: these scripts put no space there.
  static func isFullTerminal(_ value: UInt32) -> Bool {
    switch value {
    // 。 ！ ？ ． ｡ ။ ។
    case 0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0xFF61, 0x104B, 0x17D4, 0x17D5: true
    default: false
    }
  }

  /// Parts what belongs to one sentence: the commas of Latin, Arabic and ideographic text.
  static func isComma(_ value: UInt32) -> Bool {
    value == 0x2C || value == 0x60C || value == 0x3001 || value == 0xFF0C
  }

  /// Closes what a sentence may end in: quotes and brackets.
  static func isCloser(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x27, 0x29, 0x5D, 0x7D: true
    // Curly quotes of either hand: “ and ‘ close in German.
    case 0x2018...0x201F: true
    default: value >= 0x80 && FoldTable.shared[value].isClosing
    }
  }

  /// Opens what a sentence may begin with: quotes, brackets, ¿ and ¡.
  static func isOpener(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x27, 0x28, 0x5B, 0x7B, 0xBF, 0xA1: true
    case 0x2018...0x201F: true
    default: value >= 0x80 && FoldTable.shared[value].isOpening
    }
  }

  /// Whether a quotation mark stands directly before a place.
  static func isQuote(before offset: Int, _ text: Span<UInt8>) -> Bool {
    guard offset > 0 else { return false }
    var start = offset - 1
    while start > 0 && text[start] & 0xC0 == 0x80 { start -= 1 }
    switch codePoint(text, start).value {
    case 0x22, 0x27, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A, 0x300C...0x300F: return true
    default: return false
    }
  }

  static func isSpace(_ value: UInt32) -> Bool {
    value == 0x20 || (0x09...0x0D).contains(value) || (value >= 0x80 && FoldTable.shared[value].isSpace)
  }

  /// Whether a text's last sentence is whole: a terminal, then closers.
  static func endsSentence(_ text: Span<UInt8>) -> Bool {
    var at = text.count
    while at > 0 {
      var start = at - 1
      while start > 0 && text[start] & 0xC0 == 0x80 { start -= 1 }
      let value = codePoint(text, start).value
      if isTerminal(value) { return true }
      guard isCloser(value) || isSpace(value) else { return false }
      at = start
    }
    return false
  }

  /// Whether a text ends in an ellipsis: `…` or three full stops.
  static func endsInEllipsis(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 3 else { return false }
    let last = text.extracting(text.count - 3..<text.count)
    return (last[0], last[1], last[2]) == (0x2E, 0x2E, 0x2E)
      || (last[0], last[1], last[2]) == (0xE2, 0x80, 0xA6)
  }
}
