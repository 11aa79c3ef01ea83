/// The windows of one document, to look up those of another: each is the fewest tokens that make up a width.
struct GramTable: ~Copyable {
  /// The first place of each window's hash + 1, or 0; open addressing.
  private var slots = Store<UInt64>()
  /// Of each place: the next one of the same hash, or -1.
  private var following = Store<Int32>()
  private var mask = 0
  /// The most places of one window; what comes more often says nothing.
  private static let maximumPlaces = 6

  init() {}
}

extension GramTable {
  /// Fills the table with a document's windows.
  ///
  /// - Complexity: O(*n*) expected.
  mutating func fill(_ numbers: borrowing Store<UInt32>, _ lengths: borrowing Store<UInt32>, width: Int) {
    var size = 64
    while size < numbers.count * 2 { size *= 2 }
    slots.reset(to: 0, count: size)
    mask = size - 1
    following.reset(to: -1, count: numbers.count)
    var window = GramWindow()
    while window.advance(numbers, lengths, width: width) { insert(window.value, at: window.start) }
  }

  private mutating func insert(_ value: UInt64, at place: Int) {
    let slot = slot(of: value)
    let entry = slots[slot]
    guard entry != 0 else {
      slots[slot] = tag(value) | UInt64(place + 1)
      return
    }
    var last = Int(UInt32(truncatingIfNeeded: entry)) - 1
    var count = 1
    while following[last] >= 0 {
      last = Int(following[last])
      count += 1
    }
    if count < Self.maximumPlaces { following[last] = Int32(place) }
  }

  /// The first place of a window, or -1; another window of the same hash can stand there.
  @inline(__always)
  func first(_ value: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: slots[slot(of: value)])) - 1 }

  @inline(__always)
  func next(_ place: Int) -> Int { Int(following[place]) }

  @inline(__always)
  private func tag(_ value: UInt64) -> UInt64 { value & 0xFFFF_FFFF_0000_0000 }

  private func slot(of value: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: value) & mask
    while slots[slot] != 0, slots[slot] & 0xFFFF_FFFF_0000_0000 != tag(value) { slot = (slot + 1) & mask }
    return slot
  }
}

/// A window that moves over a document's tokens, with its rolling hash. Windows with a word that the other document has
/// not are left out.
struct GramWindow {
  private(set) var start = -1
  private var end = 0
  private var hash = RollingHash()

  /// The hash of the window.
  var value: UInt64 { hash.value }

  /// Moves to the next window. Returns false behind the last.
  @inline(__always)
  mutating func advance(
    _ numbers: borrowing Store<UInt32>, _ lengths: borrowing Store<UInt32>, width: Int
  ) -> Bool {
    if start >= 0, end > start { hash.removeFirst(Self.mixed(numbers[start])) }
    start += 1
    if end < start {
      end = start
      hash = RollingHash()
    }
    while true {
      guard Int(lengths[end]) - Int(lengths[start]) < width else { return true }
      guard end < numbers.count else { return false }
      if numbers[end] == UInt32.max || hash.width == 60 {
        end += 1
        start = end
        hash = RollingHash()
      } else {
        hash.append(Self.mixed(numbers[end]))
        end += 1
      }
    }
  }

  @inline(__always)
  private static func mixed(_ number: UInt32) -> UInt64 {
    (UInt64(number) &+ 1) &* 0xD6E8_FEB8_6659_FD93
  }
}

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
