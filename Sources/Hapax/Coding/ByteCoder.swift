/// Appends plain values to bytes, in the byte order of the machine: for files that the same machine reads again.
@safe package struct ByteEncoder {
  package private(set) var bytes: [UInt8] = []

  package init() {}
}

extension ByteEncoder {
  package mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
    // SAFETY: the bytes of one value are read while it lives.
    unsafe withUnsafeBytes(of: value) { unsafe bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ value: Double) { append(value.bitPattern) }

  /// Adds how many values there are, and the values.
  package mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(_ values: [Value]) {
    append(values.count)
    // SAFETY: the bytes of the array are read while it lives.
    unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ range: Range<Int>) {
    append(range.lowerBound)
    append(range.upperBound)
  }

  /// Adds bytes as they are.
  package mutating func append(raw: [UInt8]) { bytes.append(contentsOf: raw) }

  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}

/// Reads what `ByteEncoder` wrote.
///
/// Bytes that end early, or lengths that pass their end, give nil, for what is read may be damaged.
@safe package struct ByteDecoder {
  private let bytes: ArraySlice<UInt8>
  /// Where the next value begins.
  package private(set) var offset: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }
}

extension ByteDecoder {
  package var isAtEnd: Bool { offset == bytes.endIndex }

  package mutating func next<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type) -> Value? {
    let size = MemoryLayout<Value>.size
    guard bytes.endIndex - offset >= size else { return nil }
    defer { offset += size }
    let start = offset - bytes.startIndex
    // SAFETY: so many bytes are left.
    return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: start, as: Value.self) }
  }

  package mutating func nextInt() -> Int? { next(Int.self) }
  package mutating func nextDouble() -> Double? { next(UInt64.self).map { Double(bitPattern: $0) } }

  /// A number of things of which each takes a byte at least, so that damaged bytes can not ask for more than they hold.
  package mutating func nextCount() -> Int? {
    guard let count = nextInt(), count >= 0, count <= bytes.endIndex - offset else { return nil }
    return count
  }

  package mutating func nextArray<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type) -> [Value]?
  {
    guard let count = nextCount() else { return nil }
    let size = count * MemoryLayout<Value>.size
    guard bytes.endIndex - offset >= size else { return nil }
    let start = offset - bytes.startIndex
    offset += size
    // An array made of no elements writes their count into memory that all empty arrays share.
    if count == 0 { return [] }
    return unsafe [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      // SAFETY: so many bytes are left, and the buffer has room for as many values.
      unsafe bytes.withUnsafeBytes { raw in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: raw[start..<start + size]))
      }
      initialized = count
    }
  }

  package mutating func nextRange() -> Range<Int>? {
    guard let start = nextInt(), let end = nextInt(), start <= end else { return nil }
    return start..<end
  }
}
