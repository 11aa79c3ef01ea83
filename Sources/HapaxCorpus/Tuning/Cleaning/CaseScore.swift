internal import Hapax

/// A case with its words, ready to be compared with what comes out of it.
struct CaseScore {
  private let sample: CleaningCases.Case
  private let numbering: ComparedWords.Numbering
  private let input: [Int32]
  private let expected: [Int32]

  init(_ sample: CleaningCases.Case) {
    var numbering = ComparedWords.Numbering()
    self.sample = sample
    input = ComparedWords(sample.text, &numbering).numbers
    expected = ComparedWords(sample.expected, &numbering).numbers
    self.numbering = numbering
  }

  var text: [UInt8] { sample.text }
  var kind: String { sample.kind }

  /// How well `output` is what should come out.
  func evaluation(of output: [UInt8]) -> CleaningEvaluation {
    // Most outputs are right, and their words are known.
    if output == sample.expected {
      return CleaningEvaluation(input: input, expected: expected, output: expected, isExact: true)
    }
    var numbering = numbering
    return CleaningEvaluation(
      input: input, expected: expected, output: ComparedWords(output, &numbering).numbers,
      isExact: !sample.isByBytes && lines(of: output, &numbering) == lines(of: sample.expected, &numbering))
  }

  /// The words of each line that has any.
  private func lines(of text: [UInt8], _ numbering: inout ComparedWords.Numbering) -> [[Int32]] {
    text.split(separator: UInt8(ascii: "\n")).map { ComparedWords(Array($0), &numbering).numbers }
      .filter { !$0.isEmpty }
  }
}
