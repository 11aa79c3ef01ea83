/// The lexicon's words of up to 16 bytes, looked up as a vocabulary stores forms: in two machine words.
///
/// A long passage asks of every new token whether it is a fact. Making an array of its bytes and hashing that takes
/// longer than all else that is asked.
struct LexiconTable {
  private struct Word {
    var low: UInt64
    var high: UInt64
    var count: UInt32
    var kind: Lexicon.Kind
  }

  private var words: [Word] = []
  /// Open addressing, at most half full: the place of a word + 1, or 0.
  private var slots: [UInt16]

  /// - Parameter kinds: The words; longer ones are left out.
  /// - Precondition: They are fewer than 65,535.
  init(_ kinds: [[UInt8]: Lexicon.Kind]) {
    var size = 64
    while size < kinds.count * 2 { size *= 2 }
    slots = [UInt16](repeating: 0, count: size)
    for (form, kind) in kinds where form.count <= 16 {
      let (low, high) = TokenHash.lanes(of: form.span, at: 0)
      var slot = home(low, high)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      words.append(Word(low: low, high: high, count: UInt32(form.count), kind: kind))
      slots[slot] = UInt16(words.count)
    }
  }

  /// What a form of up to 16 bytes is, given zero-filled, if it is one of these words.
  @inline(__always)
  func kind(low: UInt64, high: UInt64, count: UInt32) -> Lexicon.Kind? {
    var slot = home(low, high)
    while slots[slot] != 0 {
      let word = words[Int(slots[slot]) - 1]
      if word.low == low && word.high == high && word.count == count { return word.kind }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  @inline(__always)
  private func home(_ low: UInt64, _ high: UInt64) -> Int {
    Int(truncatingIfNeeded: TokenHash.mix(low ^ TokenHash.seed0, high ^ TokenHash.seed1)) & (slots.count - 1)
  }
}
