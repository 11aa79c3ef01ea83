/// Which seeds of a long text have a hash that comes again; all others need no look at a table of the whole text.
///
/// A table of all seeds of a long text is in no cache, and nearly all of a text's seeds stand in it once. So the seeds are
/// first parted by the high bits of their hashes, into parts for which a small table does, as a radix join does it
/// (S. Manegold, P. Boncz, M. Kersten, "Optimizing main-memory join on modern hardware", IEEE Transactions on Knowledge
/// and Data Engineering 14 (2002)). What is found only proposes: equal tags are no equal seeds.
@safe struct RepeatedSeeds: ~Copyable {
  /// The places of the seeds whose part and tag come twice and more, ascending.
  private(set) var places = Store<UInt32>()
  /// The seeds, part by part. High half: the tag; low half: the place.
  private var entries = Store<UInt64>()
  /// Of each part: where it begins among the entries; while they are placed, where the next one goes.
  private var starts = Store<Int>()
  /// Where each part begins among the entries; and of each the last few entries, which go there a cache line at a time. More
  /// parts than pages can be found quickly are written to in turns, so each turn should write as much as it can.
  private var begins = Store<Int>()
  private var lines = Store<UInt64>()
  /// The entries of one part: open addressing, an entry outright, or 0 where the place was 0 and the tag, too. An entry's
  /// place is stored plus 1, so that none is 0.
  private var slots = Store<UInt64>()
  /// A bit for each place.
  private var marks = Store<UInt64>()

  /// Seeds in a part, about: their table stays in the second cache.
  private static let partSize = 1 << 14
  /// More parts than this are too many places to write to in turns.
  private static let mostPartBits = 11
  /// Entries in a cache line.
  private static let lineSize = 8
  private static let sampleSize = 1 << 12

  init() {}
}

extension RepeatedSeeds {
  /// Finds the places.
  ///
  /// - Parameter always: For proofs: also where so many seeds come again that a table of all is better.
  /// - Returns: False, with nothing found, where they do.
  /// - Complexity: O(*n*) expected.
  mutating func find(in seeds: borrowing Seeds, always: Bool = false) -> Bool {
    places.removeAll()
    guard always || !areMostlyRepeated(seeds) else { return false }
    var partBits = 0
    while partBits < Self.mostPartBits && seeds.count >> partBits > Self.partSize { partBits += 1 }
    part(seeds, by: partBits)
    marks.reset(to: 0, count: (seeds.count + 63) / 64)
    // What each part was filled up to is where it ends.
    for part in 0..<begins.count { markRepeated(in: begins[part]..<starts[part]) }
    for index in 0..<marks.count {
      var bits = marks[index]
      while bits != 0 {
        places.append(UInt32(truncatingIfNeeded: index * 64 + bits.trailingZeroBitCount))
        bits &= bits - 1
      }
    }
    return true
  }

  @inline(__always)
  private static func tag(_ seed: UInt64) -> UInt64 { seed >> 6 & 0xFFFF_FFFF }

  /// Whether a quarter of the seeds come again, by a sample of all places of some seeds. A text of few different seeds can
  /// have none of them in it, so a small sample counts as a yes.
  private mutating func areMostlyRepeated(_ seeds: borrowing Seeds) -> Bool {
    var mask: UInt64 = 0
    while Int(mask + 1) * Self.sampleSize * 2 <= seeds.count { mask = mask << 1 | 1 }
    slots.reset(to: 0, count: Self.sampleSize * 8)
    var all = 0
    var again = 0
    for place in 0..<seeds.count where seeds[place] >> 6 & mask == 0 {
      all += 1
      if !insert(seeds[place] | 1 << 63) { again += 1 }
      if all == Self.sampleSize * 4 { break }
    }
    return all * 2 < seeds.count / Int(mask + 1) || again * 4 >= all
  }

  /// Puts a number that is not 0 into the slots. Returns false where it stood there.
  private mutating func insert(_ number: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: number >> 30) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == number { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = number
    return true
  }

  private mutating func part(_ seeds: borrowing Seeds, by bits: Int) {
    starts.reset(to: 0, count: 1 << bits + 1)
    let shift = UInt64(64 - bits)
    for place in 0..<seeds.count { starts[Int(truncatingIfNeeded: seeds[place] >> shift) + 1] += 1 }
    for part in 1..<starts.count { starts[part] += starts[part - 1] }
    entries.removeAll()
    lines.reset(to: 0, count: (starts.count - 1) * Self.lineSize)
    begins.removeAll()
    for part in 0..<starts.count - 1 { begins.append(starts[part]) }
    // SAFETY: each entry goes to a place of its own below the seeds' number, for which there is room: the starts were
    // counted from the same seeds. A line is written from where its part begins.
    let room = unsafe entries.room(for: seeds.count)
    for place in 0..<seeds.count {
      let seed = seeds[place]
      let part = Int(truncatingIfNeeded: seed >> shift)
      let at = starts[part]
      lines[part * Self.lineSize + at % Self.lineSize] = Self.tag(seed) << 32 | UInt64(place + 1)
      starts[part] = at + 1
      if at % Self.lineSize == Self.lineSize - 1 { unsafe write(lineOf: part, upTo: at + 1, to: room) }
    }
    for part in 0..<begins.count where starts[part] % Self.lineSize != 0 {
      unsafe write(lineOf: part, upTo: starts[part], to: room)
    }
    entries.appended(seeds.count)
  }

  /// Writes what a part's line holds of the entries up to `end`.
  @inline(__always)
  private func write(lineOf part: Int, upTo end: Int, to room: UnsafeMutablePointer<UInt64>) {
    let start = max(begins[part], (end - 1) / Self.lineSize * Self.lineSize)
    for index in start..<end {
      unsafe (room + index).initialize(to: lines[part * Self.lineSize + index % Self.lineSize])
    }
  }

  /// Marks the places of all entries of a part whose tag another one has.
  private mutating func markRepeated(in range: Range<Int>) {
    var size = 64
    while size < range.count * 2 { size *= 2 }
    slots.reset(to: 0, count: size)
    let mask = size - 1
    for index in range {
      let entry = entries[index]
      var slot = Int(truncatingIfNeeded: entry >> 32) & mask
      while slots[slot] != 0 {
        let other = slots[slot]
        if other >> 32 == entry >> 32 {
          mark(other)
          mark(entry)
          break
        }
        slot = (slot + 1) & mask
      }
      if slots[slot] == 0 { slots[slot] = entry }
    }
  }

  private mutating func mark(_ entry: UInt64) {
    let place = Int(UInt32(truncatingIfNeeded: entry)) - 1
    marks[place / 64] |= 1 << UInt64(place % 64)
  }
}
