import Testing

@testable import Hapax

@Suite("Rolling hash") struct RollingHashTests {
  @Test(
    "Rolling agrees with hashing each window afresh", arguments: [1, 2, 5, 24, 63, 64],
    [0, 1, 5, 64, 65, 200])
  func agreesWithNaive(width: Int, count: Int) {
    var random = SeededRandom(seed: 42)
    let hashes = (0..<count).map { _ in random.next() }
    var rolling = RollingHash()
    for end in hashes.indices {
      if rolling.width == width { rolling.removeFirst(hashes[end - width]) }
      rolling.append(hashes[end])
      #expect(rolling.value == NaiveHashes.window(hashes[max(0, end + 1 - width)...end]), "up to \(end)")
    }
  }

  @Test("A window that grows and shrinks at random agrees with the twin", arguments: [UInt64](1...4))
  func randomWidths(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var rolling = RollingHash()
    var window: [UInt64] = []
    for step in 0..<500 {
      if window.count < 64 && (window.isEmpty || Bool.random(using: &random)) {
        // Few different hashes: windows of one repeated token are among them.
        window.append(UInt64.random(in: 0...2, using: &random) &* RollingHash.base)
        rolling.append(window[window.count - 1])
      } else {
        rolling.removeFirst(window.removeFirst())
      }
      #expect(rolling.width == window.count)
      #expect(rolling.value == NaiveHashes.window(window), "seed \(seed) step \(step)")
    }
  }

  static let words = "the ferry that has carried commuters for sixty one years"
  static let vectors: [(Int, UInt64)] = [
    (1, 0xB650_C7DF_7A56_1CE2), (2, 0x9025_704E_D7B3_9593), (5, 0xBB57_002D_CFD4_BF59),
    (10, 0xFAA8_D052_2376_36DD),
  ]

  @Test("Windows hash as in the specification", .enabled(if: HashWidth.bits == 64), arguments: vectors)
  func vector(count: Int, hash: UInt64) {
    let tokens = Tokens(of: Self.words)
    var rolling = RollingHash()
    for index in 0..<count { rolling.append(tokens.hash(index)) }
    #expect(rolling.value == hash)
  }

  @Test("The first seed is that of the specification", .enabled(if: HashWidth.bits == 64))
  func seedVector() {
    let tokens = Tokens(of: Self.words)
    var seeds = Seeds()
    seeds.find(in: tokens, Options.Fingerprinting())
    #expect(seeds[0] == 0xD5C0_0B73_F52F_D645)
    #expect(seeds.count == 6)
  }
}
