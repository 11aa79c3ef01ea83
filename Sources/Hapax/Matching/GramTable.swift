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
    while slots[slot] != 0, tag(slots[slot]) != tag(value) { slot = (slot + 1) & mask }
    return slot
  }
}
