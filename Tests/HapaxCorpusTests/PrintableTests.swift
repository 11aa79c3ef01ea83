import Testing

@testable import HapaxCorpus

@Suite("Printable") struct PrintableTests {
  @Test("No control character and no bidi control comes through")
  func escapesControls() {
    for value in (0...0x2100 as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let printed = Printable.string(Array(String(scalar).utf8))
      let isSafe = printed.unicodeScalars.allSatisfy { scalar in
        scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl
          && scalar.value != 0x2028 && scalar.value != 0x2029
      }
      if !isSafe { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test("Other text stays as it is, and stray bytes are shown")
  func keepsText() {
    #expect(Printable.string(Array("Grüße, 世界 😀".utf8)) == "Grüße, 世界 😀")
    #expect(Printable.string([0x61, 0xFF, 0xC3, 0x62, 0xED, 0xA0, 0x80]) == "a\\xFF\\xC3b\\xED\\xA0\\x80")
    #expect(Printable.string(Array("\u{1B}[31m\n".utf8)) == "\\u{1B}[31m\\n")
  }

  @Test("Sizes and counts read well")
  func numbers() {
    #expect(
      Numbers.grouped(0) == "0" && Numbers.grouped(1_234_567) == "1,234,567"
        && Numbers.grouped(-1000) == "-1,000")
    #expect(Numbers.size(1) == "1 byte" && Numbers.size(999) == "999 bytes" && Numbers.size(1000) == "1.0 kB")
    #expect(Numbers.size(999_999) == "1.0 MB" && Numbers.size(5_900_000_000) == "5.9 GB")
    #expect(Numbers.size(412_000_000) == "412 MB" && Numbers.size(2_500_000_000_000) == "2,500 GB")
  }
}
