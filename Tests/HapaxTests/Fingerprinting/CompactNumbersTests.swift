import Testing

@testable import Hapax

@Suite("Compact numbers") struct CompactNumbersTests {
  @Test("Numbers come back, in two bytes each or in four", arguments: [0, 1, 65_535, 65_536, 4_294_967_295])
  func comeBack(largest: Int) {
    let numbers = [0, largest, largest / 2, min(largest, 65_535), 0]
    let compact = CompactNumbers(count: numbers.count, largest: largest) { numbers[$0] }
    #expect((0..<compact.count).map { compact[$0] } == numbers)
    #expect(compact.byteCount == numbers.count * (largest > 65_535 ? 4 : 2))
    #expect(CompactNumbers(count: 0, largest: largest) { $0 }.count == 0)
  }
}
