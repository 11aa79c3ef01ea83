/// Makes documents with known truth out of real ones: each base document, and variants of it as news are found changed.
///
/// Everything depends on the seed and the texts alone, so the same call gives the same bytes on any machine.
public struct Simulator: Sendable {
  /// How a variant was made.
  public enum Kind: Hashable, Sendable {
    /// The document itself.
    case base
    /// The same words in upper case, with other white space.
    case layout
    /// So many words in a hundred replaced by, dropped for, or joined by words of other documents (60, 20, 20 %).
    case edits(percent: Int)
    /// So many letters in a hundred misread.
    case noise(percent: Int)
    /// The first so many words in a hundred.
    case cut(percent: Int)
    /// Inside another document.
    case embedded
    /// Another document, which has no variants.
    case distractor
  }

  /// A document, and the base that it is a variant of.
  public struct Document: Hashable, Sendable {
    public let text: [UInt8]
    public let kind: Kind
    /// The number of its base among the texts; for a distractor its own.
    public let base: Int
  }

  /// The kinds of variants that are made of each base.
  public static let kinds: [Kind] = [
    .layout, .edits(percent: 1), .edits(percent: 3), .edits(percent: 5), .edits(percent: 10),
    .edits(percent: 20), .noise(percent: 2), .noise(percent: 5), .noise(percent: 10), .cut(percent: 50),
    .cut(percent: 30), .embedded,
  ]

  private var random: SplitMix
  private let texts: [[UInt8]]
  /// Words to put in, from all texts.
  private let vocabulary: [ArraySlice<UInt8>]

  public init(texts: [[UInt8]], seed: UInt64) {
    self.texts = texts
    random = SplitMix(seed: seed)
    vocabulary = texts.flatMap { SimulatedWords.split($0).filter(\.isWord).map(\.bytes) }
  }
}

extension Simulator {
  /// All documents. Of every three texts the first is a base with its variants, the second a distractor; the third is only
  /// what the base is embedded in, and no document, because it would stand whole in the variant.
  ///
  /// - Complexity: O(*n*) in the bytes that are made.
  public mutating func documents(kinds: [Kind] = Simulator.kinds) -> [Document] {
    var documents: [Document] = []
    for (number, text) in texts.enumerated() {
      guard number.isMultiple(of: 3) else {
        if number % 3 == 1 { documents.append(Document(text: text, kind: .distractor, base: number)) }
        continue
      }
      documents.append(Document(text: text, kind: .base, base: number))
      for kind in kinds {
        documents.append(Document(text: variant(of: text, number, kind), kind: kind, base: number))
      }
    }
    return documents
  }

  private mutating func variant(of text: [UInt8], _ number: Int, _ kind: Kind) -> [UInt8] {
    switch kind {
    case .base, .distractor: text
    case .layout: layout(text)
    case .edits(let percent): edited(text, percent: percent)
    case .noise(let percent): misread(text, percent: percent)
    case .cut(let percent): cut(text, percent: percent)
    case .embedded: embedded(text, number)
    }
  }

  private func layout(_ text: [UInt8]) -> [UInt8] {
    var made: [UInt8] = []
    for part in SimulatedWords.split(text) {
      if part.bytes.first == 0x20 {
        made += [0x20, 0x20]
      } else {
        // ASCII is enough: what is compared is folded by the same rule for all.
        made += part.bytes.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 32 : $0 }
      }
    }
    return made
  }

  private mutating func edited(_ text: [UInt8], percent: Int) -> [UInt8] {
    var made: [UInt8] = []
    for part in SimulatedWords.split(text) {
      guard part.isWord, random.next(below: 100) < percent, !vocabulary.isEmpty else {
        made += part.bytes
        continue
      }
      let word = vocabulary[random.next(below: vocabulary.count)]
      switch random.next(below: 10) {
      case 0..<6: made += word
      case 6..<8: break
      default: made += part.bytes + (part.isSpaced ? [0x20] : []) + word
      }
    }
    return made
  }

  private mutating func misread(_ text: [UInt8], percent: Int) -> [UInt8] {
    var made: [UInt8] = []
    var letters = text
    for index in letters.indices where (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letters[index]) {
      if random.next(below: 100) < percent {
        letters[index] = UInt8(ascii: "a") + UInt8(random.next(below: 26))
      }
    }
    // A character of several bytes is dropped whole.
    var at = 0
    while at < letters.count {
      let length = SimulatedWords.length(of: letters[at])
      if length == 1 || random.next(below: 100) >= percent {
        made += letters[at..<min(at + length, letters.count)]
      }
      at += length
    }
    return made
  }

  private func cut(_ text: [UInt8], percent: Int) -> [UInt8] {
    let parts = SimulatedWords.split(text)
    return Array(parts.prefix(parts.count * percent / 100).map(\.bytes).joined())
  }

  private mutating func embedded(_ text: [UInt8], _ number: Int) -> [UInt8] {
    guard number + 2 < texts.count else { return text }
    let host = texts[number + 2]
    let parts = SimulatedWords.split(host)
    let half = parts.count / 2
    return Array(parts[..<half].map(\.bytes).joined()) + [0x0A] + text + [0x0A]
      + Array(parts[half...].map(\.bytes).joined())
  }
}

/// Words of a text, and what stands between them.
struct SimulatedWords {
  let bytes: ArraySlice<UInt8>
  let isWord: Bool
  /// Whether words of its script are parted by spaces.
  let isSpaced: Bool

  /// Cuts a text at spaces and line ends; of scripts that have none, each character is a word.
  static func split(_ text: [UInt8]) -> [SimulatedWords] {
    var parts: [SimulatedWords] = []
    var start = 0
    func end(_ at: Int) {
      if at > start { parts.append(SimulatedWords(bytes: text[start..<at], isWord: true, isSpaced: true)) }
    }
    var at = 0
    while at < text.count {
      let length = min(length(of: text[at]), text.count - at)
      let isSpace = text[at] == 0x20 || (0x09...0x0D).contains(text[at])
      // Thai, Lao, Khmer, Burmese, kana and ideographs have three bytes from U+0E00 on, but for Hangul and others.
      let isUnspaced = length == 3 && isUnspaced(text[at], text[at + 1])
      if isSpace || isUnspaced {
        end(at)
        parts.append(
          SimulatedWords(bytes: text[at..<at + length], isWord: isUnspaced, isSpaced: !isUnspaced))
        start = at + length
      }
      at += length
    }
    end(text.count)
    return parts
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

/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
struct SplitMix: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number from 0 up to `bound`; the bias is below 2⁻³² for bounds that fit 32 bits.
  mutating func next(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
