internal import CHapaxSIMD

/// An inverted index: which documents have a fingerprint.
///
/// A slot holds the fingerprint and the one document, or the number of a record when there are more. A fingerprint is a
/// part of a hash, and only proposes documents: two windows that have the same cost time and nothing else.
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
  func forEachDocument(of fingerprint: UInt32, _ body: (_ document: Int) -> Void) {
    let entry = slots[slot(of: fingerprint)]
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
  func count(of fingerprint: UInt32) -> Int {
    let entry = slots[slot(of: fingerprint)]
    guard entry != 0 else { return 0 }
    let low = UInt32(truncatingIfNeeded: entry)
    return low & Self.recordBit == 0 ? 1 : Int(records[Int(low & ~Self.recordBit)].count)
  }

  /// Asks for the slots of the first fingerprints; to be called before the first one is looked up.
  @inline(__always)
  func prefetchFirst(of fingerprints: ArraySlice<UInt32>) {
    // SAFETY: a prefetch reads nothing.
    for fingerprint in fingerprints.prefix(Self.ahead) {
      unsafe hapax_prefetch(slots.pointer + home(fingerprint))
    }
  }

  /// How many lookups ahead memory is asked for a slot, which takes as long as many of them.
  static let ahead = 48

  /// Asks for the slot of a fingerprint that is looked up soon after the one at `index`, counted from 0.
  @inline(__always)
  func prefetch(after index: Int, in fingerprints: ArraySlice<UInt32>) {
    let next = fingerprints.startIndex + index + Self.ahead
    // SAFETY: a prefetch reads nothing.
    if next < fingerprints.endIndex { unsafe hapax_prefetch(slots.pointer + home(fingerprints[next])) }
  }

  /// Notes that a document has a fingerprint.
  ///
  /// - Precondition: The document's number is below 2³¹ − 1, and was not noted for this fingerprint before.
  mutating func insert(_ fingerprint: UInt32, _ document: Int) {
    let slot = slot(of: fingerprint)
    let entry = slots[slot]
    guard entry != 0 else { return fill(slot, fingerprint, document) }
    let low = UInt32(truncatingIfNeeded: entry)
    if low & Self.recordBit == 0 {
      slots[slot] = UInt64(fingerprint) << 32 | UInt64(Self.recordBit | UInt32(records.count))
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

  /// The one document that was noted for a fingerprint; where none was, `document` is from now on.
  ///
  /// - Precondition: No fingerprint has a second document.
  mutating func first(of fingerprint: UInt32, or document: Int) -> Int {
    let slot = slot(of: fingerprint)
    let entry = slots[slot]
    guard entry == 0 else { return Int(UInt32(truncatingIfNeeded: entry)) - 1 }
    fill(slot, fingerprint, document)
    return document
  }

  @inline(__always)
  private mutating func fill(_ slot: Int, _ fingerprint: UInt32, _ document: Int) {
    slots[slot] = UInt64(fingerprint) << 32 | UInt64(document + 1)
    used += 1
    if used * 4 > slots.count * 3 { grow() }
  }

  /// Makes room for so many fingerprints.
  mutating func reserve(_ fingerprints: Int) {
    precondition(used == 0, "Room is made before documents are inserted")
    slots = Store(zeros: Self.slots(for: fingerprints))
  }

  /// Asks the system for the memory of a part of the table that room was made in, before it is used.
  func populate(_ part: Int, of parts: Int) { slots.populate(part, of: parts) }

  static func slots(for fingerprints: Int) -> Int { max(1 << 10, fingerprints + fingerprints / 2) }

  mutating func removeAll() {
    slots.reset(to: 0, count: slots.count)
    records.removeAll()
    nodes.removeAll()
    used = 0
  }

  @inline(__always)
  private func home(_ fingerprint: UInt32) -> Int { homes.slot(of: fingerprint) }

  /// Where fingerprints are looked for first in so many slots.
  struct Homes {
    fileprivate let count: UInt64

    @inline(__always)
    func slot(of fingerprint: UInt32) -> Int {
      Int(truncatingIfNeeded: PostingTable.mixed(fingerprint).multipliedFullWidth(by: count).high)
    }
  }

  @inline(__always)
  var homes: Homes { Homes(count: UInt64(slots.count)) }

  /// A fingerprint mixed: the high bits choose its place.
  @inline(__always)
  static func mixed(_ fingerprint: UInt32) -> UInt64 { UInt64(fingerprint) &* 0x9E37_79B9_7F4A_7C15 }

  @inline(__always)
  func slot(of fingerprint: UInt32) -> Int {
    var slot = home(fingerprint)
    while slots[slot] != 0, slots[slot] >> 32 != UInt64(fingerprint) {
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
      slots[slot(of: UInt32(truncatingIfNeeded: old[index] >> 32))] = old[index]
    }
  }
}
