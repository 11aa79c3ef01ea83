internal import CHapaxSIMD

/// Where each seed stood before: its first places, and its last.
///
/// Open addressing with one word a slot. Most seeds of a text stand in it once, so a slot holds a place outright; only a
/// seed that comes again gets a record. A hash proposes a slot and the tokens decide: two seeds share one only when
/// their tokens are equal.
@safe struct SeedTable: ~Copyable {
  /// A seed that came again.
  struct Record: BitwiseCopyable {
    var places: [4 of UInt32]
    var count: UInt32
    /// The latest place, which need not be among the first.
    var last: UInt32
  }

  /// High half: part of the hash. Low half: 0, or a place + 1, or the top bit and the number of a record.
  private var slots = Store<UInt64>()
  private(set) var records = Store<Record>()
  private static let recordBit: UInt32 = 1 << 31

  init() {}

  mutating func removeAll(expecting seeds: Int) {
    var size = 64
    while size < seeds * 2 { size *= 2 }
    slots.reset(to: 0, count: size)
    records.removeAll()
  }
}

extension SeedTable {
  /// What was known of a seed before this visit.
  enum Visit {
    case first
    /// The number of the record; its `last` is already this place, and `previous` what it was.
    case again(record: Int, previous: Int)
  }

  /// Notes the place of a seed whose hash is new. Returns false, and notes nothing, where it may not be.
  ///
  /// - Complexity: O(1) expected.
  @inline(__always)
  mutating func insertNew(_ seed: UInt64, at place: Int) -> Bool {
    let tag = UInt32(truncatingIfNeeded: seed >> 6)
    var slot = home(seed)
    while true {
      let entry = slots[slot]
      if entry == 0 {
        slots[slot] = UInt64(tag) << 32 | UInt64(place + 1)
        return true
      }
      if UInt32(truncatingIfNeeded: entry >> 32) == tag { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// Looks a seed up and notes its place: as its first one, or as the latest one of its record.
  ///
  /// - Parameter text: The text that was read; not looked at where the tokens have their numbers.
  /// - Complexity: O(1) expected; each step over a slot of an equal hash compares tokens.
  @inline(__always)
  mutating func visit(
    _ seed: UInt64, at place: Int, in tokens: borrowing Tokens, of text: UnsafeBufferPointer<UInt8>
  ) -> Visit {
    let width = Seeds.width(seed)
    let tag = UInt32(truncatingIfNeeded: seed >> 6)
    var slot = home(seed)
    while true {
      let entry = slots[slot]
      if entry == 0 {
        slots[slot] = UInt64(tag) << 32 | UInt64(place + 1)
        return .first
      }
      if UInt32(truncatingIfNeeded: entry >> 32) == tag {
        let low = UInt32(truncatingIfNeeded: entry)
        let first =
          low & Self.recordBit == 0 ? Int(low) - 1 : Int(records[Int(low & ~Self.recordBit)].places[0])
        // The widths are equal when the tokens are: a window ends where it weighs enough.
        if unsafe tokens.areSame(first, place, count: width, of: text) {
          return again(slot, low, first: first, place: place)
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// Brings the slot of a seed that comes soon near: in a large text it is in no cache.
  @inline(__always)
  func prefetch(_ seed: UInt64) {
    // SAFETY: a prefetch reads nothing.
    unsafe hapax_prefetch(slots.pointer + home(seed))
  }

  @inline(__always)
  private func home(_ seed: UInt64) -> Int {
    // The high bits, which the tag does not hold in a large table.
    Int(truncatingIfNeeded: (seed & ~63).multipliedFullWidth(by: UInt64(slots.count)).high)
  }

  @inline(never)
  private mutating func again(_ slot: Int, _ low: UInt32, first: Int, place: Int) -> Visit {
    if low & Self.recordBit == 0 {
      let number = records.count
      records.append(
        Record(places: [UInt32(first), 0, 0, 0], count: 1, last: UInt32(place)))
      slots[slot] = (slots[slot] & ~0xFFFF_FFFF) | UInt64(Self.recordBit | UInt32(number))
      return .again(record: number, previous: first)
    }
    let number = Int(low & ~Self.recordBit)
    let previous = Int(records[number].last)
    records[number].last = UInt32(place)
    return .again(record: number, previous: previous)
  }

  /// Makes a place one of those that later seeds are compared with, while there is room.
  mutating func insert(_ place: Int, into record: Int, limit: Int) {
    var changed = records[record]
    guard changed.count < min(limit, 4) else { return }
    changed.places[Int(changed.count)] = UInt32(place)
    changed.count += 1
    records[record] = changed
  }
}
