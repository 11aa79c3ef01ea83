/// A growable array of plain values that is filled, read and used again for text after text.
///
/// `Array` asks on every append whether its storage is shared. This one has a single owner, so appending is a compare
/// and a store, and clearing keeps the memory. Indices are checked, so it is safe to use.
@safe struct Store<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int

  init(capacity: Int = 16) {
    self.capacity = max(capacity, 1)
    unsafe base = .allocate(capacity: self.capacity)
  }

  deinit { unsafe base.deallocate() }
}

extension Store {
  var isEmpty: Bool { count == 0 }

  @inline(__always)
  subscript(index: Int) -> Element {
    // SAFETY: the index is checked against `count`, and elements below it are initialized.
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "Index out of range")
      return unsafe base[index]
    }
    set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "Index out of range")
      unsafe base[index] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: capacity * 2) }
    // SAFETY: `count` is below `capacity`.
    unsafe (base + count).initialize(to: element)
    count += 1
  }

  mutating func removeLast(_ n: Int = 1) {
    precondition(n <= count, "Nothing to remove")
    count -= n
  }

  /// Empties it. Memory that one uncommonly large text has claimed is given back once a much smaller one has followed.
  mutating func removeAll() {
    let isLarge = capacity * MemoryLayout<Element>.stride > 1 << 24
    if isLarge && count * 8 < capacity {
      unsafe base.deallocate()
      capacity = max(16, count)
      unsafe base = .allocate(capacity: capacity)
    }
    count = 0
  }

  /// Makes it `newCount` copies of `element`.
  mutating func reset(to element: Element, count newCount: Int) {
    removeAll()
    if newCount > capacity { grow(to: newCount) }
    unsafe base.initialize(repeating: element, count: newCount)
    count = newCount
  }

  mutating func reserve(_ minimum: Int) {
    if minimum > capacity { grow(to: max(minimum, capacity * 2)) }
  }

  @inline(never)
  private mutating func grow(to newCapacity: Int) {
    // SAFETY: the first `count` elements are initialized, and plain values move by copying.
    let grown = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    unsafe grown.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = grown
    capacity = newCapacity
  }

  /// The elements as a buffer for one call, where a wide load or a prefetch needs their address.
  @unsafe
  @inline(__always)
  var pointer: UnsafeMutablePointer<Element> { unsafe base }
}
