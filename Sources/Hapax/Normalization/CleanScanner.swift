/// What was proven clean.
struct CleanStretch {
  /// Where the exact path goes on: at the last plain character before the doubt, or at the end of the text.
  var end: Int
  /// The first byte in doubt.
  var stop: Int
}

/// Proves that a stretch of UTF-8 is its own written form, without making anything.
///
/// It knows the plain cases: characters that stay whatever stands around them, single blanks inside lines, line ends
/// that end a line of text, marks in canonical order. At the first byte that is not one of these it stops and goes back
/// to the last plain character, so that what joins forward from there is seen by the exact path.
@safe struct CleanScanner {
  // SAFETY: the buffer outlives the scanner; each read is behind a comparison with its count.
  let text: UnsafeBufferPointer<UInt8>
  let count: Int
  let traits: CodePointTable<CharacterTraits>
  let rules: WritingRules

  init(_ text: UnsafeBufferPointer<UInt8>, _ rules: WritingRules) {
    unsafe self.text = text
    count = text.count
    self.rules = rules
    traits = rules.traits
  }

  /// The clean stretch from `start` on.
  ///
  /// - Precondition: At `start` is a plain character.
  func stretch(from start: Int, using vectors: inout CleanVectors) -> CleanStretch {
    let stop = firstDoubt(from: start, using: &vectors)
    if stop == count, endsClean(start) { return CleanStretch(end: stop, stop: stop) }
    return CleanStretch(end: lastPlain(before: stop, from: start), stop: stop)
  }
}

// MARK: - Forward

extension CleanScanner {
  private struct LastCharacter {
    var scalar: UInt32 = 0
    var traits: CharacterTraits = []
  }

  /// The first byte that is not clean for sure. Vectors do what they can; one character is looked up where they stop,
  /// and more where they stop often.
  private func firstDoubt(from start: Int, using vectors: inout CleanVectors) -> Int {
    var at = start
    var last = LastCharacter()
    var patience = 0
    var backOff = 1
    while at < count {
      let learns = patience <= 0 && canUseVectors(at, last)
      if learns {
        let end = unsafe vectors.cleanEnd(of: text, from: at)
        if end == count { return end }
        backOff = end - at >= 24 ? 1 : min(backOff * 2, 32)
        patience = backOff
        if end > at {
          at = end
          last = character(before: at)
        }
      }
      patience -= 1
      let byte = unsafe text[at]
      if byte < 0x80 {
        guard isCleanASCII(byte, at, last) else { return at }
        last = LastCharacter(scalar: UInt32(byte), traits: [])
        at += 1
      } else {
        let decoded = unsafe UTF8Decoding.decodeMultiByte(text, at: at, lead: byte)
        guard decoded.isWellFormed, isClean(decoded.scalar, &last) || keepsWordEnd(decoded, at, &last) else {
          return at
        }
        if learns { vectors.learn(decoded.scalar, at: at) }
        at += decoded.length
      }
    }
    return at
  }

  private func canUseVectors(_ at: Int, _ last: LastCharacter) -> Bool {
    guard last.traits.combiningClass == 0 else { return false }
    return unsafe text[at] != 0x0A || last.traits.isDisjoint(with: [.isSpace, .isJoiner])
  }

  /// The character that ends at `end`, if what follows asks for it.
  private func character(before end: Int) -> LastCharacter {
    guard unsafe text[end] >= 0x80 else { return LastCharacter() }
    let scalar = unsafe UTF8Decoding.decode(text, at: characterStart(before: end)).scalar
    return LastCharacter(scalar: scalar, traits: traits[scalar])
  }

  private func isCleanASCII(_ byte: UInt8, _ at: Int, _ last: LastCharacter) -> Bool {
    switch byte {
    case 0x0A:
      // SAFETY: a plain character stands before, so `at` is at least 1, and at least 2 behind a line end.
      if !last.traits.isDisjoint(with: [.isSpace, .isJoiner]) { return false }
      let previous = unsafe text[at - 1]
      return previous != 0x20 && previous != 0x09 && (unsafe previous != 0x0A || text[at - 2] != 0x0A)
    case 0x26: return !rules.decodesEntities
    case 0x09, 0x20...0x7E: return true
    default: return false
    }
  }

  /// Whether a character beyond ASCII is clean behind the last one.
  @inline(__always)
  private func isClean(_ scalar: UInt32, _ last: inout LastCharacter) -> Bool {
    let found = traits[scalar]
    if !found.isDisjoint(with: rules.stops) {
      let doubts = found.intersection(rules.stops)
      guard doubts.isSubset(of: [.isSpace, .isJoiner, .marks, .joinsBackward, .isDoubtful]) else {
        return false
      }
      if doubts.contains(.isDoubtful) {
        guard last.traits.combiningClass == 0, !last.traits.contains(.decomposes), last.scalar != 0,
          ICUCodePoint.composite(last.scalar, scalar) == nil
        else { return false }
      } else if doubts.contains(.joinsBackward) {
        guard found.combiningClass != 0, found.combiningClass >= last.traits.combiningClass else {
          return false
        }
      }
    }
    last = LastCharacter(scalar: scalar, traits: found)
    return true
  }
}

extension CleanScanner {
  /// Whether this is U+200B between two words of a script without spaces. Behind a mark, the exact path decides.
  private func keepsWordEnd(_ decoded: DecodedScalar, _ at: Int, _ last: inout LastCharacter) -> Bool {
    let next = at + decoded.length
    guard decoded.scalar == Unit.zeroWidthSpace, last.traits.contains(.isSpaceless), next < count else {
      return false
    }
    let following = unsafe UTF8Decoding.decode(text, at: next)
    guard following.isWellFormed, traits[following.scalar].contains(.isSpaceless) else { return false }
    last = LastCharacter(scalar: decoded.scalar, traits: traits[decoded.scalar])
    return true
  }
}

// MARK: - Back

extension CleanScanner {
  /// Whether the text can end here: not in white space, not in an empty line.
  private func endsClean(_ start: Int) -> Bool {
    // SAFETY: the text is not empty, and a plain character stands at or behind `start`.
    let last = unsafe text[count - 1]
    if last == 0x0A { return unsafe text[count - 2] != 0x0A }
    if last < 0x80 { return last > 0x20 }
    let at = characterStart(before: count)
    let scalar = unsafe UTF8Decoding.decode(text, at: at).scalar
    return traits[scalar].isDisjoint(with: [.isSpace, .isJoiner])
  }

  private func lastPlain(before stop: Int, from start: Int) -> Int {
    var at = stop
    while at > start {
      at = characterStart(before: at)
      let scalar = unsafe UTF8Decoding.decode(text, at: at).scalar
      if traits[scalar].isDisjoint(with: rules.stops) { return at }
    }
    return start
  }

  /// Where the character begins that ends at `end`. The text is well-formed there.
  private func characterStart(before end: Int) -> Int {
    var at = end - 1
    // SAFETY: a lead byte stands before. A span takes as long, but can not be kept here.
    while unsafe at > 0 && text[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }
}
