/// One pass over one text, into its folded form.
///
/// A character before which text can be cut begins a segment. A segment of one character is folded by the table,
/// whatever stands before it. Only when a character follows that can combine, the segment is taken back and folded as
/// a whole (`FoldedRun+Segments.swift`), so which sequences combine is ICU's word and no list of ours.
///
/// Whether a space was just written is told by the last byte of the target, which makes taking back trivial.
@safe struct FoldedRun {
  // SAFETY: the buffer outlives the run; offsets are compared with its count before it is read.
  let text: UnsafeBufferPointer<UInt8>
  let count: Int
  let path: FoldedForm.Path
  let table = FoldedCharacter.table
  /// The next byte of the text.
  var at = 0
  /// Where the last segment begins, in the text and in the target; below 0 where a loop has passed and not said so.
  var segmentStart = 0
  var segmentForm = 0
  /// The combining class of the last code point of the form.
  var lastClass: UInt8 = 0
  /// Characters to take one by one before a loop is tried again.
  private var patience = 0
  private var backOff = 1

  init(_ text: UnsafeBufferPointer<UInt8>, _ path: FoldedForm.Path) {
    unsafe self.text = text
    count = text.count
    self.path = path
  }
}

extension FoldedRun {
  /// Folds the text into an empty target.
  mutating func fold(into target: inout Store<UInt8>, using scratch: inout FoldScratch) {
    target.reserve(count + 128)
    switch path {
    case .wide: foldByVectors(wide: true, into: &target, using: &scratch)
    case .narrow: foldByVectors(wide: false, into: &target, using: &scratch)
    case .lanes:
      while at < count {
        if patience <= 0 { passByLanes(into: &target) }
        if at < count { take(into: &target, using: &scratch) }
      }
    case .characters: while at < count { take(into: &target, using: &scratch) }
    }
    if isBehindSpace(target), !target.isEmpty { target.removeLast() }
  }

  /// Whether a space would be one too many.
  @inline(__always)
  func isBehindSpace(_ target: borrowing Store<UInt8>) -> Bool {
    target.isEmpty || target[target.count - 1] == 0x20
  }

  @inline(__always)
  private mutating func foldByVectors(
    wide: Bool, into target: inout Store<UInt8>, using scratch: inout FoldScratch
  ) {
    while at < count {
      var learns = false
      if patience <= 0 {
        let stop = unsafe scratch.vectors.fold(
          text, from: at, wide: wide, behindSpace: isBehindSpace(target), into: &target)
        adjustPatience(stop - at)
        if stop > at { segmentStart = -1 }
        at = stop
        learns = true
        guard at < count else { return }
      }
      let start = at
      let codePoint = take(into: &target, using: &scratch)
      if learns { scratch.vectors.learn(codePoint, at: start) }
    }
  }

  /// Where a loop stops often, it is tried less often.
  @inline(__always)
  mutating func adjustPatience(_ advance: Int) {
    backOff = advance >= 8 ? 1 : min(backOff * 2, 32)
    patience = backOff
  }
}

// MARK: - One character

extension FoldedRun {
  /// Folds the character at `at`, and the segment that it joins if it joins one. Returns the character.
  @discardableResult
  @inline(__always)
  mutating func take(into target: inout Store<UInt8>, using scratch: inout FoldScratch) -> UInt32 {
    patience -= 1
    // SAFETY: `at` is below the count.
    let lead = unsafe text[at]
    if lead < 0x80 {
      begin(target)
      if lead == 0x20 || (lead >= 0x09 && lead <= 0x0D) {
        appendSpace(to: &target)
      } else {
        target.append(lead &- 0x41 < 26 ? lead | 0x20 : lead)
      }
      at += 1
      return UInt32(lead)
    }
    let decoded = unsafe UTF8Decoding.decodeMultiByte(text, at: at, lead: lead)
    takeWide(decoded, into: &target, using: &scratch)
    return decoded.scalar
  }

  @inline(__always)
  private mutating func takeWide(
    _ decoded: DecodedScalar, into target: inout Store<UInt8>, using scratch: inout FoldScratch
  ) {
    let character = table[decoded.scalar]
    switch character.kind {
    case .itself:
      begin(target)
      append(decoded, to: &target)
    case .mapped:
      begin(target)
      target.append(character.form, count: character.count)
      lastClass = character.lastClass
    case .space:
      begin(target)
      appendSpace(to: &target)
    case .long:
      begin(target)
      // Its last code point is not looked at: a mark behind it takes the segment back.
      lastClass = 255
      appendPlain(FoldedCharacter.casefold(decoded.scalar), to: &target)
    case .dropped: break
    case .mark:
      if segmentStart < 0 { recover(target) }
      guard character.lastClass >= lastClass else {
        foldSegment(into: &target, using: &scratch)
        return
      }
      append(decoded, to: &target)
      lastClass = character.lastClass
    case .joins:
      if segmentStart < 0 { recover(target) }
      foldSegment(into: &target, using: &scratch)
      return
    }
    at += decoded.length
  }

  /// Begins a segment at `at`.
  @inline(__always)
  private mutating func begin(_ target: borrowing Store<UInt8>) {
    segmentStart = at
    segmentForm = target.count
    lastClass = 0
  }

  @inline(__always)
  func appendSpace(to target: inout Store<UInt8>) {
    if !isBehindSpace(target) { target.append(0x20) }
  }

  /// Appends the bytes of the character at `at`, or U+FFFD.
  @inline(__always)
  private func append(_ decoded: DecodedScalar, to target: inout Store<UInt8>) {
    guard decoded.isWellFormed else { return target.append(0xBD_BFEF, count: 3) }
    var bytes: UInt64 = 0
    for offset in 0..<decoded.length {
      // SAFETY: the character's bytes are below the count.
      bytes |= UInt64(unsafe text[at + offset]) << UInt64(8 * offset)
    }
    target.append(bytes, count: decoded.length)
  }

  /// Appends text in NFKC_Casefold, with its white space, quotes and dashes folded. Returns whether it has white space.
  @discardableResult
  func appendPlain(_ casefold: [UInt8], to target: inout Store<UInt8>) -> Bool {
    var hasSpace = false
    for scalar in String(decoding: casefold, as: UTF8.self).unicodeScalars {
      let folded = PunctuationFold.folded(scalar.value)
      if folded == 0x20 {
        hasSpace = true
        appendSpace(to: &target)
      } else {
        for byte in [UInt8](utf8Of: folded) { target.append(byte) }
      }
    }
    return hasSpace
  }
}
