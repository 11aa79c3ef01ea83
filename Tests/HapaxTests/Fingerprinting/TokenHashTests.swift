import Testing

@testable import Hapax

@Suite("Token hashes") struct TokenHashTests {
  /// The table of `Documentation/Hashing.md`.
  static let vectors: [(String, UInt64)] = [
    ("", 0x1FF5_C292_3A78_8D2C), ("a", 0xAC2E_D5D3_A4C0_4223), ("the", 0xF304_6521_6486_6980),
    ("board", 0x21D9_451B_175F_AE2D), ("voted", 0x345B_0D19_7F29_5E40), ("ferry", 0x27D8_1DFB_D617_88F8),
    ("16bytes-of-text!", 0xAA1B_FE7D_E692_D382), ("and-17-bytes-text", 0x1289_985E_B436_674F),
    ("привет", 0x3A54_7C90_5F2D_A8E7), ("कुल", 0xEA80_87CC_FA53_D8AA), ("中", 0x53C9_485C_0433_4987),
    (String(repeating: "a", count: 40), 0xA359_B244_60AF_0344),
  ]

  static func hash(_ form: [UInt8]) -> UInt64 {
    if form.count > 16 { return TokenHash.hash(long: form.span) }
    let (low, high) = TokenHash.lanes(of: form.span, at: 0)
    return TokenHash.hash(low: low, high: high, count: form.count)
  }

  @Test("Hashes are those of the specification", .enabled(if: HashWidth.bits == 64), arguments: vectors)
  func vector(form: String, hash: UInt64) {
    #expect(Self.hash(Array(form.utf8)) == hash)
  }

  @Test("A token's hash is that of its form, however it was read")
  func readTokens() {
    let text =
      "The BOARD voted привет कुल 中 ﬁve a-very-long-word-of-letters Straßenverkehrsordnung 12345678901234567"
    let tokens = Tokens(of: text)
    for index in 0..<tokens.count {
      #expect(tokens.hash(index) == NaiveHashes.token(tokens.vocabulary.form(tokens[index].number)))
    }
  }

  @Test("Forms of every length up to 70 bytes agree with the twin")
  func lengths() {
    for count in 0...70 {
      let form = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
      #expect(Self.hash(form) == NaiveHashes.token(form), "\(count) bytes")
    }
  }

  @Test("A hash of fewer bits is the low part of the whole one")
  func widths() {
    let hash = Self.hash([0x61])
    #expect(HashWidth.bits == 64 || hash < 1 << UInt64(HashWidth.bits))
    #expect(HashWidth.cut(hash) == hash)
    #expect(HashWidth.bits == 64 || hash == 0xAC2E_D5D3_A4C0_4223 & ((1 << UInt64(HashWidth.bits)) - 1))
  }
}
