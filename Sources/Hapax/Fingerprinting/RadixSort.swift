/// Sorts numbers by some of their bits, a byte at a time from the lowest: in linear time, and equal ones stay in order.
enum RadixSort {
  /// - Parameter bits: Which bits count; a multiple of 8 of them.
  static func sort<Number: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    _ numbers: inout Store<Number>, bits: Range<Int>
  ) {
    var other = Store<Number>(capacity: numbers.count)
    other.reset(to: 0, count: numbers.count)
    for shift in stride(from: bits.lowerBound, to: bits.upperBound, by: 8) {
      var starts = [Int](repeating: 0, count: 257)
      for index in 0..<numbers.count { starts[digit(numbers[index], shift) + 1] += 1 }
      // All alike: nothing moves.
      if starts.contains(numbers.count) { continue }
      for digit in 1...256 { starts[digit] += starts[digit - 1] }
      for index in 0..<numbers.count {
        let digit = digit(numbers[index], shift)
        other[starts[digit]] = numbers[index]
        starts[digit] += 1
      }
      swap(&numbers, &other)
    }
  }

  @inline(__always)
  private static func digit<Number: FixedWidthInteger>(_ number: Number, _ shift: Int) -> Int {
    Int(truncatingIfNeeded: number >> Number(shift)) & 0xFF
  }
}
