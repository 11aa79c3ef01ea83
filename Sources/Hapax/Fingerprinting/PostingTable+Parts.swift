internal import CHapaxSIMD

// Many documents noted at once, by several threads: the table is random access into more memory than any cache holds, and
// two threads wait for twice as much of it.

extension PostingTable {
  /// What a thread has left to be noted behind the others, and how many slots it has filled.
  private final class Left {
    var entries = Store<UInt64>()
    var filled = 0
  }

  /// Notes that documents have fingerprints, as `insert(_:_:)` would one after the other.
  ///
  /// Each part of the slots is filled by itself. A fingerprint that has a document already, or whose slots reach into the next
  /// part, waits until all parts are done; so does every later document that has it, so they stay in order.
  /// - Parameters:
  ///   - documents: In the order in which they are noted.
  ///   - concurrently: Calls its second argument for each part, and returns when all are done.
  mutating func insert(
    _ documents: [(fingerprints: ArraySlice<UInt32>, document: Int)], parts: Int,
    _ concurrently: (_ parts: Int, _ body: @escaping (_ part: Int) -> Void) -> Void
  ) {
    let count = documents.reduce(0) { $0 + $1.fingerprints.count }
    // Nothing grows while threads are at it.
    while (used + count) * 4 > slots.count * 3 { grow() }
    let left = (0..<parts).map { _ in Left() }
    // SAFETY: the slots stay where they are, each part writes its own, and nobody reads another's.
    let (base, size) = unsafe (slots.pointer, slots.count)
    let home = homes
    concurrently(parts) { part in
      let range = size * part / parts..<size * (part + 1) / parts
      unsafe Self.fill(range, of: base, with: documents, home, leaving: left[part])
    }
    for part in left {
      used += part.filled
      for index in 0..<part.entries.count {
        let entry = part.entries[index]
        insert(UInt32(truncatingIfNeeded: entry >> 32), Int(entry & 0xFFFF_FFFF) - 1)
      }
    }
  }

  /// - Parameter base: All slots.
  private static func fill(
    _ range: Range<Int>, of base: UnsafeMutablePointer<UInt64>,
    with documents: [(fingerprints: ArraySlice<UInt32>, document: Int)], _ home: Homes, leaving left: Left
  ) {
    // As slots hold them: the fingerprint above, the document and one below.
    var entries = Store<UInt64>()
    for (fingerprints, document) in documents {
      // SAFETY: written in any case, and counted where it is of this part: no branch to guess.
      let room = unsafe entries.room(for: fingerprints.count)
      var count = 0
      for fingerprint in fingerprints {
        unsafe (room + count).initialize(to: UInt64(fingerprint) << 32 | UInt64(document + 1))
        count += range.contains(home.slot(of: fingerprint)) ? 1 : 0
      }
      entries.appended(count)
    }
    for index in 0..<entries.count {
      if index + ahead < entries.count {
        let next = UInt32(truncatingIfNeeded: entries[index + ahead] >> 32)
        unsafe hapax_prefetch(base + home.slot(of: next))
      }
      let entry = entries[index]
      var slot = home.slot(of: UInt32(truncatingIfNeeded: entry >> 32))
      while slot < range.upperBound, unsafe base[slot] != 0 && base[slot] >> 32 != entry >> 32 { slot += 1 }
      if slot < range.upperBound, unsafe base[slot] == 0 {
        unsafe base[slot] = entry
        left.filled += 1
      } else {
        left.entries.append(entry)
      }
    }
  }
}
