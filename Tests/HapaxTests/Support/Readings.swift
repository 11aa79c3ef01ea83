@testable import Hapax

/// One token as plain values, so that readings can be compared and printed.
struct PlainToken: Hashable, CustomStringConvertible {
  var form: [UInt8]
  /// UTF-8 offsets in the text.
  var bytes: Range<Int>
  var quarters: Int
  var traits: UInt8

  var word: String { String(decoding: form, as: UTF8.self) }
  var description: String { "\(word) \(bytes) ×\(quarters) \(String(traits, radix: 2))" }
}

/// One line as plain values.
struct PlainLine: Hashable {
  var bytes: Range<Int>
  var tokens: Range<Int>
}

/// What was read of a text: its tokens and its lines.
struct Reading: Hashable {
  var tokens: [PlainToken] = []
  var lines: [PlainLine] = []

  init() {}

  init(_ text: [UInt8], usesFastPath: Bool = true, wordLoop: Scan.WordLoop = .best) {
    var tokens = Tokens()
    unsafe text.withUnsafeBufferPointer {
      unsafe tokens.read($0, usesFastPath: usesFastPath, wordLoop: wordLoop)
      unsafe tokens.number($0)
    }
    self.init(tokens)
  }

  init(_ text: String, usesFastPath: Bool = true, wordLoop: Scan.WordLoop = .best) {
    self.init(Array(text.utf8), usesFastPath: usesFastPath, wordLoop: wordLoop)
  }

  init(_ read: borrowing Tokens) {
    for index in 0..<read.count {
      let token = read[index]
      tokens.append(
        PlainToken(
          form: read.vocabulary.form(token.number), bytes: Int(token.start)..<Int(token.end),
          quarters: Int(token.quarters), traits: token.traits.subtracting(.plain).rawValue))
    }
    for index in 0..<read.lines.count {
      let line = read.lines[index]
      lines.append(
        PlainLine(bytes: Int(line.start)..<Int(line.end), tokens: Int(line.firstToken)..<Int(line.endToken)))
    }
  }

  var words: [String] { tokens.map(\.word) }
  var quarters: [Int] { tokens.map(\.quarters) }
}

extension Tokens {
  /// The tokens of a text.
  init(of text: [UInt8]) {
    self.init()
    unsafe text.withUnsafeBufferPointer {
      unsafe self.read($0)
      unsafe self.number($0)
    }
  }

  init(of text: String) { self.init(of: Array(text.utf8)) }

  /// Tokens of one word each: equal numbers, equal words.
  init(words: [Int]) { self.init(of: words.map(Self.word).joined(separator: " ")) }

  /// A word of letters for a number from 0 on: `a`, `b`, …, `z`, `ba`.
  static func word(_ number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(number % 26)))
    return number < 26 ? letter : word(number / 26) + letter
  }
}

extension Array where Element == UInt8 {
  init(_ text: String) { self = Array(text.utf8) }

  /// The bytes as text, for a failure's message.
  var text: String { String(decoding: self, as: UTF8.self) }
}

/// All small things of a kind.
enum Exhaustive {
  /// Every sequence of up to `length` numbers below `letters`.
  static func sequences(of letters: Int, upTo length: Int) -> [[Int]] {
    var all: [[Int]] = [[]]
    var last: [[Int]] = [[]]
    for _ in 0..<length {
      last = last.flatMap { sequence in (0..<letters).map { sequence + [$0] } }
      all += last
    }
    return all
  }

  /// The same, up to the names of the numbers: 0 comes before 1, and 1 before 2. Enough where equality alone counts.
  static func patterns(of letters: Int, upTo length: Int) -> [[Int]] {
    var all: [[Int]] = [[]]
    var last: [[Int]] = [[]]
    for _ in 0..<length {
      last = last.flatMap { pattern in
        (0...min(letters - 1, (pattern.max() ?? -1) + 1)).map { pattern + [$0] }
      }
      all += last
    }
    return all
  }
}
