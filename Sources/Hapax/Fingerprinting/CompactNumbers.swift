/// Numbers below 2³² in a piece of memory that holds other things too: in two bytes each where none can be larger than
/// 65,535, as those of most documents' tokens and words, else in four.
@safe struct CompactNumbers: Sendable {
  private let memory: [UInt32]
  /// Where they begin, in bytes.
  private let start: Int
  let count: Int
  private let isWide: Bool

  /// Those that `write` wrote there.
  init(in memory: [UInt32], at start: Int, count: Int, largest: Int) {
    precondition(
      start >= 0 && count >= 0 && start + Self.byteCount(count, largest: largest) <= memory.count * 4,
      "The numbers lie inside the memory")
    self.memory = memory
    self.start = start
    self.count = count
    isWide = Self.isWide(largest)
  }

  static func byteCount(_ count: Int, largest: Int) -> Int { count * (isWide(largest) ? 4 : 2) }

  private static func isWide(_ largest: Int) -> Bool { largest > Int(UInt16.max) }

  /// Writes numbers into memory that has room for them at `start`.
  @unsafe
  @inline(__always)
  static func write(
    count: Int, largest: Int, to raw: UnsafeMutableRawBufferPointer, at start: Int, _ number: (Int) -> Int
  ) {
    precondition(start >= 0 && start + byteCount(count, largest: largest) <= raw.count, "There is room")
    // SAFETY: as was just checked.
    if isWide(largest) {
      for index in 0..<count {
        unsafe raw.storeBytes(
          of: UInt32(truncatingIfNeeded: number(index)), toByteOffset: start + 4 * index, as: UInt32.self)
      }
    } else {
      for index in 0..<count {
        unsafe raw.storeBytes(
          of: UInt16(truncatingIfNeeded: number(index)), toByteOffset: start + 2 * index, as: UInt16.self)
      }
    }
  }

  @inline(__always)
  subscript(index: Int) -> Int {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "Index out of range")
    // SAFETY: all numbers lie inside the memory.
    return unsafe memory.withUnsafeBytes {
      unsafe isWide
        ? Int($0.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self))
        : Int($0.loadUnaligned(fromByteOffset: start + 2 * index, as: UInt16.self))
    }
  }
}

extension CompactNumbers {
  /// Calls `body` with each index and its number: they are as long as one another, which is asked once.
  @inline(__always)
  func forEach(_ body: (_ index: Int, _ number: Int) -> Void) {
    // SAFETY: all numbers lie inside the memory.
    unsafe memory.withUnsafeBytes { bytes in
      if isWide {
        for index in 0..<count {
          unsafe body(index, Int(bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self)))
        }
      } else {
        for index in 0..<count {
          unsafe body(index, Int(bytes.loadUnaligned(fromByteOffset: start + 2 * index, as: UInt16.self)))
        }
      }
    }
  }
}

extension [UInt32] {
  /// So many bytes, rounded up to whole elements, that `fill` writes all of.
  @unsafe
  @inline(__always)
  init(byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
    let count = (byteCount + 3) / 4
    unsafe self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      if count > 0 {
        // The bytes that round up; equal contents are equal bytes.
        unsafe buffer[count - 1] = 0
        unsafe fill(
          UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(buffer.baseAddress), count: count * 4))
      }
      initialized = count
    }
  }
}
