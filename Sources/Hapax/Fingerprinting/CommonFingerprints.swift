/// Which of some documents may have something in common with another one of them: a fingerprint, or, where one has none
/// because it is too short, all of its words. The others need not be compared.
package struct CommonFingerprints: ~Copyable {
  /// The first document of each fingerprint, as in an index.
  private var slots = Store<UInt64>()
  private var used = 0
  /// Of each document whether it may have.
  package private(set) var mayBeRelated: [Bool] = []

  package init() { slots.reset(to: 0, count: 1 << 10) }
}

extension CommonFingerprints {
  /// Begins with other documents. The memory of the last ones is used again.
  package mutating func begin(documents: Int) {
    slots.reset(to: 0, count: slots.count)
    used = 0
    mayBeRelated = [Bool](repeating: false, count: documents)
  }

  /// Adds a document under its number, below the count. In any order: what is told in the end is the same.
  package mutating func add(_ sketch: Sketch, number: Int) {
    if sketch.fingerprintCount == 0 { mayBeRelated[number] = true }
    for fingerprint in sketch.fingerprints {
      let slot = slot(of: fingerprint)
      let entry = slots[slot]
      if entry == 0 {
        slots[slot] = UInt64(fingerprint) << 32 | UInt64(number + 1)
        used += 1
        if used * 4 > slots.count * 3 { grow() }
        continue
      }
      let first = Int(UInt32(truncatingIfNeeded: entry)) - 1
      guard first != number else { continue }
      mayBeRelated[first] = true
      mayBeRelated[number] = true
    }
  }

  @inline(__always)
  private func slot(of fingerprint: UInt32) -> Int {
    let mixed = PostingTable.mixed(fingerprint)
    var slot = Int(truncatingIfNeeded: mixed.multipliedFullWidth(by: UInt64(slots.count)).high)
    while slots[slot] != 0, slots[slot] >> 32 != UInt64(fingerprint) {
      slot += 1
      if slot == slots.count { slot = 0 }
    }
    return slot
  }

  private mutating func grow() {
    var old = Store<UInt64>(capacity: used)
    for index in 0..<slots.count where slots[index] != 0 { old.append(slots[index]) }
    slots.reset(to: 0, count: slots.count * 2)
    for index in 0..<old.count {
      slots[slot(of: UInt32(truncatingIfNeeded: old[index] >> 32))] = old[index]
    }
  }
}
