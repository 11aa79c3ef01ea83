internal import Synchronization

/// One value for each code point, in blocks of 64 that are computed when one is first looked at.
///
/// ICU is the authority and the table is its memory: nothing is shipped by hand, and whatever ICU is linked fills it. A
/// text in one script touches a few blocks. Threads share one table: a block is published with release order when it
/// is complete and never changes after that; two threads that fill the same block at once compute the same values, and
/// one of the two copies is thrown away.
///
/// - Complexity: A look-up is two loads. The table itself takes 139 KB, a block 64 elements; blocks in which every
///   element is `common` share one.
@safe final class CodePointTable<Element: BitwiseCopyable & Equatable & Sendable>: Sendable {
  /// One past the last code point.
  static var codePointCount: UInt32 { 0x11_0000 }

  // SAFETY: allocated in `init`, freed in `deinit`, never replaced; its elements are atomic.
  private nonisolated(unsafe) let blocks: UnsafeMutablePointer<Atomic<UnsafeMutablePointer<Element>?>>
  // SAFETY: written in `init` and only read after that.
  private nonisolated(unsafe) let commonBlock: UnsafeMutablePointer<Element>
  private let common: Element
  private let compute: @Sendable (UInt32) -> Element

  /// - Parameters:
  ///   - common: The value of most code points. It changes the memory that is used, never a look-up.
  ///   - compute: Gives the value of a code point, the same at each call. It may run more than once.
  init(common: Element, compute: @escaping @Sendable (UInt32) -> Element) {
    self.common = common
    self.compute = compute
    // SAFETY: every element is initialized before anything can read it.
    unsafe blocks = .allocate(capacity: Self.blockCount)
    for index in 0..<Self.blockCount { unsafe (blocks + index).initialize(to: Atomic(nil)) }
    unsafe commonBlock = .allocate(capacity: Self.blockSize)
    unsafe commonBlock.initialize(repeating: common, count: Self.blockSize)
  }

  deinit {
    for index in 0..<Self.blockCount {
      // SAFETY: no other reference is left, and every block but the common one has one owner, its slot.
      if let block = unsafe blocks[index].load(ordering: .relaxed), unsafe block != commonBlock {
        unsafe block.deallocate()
      }
    }
    unsafe blocks.deinitialize(count: Self.blockCount)
    unsafe blocks.deallocate()
    unsafe commonBlock.deallocate()
  }
}

extension CodePointTable {
  private static var blockSize: Int { 64 }
  private static var blockCount: Int { Int(codePointCount) / blockSize }

  /// The value of a code point.
  ///
  /// - Precondition: `codePoint` is below 0x110000.
  @inline(__always)
  subscript(codePoint: UInt32) -> Element {
    precondition(codePoint < Self.codePointCount, "A code point is below 0x110000")
    // SAFETY: the index is in bounds; a published block has 64 elements and is not written again. Spans take 1.15 times
    // as long, and no other thread could add a block.
    let block = unsafe blocks[Int(codePoint >> 6)].load(ordering: .acquiring) ?? fill(Int(codePoint >> 6))
    return unsafe block[Int(codePoint & 63)]
  }

  /// Whether all 64 code points of the block that begins at `64 * index` have the common value.
  func isCommon(block index: Int) -> Bool {
    precondition(index >= 0 && index < Self.blockCount, "A code point is below 0x110000")
    // SAFETY: only the addresses of two live allocations are compared.
    return unsafe (blocks[index].load(ordering: .acquiring) ?? fill(index)) == commonBlock
  }

  @inline(never)
  private func fill(_ index: Int) -> UnsafeMutablePointer<Element> {
    let first = UInt32(index * Self.blockSize)
    // SAFETY: the block is private to this call until the exchange publishes it, complete.
    let block = UnsafeMutablePointer<Element>.allocate(capacity: Self.blockSize)
    var isCommon = true
    for offset in 0..<Self.blockSize {
      let element = compute(first + UInt32(offset))
      isCommon = isCommon && element == common
      unsafe (block + offset).initialize(to: element)
    }
    let published = unsafe isCommon ? commonBlock : block
    let (exchanged, original) = unsafe blocks[index].compareExchange(
      expected: nil, desired: published, ordering: .acquiringAndReleasing)
    if !exchanged || isCommon { unsafe block.deallocate() }
    return unsafe exchanged ? published : (original ?? published)
  }
}
