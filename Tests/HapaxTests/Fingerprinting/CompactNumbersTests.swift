import Testing

@testable import Hapax

@Suite("Compact numbers") struct CompactNumbersTests {
  @Test("Numbers come back, in two bytes each or in four", arguments: [0, 1, 65_535, 65_536, 4_294_967_295])
  func comeBack(largest: Int) {
    let numbers = [0, largest, largest / 2, min(largest, 65_535), 0]
    let size = CompactNumbers.byteCount(numbers.count, largest: largest)
    #expect(size == numbers.count * (largest > 65_535 ? 4 : 2))
    // Behind something else, at an odd place.
    let memory = unsafe [UInt32](byteCount: size + 3) { raw in
      unsafe CompactNumbers.write(count: numbers.count, largest: largest, to: raw, at: 3) { numbers[$0] }
    }
    let compact = CompactNumbers(in: memory, at: 3, count: numbers.count, largest: largest)
    #expect((0..<compact.count).map { compact[$0] } == numbers)
    #expect(CompactNumbers(in: [], at: 0, count: 0, largest: largest).count == 0)
  }
}
