/// What the line keeps of one document to compare it with others: its tokens, its fingerprints, and a hash of the whole.
///
/// Made of one text alone, so sketches are made on as many threads as there are. Two sketches are comparable when the same
/// options made them.
public struct Sketch: Sendable {
  /// Behind one reference: sketches move from list to list, and what they hold stays where it is.
  let content: Content
  /// The fingerprints that other documents have too; nil where none were left out.
  private let repeated: Repeated?

  init(_ content: Content, repeated: Repeated? = nil) {
    self.content = content
    self.repeated = repeated
  }

  /// Some of a document's fingerprints, in a list that many documents share.
  struct Repeated: Sendable {
    /// The fingerprints from `start` on and, behind all of these, their places among all.
    let list: [UInt32]
    let start: Int
    let count: Int
  }

  /// What a sketch holds.
  final class Content: Sendable {
    let storage: SketchStorage
    /// Of the whole sequence of tokens, those of lines that were cut out among them. Equal sequences have equal hashes; equal
    /// hashes only propose.
    let hash: UInt64
    /// Where each token stands in the text; empty unless asked for.
    let places: TokenPlaces
    /// Its lines; empty unless places were asked for.
    let lines: SketchLines
    /// The length of the text in quarters of a word.
    let quarters: Int
    /// Where lines were cut out: the same with them.
    let uncut: Content?

    init(
      storage: SketchStorage, hash: UInt64, places: TokenPlaces, lines: SketchLines, quarters: Int,
      uncut: Content? = nil
    ) {
      self.uncut = uncut
      self.storage = storage
      self.hash = hash
      self.places = places
      self.lines = lines
      self.quarters = quarters
    }
  }

  /// What is looked up, and put, in an index.
  var fingerprints: ArraySlice<UInt32> {
    repeated.map { $0.list[$0.start..<$0.start + $0.count] } ?? content.storage.fingerprints
  }

  /// The token at which one of these begins for the first time.
  func token(ofFingerprint index: Int) -> Int {
    let place = repeated.map { Int($0.list[$0.start + $0.count + index]) } ?? index
    return content.storage.fingerprintTokens[place]
  }

  /// The same document with all of its lines.
  var uncut: Sketch { Sketch(content.uncut ?? content) }

  /// The same sketch with all of its fingerprints.
  var whole: Sketch { Sketch(content) }

  var numbers: CompactNumbers { content.storage.numbers }
  var words: WordList { content.storage.words }
  var hash: UInt64 { content.hash }
  var places: TokenPlaces { content.places }
  var lines: SketchLines { content.lines }
  package var quarters: Int { content.quarters }
}

extension Sketch {
  /// The number of fingerprints.
  public var fingerprintCount: Int { content.storage.layout.fingerprints }

  /// The number of tokens.
  public var tokenCount: Int { content.storage.layout.tokens }

  /// The length of the text in words: a token of a spaced script counts 1, an ideograph or kana 0.5, a character of Thai,
  /// Lao, Khmer or Burmese 0.25.
  public var wordCount: Double { Double(quarters) / 4 }

  /// About how many bytes of memory it takes.
  public var byteCount: Int {
    (content.storage.memory.count + (content.uncut?.storage.memory.count ?? 0)) * 4 + places.byteCount
      + lines.byteCount + 256
  }
}

extension Sketch {
  /// The same document without the words of some lines, which are no longer shared lines of others. What is related to it with
  /// these lines is still related to it.
  ///
  /// Its fingerprints stay, which only propose.
  func without(_ lines: [Int]) -> Sketch {
    var hidden = [Bool](repeating: false, count: tokenCount)
    for line in lines {
      for token in self.lines[line] { hidden[token] = true }
    }
    return Sketch(
      Content(
        storage: content.storage.hiding { hidden[$0] }, hash: hash, places: places, lines: self.lines,
        quarters: quarters, uncut: content.uncut ?? content))
  }
}
