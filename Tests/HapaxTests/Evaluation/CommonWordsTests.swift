import Testing

@testable import Hapax

@Suite("Common words") struct CommonWordsTests {
  @Test("Agrees with the textbook's table on random words, across 64-bit borders")
  func agreesWithNaive() {
    var random = SeededRandom(seed: 5)
    for round in 0..<400 {
      let lengths = [0, 1, 5, 63, 64, 65, 130]
      let alphabet = Int32([1, 2, 3, 50].randomElement(using: &random) ?? 2)
      func text() -> [Int32] {
        (0..<(lengths.randomElement(using: &random) ?? 0)).map { _ in
          .random(in: 0..<alphabet, using: &random)
        }
      }
      let a = text(), b = text()
      #expect(CommonWords.count(a, b) == naiveCommonWords(a, b), "round \(round)")
    }
  }

  private func naiveCommonWords(_ a: [Int32], _ b: [Int32]) -> Int {
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices {
      for j in b.indices {
        table[i + 1][j + 1] = a[i] == b[j] ? table[i][j] + 1 : max(table[i][j + 1], table[i + 1][j])
      }
    }
    return table[a.count][b.count]
  }
}
