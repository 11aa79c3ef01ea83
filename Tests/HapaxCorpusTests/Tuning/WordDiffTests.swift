import Testing

@testable import HapaxCorpus

@Suite("Word diff") struct WordDiffTests {
  /// What every diff must be: all of both, in order, and the same where it says so.
  private func check(_ first: [Int32], _ second: [Int32], _ note: String) -> [WordDiff.Part] {
    let parts = WordDiff(first, second).parts
    var (x, y) = (0, 0)
    for (index, part) in parts.enumerated() {
      #expect(part.first.lowerBound == x && part.second.lowerBound == y, "\(note)")
      (x, y) = (part.first.upperBound, part.second.upperBound)
      #expect(!part.isSame || first[part.first] == second[part.second], "\(note)")
      #expect(!part.first.isEmpty || !part.second.isEmpty, "\(note)")
      #expect(index == 0 || parts[index - 1].isSame != part.isSame, "\(note)")
    }
    #expect(x == first.count && y == second.count, "\(note)")
    return parts
  }

  @Test("All pairs of up to four words of three are aligned, and short ones as well as can be")
  func exhaustive() {
    var sequences: [[Int32]] = [[]]
    var longest: [[Int32]] = [[]]
    for _ in 0..<4 {
      longest = longest.flatMap { words in (0..<3 as Range<Int32>).map { words + [$0] } }
      sequences += longest
    }
    for a in sequences {
      for b in sequences {
        let parts = check(a, b, "\(a) \(b)")
        let (isAnySame, isAllSame) = (parts.contains { $0.isSame }, parts.allSatisfy { $0.isSame })
        #expect(isAllSame == (a == b), "\(a) \(b)")
        let isDisjoint = Set(a).isDisjoint(with: b)
        #expect(isAnySame == !isDisjoint, "\(a) \(b)")
      }
    }
  }

  @Test(
    "What was changed in a long text is found, and nothing else", arguments: 1...20 as ClosedRange<UInt64>)
  func changes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Common words and rare ones, as in real text.
    let first = (0..<600).map { index in
      Int32(random.next(below: 3) == 0 ? 1_000 + index : random.next(below: 40))
    }
    var second = first
    var changed = 0
    for place in stride(from: 595, through: 5, by: -30) where random.next(below: 2) == 0 {
      changed += 1
      switch random.next(below: 3) {
      case 0: second.remove(at: place)
      case 1: second.insert(5_000, at: place)
      default: second[place] = 5_000
      }
    }
    let parts = check(first, second, "seed \(seed)")
    let same = parts.filter(\.isSame).reduce(0) { $0 + $1.first.count }
    #expect(same >= 600 - 2 * changed, "seed \(seed)")
  }

  @Test("A common word between two new sentences is no anchor for a reader")
  func chance() {
    let parts = WordDiff([1, 2, 3, 4, 5, 6, 9, 7, 8, 20, 21], [1, 12, 13, 14, 15, 9, 16, 17, 18, 19, 21])
      .parts
    #expect(parts.map(\.isSame) == [true, false, true])
    #expect(parts[1].first == 1..<10 && parts[1].second == 1..<10)
  }

  @Test("Both texts are told as one, in lines that a terminal takes")
  func text() {
    let first = "The old crane fell \u{1B}[31mon Tuesday, said Ms Ayala. " + words(40)
    let second =
      "The old derrick fell \u{1B}[31mon Tuesday, said Ms Ayala. " + words(40) + " And nobody was hurt."
    let lines = PairText(Array(first.utf8), Array(second.utf8)).lines(limit: 9)
    let text = lines.joined(separator: " ")
    #expect(text.hasPrefix("The old [-crane-] {+derrick+} fell \\u{1B}[31mon"))
    #expect(text.hasSuffix("{+And nobody was hurt.+}") && text.contains(" words … "))
    #expect(lines.allSatisfy { $0.count <= 110 })
    let han = PairText(Array(String(repeating: "一二三", count: 200).utf8), Array("四五六".utf8)).lines(limit: 2)
    #expect(han.count == 2 && han[1].hasPrefix("{+") || han.last?.contains("四五六") == true)
    #expect(PairText([], []).lines(limit: 2) == [])
    let many = PairText(Array(words(400).utf8), Array(words(400, from: 900).utf8)).lines(limit: 2)
    #expect(many.count == 2 && many[1].hasPrefix("… ("))
  }

  private func words(_ count: Int, from start: Int = 0) -> String {
    (start..<start + count).map { "word\($0)" }.joined(separator: " ")
  }

  @Test(
    "Scripts without spaces are printed as they stand: no spaces between characters, marks with their letters"
  )
  func unsegmented() {
    func text(_ a: String, _ b: String) -> String {
      PairText(Array(a.utf8), Array(b.utf8)).lines(limit: 9).joined(separator: "\n")
    }
    #expect(text("今天下雨，不出门。", "今天下雪，不出门。") == "今天下[-雨，-]{+雪，+}不出门。")
    #expect(text("น้ำมันที่นี่", "น้ำปูที่นี่") == "น้ำ[-มัน-]{+ปู+}ที่นี่")
    #expect(text("「one」 two three", "「one」 four three") == "「one」 [-two-] {+four+} three")
  }
}
