import CHapaxSIMD
import Testing

@testable import Hapax

@Suite("Token masks") struct TokenMasksTests {
  /// The masks by definition, byte for byte.
  private func naive(_ bytes: [UInt8]) -> (letters: UInt64, capitals: UInt64, others: UInt64) {
    var masks: (letters: UInt64, capitals: UInt64, others: UInt64) = (0, 0, 0)
    for (index, byte) in bytes.prefix(64).enumerated() {
      let bit = UInt64(1) << UInt64(index)
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): masks.letters |= bit
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        masks.letters |= bit
        masks.capitals |= bit
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "-"),
        0x0A...0x0D,
        0x80...:
        masks.others |= bit
      default: break
      }
    }
    return masks
  }

  private func masks(_ bytes: [UInt8]) -> HapaxMasks {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return HapaxMasks() }
      return unsafe hapax_masks(base)
    }
  }

  @Test("Every byte at every place has its bits", .enabled(if: hapax_has_masks()))
  func everyByte() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<64 {
        for filler in [UInt8(ascii: " "), UInt8(ascii: "q"), 0xFF] {
          var bytes = [UInt8](repeating: filler, count: 64)
          bytes[place] = byte
          let (found, expected) = (masks(bytes), naive(bytes))
          #expect(
            found.letters == expected.letters && found.capitals == expected.capitals
              && found.others == expected.others, "byte \(byte) at \(place)")
        }
      }
    }
  }

  @Test("Long texts of a few characters give the same tokens on both paths", arguments: [UInt64](1...60))
  func longTexts(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabets: [[String]] = [
      ["a", "b", "Q", " ", " "], ["word", "Word", "aB", " ", ". ", "\n"],
      ["the ", "Internationalization ", "x", "é", "\u{301}", "7", "$", "-", " -5 "],
      ["a", "\u{AD}", "漢", " ", "Z", "\r\n", "%", "(", "sixteenlettersxx", "seventeenletterss"],
      ["abcdefgh ", "ijklmnop", "Ñ", "0", ",", "ﬁ", "…", "‘"],
    ]
    let alphabet = alphabets[Int.random(in: 0..<alphabets.count, using: &random)]
    var text = ""
    for _ in 0..<Int.random(in: 0...300, using: &random) {
      text += alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
    }
    let fast = Reading(text)
    let general = Reading(text, usesFastPath: false)
    #expect(fast == general, "seed \(seed): \(text)")
  }
}
