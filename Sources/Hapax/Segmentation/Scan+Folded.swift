/// Tokens whose comparison form is short, as that of almost every token is: folded by the table, without memory in
/// between.
extension Scan {
  /// A run of letters or of digits, with their marks.
  mutating func run(from start: Int, of kind: TokenClass, into tokens: inout Tokens) -> Int {
    guard usesFastPath else { return longRun(from: start, of: kind, into: &tokens) }
    var form = ShortForm()
    var at = start
    var end = start
    var previousIsLower = false
    var composes = false
    var traits: Tokens.Traits = kind == .digit ? .digit : []
    while at < count {
      // Most letters of a word are ASCII, also where one is not; they need no table.
      if kind == .letter, self.kind(at) == ByteKind.lower {
        form.append(UInt64(byte(at)), count: 1)
        guard form.fits else { return longRun(from: start, of: kind, into: &tokens) }
        previousIsLower = true
        at &+= 1
        end = at
        continue
      }
      let (value, length) = codePoint(at)
      let entry = table[value]
      if entry.isOf(kind) {
        if entry.isUppercase && previousIsLower { break }
        if at == start && entry.isUppercase { traits.insert(.uppercase) }
        previousIsLower = entry.isLowercase
      } else if entry.isOf(.ignorable) {
        at &+= length
        continue
      } else if !entry.isOf(.mark) {
        break
      }
      composes = composes || entry.composes
      guard entry.append(to: &form) else { return longRun(from: start, of: kind, into: &tokens) }
      at &+= length
      end = at
    }
    emit(form, start, end, traits, quarters: 4, composes: composes, into: &tokens)
    return at
  }

  /// One character that is a token, with its marks; and those behind it, while they are of its class, so that each is
  /// looked up once.
  mutating func single(
    _ first: Int, _ firstLength: Int, _ firstEntry: Folding, into tokens: inout Tokens
  ) -> Int {
    let tokenClass = firstEntry.tokenClass
    let (traits, quarters) = Self.look(of: tokenClass)
    var start = first
    var length = firstLength
    var entry = firstEntry
    while true {
      var form = ShortForm()
      guard usesFastPath, entry.append(to: &form) else { return longSingle(start, into: &tokens) }
      var at = start &+ length
      var end = at
      var composes = false
      var goesOn = false
      while at < count && kind(at) == ByteKind.wide {
        let (value, nextLength) = codePoint(at)
        entry = table[value]
        if entry.isOf(.mark) {
          composes = composes || entry.composes
          guard entry.append(to: &form) else { return longSingle(start, into: &tokens) }
          at &+= nextLength
          end = at
        } else if entry.isOf(.ignorable) {
          at &+= nextLength
        } else {
          length = nextLength
          goesOn = entry.isOf(tokenClass)
          break
        }
      }
      emit(form, start, end, traits, quarters: quarters, composes: composes, into: &tokens)
      if !goesOn || numbered >= 0 { return at }
      start = at
    }
  }

  /// What a token of one character looks like.
  @inline(__always)
  static func look(of tokenClass: TokenClass) -> (traits: Tokens.Traits, quarters: UInt8) {
    switch tokenClass {
    case .ideograph: (.ideograph, 2)
    case .southeastAsian: (.southeastAsian, 1)
    default: (.symbol, 4)
    }
  }

  /// Does what `emitFolded` does.
  @inline(__always)
  private mutating func emit(
    _ form: ShortForm, _ start: Int, _ end: Int, _ traits: Tokens.Traits, quarters: UInt8, composes: Bool,
    into tokens: inout Tokens
  ) {
    let takesNumber = numbered >= 0 || tokens.hasWideNumbers
    if composes || (takesNumber && !form.isPair) {
      form.write(to: &tokens.folded)
      emitFolded(start, end, traits, quarters: quarters, composes: composes, into: &tokens)
      return
    }
    if !takesNumber {
      append(form.hash, start, end, traits, quarters: quarters, to: &tokens)
      return
    }
    var index = numbered
    if index < 0 {
      append(form.hash, start, end, traits, quarters: quarters, to: &tokens)
      index = tokens.count - 1
    }
    tokens.all[index].number = tokens.vocabulary.number(
      low: form.low, high: form.high, count: form.count, hash: tokens.hash(index))
  }
}
