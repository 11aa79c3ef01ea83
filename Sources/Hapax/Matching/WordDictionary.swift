/// The words of one document, to look up those of another. A hash proposes a word, its bytes decide.
struct WordDictionary: ~Copyable {
  /// High half: of the hash; low half: the number + 1, or 0.
  private var slots = Store<UInt64>()
  private var mask = 0

  init() {}

  mutating func fill(with words: WordList) {
    var size = 64
    while size < words.count * 2 { size *= 2 }
    slots.reset(to: 0, count: size)
    mask = size - 1
    for number in 0..<words.count {
      let hash = words.hash(number)
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
    }
  }

  /// The number of another list's word in this one.
  ///
  /// - Complexity: O(1) expected.
  func number(of other: Int, in list: WordList, _ words: WordList) -> UInt32? {
    let hash = list.hash(other)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32 {
        let number = Int(UInt32(truncatingIfNeeded: entry)) - 1
        if words.isEqual(number, to: other, of: list) { return UInt32(number) }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
