internal import CHapaxSIMD

/// Cuts a text into tokens and lines, in one pass, and hashes their comparison forms.
///
/// A token of ASCII letters or digits is found, folded and hashed without leaving two machine words. Any other token
/// goes through the fold table, code point by code point. Where an ASCII run meets a mark, or a letter of another
/// alphabet, it is cut again from its start the general way, so both ways give the same tokens.
///
/// Numbers come later, and only where a hash came twice: most clean texts are never looked up in a vocabulary.
extension Tokens {
  /// Reads a text of well-formed UTF-8; what was read before is forgotten.
  ///
  /// - Parameter usesFastPath: Off in tests: every token goes the general way, and the result must be the same.
  /// - Precondition: The text is shorter than 2³⁰ bytes, so that its length in quarters of a word fits 32 bits.
  /// - Complexity: O(*n*).
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, usesFastPath: Bool = true) {
    precondition(text.count < 1 << 30, "A text is shorter than 1 GiB")
    removeAll(byteCount: text.count)
    guard var scan = unsafe Scan(text: text, usesFastPath: usesFastPath) else { return }
    scan.run(into: &self)
  }

  /// Gives the tokens their numbers, unless they have them.
  ///
  /// - Precondition: `text` is the one that was read.
  /// - Complexity: O(*n*) expected.
  mutating func number(_ text: UnsafeBufferPointer<UInt8>) {
    guard !isNumbered else { return }
    isNumbered = true
    vocabulary.removeAll(expectedTokens: text.count / 8)
    guard var scan = unsafe Scan(text: text, usesFastPath: true) else { return }
    scan.number(&self)
  }
}

/// What an ASCII byte is, as one byte.
private enum ByteKind {
  static let separator: UInt8 = 0
  static let lower: UInt8 = 1
  static let upper: UInt8 = 2
  static let digit: UInt8 = 3
  static let symbol: UInt8 = 4
  static let lineBreak: UInt8 = 5
  static let dash: UInt8 = 6
  static let wide: UInt8 = 7
  static let space: UInt8 = 8

  /// The kind of each byte. Made once and never freed, so that a scan holds its address and not its 256 bytes.
  ///
  /// SAFETY: written here and only read after that.
  nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 { unsafe (table + byte).initialize(to: kind(of: UInt8(byte))) }
    return unsafe UnsafePointer(table)
  }()

  private static func kind(of byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit
    case UInt8(ascii: "$"), UInt8(ascii: "%"): symbol
    case 0x0A...0x0D: lineBreak
    case UInt8(ascii: "-"): dash
    case 0x20, 0x09: space
    case 0x80...: wide
    default: separator
    }
  }
}

/// One pass over one text.
///
/// SAFETY: a scan lives inside one call of `Tokens.read(_:)`, and every read is at an offset below `count`.
@safe private struct Scan {
  private let base: UnsafePointer<UInt8>
  private let count: Int
  private let kinds = unsafe ByteKind.table
  private let table = FoldTable.shared
  private let usesFastPath: Bool
  /// Whether white space, or the start of the text, stands before the current place.
  private var isAfterSpace = true
  private var lineStart = 0
  private var lineFirstToken = 0
  /// The token that is being numbered; below 0 while tokens are cut.
  private var numbered = -1

  init?(text: UnsafeBufferPointer<UInt8>, usesFastPath: Bool) {
    guard let base = text.baseAddress else { return nil }
    unsafe self.base = base
    count = text.count
    self.usesFastPath = usesFastPath
  }

  /// The byte at an offset that the caller has compared with `count`.
  @inline(__always)
  private func byte(_ at: Int) -> UInt8 { unsafe base[at] }

  @inline(__always)
  private func kind(_ at: Int) -> UInt8 { unsafe kinds[Int(base[at])] }

  /// Eight bytes from an offset on, little-endian.
  @inline(__always)
  private func word(_ at: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
  }
}

extension Scan {
  mutating func run(into tokens: inout Tokens) {
    let usesMasks = usesFastPath && hapax_has_masks()
    var at = 0
    while at < count {
      switch kind(at) {
      case ByteKind.lower, ByteKind.upper:
        if usesMasks && at + 80 <= count {
          let next = words(from: at, into: &tokens)
          if next > at {
            at = next
            continue
          }
        }
        at = usesFastPath ? letters(at, into: &tokens) : general(at, into: &tokens)
      case ByteKind.digit:
        at = usesFastPath ? digits(at, into: &tokens) : general(at, into: &tokens)
      case ByteKind.space:
        isAfterSpace = true
        at += 1
      case ByteKind.separator:
        isAfterSpace = false
        at += 1
      case ByteKind.lineBreak:
        let isPair = byte(at) == 0x0D && at + 1 < count && byte(at + 1) == 0x0A
        endLine(at, next: at + (isPair ? 2 : 1), in: &tokens)
        at += isPair ? 2 : 1
      case ByteKind.symbol:
        if at + 1 < count && kind(at + 1) == ByteKind.wide {
          at = single(at, into: &tokens)
        } else {
          emitASCII(at, at + 1, traits: .symbol, quarters: 4, into: &tokens)
          at += 1
        }
      case ByteKind.dash:
        at = dash(at, length: 1, into: &tokens)
      default:
        at = general(at, into: &tokens)
      }
    }
    if lineStart < count { endLine(count, next: count, in: &tokens) }
  }

