/// The numbers and the words of a sketch, one behind the other in one piece of memory: a corpus has as many sketches as
/// documents, and every piece costs time, and a header.
@safe struct SketchStorage: Sendable {
  struct Layout: Hashable, Sendable {
    /// How many fingerprints and tokens there are.
    var fingerprints: Int
    var tokens: Int
    var words: WordList.Layout

    fileprivate var fingerprintTokensStart: Int { fingerprints * 4 }
    fileprivate var numbersStart: Int {
      fingerprintTokensStart + CompactNumbers.byteCount(fingerprints, largest: tokens)
    }
    fileprivate var wordsStart: Int { numbersStart + CompactNumbers.byteCount(tokens, largest: words.count) }
    /// In bytes.
    var size: Int { wordsStart + words.byteCount }
  }

  /// First the fingerprints; behind them, by bytes, their tokens, the numbers of the tokens, and the words.
  let memory: [UInt32]
  let layout: Layout

  /// What was stored; nil where it is too short for that.
  init?(memory: [UInt32], layout: Layout) {
    // What is read from disk can be damaged: no sum of these passes the largest integer.
    let most = memory.count * 4
    guard 0...most ~= layout.fingerprints, 0...most ~= layout.tokens, 0...most ~= layout.words.count,
      0...most ~= layout.words.formBytes, layout.size <= most
    else { return nil }
    self.memory = memory
    self.layout = layout
  }

  init(_ winnowing: borrowing Winnowing, _ tokens: borrowing Tokens) {
    layout = Layout(
      fingerprints: winnowing.selected.count, tokens: tokens.count, words: WordList.Layout(of: tokens))
    memory = unsafe [UInt32](byteCount: layout.size) { [layout] raw in
      // SAFETY: the layout has room for each part at its start.
      for index in 0..<layout.fingerprints {
        unsafe raw.storeBytes(
          of: UInt32(truncatingIfNeeded: winnowing.selected[index].hash), toByteOffset: 4 * index,
          as: UInt32.self)
      }
      unsafe CompactNumbers.write(
        count: layout.fingerprints, largest: layout.tokens, to: raw, at: layout.fingerprintTokensStart
      ) { Int(winnowing.selected[$0].token) }
      unsafe CompactNumbers.write(
        count: layout.tokens, largest: layout.words.count, to: raw, at: layout.numbersStart
      ) { Int(tokens[$0].number) }
      unsafe WordList.write(tokens, layout.words, to: raw, at: layout.wordsStart)
    }
  }
}

extension SketchStorage {
  /// What an index goes by of the hashes of the selected windows, in the order of the text.
  var fingerprints: ArraySlice<UInt32> { memory[..<layout.fingerprints] }

  /// Of each fingerprint, the token at which it begins for the first time.
  var fingerprintTokens: CompactNumbers {
    CompactNumbers(
      in: memory, at: layout.fingerprintTokensStart, count: layout.fingerprints, largest: layout.tokens)
  }

  /// The number of each token in the document's own vocabulary.
  var numbers: CompactNumbers {
    CompactNumbers(in: memory, at: layout.numbersStart, count: layout.tokens, largest: layout.words.count)
  }

  /// The different tokens of the document.
  var words: WordList { WordList(in: memory, at: layout.wordsStart, layout.words) }

  /// The same with a word that is no other document's in place of some tokens.
  func hiding(_ isHidden: (_ token: Int) -> Bool) -> SketchStorage {
    var layout = layout
    layout.words = words.layoutWithHole
    let hidden = unsafe [UInt32](byteCount: layout.size) { [layout] raw in
      // SAFETY: the layout has room for each part at its start.
      for index in 0..<layout.fingerprints {
        unsafe raw.storeBytes(of: fingerprints[index], toByteOffset: 4 * index, as: UInt32.self)
      }
      let (places, numbers) = (fingerprintTokens, numbers)
      unsafe CompactNumbers.write(
        count: layout.fingerprints, largest: layout.tokens, to: raw, at: layout.fingerprintTokensStart
      ) { places[$0] }
      unsafe CompactNumbers.write(
        count: layout.tokens, largest: layout.words.count, to: raw, at: layout.numbersStart
      ) { isHidden($0) ? words.count : numbers[$0] }
      unsafe words.writeWithHole(to: raw, at: layout.wordsStart)
    }
    return SketchStorage(whole: hidden, layout)
  }

  private init(whole memory: [UInt32], _ layout: Layout) {
    self.memory = memory
    self.layout = layout
  }

  /// Of a text without a token.
  static let empty: SketchStorage = {
    let layout = Layout(fingerprints: 0, tokens: 0, words: WordList.Layout(count: 0, formBytes: 0))
    return SketchStorage(whole: [UInt32](repeating: 0, count: (layout.size + 3) / 4), layout)
  }()
}
