/// Words of a text, and what stands between them.
struct SimulatedWords {
  let bytes: ArraySlice<UInt8>
  let isWord: Bool
  /// Whether words of its script are parted by spaces.
  let isSpaced: Bool

  /// Cuts a text at spaces and line ends; of scripts that have none, each character is a word, with the marks on it.
  static func split(_ text: [UInt8]) -> [SimulatedWords] {
    var parts: [SimulatedWords] = []
    var start = 0
    func end(_ at: Int) {
      if at > start { parts.append(SimulatedWords(bytes: text[start..<at], isWord: true, isSpaced: true)) }
    }
    var at = 0
    while at < text.count {
      var length = min(length(of: text[at]), text.count - at)
      let isSpace = text[at] == 0x20 || (0x09...0x0D).contains(text[at])
      // Thai, Lao, Khmer, Burmese, kana and ideographs have three bytes from U+0E00 on, but for Hangul and others.
      let isUnspaced = length == 3 && isUnspaced(text[at], text[at + 1])
      if isSpace || isUnspaced {
        end(at)
        if isUnspaced { length = lengthWithMarks(text, at, length) }
        parts.append(
          SimulatedWords(bytes: text[at..<at + length], isWord: isUnspaced, isSpaced: !isUnspaced))
        start = at + length
      }
      at += length
    }
    end(text.count)
    return parts
  }

  /// The length of the character of so many bytes at a place, with the combining marks behind it.
  private static func lengthWithMarks(_ text: [UInt8], _ at: Int, _ length: Int) -> Int {
    var end = at + length
    while end < text.count, text[end] >= 0xC0 {
      let next = min(end + Self.length(of: text[end]), text.count)
      guard let scalar = String(validating: text[end..<next], as: UTF8.self)?.unicodeScalars.first else {
        break
      }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: end = next
      default: return end - at
      }
    }
    return end - at
  }

  private static func isUnspaced(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    // U+0E00 to U+0EFF; U+1000 to U+109F; U+1780 to U+17FF
    case 0xE0: second >= 0xB8
    case 0xE1: second <= 0x82 || second == 0x9E || second == 0x9F
    // U+3040 to U+9FFF
    case 0xE3: second >= 0x81
    case 0xE4...0xE9: true
    default: false
    }
  }

  /// How many bytes a character has, by its first one.
  static func length(of first: UInt8) -> Int {
    switch first {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }
}
