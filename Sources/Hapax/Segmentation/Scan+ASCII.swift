internal import CHapaxSIMD

extension Scan {
  /// Words of ASCII letters with nothing between them that needs a closer look, 64 bytes at a time.
  ///
  /// Where words begin and end is told from masks of the whole block, so finding one does not wait for the one before.
  /// - Precondition: 80 bytes can be read from `start` on.
  /// - Returns: Where the first thing stands that is left to the other paths; there is one.
  @inline(__always)
  mutating func words(from start: Int, into tokens: inout Tokens) -> Int {
    var block = start
    while block + 80 <= count {
      // SAFETY: the 64 bytes end before `count`.
      let masks = unsafe hapax_masks(base + block)
      var letters = masks.letters
      let small = letters & ~masks.capitals
      // A capital behind a small letter begins another token.
      let humps = masks.capitals & (small << 1)
      /// The first bit that is left to the other paths.
      let stop = masks.others.trailingZeroBitCount
      // SAFETY: a block has at most 64 tokens.
      let room = unsafe tokens.all.room(for: 64)
      let hashes = unsafe tokens.hashes.room(for: 64)
      var made = 0
      var length = tokens.length
      /// Bits below are done.
      var done = 0
      while true {
        let first = letters.trailingZeroBitCount
        if first >= stop {
          done = stop
          break
        }
        let from = letters >> UInt64(first)
        let ends = ~from | (humps >> UInt64(first) & ~1)
        let size = ends.trailingZeroBitCount
        // A word that may go on behind the block, or meets another character, or is long, is found another way.
        if first + size >= min(stop, 64) || size > 16 {
          done = first
          break
        }
        let at = block + first
        let low = (word(at) | Lanes.caseBits) & Lanes.mask(size)
        let high = (word(at + 8) | Lanes.caseBits) & Lanes.mask(size - 8)
        let isCapital = masks.capitals >> UInt64(first) & 1 != 0
        // SAFETY: `made` is below 64. Written to a span, tokens take 1.1 times as long, as seeds do.
        unsafe (room + made).initialize(
          to: Tokens.Token(
            number: 0, start: UInt32(truncatingIfNeeded: at), end: UInt32(truncatingIfNeeded: at + size),
            position: length, quarters: 4, traits: isCapital ? [.plain, .uppercase] : .plain))
        unsafe (hashes + made).initialize(to: TokenHash.hash(low: low, high: high, count: size))
        made += 1
        length &+= 4
        letters &= ~0 << UInt64(first + size)
      }
      tokens.all.appended(made)
      tokens.hashes.appended(made)
      tokens.length = length
      if done > 0 { isAfterSpace = isSpace(block + done - 1) }
      block += done
      // Something stands here that is no word of this block.
      if done < 64 && (done == stop || done == 0) { return block }
    }
    return block
  }

  func isSpace(_ at: Int) -> Bool { kind(at) == ByteKind.space }

  /// A word of up to seven letters is found, folded and numbered from one load, one of up to fifteen from two.
  @inline(__always)
  mutating func letters(_ start: Int, into tokens: inout Tokens) -> Int {
    guard start + 8 <= count else { return longLetters(start, into: &tokens) }
    let bytes = word(start)
    let letters = Lanes.letters(bytes)
    let capitals = Lanes.capitals(bytes, among: letters)
    // A capital behind a small letter begins another token.
    let humps = capitals & ((letters & ~capitals) << 8)
    let length = Lanes.leadingCount(letters & ~humps)
    guard length < 8 else { return mediumLetters(start, bytes, capitals, into: &tokens) }
    let end = start + length
    if kind(end) == ByteKind.wide && continuesToken(end) { return general(start, into: &tokens) }
    let folded = (bytes | Lanes.caseBits) & Lanes.mask(length)
    emit(
      low: folded, high: 0, count: length, start, end, capitals & 0x80 != 0 ? .uppercase : [], quarters: 4,
      into: &tokens)
    return end
  }

