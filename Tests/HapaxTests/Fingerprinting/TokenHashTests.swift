import Testing

@testable import Hapax

@Suite("Token hashes") struct TokenHashTests {
  /// The table of `Documentation/Hashing.md`.
  static let vectors: [(String, UInt64)] = [
    ("", 0x5880_A127_E271_C1D8), ("a", 0x65E7_DC96_E041_C855), ("the", 0x1844_4645_6970_19A9),
    ("board", 0xAF02_3079_B39C_6FD4), ("voted", 0xBA80_787B_CCFF_9FAD), ("ferry", 0xA903_6884_72C7_4305),
    ("16bytes-of-text!", 0x0AAF_2FD0_FB58_A118), ("and-17-bytes-text", 0xEEBC_90E1_33B5_6334),
    ("привет", 0x7F24_A4B2_D34D_BCB7), ("कुल", 0x0D8A_A7A9_4201_CDF7), ("中", 0xB889_6B38_090D_E93E),
    (String(repeating: "a", count: 40), 0xF58B_B02F_2B9E_CF9F),
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

  @Test("Forms that are put together in machine words have the hash of their bytes, in pieces of one to four")
  func shortForms() {
    for piece in 1...4 {
      for count in 0...ShortForm.capacity {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
        var form = ShortForm()
        var at = 0
        while at < count {
          let size = min(piece, count - at)
          var word: UInt64 = 0
          for index in 0..<size { word |= UInt64(bytes[at + index]) << UInt64(8 * index) }
          form.append(word, count: size)
          at += size
        }
        #expect(form.fits && form.count == count)
        #expect(form.hash == NaiveHashes.token(bytes), "\(count) bytes in pieces of \(piece)")
        var written = Store<UInt8>()
        form.write(to: &written)
        #expect((0..<written.count).map { written[$0] } == bytes)
      }
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
    #expect(HashWidth.bits == 64 || hash == 0x65E7_DC96_E041_C855 & ((1 << UInt64(HashWidth.bits)) - 1))
  }
}
