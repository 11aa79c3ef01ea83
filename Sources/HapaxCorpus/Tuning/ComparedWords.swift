/// The words of a text as they are compared here: case and punctuation aside, a character each in scripts without spaces.
///
/// Cut apart from the engine's tokens, so that what is tuned is not measured by its own rules.
struct ComparedWords {
  /// Where each word stands in the text, in bytes.
  private(set) var ranges: [Range<Int>] = []
  /// Equal words have equal numbers.
  private(set) var numbers: [Int32] = []

  /// The numbers that words have; one value for all texts that are compared.
  struct Numbering {
    fileprivate var numbers: [String: Int32] = [:]

    init() {}
  }

  /// - Complexity: O(*n*) expected.
  init(_ text: [UInt8], _ numbering: inout Numbering) {
    for part in SimulatedWords.split(text) where part.isWord {
      let word = String(decoding: part.bytes, as: UTF8.self).lowercased()
        .filter { $0.isLetter || $0.isNumber }
      // Signs alone are no word.
      guard !word.isEmpty else { continue }
      let next = Int32(numbering.numbers.count)
      let number = numbering.numbers[word, default: next]
      if number == next { numbering.numbers[word] = next }
      ranges.append(part.bytes.startIndex..<part.bytes.endIndex)
      numbers.append(number)
    }
  }
}
