import Testing

@testable import Hapax

@Suite("Fingerprints that documents of a batch have in common") struct CommonFingerprintsTests {
  @Test("They are those that sets tell, in any order of the documents", arguments: [UInt64](1...8))
  func agreesWithSets(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var sketcher = try Sketcher(.standard)
    var common = CommonFingerprints()
    // One after the other in the same memory, the first the largest.
    for count in [60, 20, 1, 40] {
      var texts: [[String]] = []
      for _ in 0..<count {
        var text = (0..<Int.random(in: 0...80, using: &random)).map { _ in
          Tokens.word(Int.random(in: 0..<4_000, using: &random))
        }
        // A third have a run of another one.
        if let other = texts.randomElement(using: &random), Int.random(in: 0..<3, using: &random) == 0 {
          text += other.suffix(Int.random(in: 0...30, using: &random))
        }
        texts.append(text)
      }
      let sketches = texts.map { sketcher.sketch(Array($0.joined(separator: " ").utf8)) }
      common.begin(documents: count)
      for number in sketches.indices.shuffled(using: &random) { common.add(sketches[number], number: number) }
      for (number, sketch) in sketches.enumerated() {
        let others = sketches.indices.filter { $0 != number }
        let isRelated =
          sketch.fingerprintCount == 0
          || others.contains { !Set(sketches[$0].fingerprints).isDisjoint(with: sketch.fingerprints) }
        #expect(common.mayBeRelated[number] == isRelated, "seed \(seed), document \(number) of \(count)")
      }
    }
  }
}
