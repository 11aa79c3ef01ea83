/// The folded forms of the last few combining sequences, so that the common ones are asked of ICU once.
///
/// A direct-mapped table: a sequence of at most 16 bytes has one slot, by a hash of its bytes, and puts out what was
/// there. The bytes are compared, so that a hash decides nothing.
struct SegmentMemory: ~Copyable {
  fileprivate static var slots: Int { 512 }

  /// A sequence and its form. Not private: the debug compiler fails on private elements of such stores.
  struct Entry: BitwiseCopyable {
    fileprivate var key: SIMD2<UInt64> = .zero
    fileprivate var form: SIMD2<UInt64> = .zero
    fileprivate var keyCount: UInt8 = 0
    fileprivate var formCount: UInt8 = 0
  }

  /// Filled when the first sequence comes: most texts have none.
  private var entries = Store<Entry>(capacity: 1)

  init() {}
}

extension SegmentMemory {
  /// A sequence as the memory has it.
  struct Key {
    fileprivate var lanes: SIMD2<UInt64> = .zero
    fileprivate var count: UInt8
    fileprivate var slot: Int

    /// Nil for a sequence of more than 16 bytes.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
      guard range.count <= 16 else { return nil }
      count = UInt8(range.count)
      if let base = bytes.baseAddress, range.lowerBound + 16 <= bytes.count {
        // SAFETY: 16 bytes end at or before the count.
        let loaded = unsafe UnsafeRawPointer(base + range.lowerBound).loadUnaligned(as: SIMD2<UInt64>.self)
        lanes[0] = UInt64(littleEndian: loaded[0]) & Lanes.mask(min(range.count, 8))
        lanes[1] = UInt64(littleEndian: loaded[1]) & Lanes.mask(max(range.count - 8, 0))
      } else {
        // SAFETY: the caller's range is inside the buffer.
        for (offset, at) in range.enumerated() { unsafe lanes.set(offset, to: bytes[at]) }
      }
      let hash = TokenHash.hash(low: lanes[0], high: lanes[1], count: range.count)
      slot = Int(truncatingIfNeeded: hash) & (SegmentMemory.slots - 1)
    }
  }

  /// Appends the form of a sequence, if it is known.
  func append(_ key: Key, to target: inout Store<UInt8>) -> Bool {
    guard !entries.isEmpty else { return false }
    let entry = entries[key.slot]
    guard entry.keyCount == key.count, entry.key == key.lanes else { return false }
    target.append(entry.form[0], count: min(Int(entry.formCount), 8))
    target.append(entry.form[1], count: max(Int(entry.formCount) - 8, 0))
    return true
  }

  /// Keeps the form of a sequence: the bytes of `target` from `start` on, if they are at most 16.
  mutating func keep(_ key: Key, _ target: borrowing Store<UInt8>, from start: Int) {
    let count = target.count - start
    guard count <= 16 else { return }
    var entry = Entry()
    for offset in 0..<count {
      entry.form.set(offset, to: target[start + offset])
    }
    if entries.isEmpty { entries.reset(to: Entry(), count: Self.slots) }
    entry.key = key.lanes
    entry.keyCount = key.count
    entry.formCount = UInt8(count)
    entries[key.slot] = entry
  }
}

extension SIMD2<UInt64> {
  /// Sets one of 16 bytes that is 0.
  fileprivate mutating func set(_ offset: Int, to byte: UInt8) {
    self[offset >> 3] |= UInt64(byte) << UInt64(8 * (offset & 7))
  }
}

extension Store<UInt8> {
  /// Appends the lowest bytes of a word, at most eight.
  @inline(__always)
  mutating func append(_ word: UInt64, count: Int) {
    // SAFETY: there is room for all eight.
    unsafe UnsafeMutableRawPointer(room(for: 8)).storeBytes(of: word.littleEndian, as: UInt64.self)
    appended(count)
  }
}
