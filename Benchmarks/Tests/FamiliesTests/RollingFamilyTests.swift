import Testing
import Workloads

@testable import families

@Suite("Families of rolling hashes") struct RollingFamilyTests {
  private func check<Family: RollingFamily>(_ family: Family.Type, width: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // The largest values, too: sums and products must not overflow.
    let tokens = (0..<300).map { $0.isMultiple(of: 7) ? UInt64.max : random.next() }
    var rolled: [UInt64] = []
    Family.forEachWindow(of: tokens, width: width) { rolled.append($0.raw) }
    let fresh = (0..<max(0, tokens.count - width + 1)).map { start in
      var hash = Family(width: width)
      for token in tokens[start..<start + width] { hash.append(token) }
      return hash.raw
    }
    #expect(rolled == fresh, "\(Family.name), width \(width), seed \(seed)")
  }

  @Test("Rolling agrees with hashing each window afresh", arguments: [1, 2, 5, 63, 64, 65, 130, 300, 301])
  func rolls(width: Int) {
    check(PowerPolynomial.self, width: width, seed: 1)
    check(PrimePolynomial.self, width: width, seed: 2)
    check(CyclicPolynomial.self, width: width, seed: 3)
    check(Gear.self, width: width, seed: 4)
  }

  @Test("The prime's polynomial is the one of school arithmetic")
  func prime() {
    let p = PrimePolynomial.prime
    let base: UInt64 = 0x1E37_79B9_7F4A_7C15 % p
    var random = SplitMix64(seed: 5)
    for _ in 0..<1_000 {
      let (a, b) = (random.next(), random.next())
      var hash = PrimePolynomial(width: 2)
      hash.append(a)
      hash.append(b)
      let (high, low) = (a % p).multipliedFullWidth(by: base)
      let product = p.dividingFullWidth((high, low)).remainder
      #expect(hash.raw == (product + b % p) % p)
    }
  }

  @Test("Different windows are told by their words, at every width", arguments: [1, 2, 3, 5, 8, 13])
  func different(width: Int) {
    var random = SplitMix64(seed: 6)
    for count in [0, 1, 5, 12, 13, 400] {
      let words = (0..<count).map { _ in Int32.random(in: 0..<3, using: &random) }
      var seen: Set<[Int32]> = []
      let expected = (0..<max(0, count - width + 1)).filter {
        seen.insert(Array(words[$0..<$0 + width])).inserted
      }
      #expect(Windows(words: words).different(width: width) == expected)
    }
  }

  @Test("What is known to collide does, and the default does not where seeds are")
  func hostile() throws {
    func collisions(_ family: String, _ hostile: String) throws -> Int {
      let family = try #require(FamilyMeasure.all.first { $0.name == family })
      let windows = try #require(HostileWindows.all.first { $0.name == hostile })
      return family.collisions(
        of: windows.windows.tokens, width: windows.width, at: windows.places, bits: 64, isHigh: false,
        isMixed: true
      ).collisions
    }
    #expect(try collisions("polynomial mod 2^64", "Thue-Morse, 2048") > 0)
    #expect(try collisions("polynomial mod 2^64", "Thue-Morse, 60") == 0)
    #expect(try collisions("polynomial mod 2^61-1", "Thue-Morse, 2048") == 0)
    #expect(try collisions("cyclic", "swapped at 64, 128") == 500)
    #expect(try collisions("gear", "other first word, 128") == 500)
    #expect(try collisions("polynomial mod 2^64", "swapped at 64, 128") == 0)
  }
}
