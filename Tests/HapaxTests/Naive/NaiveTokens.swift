@testable import Hapax

/// Tokens as the table of `TokenClass` reads: an array of scalars, one rule after the other, and ICU's NFKC_Casefold on
/// each token's whole text. It shares the class of a code point with the engine, and nothing else.
struct NaiveTokens {
  private var scalars: [UInt32] = []
  private var offsets: [Int] = []
  private var at = 0
  private var isAfterSpace = true
  private var lineStart = 0
  private var lineFirstToken = 0
  private var reading = Reading()
  private let casefold = ICUNormalizer(.nfkcCasefold)

  static func read(_ text: [UInt8]) -> Reading {
    var twin = NaiveTokens()
    var offset = 0
    for scalar in text.text.unicodeScalars {
      twin.scalars.append(scalar.value)
      twin.offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    twin.offsets.append(offset)
    twin.run()
    return twin.reading
  }

  private mutating func run() {
    while at < scalars.count {
      let entry = FoldTable.shared[scalars[at]]
      switch entry.tokenClass {
      case .lineBreak: breakLine()
      case .ignorable: at += 1
      case .separator where entry.isDash: readDash()
      case .separator:
        isAfterSpace = entry.isSpace
        at += 1
      case .letter, .mark: readRun(of: .letter)
      case .digit: readRun(of: .digit)
      case .ideograph: readSingle(.ideograph, quarters: 2)
      case .southeastAsian: readSingle(.southeastAsian, quarters: 1)
      case .symbol: readSingle(.symbol, quarters: 4)
      }
    }
    if lineStart < scalars.count { endLine(at: scalars.count) }
  }

  private mutating func endLine(at end: Int) {
    reading.lines.append(
      PlainLine(bytes: offsets[lineStart]..<offsets[end], tokens: lineFirstToken..<reading.tokens.count))
    lineFirstToken = reading.tokens.count
    isAfterSpace = true
  }

  private mutating func breakLine() {
    endLine(at: at)
    let isPair = scalars[at] == 0x0D && at + 1 < scalars.count && scalars[at + 1] == 0x0A
    at += isPair ? 2 : 1
    lineStart = at
  }

  private mutating func readDash() {
    let isMinus =
      isAfterSpace && at + 1 < scalars.count && FoldTable.shared[scalars[at + 1]].tokenClass == .digit
    if isMinus { append(form: [0x2D], at..<at + 1, quarters: 0, .symbol) }
    isAfterSpace = false
    at += 1
  }

  private mutating func readRun(of kind: TokenClass) {
    let start = at
    var traits: Tokens.Traits = kind == .digit ? .digit : []
    var previousIsSmall = false
    while at < scalars.count {
      let entry = FoldTable.shared[scalars[at]]
      if entry.tokenClass == kind {
        if entry.isUppercase && previousIsSmall { break }
        if entry.isUppercase && at == start { traits.insert(.uppercase) }
        previousIsSmall = entry.isLowercase
      } else if entry.tokenClass != .mark && entry.tokenClass != .ignorable {
        break
      }
      at += 1
    }
    append(start, quarters: 4, traits)
  }

  private mutating func readSingle(_ trait: Tokens.Traits, quarters: Int) {
    let start = at
    at += 1
    while at < scalars.count, [.mark, .ignorable].contains(FoldTable.shared[scalars[at]].tokenClass) {
      at += 1
    }
    append(start, quarters: quarters, trait)
  }

  /// Adds the token from `start` to here, without the ignorable characters at its end.
  private mutating func append(_ start: Int, quarters: Int, _ traits: Tokens.Traits) {
    func isIgnorable(_ scalar: UInt32) -> Bool { FoldTable.shared[scalar].tokenClass == .ignorable }
    var end = at
    while isIgnorable(scalars[end - 1]) { end -= 1 }
    let scalars = scalars[start..<end].filter { !isIgnorable($0) }
    let text = scalars.compactMap(Unicode.Scalar.init).map { String($0) }.joined()
    append(form: casefold?.normalized(Array(text.utf8)) ?? [], start..<end, quarters: quarters, traits)
  }

  private mutating func append(form: [UInt8], _ range: Range<Int>, quarters: Int, _ traits: Tokens.Traits) {
    reading.tokens.append(
      PlainToken(
        form: form, bytes: offsets[range.lowerBound]..<offsets[range.upperBound], quarters: quarters,
        traits: traits.rawValue))
    isAfterSpace = false
  }
}
