/// What the line keeps of one document to compare it with others: its tokens, its fingerprints, and a hash of the whole.
///
/// Made of one text alone, so sketches are made on as many threads as there are. Two sketches are comparable when the same
/// options made them.
public struct Sketch: Sendable {
  /// Behind one reference: sketches move from list to list, and what they hold stays where it is.
  let content: Content

  init(_ content: Content) { self.content = content }

  /// What a sketch holds.
  final class Content: Sendable {
    /// The number of each token in the document's own vocabulary.
    let numbers: CompactNumbers
    /// The different tokens of the document.
    let words: WordList
    /// The hashes of the selected windows, in the order of the text, each once.
    let fingerprints: [UInt64]
    /// Of each, the token at which it begins for the first time.
    let fingerprintTokens: CompactNumbers
    /// Of the whole sequence of tokens. Equal sequences have equal hashes; equal hashes only propose.
    let hash: UInt64
    /// Where each token stands in the text; empty unless asked for.
    let places: TokenPlaces
    /// Its lines; empty unless places were asked for.
    let lines: SketchLines
    /// The length of the text in quarters of a word.
    let quarters: Int

    init(
      numbers: CompactNumbers, words: WordList, fingerprints: [UInt64], fingerprintTokens: CompactNumbers,
      hash: UInt64,
      places: TokenPlaces, lines: SketchLines, quarters: Int
    ) {
      self.numbers = numbers
      self.words = words
      self.fingerprints = fingerprints
      self.fingerprintTokens = fingerprintTokens
      self.hash = hash
      self.places = places
      self.lines = lines
      self.quarters = quarters
    }
  }

  var numbers: CompactNumbers { content.numbers }
  var words: WordList { content.words }
  var fingerprints: [UInt64] { content.fingerprints }
  var fingerprintTokens: CompactNumbers { content.fingerprintTokens }
  var hash: UInt64 { content.hash }
  var places: TokenPlaces { content.places }
  var lines: SketchLines { content.lines }
  var quarters: Int { content.quarters }
}

extension Sketch {
  /// The fingerprints' hashes, in the order of the text, each once: to count how often they collide.
  public var fingerprintHashes: [UInt64] { fingerprints }

  /// The number of fingerprints.
  public var fingerprintCount: Int { fingerprints.count }

  /// The number of tokens.
  public var tokenCount: Int { numbers.count }

  /// The length of the text in words: a token of a spaced script counts 1, an ideograph or kana 0.5, a character of Thai,
  /// Lao, Khmer or Burmese 0.25.
  public var wordCount: Double { Double(quarters) / 4 }

  /// About how many bytes of memory it takes.
  public var byteCount: Int {
    numbers.byteCount + words.byteCount + fingerprints.count * 8 + fingerprintTokens.byteCount
      + places.byteCount + lines.byteCount + 256
  }
}

extension Sketch {
  /// The same document without the words of some lines: others can no longer have them in common with it.
  ///
  /// Its fingerprints stay, which only propose.
  func without(_ lines: [Int]) -> Sketch {
    var hidden = [Bool](repeating: false, count: tokenCount)
    for line in lines {
      for token in self.lines[line] { hidden[token] = true }
    }
    return Sketch(
      Content(
        numbers: CompactNumbers(count: tokenCount, largest: words.count) {
          hidden[$0] ? words.count : numbers[$0]
        },
        words: words.withHole(), fingerprints: fingerprints, fingerprintTokens: fingerprintTokens,
        hash: HashWidth.cut(~hash), places: places, lines: self.lines, quarters: quarters))
  }
}
