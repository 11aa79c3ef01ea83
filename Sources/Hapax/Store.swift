internal import Glibc

/// A growable array of plain values that is filled, read and used again for text after text.
///
/// `Array` asks on every append whether its storage is shared. This one has a single owner, so appending is a compare
/// and a store, and clearing keeps the memory. Indices are checked, so it is safe to use. A
/// span checks them in the same time, but owns no memory that could grow.
@safe struct Store<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int
  /// How many times in a row it was emptied with much less in it than it has room for.
  private var smallUses = 0

  init(capacity: Int = 16) {
    self.capacity = max(capacity, 1)
    unsafe base = LargeMemory.allocate(self.capacity)
  }

  /// So many elements all of whose bits are 0. What is large is not written: the system gives its pages when they are first
  /// used, to the thread that uses them.
  init(zeros count: Int) {
    capacity = max(count, 1)
    unsafe base = LargeMemory.zeros(capacity)
    self.count = count
  }

  deinit { unsafe free(base) }
}

extension Store {
  /// Asks the system now for the pages of a part of what was made of zeros, for a thread that has the time: whoever is
  /// the first to use one waits for it. Where the system can not, nothing is lost.
  ///
  /// - Parameter part: Of `parts` equal ones. Several threads can ask for one each.
  func populate(_ part: Int, of parts: Int) {
    unsafe LargeMemory.populate(base, count, count * part / parts..<count * (part + 1) / parts)
  }
}

extension Store {
  private static var mostSmallUses: Int { 16 }

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

  /// Where the next `n` elements go: for loops that append many, and count them once by `appended`.
  @unsafe
  @inline(__always)
  mutating func room(for n: Int) -> UnsafeMutablePointer<Element> {
    if count + n > capacity { grow(to: max(count + n, capacity * 2)) }
    return unsafe base + count
  }

  /// Counts elements that were written into the room.
  @inline(__always)
  mutating func appended(_ n: Int) {
    precondition(n >= 0 && count + n <= capacity, "More than there was room for")
    count += n
  }

  /// Empties it. Memory that one uncommonly large text has claimed is given back once some much smaller ones have followed:
  /// the first of them may be the same text, of which little is left after a round.
  mutating func removeAll() {
    let isLarge = capacity * MemoryLayout<Element>.stride > 1 << 24
    smallUses = isLarge && count * 8 < capacity ? smallUses + 1 : 0
    if smallUses > Self.mostSmallUses {
      smallUses = 0
      unsafe free(base)
      capacity = max(16, count)
      unsafe base = LargeMemory.allocate(capacity)
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
    let grown: UnsafeMutablePointer<Element> = unsafe LargeMemory.allocate(newCapacity)
    unsafe grown.moveInitialize(from: base, count: count)
    unsafe free(base)
    unsafe base = grown
    capacity = newCapacity
  }

  /// The elements as a buffer for one call, where a wide load or a prefetch needs their address.
  @unsafe
  @inline(__always)
  var pointer: UnsafeMutablePointer<Element> { unsafe base }
}

/// Memory for stores.
private enum LargeMemory {
  private static let hugePage = 1 << 21

  /// Memory for elements, to be freed by `free`.
  ///
  /// A large text fills hundreds of megabytes that are then read in no order: with pages of 2 MB it takes a fraction of
  /// the faults, and of the misses of the translation buffer.
  static func allocate<Element: BitwiseCopyable>(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    let byteCount = max(1, capacity) * MemoryLayout<Element>.stride
    var memory: UnsafeMutableRawPointer?
    if byteCount >= 2 * hugePage {
      // SAFETY: the advice changes how the memory is mapped, not what it holds; where it is not taken, nothing is lost.
      if unsafe posix_memalign(&memory, hugePage, byteCount) == 0, let memory = unsafe memory {
        _ = unsafe madvise(memory, byteCount, MADV_HUGEPAGE)
        return unsafe memory.bindMemory(to: Element.self, capacity: capacity)
      }
    } else {
      unsafe memory = malloc(byteCount)
    }
    guard let memory = unsafe memory else { preconditionFailure("Out of memory: \(byteCount) bytes") }
    return unsafe memory.bindMemory(to: Element.self, capacity: capacity)
  }

  /// From Linux 5.14 on; the C library of older systems does not name it.
  private static let populateForWriting: Int32 = 23

  /// The large pages that begin in a part of the memory.
  static func populate<Element: BitwiseCopyable>(
    _ memory: UnsafeMutablePointer<Element>, _ count: Int, _ part: Range<Int>
  ) {
    let stride = MemoryLayout<Element>.stride
    let address = Int(bitPattern: memory)
    func page(of element: Int) -> Int { (address + element * stride + hugePage - 1) / hugePage * hugePage }
    let start = page(of: part.lowerBound)
    let end = min(page(of: part.upperBound), (address + count * stride) / hugePage * hugePage)
    guard start < end else { return }
    // SAFETY: whole pages inside the memory; what they hold stays.
    _ = unsafe madvise(UnsafeMutableRawPointer(memory) + (start - address), end - start, populateForWriting)
  }

  /// The same, filled with zeros.
  static func zeros<Element: BitwiseCopyable>(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    let byteCount = max(1, capacity) * MemoryLayout<Element>.stride
    guard let memory = unsafe calloc(byteCount, 1) else {
      preconditionFailure("Out of memory: \(byteCount) bytes")
    }
    if byteCount >= 2 * hugePage {
      // SAFETY: as above; the pages that lie inside the memory are advised.
      let address = Int(bitPattern: memory)
      let start = (address + hugePage - 1) / hugePage * hugePage
      let size = (address + byteCount) / hugePage * hugePage - start
      _ = unsafe madvise(memory + (start - address), size, MADV_HUGEPAGE)
    }
    return unsafe memory.bindMemory(to: Element.self, capacity: capacity)
  }
}
