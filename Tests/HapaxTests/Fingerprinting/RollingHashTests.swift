import Testing

@testable import Hapax

@Suite("Rolling hash") struct RollingHashTests {
  @Test(
    "Rolling agrees with hashing each window afresh", arguments: [1, 2, 5, 24, 63, 64],
    [0, 1, 5, 64, 65, 200])
  func agreesWithNaive(width: Int, count: Int) {
    var random = SeededRandom(seed: 42)
    let hashes = (0..<count).map { _ in random.next() }
    let powers = RollingHash.powers
    var rolling = RollingHash()
    for end in hashes.indices {
      if rolling.width == width { rolling.removeFirst(hashes[end - width], powers: powers) }
      rolling.append(hashes[end])
      #expect(rolling.value == NaiveHashes.window(hashes[max(0, end + 1 - width)...end]), "up to \(end)")
    }
  }

  @Test("A window that grows and shrinks at random agrees with the twin", arguments: [UInt64](1...4))
  func randomWidths(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let powers = RollingHash.powers
    var rolling = RollingHash()
    var window: [UInt64] = []
    for step in 0..<500 {
      if window.count < 64 && (window.isEmpty || Bool.random(using: &random)) {
        // Few different hashes: windows of one repeated token are among them.
        window.append(UInt64.random(in: 0...2, using: &random) &* RollingHash.base)
        rolling.append(window[window.count - 1])
      } else {
        rolling.removeFirst(window.removeFirst(), powers: powers)
      }
      #expect(rolling.width == window.count)
      #expect(rolling.value == NaiveHashes.window(window), "seed \(seed) step \(step)")
    }
  }

  static let words = "the ferry that has carried commuters for sixty one years"
  static let vectors: [(Int, UInt64)] = [
    (1, 0x4966_C32A_8B0D_A5CD), (2, 0x43EA_D5A5_C723_008F), (5, 0x73B7_0135_E98C_FA26),
    (10, 0xFD0E_1B70_2E02_CA87),
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
    #expect(seeds[0] == 0xEDC0_4D7A_633E_8985)
    #expect(seeds.count == 6)
  }
}
