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
    /// The whole document, and once more.
    case doubled
    /// Another document, which has no variants.
    case distractor
    /// Another story: a brief of the same mould; one that quotes a fifth of the base; one on a page with the same
    /// navigation; one in the same phrases. See `Strangers`.
    case brief, quoting, page, phrases
  }

  /// A document, and the base that it is a variant of.
  public struct Document: Hashable, Sendable {
    public let text: [UInt8]
    public let kind: Kind
    /// The number of its base among the texts; for a distractor its own. A stranger is made of its base, and another story.
    public let base: Int
  }

  /// The kinds of variants that a sweep makes of each base.
  public static let kinds: [Kind] = [
    .layout, .edits(percent: 1), .edits(percent: 3), .edits(percent: 5), .edits(percent: 10),
    .edits(percent: 20), .noise(percent: 2), .noise(percent: 5), .noise(percent: 10), .cut(percent: 50),
    .cut(percent: 30), .embedded,
  ]

  /// The kinds of strangers that are made of each base.
  public static let strangers: [Kind] = [.brief, .quoting, .page, .phrases]

  private var random: SplitMix64
  private let texts: [[UInt8]]
  /// Words to put in, from all texts.
  private let vocabulary: [ArraySlice<UInt8>]

  public init(texts: [[UInt8]], seed: UInt64) {
    self.texts = texts
    random = SplitMix64(seed: seed)
    vocabulary = texts.flatMap { SimulatedWords.split($0).filter(\.isWord).map(\.bytes) }
  }
}

extension Simulator {
  /// All documents. Of every three texts the first is a base with its variants and its strangers, the second a distractor;
  /// the third is only what the base is embedded in, and what the pages of its strangers have in common, and no document,
  /// because it would stand whole in the variant. A base of fewer than 50 different words has no strangers.
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
      documents += strangers(to: text, number)
    }
    return documents
  }

  private mutating func strangers(to text: [UInt8], _ number: Int) -> [Document] {
    guard let strangers = Strangers(of: text) else { return [] }
    let frame = number + 2 < texts.count ? texts[number + 2] : []
    var made = strangers.briefs(using: &random).map { (Kind.brief, $0) }
    made.append((.quoting, strangers.quoting(using: &random)))
    made += strangers.pages(in: frame, using: &random).map { (.page, $0) }
    made.append((.phrases, strangers.phrases(using: &random)))
    return made.map { Document(text: $0.1, kind: $0.0, base: number) }
  }

  private mutating func variant(of text: [UInt8], _ number: Int, _ kind: Kind) -> [UInt8] {
    switch kind {
    case .base, .distractor, .brief, .quoting, .page, .phrases: text
    case .layout: layout(text)
    case .edits(let percent): edited(text, percent: percent)
    case .noise(let percent): misread(text, percent: percent)
    case .cut(let percent): cut(text, percent: percent)
    case .embedded: embedded(text, number)
    case .doubled: text + (text.last == 0x0A ? [0x0A] : [0x0A, 0x0A]) + text
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

extension Simulator.Kind {
  /// A word or two for tables.
  public var name: String {
    switch self {
    case .base: "base"
    case .layout: "layout"
    case .edits(let percent): "edits \(percent) %"
    case .noise(let percent): "noise \(percent) %"
    case .cut(let percent): "cut to \(percent) %"
    case .embedded: "embedded"
    case .doubled: "doubled"
    case .distractor: "distractor"
    case .brief: "stranger: brief"
    case .quoting: "stranger: quoting"
    case .page: "stranger: page"
    case .phrases: "stranger: phrases"
    }
  }

  /// Whether it is another story than its base.
  public var isStranger: Bool { Simulator.strangers.contains(self) }
}
