/// Normal form C of a run of code points, in linear time whatever the run.
///
/// The algorithm of UAX #15, section 1.3, on ICU's data for single code points: decompose, sort marks by combining
/// class, compose. ICU sorts by insertion, which is quadratic: a letter with a million marks in falling order takes it
/// an hour. Here a long run of marks is sorted by counting, which is stable as the standard demands.
///
/// - Complexity: O(*n*) in code points.
enum CanonicalComposition {
  /// Memory for the work, used again from call to call.
  struct Scratch {
    fileprivate var decomposed: [UInt32] = []
    fileprivate var classes: [UInt8] = []
    fileprivate var sorted: [UInt32] = []

    init() {}
  }

  /// Marks in a row from which counting is cheaper than insertion.
  private static let longRun = 32
}

extension CanonicalComposition {
  /// Replaces well-formed UTF-8 by its normal form C.
  static func nfc(_ bytes: inout [UInt8]) {
    if !hasLongDisorder(bytes), let normal = ICUNormalizer(.nfc)?.normalized(bytes) {
      bytes = normal
      return
    }
    var scalars: [UInt32] = []
    scalars.reserveCapacity(bytes.count / 2)
    forEachScalar(in: bytes) { scalars.append($0) }
    var scratch = Scratch()
    compose(&scalars, using: &scratch)
    bytes.removeAll(keepingCapacity: true)
    for scalar in scalars { bytes.appendUTF8(scalar) }
  }

  /// Replaces code points by their normal form C.
  static func compose(_ scalars: inout [UInt32], using scratch: inout Scratch) {
    decompose(scalars, into: &scratch)
    sortMarks(&scratch)
    recompose(scratch, into: &scalars)
  }

  /// Whether more non-starters than `longRun` stand in a row, not in the order of their classes: ICU, which sorts by
  /// insertion, has nothing to do where they are in order. Code points without a combining class can still be cut off from
  /// the marks before them, so asking those with one is enough.
  private static func hasLongDisorder(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > longRun else { return false }
    var run = 0
    var last: UInt8 = 0
    var isOrdered = true
    var found = false
    forEachScalar(in: bytes) { scalar in
      let combiningClass = ICUCodePoint.combiningClass(scalar)
      if combiningClass == 0 {
        run = 0
        isOrdered = true
      } else {
        run += 1
        if combiningClass < last { isOrdered = false }
      }
      last = combiningClass
      if run > longRun && !isOrdered { found = true }
    }
    return found
  }

  @inline(__always)
  private static func forEachScalar(in bytes: [UInt8], _ body: (UInt32) -> Void) {
    // SAFETY: each offset is below the count.
    unsafe bytes.withUnsafeBufferPointer { text in
      var at = 0
      while at < text.count {
        let decoded = unsafe UTF8Decoding.decode(text, at: at)
        body(decoded.scalar)
        at += decoded.length
      }
    }
  }
}

// MARK: - The three steps

extension CanonicalComposition {
  private static func decompose(_ scalars: [UInt32], into scratch: inout Scratch) {
    scratch.decomposed.removeAll(keepingCapacity: true)
    scratch.decomposed.reserveCapacity(scalars.count)
    for scalar in scalars { ICUCodePoint.appendDecomposition(of: scalar, to: &scratch.decomposed) }
    scratch.classes.removeAll(keepingCapacity: true)
    scratch.classes.reserveCapacity(scratch.decomposed.count)
    for scalar in scratch.decomposed { scratch.classes.append(ICUCodePoint.combiningClass(scalar)) }
  }

  /// Sorts each run of marks by combining class, equal ones in their order.
  private static func sortMarks(_ scratch: inout Scratch) {
    var start = 0
    while start < scratch.classes.count {
      var end = start
      while end < scratch.classes.count, scratch.classes[end] != 0 { end += 1 }
      if end - start > longRun {
        countingSort(start..<end, &scratch)
      } else if end - start > 1 {
        insertionSort(start..<end, &scratch)
      }
      start = end + 1
    }
  }

  private static func insertionSort(_ range: Range<Int>, _ scratch: inout Scratch) {
    for index in range.dropFirst() {
      var at = index
      while at > range.lowerBound, scratch.classes[at - 1] > scratch.classes[at] {
        scratch.classes.swapAt(at - 1, at)
        scratch.decomposed.swapAt(at - 1, at)
        at -= 1
      }
    }
  }

  private static func countingSort(_ range: Range<Int>, _ scratch: inout Scratch) {
    var ends = [Int](repeating: 0, count: 257)
    for index in range { ends[Int(scratch.classes[index]) + 1] += 1 }
    for value in 1...256 { ends[value] += ends[value - 1] }
    scratch.sorted.removeAll(keepingCapacity: true)
    scratch.sorted.append(contentsOf: repeatElement(0, count: range.count))
    for index in range {
      let value = Int(scratch.classes[index])
      scratch.sorted[ends[value]] = scratch.decomposed[index]
      ends[value] += 1
    }
    for (offset, scalar) in scratch.sorted.enumerated() {
      scratch.decomposed[range.lowerBound + offset] = scalar
    }
    var at = range.lowerBound
    for value in 0...255 {
      while at < range.lowerBound + ends[value] {
        scratch.classes[at] = UInt8(value)
        at += 1
      }
    }
  }

  /// Joins each code point to the last starter, unless one between them blocks it: a starter, or a mark of the same or
  /// a higher class (Unicode 3.11, D115).
  private static func recompose(_ scratch: Scratch, into scalars: inout [UInt32]) {
    scalars.removeAll(keepingCapacity: true)
    var starter: Int?
    var lastClass: UInt8?
    for (scalar, combiningClass) in zip(scratch.decomposed, scratch.classes) {
      let isBlocked = lastClass.map { $0 == 0 || $0 >= combiningClass } ?? false
      if let starter, !isBlocked, let composite = ICUCodePoint.composite(scalars[starter], scalar) {
        scalars[starter] = composite
        continue
      }
      scalars.append(scalar)
      if combiningClass == 0 {
        starter = scalars.count - 1
        lastClass = nil
      } else {
        lastClass = combiningClass
      }
    }
  }
}
