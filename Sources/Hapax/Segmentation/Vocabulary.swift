internal import CHapaxSIMD

/// The different tokens of one text, numbered in order of appearance.
///
/// Equal numbers mean equal comparison forms, byte for byte: a hash only proposes where to look, so comparing tokens
/// later is comparing numbers, and no collision can make two words the same.
@safe struct Vocabulary: ~Copyable {
  /// One different token.
  struct Word: BitwiseCopyable {
    /// The form, zero-filled; of one of more than 16 bytes, where it begins in the pool, and its length. The forms of a
    /// text of 1 GiB can take eleven times that.
    var low: UInt64
    var high: UInt64
    var hash: UInt64
    /// Bytes of the form, or `pooled`.
    var count: UInt32

    static let pooled = UInt32.max

    /// Whether another word of up to 16 bytes is the same.
    @inline(__always)
    func hasForm(of other: Word) -> Bool {
      (low ^ other.low) | (high ^ other.high) | UInt64(count ^ other.count) == 0
    }
  }

  private(set) var words = Store<Word>()
  private var pool = Store<UInt8>()
  /// Open addressing; a slot holds the high half of the hash and the number + 1, or 0.
  private var slots = Store<UInt64>()
  private var mask = 0
  private var limit = 0

  init() {}
}

extension Vocabulary {
  /// Empties it for a text of so many bytes.
  mutating func removeAll(textBytes: Int) {
    words.removeAll()
    pool.removeAll()
    // Words take six bytes and more, and most texts have fewer than half as many different ones, and fewer still as they
    // grow. In a table five times as large few are found at the second try.
    var size = 256
    while size < textBytes / 2 && size < 1 << 16 { size *= 2 }
    resize(to: size)
  }

  private mutating func resize(to size: Int) {
    slots.reset(to: 0, count: size)
    mask = size - 1
    limit = size / 2
  }

  /// Asks for the slot of a hash that is looked up soon: in a large text it is in no cache.
  @inline(__always)
  func prefetch(_ hash: UInt64) {
    // SAFETY: a prefetch reads nothing.
    unsafe hapax_prefetch(slots.pointer + home(hash))
  }

  /// Asks for the word that stands first in a slot which was asked for before.
  @inline(__always)
  func prefetchWord(_ hash: UInt64) {
    // SAFETY: `home` is masked by the table's size; a prefetch reads nothing, whatever the slot holds.
    let entry = unsafe slots.pointer[home(hash)]
    unsafe hapax_prefetch(words.pointer + Int(UInt32(truncatingIfNeeded: entry)))
  }