  private mutating func endLine(_ end: Int, next: Int, in tokens: inout Tokens) {
    tokens.lines.append(
      Tokens.Line(
        start: UInt32(truncatingIfNeeded: lineStart), end: UInt32(truncatingIfNeeded: end),
        firstToken: UInt32(truncatingIfNeeded: lineFirstToken),
        endToken: UInt32(truncatingIfNeeded: tokens.all.count)))
    lineStart = next
    lineFirstToken = tokens.all.count
    isAfterSpace = true
  }

  /// A minus sign is a token: −5 is not 5. Any other dash is none.
  private mutating func dash(_ at: Int, length: Int, into tokens: inout Tokens) -> Int {
    let next = at + length
    if isAfterSpace && next < count && isDigit(next) {
      emit(low: Self.minus, high: 0, count: 1, at, next, .symbol, quarters: 0, into: &tokens)
    }
    isAfterSpace = false
    return next
  }

  private static let minus = UInt64(UInt8(ascii: "-"))

  private func isDigit(_ at: Int) -> Bool {
    if kind(at) != ByteKind.wide { return kind(at) == ByteKind.digit }
    return table[codePoint(at).value].tokenClass == .digit
  }
}

// MARK: - ASCII tokens

/// Eight bytes at a time in one machine word, high bits as flags.
private enum Lanes {
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  static let caseBits: UInt64 = 0x2020_2020_2020_2020

  /// Flags the bytes that are ASCII letters.
  @inline(__always)
  static func letters(_ bytes: UInt64) -> UInt64 {
    let small = (bytes | caseBits) & ~highBits
    // A byte of 7 bits plus 0x1F carries into the high bit from `a` on, plus 5 from behind `z` on.
    return (small &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(small &+ 0x0505_0505_0505_0505) & ~bytes & highBits
  }

  /// Of flagged letters, those that are capitals.
  @inline(__always)
  static func capitals(_ bytes: UInt64, among letters: UInt64) -> UInt64 {
    letters & ~((bytes & caseBits) << 2)
  }

  /// How many bytes, from the first on, are flagged.
  @inline(__always)
  static func leadingCount(_ flags: UInt64) -> Int { (~flags & highBits).trailingZeroBitCount >> 3 }

  @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    // No branch: a shift of 64 and more is none, and one below 0 takes all.
    count >= 8 ? ~0 : (1 << UInt64(8 * max(count, 0))) &- 1
  }
}

