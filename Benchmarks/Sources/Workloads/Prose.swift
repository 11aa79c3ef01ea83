/// Endless prose that says nothing twice, out of the words of real articles.
///
/// Sentences are drawn word by word from the articles, each word as often as it stands there, and cut into sentences,
/// clauses and paragraphs of natural lengths. Word order is lost on purpose. A walk along word pairs reads better,
/// but a small corpus has one successor for most words, so the walk repeats whole sentences, and a text for
/// measuring the search for repeats must have none. One word in five is coined from the head of one word and the tail of
/// another, by Zipf's law out of a million, so that the vocabulary grows with the text as it does in real text, and
/// with it the tables that hold it.
///
/// A script without spaces (Chinese, Japanese, Thai) is drawn character by character, with its own punctuation.
/// `texts repeats` counts what this leaves: the README has the figures.
public struct Prose: Sendable {
  /// What may stand as a word, each as often as in the articles.
  private let occurrences: [Word]
  private let isSpaced: Bool
  private let comma: [UInt8]
  private let stops: [[UInt8]]
  private let quotes: (open: [UInt8], close: [UInt8])

  /// A word as it stands inside a sentence and at its start.
  private struct Word {
    let inner: [UInt8]
    let initial: [UInt8]
    /// Where a coined word may be cut: before a letter, not before a mark.
    let cuts: [Int]

    init(_ text: String) {
      inner = Array(text.utf8)
      let scalars = Array(text.unicodeScalars)
      initial = Array(scalars[0].properties.titlecaseMapping.utf8) + inner[UTF8.width(scalars[0])...]
      var offset = 0
      cuts = scalars.compactMap { scalar in
        defer { offset += UTF8.width(scalar) }
        let begins =
          scalar.properties.isAlphabetic && scalar.properties.canonicalCombiningClass == .notReordered
        return begins ? offset : nil
      }
    }
  }

  /// - Parameter articles: Some paragraphs; a few thousand words are enough.
  public init(of articles: [UInt8]) {
    let text = String(decoding: articles, as: UTF8.self)
    let letters = text.unicodeScalars.lazy.filter(\.properties.isAlphabetic)
    isSpaced = letters.count(where: Self.isUnspaced) * 3 < letters.count
    occurrences = Self.words(of: text, spaced: isSpaced).map(Word.init)
    precondition(!occurrences.isEmpty, "Articles have words")
    func has(_ mark: Unicode.Scalar) -> Bool { text.unicodeScalars.contains(mark) }
    let spacedComma = has("\u{60C}") ? "\u{60C} " : ", "
    let unspacedComma = has("\u{FF0C}") ? "\u{FF0C}" : has("\u{3001}") ? "\u{3001}" : " "
    comma = Array((isSpaced ? spacedComma : unspacedComma).utf8)
    stops =
      (has("\u{3002}")
      ? ["\u{3002}", "\u{FF01}", "\u{FF1F}"]
      : has("\u{964}") ? ["\u{964}", "!", "?"] : has("\u{61F}") ? [".", "!", "\u{61F}"] : [".", "!", "?"])
      .map { Array($0.utf8) }
    let pair = has("\u{AB}") ? ("\u{AB}", "\u{BB}") : ("\u{201C}", "\u{201D}")
    quotes = (Array(pair.0.utf8), Array(pair.1.utf8))
  }
}

extension Prose {
  /// The words of a text without the punctuation around them; in a script without spaces, its characters.
  ///
  /// A word that also stands in lower case is taken in lower case: its capital was that of a sentence.
  private static func words(of text: String, spaced: Bool) -> [String] {
    func isInner(_ c: Character) -> Bool { c.unicodeScalars.contains { $0.properties.isAlphabetic } }
    guard spaced else {
      return text.filter { $0.unicodeScalars.contains(where: isUnspaced) }.map(String.init)
    }
    let found = text.split(whereSeparator: \.isWhitespace).compactMap { piece -> String? in
      guard let first = piece.firstIndex(where: isInner), let last = piece.lastIndex(where: isInner) else {
        return nil
      }
      return String(piece[first...last])
    }
    let known = Set(found)
    return found.map { known.contains($0.lowercased()) ? $0.lowercased() : $0 }
  }

