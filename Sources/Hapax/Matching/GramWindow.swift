/// A window that moves over a document's tokens, with its rolling hash. Windows with a word that the other document has
/// not are left out.
struct GramWindow {
  private(set) var start = -1
  private var end = 0
  private var hash = RollingHash()

  /// The hash of the window.
  var value: UInt64 { hash.value }

  /// Moves to the next window. Returns false behind the last.
  @inline(__always)
  mutating func advance(
    _ numbers: borrowing Store<UInt32>, _ lengths: borrowing Store<UInt32>, width: Int
  ) -> Bool {
    if start >= 0, end > start { hash.removeFirst(Self.mixed(numbers[start])) }
    start += 1
    if end < start {
      end = start
      hash = RollingHash()
    }
    while true {
      guard Int(lengths[end]) - Int(lengths[start]) < width else { return true }
      guard end < numbers.count else { return false }
      if numbers[end] == PairAligner.unknown || hash.width == 60 {
        end += 1
        start = end
        hash = RollingHash()
      } else {
        hash.append(Self.mixed(numbers[end]))
        end += 1
      }
    }
  }

  @inline(__always)
  private static func mixed(_ number: UInt32) -> UInt64 {
    (UInt64(number) &+ 1) &* 0xD6E8_FEB8_6659_FD93
  }
}
