internal import CHapaxCorpus
internal import Glibc

/// Bytes that are filled from behind and used again: read into, cut into lines, emptied.
///
/// The storage is an array that only grows, so a buffer that was once filled costs nothing to fill again.
@safe struct ByteBuffer {
  private var storage: [UInt8] = []

  init() {}

  /// An empty buffer with room for so many bytes.
  init(capacity: Int) { storage.reserveCapacity(capacity) }

  init(_ bytes: [UInt8]) { storage = bytes }
}

extension ByteBuffer {
  /// The bytes in use, as an array of their own.
  var bytes: [UInt8] { storage }

  var count: Int { storage.count }

  subscript(range: Range<Int>) -> [UInt8] {
    precondition(range.upperBound <= count, "The range lies inside the bytes in use")
    return Array(storage[range])
  }

  subscript(index: Int) -> UInt8 {
    precondition(index < count, "The index lies inside the bytes in use")
    return storage[index]
  }

  /// Where `byte` first stands in `range`.
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.upperBound <= count, "The range lies inside the bytes in use")
    // SAFETY: the range was just checked; `memchr` reads nothing outside it.
    return unsafe storage.withUnsafeBytes { memory -> Int? in
      guard let base = memory.baseAddress else { return nil }
      guard let found = unsafe memchr(base + range.lowerBound, Int32(byte), range.count) else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Where `byte` last stands in `range`.
  func lastIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.upperBound <= count, "The range lies inside the bytes in use")
    // SAFETY: the range was just checked; `chc_last` reads nothing outside it.
    return unsafe storage.withUnsafeBytes { memory -> Int? in
      guard let base = memory.baseAddress else { return nil }
      guard let found = unsafe chc_last(base + range.lowerBound, Int32(byte), range.count) else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Lends some of the bytes in use.
  func withSpan<Result>(in range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
    precondition(range.upperBound <= count, "The range lies inside the bytes in use")
    return body(storage.span.extracting(range))
  }

  /// Adds some of the bytes in use to `output`.
  func copy(_ range: Range<Int>, to output: inout [UInt8]) {
    precondition(range.upperBound <= count, "The range lies inside the bytes in use")
    output.append(contentsOf: storage[range])
  }

  /// Lends the bytes in use to C.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    unsafe storage.withUnsafeBufferPointer { unsafe body($0) }
  }
}

extension ByteBuffer {
  /// Lets `fill` write behind the bytes in use, at most `room` bytes, and takes as many in use as it says.
  mutating func append<Failure: Error>(
    room: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    var made = 0
    try storage.append(addingCapacity: room) { (output: inout OutputSpan<UInt8>) throws(Failure) in
      // SAFETY: what is free is at least `room` bytes, and the bytes that were filled are counted.
      try unsafe output.withUnsafeMutableBufferPointer { (memory, initialized) throws(Failure) in
        let start = initialized
        made = try unsafe fill(UnsafeMutableBufferPointer(rebasing: memory[start..<start + room]))
        precondition(made <= room, "No more is filled than there is room for")
        initialized += made
      }
    }
    return made
  }

  /// Adds what `other` holds from `start` on.
  mutating func append(_ other: ByteBuffer, from start: Int) {
    _ = unsafe append(room: other.count - start) { free in
      // SAFETY: there is room for what is copied.
      unsafe other.withBytes { bytes in
        let rest = unsafe UnsafeBufferPointer(rebasing: bytes[start...])
        if let base = free.baseAddress, let from = rest.baseAddress {
          unsafe _ = memcpy(base, from, rest.count)
        }
        return rest.count
      }
    }
  }

  /// Keeps the first `kept` bytes.
  mutating func truncate(to kept: Int) {
    precondition(kept <= count, "Only bytes in use are kept")
    storage.removeLast(count - kept)
  }
}
