@testable import Hapax

/// The folded form as its definition reads: Swift repairs, ICU normalizes the whole text, and then one scalar after the
/// other is folded by lists of its own. It shares nothing with the engine but ICU.
struct NaiveFoldedForm {
  private let casefold = ICUNormalizer(.nfkcCasefold)

  func fold(_ input: [UInt8]) -> [UInt8] {
    let repaired = Array(String(decoding: input, as: UTF8.self).utf8)
    let normal = casefold?.normalized(repaired) ?? []
    var output: [UInt8] = []
    for scalar in String(decoding: normal, as: UTF8.self).unicodeScalars {
      if scalar.properties.isWhitespace {
        if let last = output.last, last != 0x20 { output.append(0x20) }
      } else {
        output += Self.punctuation(scalar)
      }
    }
    if output.last == 0x20 { output.removeLast() }
    return output
  }

  private static func punctuation(_ scalar: Unicode.Scalar) -> [UInt8] {
    switch scalar {
    case "‘", "’", "‚", "‛", "‹", "›", "❛", "❜": [0x27]
    case "«", "»", "“", "”", "„", "‟", "❝", "❞", "⹂", "〝", "〞", "〟": [0x22]
    case "\u{2010}"..."\u{2015}", "−", "⸺", "⸻": [0x2D]
    default: Array(String(scalar).utf8)
    }
  }
}

/// Folds texts on every path, and compares each with the twin.
struct FoldingHarness: ~Copyable {
  private let twin = NaiveFoldedForm()
  private var wide = FoldedForm(path: FoldVectors.hasWide ? .wide : .lanes)
  private var narrow = FoldedForm(path: FoldVectors.hasNarrow ? .narrow : .lanes)
  private var lanes = FoldedForm(path: .lanes)
  private var characters = FoldedForm(path: .characters)

  /// What is wrong with the folded form of a text, or nil.
  mutating func complaint(_ text: [UInt8]) -> String? {
    let expected = twin.fold(text)
    var found: [UInt8] = []
    wide.append(text.span, to: &found)
    if found != expected { return "wide: \(text) \(found) expected \(expected)" }
    found = []
    narrow.append(text.span, to: &found)
    if found != expected { return "narrow: \(text) \(found) expected \(expected)" }
    found = []
    lanes.append(text.span, to: &found)
    if found != expected { return "lanes: \(text) \(found) expected \(expected)" }
    found = []
    characters.append(text.span, to: &found)
    if found != expected { return "characters: \(text) \(found) expected \(expected)" }
    return nil
  }

  mutating func complaint(_ text: String) -> String? { complaint(Array(text.utf8)) }
}
