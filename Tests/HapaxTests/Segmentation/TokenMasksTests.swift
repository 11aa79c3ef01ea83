import CHapaxSIMD
import Testing

@testable import Hapax

@Suite("Token masks") struct TokenMasksTests {
  /// Who can cut words on this processor.
  private static let loops = Scan.WordLoop.allCases.filter(\.isThere)

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
    for loop in Self.loops {
      #expect(Reading(text, wordLoop: loop) == general, "seed \(seed), \(loop): \(text)")
    }
  }

  @Test("A token and a line of the loop in C are laid out as ours")
  func layout() {
    #expect(MemoryLayout<HapaxToken>.stride == MemoryLayout<Tokens.Token>.stride)
    #expect(
      MemoryLayout<HapaxToken>.offset(of: \.position) == MemoryLayout<Tokens.Token>.offset(of: \.position))
    #expect(
      MemoryLayout<HapaxToken>.offset(of: \.quarters) == MemoryLayout<Tokens.Token>.offset(of: \.quarters))
    #expect(MemoryLayout<HapaxToken>.offset(of: \.traits) == MemoryLayout<Tokens.Token>.offset(of: \.traits))
    #expect(MemoryLayout<HapaxLine>.stride == MemoryLayout<Tokens.Line>.stride)
    #expect(MemoryLayout<HapaxLine>.offset(of: \.end) == MemoryLayout<Tokens.Line>.offset(of: \.end))
    #expect(
      MemoryLayout<HapaxLine>.offset(of: \.firstToken) == MemoryLayout<Tokens.Line>.offset(of: \.firstToken))
    #expect(
      MemoryLayout<HapaxLine>.offset(of: \.endToken) == MemoryLayout<Tokens.Line>.offset(of: \.endToken))
  }

  @Test(
    "English of any length, cut anywhere, gives the same tokens with the loop and without",
    arguments: [UInt64](1...40))
  func english(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let words = [
      "a", "I", "the", "Board", "internationally", "sixteenlettersxx", "seventeenletterss", "iPhone",
      "McDonald", "ABCDEF",
      "co-op", "5", "$", "it’s", "café",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...900, using: &random) {
      text += words[Int.random(in: 0..<words.count - (seed % 2 == 0 ? 5 : 0), using: &random)]
      text +=
        [" ", " ", " ", ", ", ". ", "", "\n"][Int.random(in: 0..<(seed % 3 == 0 ? 7 : 5), using: &random)]
    }
    let bytes = Array(text.utf8.dropFirst(Int.random(in: 0...70, using: &random)))
    let text8 = bytes.first.map { $0 & 0xC0 != 0x80 } ?? true ? bytes : []
    let general = Reading(text8, usesFastPath: false)
    for loop in Self.loops {
      #expect(Reading(text8, wordLoop: loop) == general, "seed \(seed), \(loop): \(text)")
      #expect(hashes(text8, wordLoop: loop) == hashes(text8, usesFastPath: false))
    }
  }

  @Test(
    "What stands between words is read alike by each loop: signs, numbers, lines, and characters beyond ASCII",
    arguments: [UInt64](1...60))
  func signs(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "a", "word", "Word", "iPhone", "7", "2024", "1234567890123456", "12345678901234567", "$", "%", "$5",
      "5%",
      "-", "-5", " -5", "--", "–", "–5", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u{B}", ".", ", ", "’",
      "“",
      "” ", "…", "é", "\u{301}", "\u{AD}", "\u{A0}", "«", "²", "\u{85}", "\u{200B}", "\u{200D}", "\u{2028}",
      "‰",
      "٣", "漢", "€", "🙂", "\u{FE0F}", "sixteenlettersxx", "seventeenletterss", "ABCdefGHI", "a1b2", "\0",
    ]
    // Mostly words, with few other things by turns.
    let few = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }
    var text = ""
    for _ in 0..<Int.random(in: 0...400, using: &random) {
      let isWord = Int.random(in: 0..<Int(seed % 5) + 1, using: &random) > 0
      let choices = isWord ? ["the ", "and, ", "Of "] : few
      text += choices[Int.random(in: 0..<choices.count, using: &random)]
    }
    let bytes = Array(text.utf8)
    let general = Reading(bytes, usesFastPath: false)
    for loop in Self.loops {
      #expect(Reading(bytes, wordLoop: loop) == general, "seed \(seed), \(loop): \(text.debugDescription)")
      #expect(hashes(bytes, wordLoop: loop) == hashes(bytes, usesFastPath: false), "seed \(seed), \(loop)")
    }
  }

  @Test("Each character of two and three bytes between words, and beside a number and signs, is read alike")
  func characters() {
    for block in UInt32(2)..<0x400 where !(0x360..<0x380).contains(block) {
      var text: [UInt8] = []
      for value in block * 64..<block * 64 + 64 {
        let alone = Array(utf8Of: value)
        text += Array("the word ".utf8) + alone + Array("next".utf8) + alone + Array(" 5".utf8) + alone
        text += Array("$".utf8) + alone + Array("-".utf8) + alone + Array("-7 more -".utf8) + alone
      }
      let general = Reading(text, usesFastPath: false)
      for loop in Self.loops {
        #expect(Reading(text, wordLoop: loop) == general, "block \(block), \(loop)")
        #expect(hashes(text, wordLoop: loop) == hashes(text, usesFastPath: false), "block \(block), \(loop)")
      }
    }
  }

  /// The hash of each token, and the length of the text before it.
  private func hashes(
    _ text: [UInt8], usesFastPath: Bool = true, wordLoop: Scan.WordLoop = .best
  ) -> [UInt64] {
    var tokens = Tokens()
    unsafe text.withUnsafeBufferPointer {
      unsafe tokens.read($0, usesFastPath: usesFastPath, wordLoop: wordLoop)
    }
    return (0..<tokens.count).flatMap { [tokens.hash($0), UInt64(tokens[$0].position)] }
  }
}
