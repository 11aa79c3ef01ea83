internal import CHapaxSIMD

/// An inverted index: which documents have a fingerprint.
///
/// A slot holds a part of the hash and the one document, or the number of a record when there are more. A hash only
/// proposes documents, so two fingerprints that share a slot cost time and nothing else.
struct PostingTable: ~Copyable {
  struct Record: BitwiseCopyable {
    /// How many documents there are, those that are not listed among them.
    var count: UInt32
    /// The first three documents, and the newest node of the others + 1.
    var first: UInt32
    var second: UInt32
    var third: UInt32
    var node: UInt32
  }

  struct Node: BitwiseCopyable {
    var document: UInt32
    var next: UInt32
  }

  var slots = Store<UInt64>()
  var records = Store<Record>()
  var nodes = Store<Node>()
  var used = 0
  static let recordBit: UInt32 = 1 << 31
  /// No list is longer.
  let limit: Int

  /// - Parameter limit: The most documents of one fingerprint that are listed.
  init(limit: Int) {
    self.limit = limit
    slots.reset(to: 0, count: 1 << 10)
  }
}

extension PostingTable {
  var byteCount: Int { slots.count * 8 + records.count * 20 + nodes.count * 8 }

  /// Calls `body` with the documents that have a fingerprint: all of them up to `limit`, and the first three where there
  /// are more.
  ///
  /// - Complexity: O(1) expected, and O(1) for each document.
  @inline(__always)
  func forEachDocument(of hash: UInt64, _ body: (_ document: Int) -> Void) {
    let entry = slots[slot(of: hash)]
    guard entry != 0 else { return }
    let low = UInt32(truncatingIfNeeded: entry)
    guard low & Self.recordBit != 0 else { return body(Int(low) - 1) }
    let record = records[Int(low & ~Self.recordBit)]
    body(Int(record.first))
    body(Int(record.second))
    if record.count > 2 { body(Int(record.third)) }
    guard Int(record.count) <= limit else { return }
    var node = record.node
    while node != 0 {
      body(Int(nodes[Int(node) - 1].document))
      node = nodes[Int(node) - 1].next
    }
  }

  /// How many documents have a fingerprint.
  func count(of hash: UInt64) -> Int {
    let entry = slots[slot(of: hash)]
    guard entry != 0 else { return 0 }
    let low = UInt32(truncatingIfNeeded: entry)
    return low & Self.recordBit == 0 ? 1 : Int(records[Int(low & ~Self.recordBit)].count)
  }

  /// Asks for the slot of a fingerprint that is looked up soon after the one at `index`.
  @inline(__always)
  func prefetch(after index: Int, in fingerprints: [UInt64]) {
    let next = index + 32
    guard next < fingerprints.count else { return }
    // SAFETY: a prefetch reads nothing.
    unsafe hapax_prefetch(slots.pointer + home(fingerprints[next]))
  }

  /// Notes that a document has a fingerprint.
  ///
  /// - Precondition: The document's number is below 2³¹ − 1, and was not noted for this fingerprint before.
  mutating func insert(_ hash: UInt64, _ document: Int) {
    let slot = slot(of: hash)
    let entry = slots[slot]
    guard entry != 0 else {
      slots[slot] = tag(hash) << 32 | UInt64(document + 1)
      used += 1
      if used * 4 > slots.count * 3 { grow() }
      return
    }
    let low = UInt32(truncatingIfNeeded: entry)
    if low & Self.recordBit == 0 {
      slots[slot] = tag(hash) << 32 | UInt64(Self.recordBit | UInt32(records.count))
      records.append(Record(count: 2, first: low - 1, second: UInt32(document), third: 0, node: 0))
      return
    }
    let number = Int(low & ~Self.recordBit)
    var record = records[number]
    if record.count == 2 {
      record.third = UInt32(document)
    } else if record.count < limit {
      nodes.append(Node(document: UInt32(document), next: record.node))
      record.node = UInt32(nodes.count)
    }
    record.count += 1
    records[number] = record
  }

  /// Makes room for so many fingerprints.
  mutating func reserve(_ fingerprints: Int) {
    precondition(used == 0, "Room is made before documents are inserted")
    slots.reset(to: 0, count: Self.slots(for: fingerprints))
  }

  static func slots(for fingerprints: Int) -> Int { max(1 << 10, fingerprints + fingerprints / 2) }

  mutating func removeAll() {
    slots.reset(to: 0, count: slots.count)
    records.removeAll()
    nodes.removeAll()
    used = 0
  }

  @inline(__always)
  private func home(_ hash: UInt64) -> Int {
    let mixed = tag(hash) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed.multipliedFullWidth(by: UInt64(slots.count)).high)
  }

  /// What a slot remembers of a hash. It also chooses the slot, so that the table can grow without the hashes.
  @inline(__always)
  private func tag(_ hash: UInt64) -> UInt64 { hash & 0xFFFF_FFFF }

  @inline(__always)
  func slot(of hash: UInt64) -> Int {
    var slot = home(hash)
    while slots[slot] != 0, slots[slot] >> 32 != tag(hash) {
      slot += 1
      if slot == slots.count { slot = 0 }
    }
    return slot
  }

  /// Doubles the table.
  @inline(never)
  mutating func grow() {
    var old = Store<UInt64>(capacity: slots.count)
    for index in 0..<slots.count where slots[index] != 0 { old.append(slots[index]) }
    slots.reset(to: 0, count: slots.count * 2)
    for index in 0..<old.count {
      slots[slot(of: old[index] >> 32)] = old[index]
    }
  }
}