  /// Letters of scripts that put no space between words: Han, kana, Thai, Lao, Burmese, Khmer.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x30FF: scalar.properties.isAlphabetic
    default: scalar.properties.isIdeographic
    }
  }
}

// MARK: - Writing

extension Prose {
  /// About `bytes` bytes of prose in paragraphs, with a blank line between them and one line end at the end. With
  /// several languages, every paragraph is in the next one.
  ///
  /// The text is what a cleaner leaves alone: NFC as the articles are, no blank at a line's end, nothing said twice.
  public static func text(in languages: [Prose], bytes: Int, seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed)
    var out: [UInt8] = []
    out.reserveCapacity(bytes + 4096)
    var turn = 0
    while out.count < bytes {
      if !out.isEmpty { out.append(0x0A) }
      languages[turn % languages.count].writeParagraph(to: &out, using: &random)
      turn += 1
    }
    return out
  }

  /// One paragraph of two to six sentences, and a line end.
  private func writeParagraph(to out: inout [UInt8], using random: inout SplitMix64) {
    for sentence in 0..<2 + random.below(5) {
      if sentence > 0, isSpaced { out.append(0x20) }
      writeSentence(to: &out, using: &random)
    }
    out.append(0x0A)
  }

  /// One sentence of 5 to 30 words, most often near 17; of twice as many characters without spaces. One sentence
  /// in twelve has a quotation.
  private func writeSentence(to out: inout [UInt8], using random: inout SplitMix64) {
    let length = (5 + random.below(14) + random.below(13)) * (isSpaced ? 1 : 2)
    let quoted = random.chance(8) ? random.below(length) : length
    let quoteEnd = min(length - 1, quoted + 1 + random.below(8))
    for index in 0..<length {
      if index == quoted { out += quotes.open }
      writeWord(isFirst: index == 0, to: &out, using: &random)
      if quoted < length, index == quoteEnd { out += quotes.close }
      guard index < length - 1 else { break }
      if random.chance(8) { out += comma } else if isSpaced { out.append(0x20) }
    }
    out += stops[random.chance(90) ? 0 : 1 + random.below(2)]
  }

  /// A word of the articles; now and then a number or a coined word.
  private func writeWord(isFirst: Bool, to out: inout [UInt8], using random: inout SplitMix64) {
    let word = occurrences[random.below(occurrences.count)]
    if isFirst {
      out += word.initial
    } else if isSpaced, random.chance(20) {
      writeCoinedWord(to: &out, using: &random)
    } else if random.chance(1) {
      out += String(random.below(3000)).utf8
    } else {
      out += word.inner
    }
  }

  /// The coined word of a rank that is drawn by Zipf's law: each doubling of the rank is as likely as the next.
  private func writeCoinedWord(to out: inout [UInt8], using random: inout SplitMix64) {
    let octave = random.below(20)
    let rank = 1 << octave + random.below(1 << octave)
    var coin = SplitMix64(seed: UInt64(rank))
    let head = occurrences[coin.below(occurrences.count)]
    let tail = occurrences[coin.below(occurrences.count)]
    out += head.inner[..<head.cuts[coin.below(head.cuts.count)]]
    out += tail.inner[tail.cuts[coin.below(tail.cuts.count)]...]
  }
}

// MARK: - Articles

extension Prose {
  /// An article as a site sends it, clean and with its body twice.
  public struct Article: Sendable {
    /// A lead and a body of paragraphs.
    public let clean: [UInt8]
    /// The same, and the body once more. A cleaner gives `clean` back.
    public let doubled: [UInt8]
  }

  /// `count` articles of about `bytes` bytes each, and of two paragraphs at least.
  public static func articles(in languages: [Prose], count: Int, bytes: Int = 5_000, seed: UInt64)
    -> [Article]
  {
    (0..<count).map { index in
      var random = SplitMix64(seed: seed &+ UInt64(index))
      let language = languages[index % languages.count]
      var lead: [UInt8] = []
      language.writeParagraph(to: &lead, using: &random)
      let body = text(in: [language], bytes: max(1, bytes - lead.count), seed: random.next())
      let clean = lead + [0x0A] + body
      return Article(clean: clean, doubled: clean + [0x0A] + body)
    }
  }
}