extension Scan {
  /// Words of ASCII letters with nothing between them that needs a closer look, 64 bytes at a time.
  ///
  /// Where words begin and end is told from masks of the whole block, so finding one does not wait for the one before.
  /// - Precondition: 80 bytes can be read from `start` on.
  /// - Returns: Where the first thing stands that is left to the other paths; there is one.
  @inline(__always)
  private mutating func words(from start: Int, into tokens: inout Tokens) -> Int {
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
        // SAFETY: `made` is below 64.
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

  private func isSpace(_ at: Int) -> Bool { kind(at) == ByteKind.space }

  /// A word of up to seven letters is found, folded and numbered from one load, one of up to fifteen from two.
  @inline(__always)
  private mutating func letters(_ start: Int, into tokens: inout Tokens) -> Int {
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
  private mutating func mediumLetters(
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
  private mutating func longLetters(_ start: Int, into tokens: inout Tokens) -> Int {
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

  private mutating func digits(_ start: Int, into tokens: inout Tokens) -> Int {
    var at = start
    while at < count && kind(at) == ByteKind.digit { at += 1 }
    let isWide = at < count && kind(at) == ByteKind.wide && continuesToken(at, ofDigits: true)
    if isWide || at - start > 16 { return general(start, into: &tokens) }
    emitASCII(start, at, traits: .digit, quarters: 4, into: &tokens)
    return at
  }

  /// Whether the wide character at `at` belongs to the token before it.
  private func continuesToken(_ at: Int, ofDigits: Bool = false) -> Bool {
    switch table[codePoint(at).value].tokenClass {
    case .letter: !ofDigits
    case .digit: ofDigits
    case .mark, .ignorable: true
    default: false
    }
  }

  /// Numbers the ASCII letters, digits or symbol in a range of at most 16 bytes.
  private mutating func emitASCII(
    _ start: Int, _ end: Int, traits: Tokens.Traits, quarters: UInt8, into tokens: inout Tokens
  ) {
    let (low, high) = slowForm(start, end)
    emit(low: low, high: high, count: end - start, start, end, traits, quarters: quarters, into: &tokens)
  }

  @inline(__always)
  private mutating func emit(
    low: UInt64, high: UInt64, count: Int, _ start: Int, _ end: Int, _ traits: Tokens.Traits, quarters: UInt8,
    into tokens: inout Tokens
  ) {
    let hash = TokenHash.hash(low: low, high: high, count: count)
    append(hash, start, end, traits.union(.plain), quarters: quarters, to: &tokens)
  }

  @inline(__always)
  private mutating func append(
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

// MARK: - Numbers

extension Scan {
  /// Numbers all tokens. What is not plain is folded once more.
  mutating func number(_ tokens: inout Tokens) {
    let lookahead = 12
    for index in 0..<tokens.count {
      if index + lookahead < tokens.count { tokens.vocabulary.prefetch(tokens.hash(index + lookahead)) }
      let token = tokens[index]
      guard token.traits.contains(.plain) else {
        numbered = index
        _ = general(Int(token.start), into: &tokens)
        continue
      }
      // A minus sign stands for dashes of every kind, and of every length.
      let isMinus = !isPlainByte(Int(token.start))
      let (low, high) = isMinus ? (Self.minus, 0) : plainForm(Int(token.start), Int(token.end))
      tokens.all[index].number = tokens.vocabulary.number(
        low: low, high: high, count: isMinus ? 1 : Int(token.end - token.start), hash: tokens.hash(index))
    }
  }

  /// The comparison form of a plain token.
  @inline(__always)
  private func plainForm(_ start: Int, _ end: Int) -> (low: UInt64, high: UInt64) {
    let length = end - start
    guard start + 16 <= count else { return slowForm(start, end) }
    let low = (word(start) | Lanes.caseBits) & Lanes.mask(length)
    if length <= 8 { return (low, 0) }
    return (low, (word(start + 8) | Lanes.caseBits) & Lanes.mask(length - 8))
  }

  @inline(__always)
  private func isPlainByte(_ at: Int) -> Bool {
    let kind = kind(at)
    return kind != ByteKind.dash && kind != ByteKind.wide
  }

  private func slowForm(_ start: Int, _ end: Int) -> (low: UInt64, high: UInt64) {
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

// MARK: - Any token

extension Scan {
  /// Decodes the code point at `at`. The text is well-formed, so the first byte tells the length.
  @inline(__always)
  private func codePoint(_ at: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(byte(at))
    if first < 0x80 { return (first, 1) }
    func next(_ index: Int) -> UInt32 { at + index < count ? UInt32(byte(at + index)) & 0x3F : 0 }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }

  /// The token, or the separator, at `start`, by the fold table. Returns where it ends.
  private mutating func general(_ start: Int, into tokens: inout Tokens) -> Int {
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
    case .ideograph, .southeastAsian, .symbol: return single(start, into: &tokens)
    }
  }

  /// A run of letters or of digits, with their marks.
  private mutating func run(from start: Int, of kind: TokenClass, into tokens: inout Tokens) -> Int {
    tokens.folded.removeAll()
    var at = start
    var end = start
    var previousIsLower = false
    var composes = false
    var traits: Tokens.Traits = kind == .digit ? .digit : []
    while at < count {
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

  /// One character that is a token, with its marks.
  private mutating func single(_ start: Int, into tokens: inout Tokens) -> Int {
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
    switch tokenClass {
    case .ideograph:
      emitFolded(start, end, .ideograph, quarters: 2, composes: composes, into: &tokens)
    case .southeastAsian:
      emitFolded(start, end, .southeastAsian, quarters: 1, composes: composes, into: &tokens)
    default:
      emitFolded(start, end, .symbol, quarters: 4, composes: composes, into: &tokens)
    }
    return at
  }

  private mutating func emitFolded(
    _ start: Int, _ end: Int, _ traits: Tokens.Traits, quarters: UInt8, composes: Bool,
    into tokens: inout Tokens
  ) {
    if composes { tokens.composeFolded() }
    // SAFETY: the buffer is the store's own and is not kept.
    let form = unsafe UnsafeBufferPointer(start: tokens.folded.pointer, count: tokens.folded.count)
    if numbered >= 0 {
      let hash = tokens.hash(numbered)
      tokens.all[numbered].number = unsafe tokens.vocabulary.number(of: form.span, hash: hash)
    } else {
      append(unsafe TokenHash.hash(of: form.span), start, end, traits, quarters: quarters, to: &tokens)
    }
  }
}

extension Tokens {
  /// Brings the forms of a token's code points, one after the other, to NFC: by definition (Unicode chapter 3, R5)
  /// that is the form of the whole.
  fileprivate mutating func composeFolded() {
    var bytes = [UInt8]()
    bytes.reserveCapacity(folded.count)
    for index in 0..<folded.count { bytes.append(folded[index]) }
    CanonicalComposition.nfc(&bytes)
    folded.removeAll()
    for byte in bytes { folded.append(byte) }
  }
}
