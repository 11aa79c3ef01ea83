extension Scan {
  /// Decodes the code point at `at`. The text is well-formed, so the first byte tells the length.
  @inline(__always)
  func codePoint(_ at: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(byte(at))
    if first < 0x80 { return (first, 1) }
    func next(_ index: Int) -> UInt32 { at + index < count ? UInt32(byte(at + index)) & 0x3F : 0 }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }

  /// The token, or the separator, at `start`, by the fold table. Returns where it ends.
  mutating func general(_ start: Int, into tokens: inout Tokens) -> Int {
    let (value, length) = codePoint(start)
    let entry = table[value]
    switch entry.tokenClass {
    case .lineBreak:
      endLine(start, next: start + length, in: &tokens)
      return start + length
    case .ignorable:
      return start + length
    case .separator:
      if entry.isDash { return dash(start, length: length, into: &tokens) }
      isAfterSpace = entry.isSpace
      return start + length
    case .letter, .mark: return run(from: start, of: .letter, into: &tokens)
    case .digit: return run(from: start, of: .digit, into: &tokens)
    case .ideograph, .southeastAsian, .symbol: return single(start, length, entry, into: &tokens)
    }
  }

  /// A run of letters or of digits, with their marks, of any length and whatever it folds to.
  mutating func longRun(from start: Int, of kind: TokenClass, into tokens: inout Tokens) -> Int {
    tokens.folded.removeAll()
    var at = start
    var end = start
    var previousIsLower = false
    var composes = false
    var traits: Tokens.Traits = kind == .digit ? .digit : []
    while at < count {
      // Most letters of a word are ASCII, also where one is not; they need no table.
      if kind == .letter, self.kind(at) == ByteKind.lower {
        tokens.folded.append(byte(at))
        previousIsLower = true
        at += 1
        end = at
        continue
      }
      let (value, length) = codePoint(at)
      let entry = table[value]
      let tokenClass = entry.tokenClass
      if tokenClass == kind {
        if entry.isUppercase && previousIsLower { break }
        if at == start && entry.isUppercase { traits.insert(.uppercase) }
        previousIsLower = entry.isLowercase
      } else if tokenClass != .mark && tokenClass != .ignorable {
        break
      }
      at += length
      guard tokenClass != .ignorable else { continue }
      composes = composes || entry.composes
      entry.appendForm(of: value, to: &tokens.folded)
      end = at
    }
    emitFolded(start, end, traits, quarters: 4, composes: composes, into: &tokens)
    return at
  }

  /// One character that is a token, with its marks, whatever it folds to.
  mutating func longSingle(_ start: Int, into tokens: inout Tokens) -> Int {
    tokens.folded.removeAll()
    var (value, length) = codePoint(start)
    var entry = table[value]
    let tokenClass = entry.tokenClass
    entry.appendForm(of: value, to: &tokens.folded)
    var at = start + length
    var end = at
    var composes = false
    while at < count && kind(at) == ByteKind.wide {
      (value, length) = codePoint(at)
      entry = table[value]
      guard entry.tokenClass == .mark || entry.tokenClass == .ignorable else { break }
      at += length
      guard entry.tokenClass == .mark else { continue }
      composes = composes || entry.composes
      entry.appendForm(of: value, to: &tokens.folded)
      end = at
    }
    let (traits, quarters) = Self.look(of: tokenClass)
    emitFolded(start, end, traits, quarters: quarters, composes: composes, into: &tokens)
    return at
  }

  mutating func emitFolded(
    _ start: Int, _ end: Int, _ traits: Tokens.Traits, quarters: UInt8, composes: Bool,
    into tokens: inout Tokens
  ) {
    if composes { tokens.composeFolded() }
    // SAFETY: the buffer is the store's own and is not kept.
    let form = unsafe UnsafeBufferPointer(start: tokens.folded.pointer, count: tokens.folded.count)
    if numbered >= 0 {
      let hash = tokens.hash(numbered)
      tokens.all[numbered].number = unsafe tokens.vocabulary.number(of: form.span, hash: hash)
      return
    }
    let hash = unsafe TokenHash.hash(of: form.span)
    append(hash, start, end, traits, quarters: quarters, to: &tokens)
    if tokens.hasWideNumbers {
      tokens.all[tokens.count - 1].number = unsafe tokens.vocabulary.number(of: form.span, hash: hash)
    }
  }
}

extension Tokens {
  /// Brings the forms of a token's code points, one after the other, to NFC: by definition (Unicode chapter 3, R5)
  /// that is the form of the whole.
  mutating func composeFolded() {
    var bytes = [UInt8]()
    bytes.reserveCapacity(folded.count)
    for index in 0..<folded.count { bytes.append(folded[index]) }
    CanonicalComposition.nfc(&bytes)
    folded.removeAll()
    for byte in bytes { folded.append(byte) }
  }
}