  @inline(__always)
  private func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & mask }

  /// The number of a token of up to 16 bytes, given zero-filled, with its hash.
  @inline(__always)
  mutating func number(low: UInt64, high: UInt64, count: Int, hash: UInt64) -> UInt32 {
    let word = Word(low: low, high: high, hash: hash, count: UInt32(count))
    let (slot, number) = unsafe Self.find(word, slots.pointer, mask, words.pointer)
    return number ?? add(word, at: slot)
  }

  /// Whether a word of up to 16 bytes is among them.
  func contains(_ word: Word) -> Bool {
    unsafe Self.find(word, slots.pointer, mask, words.pointer).number != nil
  }

  /// The slot of a word of up to 16 bytes, and its number if it has one. A span takes 1.1 times as long.
  @inline(__always)
  private static func find(
    _ word: Word, _ slots: UnsafeMutablePointer<UInt64>, _ mask: Int, _ words: UnsafeMutablePointer<Word>
  ) -> (slot: Int, number: UInt32?) {
    var slot = Int(truncatingIfNeeded: word.hash) & mask
    while true {
      // SAFETY: `slot` is masked by the table's size, and a slot holds numbers of words that exist.
      let entry = unsafe slots[slot]
      if entry == 0 { return (slot, nil) }
      if entry >> 32 == word.hash >> 32 {
        let number = UInt32(truncatingIfNeeded: entry) - 1
        if unsafe words[Int(number)].hasForm(of: word) { return (slot, number) }
      }
      slot = (slot + 1) & mask
    }
  }

  /// Numbers plain tokens in a row, up to one that must go the general way: one that is not plain, a sign, one at the end
  /// of the text, or a new word that makes the table grow.
  ///
  /// - Returns: Where that one stands, or the number of tokens.
  mutating func numberPlain(
    _ all: borrowing Store<Tokens.Token>, _ hashes: borrowing Store<UInt64>, from first: Int,
    _ scan: borrowing Scan
  ) -> Int {
    // No word is added beyond the limit here, so nothing moves. One more is written, and not counted.
    words.reserve(limit + 1)
    precondition(hashes.count >= all.count, "Each token has a hash")
    // SAFETY: tokens and hashes are counted, slots are masked by the table's size and hold numbers of words that exist,
    // and there is room for one word more than the limit. A loop of this kind takes 1.1 times as long over spans.
    let (tokens, hashes, table, known) = unsafe (all.pointer, hashes.pointer, slots.pointer, words.pointer)
    let (count, mask) = (all.count, mask)
    let isLarge = mask >= Self.largeTable
    let pairs = unsafe Lanes.pairs
    var wordCount = words.count
    var index = first
    while index < count {
      let token = unsafe tokens[index]
      let (start, length) = (Int(token.start), Int(token.end &- token.start))
      guard token.traits.contains(.plain), start + 16 <= scan.count, scan.isPlainByte(start) else { break }
      if isLarge, index + Self.slotsAhead < count {
        unsafe prefetch(hashes[index + Self.slotsAhead])
        unsafe prefetchWord(hashes[index + Self.wordsAhead])
      }
      // A plain token has at most 16 bytes.
      let form = unsafe scan.plainForm(start, taking: pairs[length & 31])
      let hash = unsafe hashes[index]
      let word = Word(low: form.low, high: form.high, hash: hash, count: UInt32(truncatingIfNeeded: length))
      // Nobody can foresee whether a word is new. It is written in any case, a new one is then found equal to itself, and
      // it is counted where it is new.
      var slot = Int(truncatingIfNeeded: hash) & mask
      var entry = unsafe table[slot]
      unsafe (known + wordCount).initialize(to: word)
      var number = entry == 0 ? wordCount : Int(UInt32(truncatingIfNeeded: entry)) &- 1
      if unsafe !known[number].hasForm(of: word) {
        let found = unsafe Self.find(word, table, mask, known)
        slot = found.slot
        entry = unsafe table[slot]
        number = found.number.map { Int($0) } ?? wordCount
      }
      let isNew = entry == 0 ? 1 : 0
      if wordCount + isNew > limit { break }
      let added = (hash >> 32) << 32 | UInt64(wordCount + 1)
      unsafe table[slot] = entry == 0 ? added : entry
      unsafe tokens[index].number = UInt32(truncatingIfNeeded: number)
      wordCount += isNew
      index += 1
    }
    words.appended(wordCount - words.count)
    return index
  }

  /// A table of so many slots lies in no near cache, and its slots and words are asked for so many tokens ahead.
  private static let largeTable = 1 << 11
  static let slotsAhead = 16
  static let wordsAhead = 8

  /// The number of a token in its comparison form, of any length, with its hash.
  mutating func number(of form: Span<UInt8>, hash: UInt64) -> UInt32 {
    if form.count <= 16 {
      let (low, high) = TokenHash.lanes(of: form, at: 0)
      return number(low: low, high: high, count: form.count, hash: hash)
    }
    var slot = home(hash)
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      if entry >> 32 == hash >> 32 {
        let number = UInt32(truncatingIfNeeded: entry) - 1
        if isEqual(words[Int(number)], form) { return number }
      }
      slot = (slot + 1) & mask
    }
    let offset = pool.count
    for index in 0..<form.count { pool.append(form[index]) }
    let word = Word(low: UInt64(offset), high: UInt64(form.count), hash: hash, count: Word.pooled)
    return add(word, at: slot)
  }

  private func isEqual(_ word: Word, _ form: Span<UInt8>) -> Bool {
    guard word.count == Word.pooled, word.high == UInt64(form.count) else { return false }
    for index in 0..<form.count where pool[Int(word.low) + index] != form[index] { return false }
    return true
  }

  private mutating func add(_ word: Word, at slot: Int) -> UInt32 {
    let number = UInt32(words.count)
    words.append(word)
    slots[slot] = (word.hash >> 32) << 32 | UInt64(number + 1)
    if words.count > limit { rehash() }
    return number
  }

  @inline(never)
  private mutating func rehash() {
    resize(to: (mask + 1) * 2)
    for number in 0..<words.count {
      let hash = words[number].hash
      var slot = home(hash)
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
    }
  }
}

extension Vocabulary {
  /// The comparison form of a token.
  func form(_ number: UInt32) -> [UInt8] {
    var form = [UInt8](repeating: 0, count: length(number) + Self.slack)
    // SAFETY: the array has the room that `write` asks for.
    unsafe form.withUnsafeMutableBytes { unsafe write(number, to: $0, at: 0) }
    form.removeLast(Self.slack)
    return form
  }

  /// The length of a token's comparison form in bytes.
  @inline(__always)
  func length(_ number: UInt32) -> Int {
    let word = words[Int(number)]
    return word.count == Word.pooled ? Int(word.high) : Int(word.count)
  }

  /// So many bytes behind a form may be written over: short forms are stored in two machine words.
  static let slack = 16

  /// Stores the comparison form of a token.
  ///
  /// - Precondition: From `offset` on there is room for the form and `slack` bytes more.
  @inline(__always)
  func write(_ number: UInt32, to buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
    let word = words[Int(number)]
    guard word.count == Word.pooled else {
      // SAFETY: at most 16 bytes, for which there is room.
      unsafe buffer.storeBytes(of: word.low.littleEndian, toByteOffset: offset, as: UInt64.self)
      unsafe buffer.storeBytes(of: word.high.littleEndian, toByteOffset: offset + 8, as: UInt64.self)
      return
    }
    for index in 0..<Int(word.high) {
      // SAFETY: the form has so many bytes, for which there is room.
      unsafe buffer[offset + index] = pool[Int(word.low) + index]
    }
  }
}
