// Postings on disk: the table's entries as one sorted run, and the part of a run that is needed as a table again.
//
// A run is a row of words of 32 bits, cut into blocks of whole entries: of each fingerprint what its slot remembers of the
// hash (its tag), how many documents have it, and the documents in the order in which they were inserted: all of them
// where they are at most `limit`, else the first three, for then nobody asks for the others. Tags ascend.

extension PostingTable {
  /// Fingerprints by their tags, ascending, each once: those whose postings a part of a run must have.
  struct Wanted: ~Copyable {
    fileprivate var tags = Store<UInt32>()

    init(capacity: Int = 0) { tags.reserve(capacity) }

    mutating func append(_ fingerprints: ArraySlice<UInt32>) {
      for fingerprint in fingerprints { tags.append(fingerprint) }
    }

    /// To be called once, behind the last.
    mutating func sort() {
      RadixSort.sort(&tags, bits: 0..<32)
      var count = 0
      for index in 0..<tags.count where count == 0 || tags[index] != tags[count - 1] {
        tags[count] = tags[index]
        count += 1
      }
      tags.removeLast(tags.count - count)
    }

    var count: Int { tags.count }
  }

  /// How many documents of a fingerprint a run lists.
  private func listed(_ count: UInt32) -> Int { Int(count) <= limit ? Int(count) : Swift.min(3, Int(count)) }
}

// MARK: - To disk

extension PostingTable {
  /// Writes a run of an older run's entries and the table's. Of a tag that both have the entry of more documents counts: the
  /// table began with the older one, or with a part of it that says no more than how many there are.
  ///
  /// - Parameters:
  ///   - older: Gives the blocks of the older run; nil behind the last.
  ///   - write: Takes the blocks of the new one.
  /// - Complexity: O(*n* + *m*) in the entries of both.
  func writeRun<Failure: Error>(
    mergedWith older: () throws(Failure) -> [UInt32]?, _ write: ([UInt32]) throws(Failure) -> Void
  ) throws(Failure) {
    var order = Store<UInt64>(capacity: used)
    for slot in 0..<slots.count where slots[slot] != 0 { order.append(slots[slot]) }
    RadixSort.sort(&order, bits: 32..<64)
    var block: [UInt32] = []
    block.reserveCapacity(Self.blockWords + limit + 8)
    var next = 0
    while let entries = try older() {
      var at = 0
      while at < entries.count {
        let (tag, count) = (entries[at], entries[at + 1])
        let end = at + 2 + listed(count)
        while next < order.count, order[next] >> 32 < UInt64(tag) {
          append(order[next], to: &block)
          next += 1
          try flush(&block, write)
        }
        if next < order.count, order[next] >> 32 == UInt64(tag) {
          if self.count(at: order[next]) > count {
            append(order[next], to: &block)
          } else {
            block.append(contentsOf: entries[at..<end])
          }
          next += 1
        } else {
          block.append(contentsOf: entries[at..<end])
        }
        try flush(&block, write)
        at = end
      }
    }
    while next < order.count {
      append(order[next], to: &block)
      next += 1
      try flush(&block, write)
    }
    if !block.isEmpty { try write(block) }
  }

  /// How many documents an entry has.
  private func count(at entry: UInt64) -> UInt32 {
    let low = UInt32(truncatingIfNeeded: entry)
    return low & Self.recordBit == 0 ? 1 : records[Int(low & ~Self.recordBit)].count
  }

  private static var blockWords: Int { 32 << 10 }

  @inline(__always)
  private func flush<Failure: Error>(
    _ block: inout [UInt32], _ write: ([UInt32]) throws(Failure) -> Void
  ) throws(Failure) {
    guard block.count >= Self.blockWords else { return }
    try write(block)
    block.removeAll(keepingCapacity: true)
  }

  private func append(_ entry: UInt64, to block: inout [UInt32]) {
    block.append(UInt32(truncatingIfNeeded: entry >> 32))
    let low = UInt32(truncatingIfNeeded: entry)
    guard low & Self.recordBit != 0 else {
      block.append(1)
      block.append(low - 1)
      return
    }
    let record = records[Int(low & ~Self.recordBit)]
    block.append(record.count)
    block.append(record.first)
    block.append(record.second)
    if record.count > 2 { block.append(record.third) }
    guard Int(record.count) <= limit else { return }
    // The newest comes first in the table.
    let start = block.count
    var node = record.node
    while node != 0 {
      block.append(nodes[Int(node) - 1].document)
      node = nodes[Int(node) - 1].next
    }
    block[start...].reverse()
  }
}

// MARK: - From disk

extension PostingTable {
  /// Makes the table the part of a run that is wanted, and of templates' fingerprints how many documents they have.
  ///
  /// - Parameters:
  ///   - templateDocuments: A fingerprint of more documents is a template's.
  ///   - run: Gives the blocks of the run; nil behind the last.
  ///   - room: For how many fingerprints that may be inserted there is room at once.
  ///   - maximumBytes: The most bytes of memory that the table may take.
  /// - Returns: Whether that was enough memory. If not, the table is empty.
  mutating func readRun<Failure: Error>(
    _ wanted: borrowing Wanted, templateDocuments: Int, room: Int, maximumBytes: Int,
    from run: () throws(Failure) -> [UInt32]?
  ) throws(Failure) -> Bool {
    removeAll()
    slots.reset(to: 0, count: Self.slots(for: room))
    var next = 0
    while let entries = try run() {
      var at = 0
      while at < entries.count {
        let (tag, count) = (entries[at], entries[at + 1])
        let documents = at + 2..<at + 2 + listed(count)
        at = documents.upperBound
        while next < wanted.count, wanted.tags[next] < tag { next += 1 }
        if next < wanted.count, wanted.tags[next] == tag {
          restore(tag, count, entries[documents])
        } else if Int(count) > templateDocuments {
          restore(tag, count, entries[documents].prefix(3))
        }
      }
      if byteCount > maximumBytes {
        removeAll()
        return false
      }
    }
    return true
  }

  /// Puts an entry back: how many documents have a tag, and those that are listed.
  private mutating func restore(_ tag: UInt32, _ count: UInt32, _ documents: ArraySlice<UInt32>) {
    let slot = slot(of: tag)
    let start = documents.startIndex
    used += 1
    if count == 1 {
      slots[slot] = UInt64(tag) << 32 | UInt64(documents[start] + 1)
    } else {
      slots[slot] = UInt64(tag) << 32 | UInt64(Self.recordBit | UInt32(records.count))
      var record = Record(
        count: count, first: documents[start], second: documents[start + 1],
        third: count > 2 ? documents[start + 2] : 0, node: 0)
      for document in documents.dropFirst(3) {
        nodes.append(Node(document: document, next: record.node))
        record.node = UInt32(nodes.count)
      }
      records.append(record)
    }
    if used * 4 > slots.count * 3 { grow() }
  }
}
