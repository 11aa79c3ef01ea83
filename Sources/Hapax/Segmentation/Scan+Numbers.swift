extension Scan {
  /// Numbers all tokens. What is not plain is folded once more.
  mutating func number(_ tokens: inout Tokens) {
    var index = 0
    while index < tokens.count {
      if tokens[index].traits.contains(.plain) {
        index = tokens.numberPlain(from: index, self)
        if index == tokens.count { return }
      }
      numberOne(index, &tokens)
      index += 1
    }
  }

  /// Numbers one token, whatever it is.
  private mutating func numberOne(_ index: Int, _ tokens: inout Tokens) {
    let token = tokens[index]
    guard token.traits.contains(.plain) else {
      if tokens.hasWideNumbers { return }
      numbered = index
      _ = general(Int(token.start), into: &tokens)
      return
    }
    let form = plainForm(of: token)
    tokens.all[index].number = tokens.vocabulary.number(
      low: form.low, high: form.high, count: form.count, hash: tokens.hash(index))
  }

  /// The comparison form of a plain token, and its length.
  @inline(__always)
  func plainForm(of token: Tokens.Token) -> (low: UInt64, high: UInt64, count: Int) {
    // A minus sign stands for dashes of every kind, and of every length.
    guard isPlainByte(Int(token.start)) else { return (Self.minus, 0, 1) }
    let (low, high) = plainForm(Int(token.start), Int(token.end))
    return (low, high, Int(token.end - token.start))
  }

  /// The comparison form of a plain token.
  @inline(__always)
  func plainForm(_ start: Int, _ end: Int) -> (low: UInt64, high: UInt64) {
    let length = end - start
    guard start + 16 <= count else { return slowForm(start, end) }
    return plainForm(start, taking: (Lanes.mask(length), Lanes.mask(length - 8)))
  }

  /// The same of a token that is not at the end of the text, by the masks of its length. Of a short one nothing is taken of the
  /// second word: no branch to guess.
  @inline(__always)
  func plainForm(_ start: Int, taking masks: (low: UInt64, high: UInt64)) -> (low: UInt64, high: UInt64) {
    ((word(start) | Lanes.caseBits) & masks.low, (word(start + 8) | Lanes.caseBits) & masks.high)
  }

  /// Whether a plain token begins with a letter, a digit or a sign, and not with a dash.
  @inline(__always)
  func isPlainByte(_ at: Int) -> Bool {
    let byte = byte(at)
    return byte < 0x80 && byte != UInt8(ascii: "-")
  }

  func slowForm(_ start: Int, _ end: Int) -> (low: UInt64, high: UInt64) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in 0..<end - start {
      // Bit 5 makes a capital small and leaves digits as they are; `$` and `%` have it.
      let byte = UInt64(byte(start + index) | 0x20)
      if index < 8 { low |= byte << UInt64(8 * index) } else { high |= byte << UInt64(8 * index - 64) }
    }
    return (low, high)
  }
}