  /// A word of eight to fifteen letters, of which the first eight are known, from a second load.
  mutating func mediumLetters(
    _ start: Int, _ first: UInt64, _ firstCapitals: UInt64, into tokens: inout Tokens
  ) -> Int {
    guard start + 16 <= count else { return longLetters(start, into: &tokens) }
    let bytes = word(start + 8)
    let letters = Lanes.letters(bytes)
    let capitals = Lanes.capitals(bytes, among: letters)
    // The eighth letter stands before the ninth.
    let smallBefore = (letters & ~capitals) << 8 | (~firstCapitals >> 56 & 0x80)
    let length = Lanes.leadingCount(letters & ~(capitals & smallBefore))
    guard length < 8 else { return longLetters(start, into: &tokens) }
    let end = start + 8 + length
    if kind(end) == ByteKind.wide && continuesToken(end) { return general(start, into: &tokens) }
    emit(
      low: first | Lanes.caseBits, high: (bytes | Lanes.caseBits) & Lanes.mask(length), count: 8 + length,
      start, end,
      firstCapitals & 0x80 != 0 ? .uppercase : [], quarters: 4, into: &tokens)
    return end
  }

  @inline(never)
  mutating func longLetters(_ start: Int, into tokens: inout Tokens) -> Int {
    var at = start
    var previous = ByteKind.upper
    while at < count {
      let kind = kind(at)
      if kind == ByteKind.lower || (kind == ByteKind.upper && previous == ByteKind.upper) {
        previous = kind
        at += 1
      } else {
        if kind == ByteKind.wide && continuesToken(at) { return general(start, into: &tokens) }
        break
      }
    }
    if at - start > 16 { return general(start, into: &tokens) }
    emitASCII(
      start, at, traits: kind(start) == ByteKind.upper ? .uppercase : [], quarters: 4, into: &tokens)
    return at
  }

  mutating func digits(_ start: Int, into tokens: inout Tokens) -> Int {
    var at = start
    while at < count && kind(at) == ByteKind.digit { at += 1 }
    let isWide = at < count && kind(at) == ByteKind.wide && continuesToken(at, ofDigits: true)
    if isWide || at - start > 16 { return general(start, into: &tokens) }
    emitASCII(start, at, traits: .digit, quarters: 4, into: &tokens)
    return at
  }

  /// Whether the wide character at `at` belongs to the token before it.
  func continuesToken(_ at: Int, ofDigits: Bool = false) -> Bool {
    switch table[codePoint(at).value].tokenClass {
    case .letter: !ofDigits
    case .digit: ofDigits
    case .mark, .ignorable: true
    default: false
    }
  }

  /// Numbers the ASCII letters, digits or symbol in a range of at most 16 bytes.
  mutating func emitASCII(
    _ start: Int, _ end: Int, traits: Tokens.Traits, quarters: UInt8, into tokens: inout Tokens
  ) {
    let (low, high) = slowForm(start, end)
    emit(low: low, high: high, count: end - start, start, end, traits, quarters: quarters, into: &tokens)
  }

  @inline(__always)
  mutating func emit(
    low: UInt64, high: UInt64, count: Int, _ start: Int, _ end: Int, _ traits: Tokens.Traits, quarters: UInt8,
    into tokens: inout Tokens
  ) {
    let hash = TokenHash.hash(low: low, high: high, count: count)
    append(hash, start, end, traits.union(.plain), quarters: quarters, to: &tokens)
  }

  @inline(__always)
  mutating func append(
    _ hash: UInt64, _ start: Int, _ end: Int, _ traits: Tokens.Traits, quarters: UInt8,
    to tokens: inout Tokens
  ) {
    tokens.all.append(
      Tokens.Token(
        number: 0, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        position: tokens.length, quarters: quarters, traits: traits))
    tokens.hashes.append(hash)
    tokens.length &+= UInt32(quarters)
    isAfterSpace = false
  }
}
