/// Texts built to defeat a search for repeats: each is linear to read, and quadratic for some natural way to do it.
public enum Hostile: String, CaseIterable, Sendable {
  /// One letter, no space: a single token as long as the text.
  case letter
  /// One letter as a word, over and over: every position matches every other.
  case letterWords = "letter-words"
  /// One line of twenty words, over and over.
  case line
  /// Six words in turn, without a line end: a period shorter than what may count as a copy.
  case periodSix = "period-six"
  /// One sentence, over and over, on one line.
  case sentence
  /// The Fibonacci word over two words: few different windows, none of them periodic.
  case fibonacci
  /// The same over two phrases of five words, which a rule against few different words does not stop.
  case fibonacciPhrases = "fibonacci-phrases"
  /// The Thue-Morse word over two words: repeats of every length, never three in a row.
  case thueMorse = "thue-morse"
  /// The same over two phrases of five words.
  case thueMorsePhrases = "thue-morse-phrases"
  /// Random words of two letters: every window is new and every word is everywhere.
  case twoLetters = "two-letters"
  /// One letter with marks without end, of two classes in turn, which canonical order sorts apart.
  case marks

  /// About `bytes` bytes of it, with a line end at the end.
  public func text(bytes: Int) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes + 256)
    switch self {
    case .letter: out = [UInt8](repeating: 0x61, count: bytes)
    case .letterWords: Self.repeatedly("a ", to: bytes, in: &out)
    case .line:
      Self.repeatedly(
        "The harbour office keeps a list of boats and reads it aloud each evening before the last lamp goes out.\n",
        to: bytes, in: &out)
    case .periodSix: Self.repeatedly("north wind over the grey sea ", to: bytes, in: &out)
    case .sentence:
      Self.repeatedly("Nobody on the pier had seen the ferry leave that morning. ", to: bytes, in: &out)
    case .fibonacci: Self.fibonacci("one ", "two ", to: bytes, in: &out)
    case .fibonacciPhrases: Self.fibonacci(Self.firstPhrase, Self.secondPhrase, to: bytes, in: &out)
    case .thueMorse: Self.thueMorse("one ", "two ", to: bytes, in: &out)
    case .thueMorsePhrases: Self.thueMorse(Self.firstPhrase, Self.secondPhrase, to: bytes, in: &out)
    case .twoLetters:
      var random = SplitMix64(seed: 26)
      while out.count < bytes {
        out += [0x61 + UInt8(random.below(26)), 0x61 + UInt8(random.below(26)), 0x20]
      }
    case .marks:
      out.append(0x61)
      Self.repeatedly("\u{301}\u{323}", to: bytes, in: &out)
    }
    while out.last == 0x20 || out.last == 0x0A { out.removeLast() }
    return out + [0x0A]
  }

  private static let firstPhrase = "rain fell on slate roofs "
  private static let secondPhrase = "while two clerks counted coins "

  private static func repeatedly(_ piece: String, to bytes: Int, in out: inout [UInt8]) {
    let piece = Array(piece.utf8)
    while out.count < bytes { out += piece }
  }

  /// The fixed point of a → ab, b → a: letter n is a unless the golden ratio's multiples say otherwise.
  private static func fibonacci(_ a: String, _ b: String, to bytes: Int, in out: inout [UInt8]) {
    let a = Array(a.utf8), b = Array(b.utf8)
    var letters: [Bool] = [true], next = 1
    while out.count < bytes {
      let isA = letters[next - 1]
      out += isA ? a : b
      // Reading one letter writes its image behind the word, which therefore never runs dry.
      letters += next == 1 ? [false] : isA ? [true, false] : [true]
      next += 1
    }
  }

  /// Letter n is the parity of the ones in n.
  private static func thueMorse(_ a: String, _ b: String, to bytes: Int, in out: inout [UInt8]) {
    let a = Array(a.utf8), b = Array(b.utf8)
    var n = 0
    while out.count < bytes {
      out += n.nonzeroBitCount.isMultiple(of: 2) ? a : b
      n += 1
    }
  }
}
