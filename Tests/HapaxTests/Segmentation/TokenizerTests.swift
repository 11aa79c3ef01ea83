import Testing

@testable import Hapax

@Suite("Tokens: fast, general and naive agree") struct TokenizerTests {
  /// What is wrong with the reading of a text, or nil.
  static func complaint(_ text: [UInt8]) -> String? {
    let fast = Reading(text)
    let general = Reading(text, usesFastPath: false)
    if fast != general { return "fast and general: " + difference(fast, general) }
    let naive = NaiveTokens.read(text)
    if fast != naive { return "engine and twin: " + difference(fast, naive) }
    return complaint(about: fast, of: text)
  }

  private static func difference(_ a: Reading, _ b: Reading) -> String {
    for (left, right) in zip(a.tokens, b.tokens) where left != right { return "\(left) and \(right)" }
    for (left, right) in zip(a.lines, b.lines) where left != right { return "\(left) and \(right)" }
    return "\(a.tokens.count) and \(b.tokens.count) tokens, \(a.lines.count) and \(b.lines.count) lines"
  }

  /// Tokens are ascending, begin and end between characters, and leave no letter and no digit out.
  private static func complaint(about reading: Reading, of text: [UInt8]) -> String? {
    var end = 0
    var isInToken = [Bool](repeating: false, count: text.count)
    for token in reading.tokens {
      if token.bytes.lowerBound < end || token.bytes.isEmpty { return "disordered \(token)" }
      end = token.bytes.upperBound
      for edge in [token.bytes.lowerBound, end] where edge < text.count && text[edge] & 0xC0 == 0x80 {
        return "cut inside a character: \(token)"
      }
      for offset in token.bytes { isInToken[offset] = true }
    }
    var offset = 0
    for scalar in text.text.unicodeScalars {
      let tokenClass = FoldTable.shared[scalar.value].tokenClass
      let counts = tokenClass == .letter || tokenClass == .digit || tokenClass == .ideograph
      if (counts || tokenClass == .southeastAsian) && !isInToken[offset] { return "left out \(scalar.value)" }
      offset += UTF8.width(scalar)
    }
    return nil
  }

  static let alphabet = ["a", "B", "1", " ", "\n", "é", "\u{301}", "中", "ก", "-", "$"]

  @Test("All texts of up to four letters are read the same three ways")
  func exhaustive() throws {
    for sequence in Exhaustive.sequences(of: Self.alphabet.count, upTo: 4) {
      let text = [UInt8](sequence.map { Self.alphabet[$0] }.joined())
      let complaint = Self.complaint(text)
      try #require(complaint == nil, "\(text.text.debugDescription)")
    }
  }

  @Test("All texts of five letters, a thousand at a time, are read the same three ways")
  func exhaustiveJoined() throws {
    // A line between two texts keeps them apart, so that a reading serves a thousand of them.
    let sequences = Exhaustive.sequences(of: Self.alphabet.count, upTo: 5).filter { $0.count == 5 }
    for start in stride(from: 0, to: sequences.count, by: 1000) {
      let texts = sequences[start..<min(start + 1000, sequences.count)]
      let text = [UInt8](texts.map { $0.map { Self.alphabet[$0] }.joined() }.joined(separator: "\u{2029}"))
      let complaint = Self.complaint(text)
      try #require(complaint == nil, "from \(sequences[start])")
    }
  }

  @Test("Every code point, alone, between letters and after each kind of token, is read the same three ways")
  func everyCodePoint() throws {
    for first in stride(from: UInt32(0), to: 0x110000, by: 256) where Self.isWorthAll(first) {
      var text = ""
      for value in first..<first + 256 {
        guard let scalar = Unicode.Scalar(value) else { continue }
        text += "\(scalar) a\(scalar)b 1\(scalar)2 中\(scalar)$\(scalar)\u{301} -\(scalar)\n"
      }
      let complaint = Self.complaint([UInt8](text))
      try #require(complaint == nil, "block \(String(first, radix: 16))")
    }
  }

  /// Most of Han and Hangul is alike, and so are private use and what is not assigned: of those, one block in 16.
  private static func isWorthAll(_ first: UInt32) -> Bool {
    let isAssigned = (first..<first + 256).contains { value in
      Unicode.Scalar(value).map { $0.properties.generalCategory != .unassigned } ?? false
    }
    switch first {
    case 0x3500..<0x4D00, 0x4F00..<0x9F00, 0xAD00..<0xD700, 0xE100..<0xF800, 0x17100..<0x18700,
      0x20100..<0x2F700, 0x30000..<0x33000, 0xF0000..<0x110000:
      return first / 256 % 16 == 0
    default: return isAssigned || first / 256 % 16 == 0
    }
  }

  @Test("Random texts of mixed scripts are read the same three ways", arguments: [UInt64](1...8))
  func random(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x370...0x52F, 0x590...0x6FF, 0x900...0xDFF, 0xE00...0xEFF,
      0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x1E00...0x2060, 0x20A0...0x20BF, 0x3040...0x30FF,
      0x4E00...0x4E40, 0xAC00...0xAC40, 0xFB00...0xFB06, 0xFE00...0xFE0F, 0xFF00...0xFFEF, 0x1D400...0x1D4FF,
      0x1F300...0x1F6FF, 0x0...0x10FFFF,
    ]
    for _ in 0..<200 {
      let few = (0..<3).compactMap { _ in ranges.randomElement(using: &random) } + [0x20...0x20, 0x61...0x7A]
      var text = ""
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        let value = UInt32.random(in: few.randomElement(using: &random) ?? 0x20...0x20, using: &random)
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
      let complaint = Self.complaint([UInt8](text))
      try #require(complaint == nil, "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test(
    "Tokens of every length around 8 and 16 bytes are read the same three ways, at the end of the text too")
  func laneBorders() throws {
    for letter in ["a", "Q", "7", "é", "ж"] {
      for count in 1...40 {
        for tail in ["", " ", "z", "\u{301}", "\u{200D}x", ". Then a good deal of text follows."] {
          let text = [UInt8](String(repeating: letter, count: count) + tail)
          let complaint = Self.complaint(text)
          try #require(complaint == nil, "\(letter) × \(count) + \(tail)")
        }
      }
    }
  }

  @Test("A word of 100,000 letters is one token, and so is a letter with 100,000 marks")
  func longTokens() {
    for text in [
      String(repeating: "a", count: 100_000), String(repeating: "ж", count: 50_000),
      "e" + String(repeating: "\u{301}\u{323}", count: 50_000), String(repeating: "7", count: 100_000),
    ] {
      let reading = Reading(text + " end")
      #expect(reading.tokens.count == 2)
      #expect(reading.tokens.first?.bytes == 0..<text.utf8.count)
      #expect(reading.words.last == "end")
    }
  }
}
