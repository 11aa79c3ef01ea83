import Testing

@testable import Hapax

@Suite("Eight bytes at a time")
struct LanesTests {
  @Test("A mask takes as many bytes as it says, of one word and of two")
  func masks() {
    /// The slow twin: byte by byte.
    func mask(_ count: Int, from first: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | (first + $1 < count ? 0xFF << UInt64(8 * $1) : 0) }
    }
    for count in -9...25 { #expect(Lanes.mask(count) == mask(count, from: 0)) }
    for count in 0..<32 {
      let pair = unsafe Lanes.pairs[count]
      #expect(pair.low == mask(count, from: 0) && pair.high == mask(count, from: 8))
    }
  }
}
