import Testing

@testable import Hapax

/// The first promise of all: what is said once is not lost.
@Suite("Cleaner: unique words") struct CleanerUniqueWordsTests {
  /// The words of a text, as often as each stands there.
  static func counts(_ text: [UInt8]) -> [[UInt8]: Int] {
    Reading(text).tokens.reduce(into: [:]) { $0[$1.form, default: 0] += 1 }
  }

  /// The words of the input that the output does not have at all.
  static func lost(_ input: [UInt8], _ options: Options) throws -> [String] {
    // The words of the written form: normalization is not what is tested here.
    var writes = options
    writes.decision.removesRepeats = false
    let written = try Cleaner(writes).clean(bytes: input).utf8
    let output = counts(try Cleaner(options).clean(bytes: input).utf8)
    return counts(written).keys.filter { output[$0] == nil }.map(\.text).sorted()
  }

  @Test("No word is lost from mixes of articles while only exact copies go", arguments: [UInt64](1...8))
  func exactCopies(seed: UInt64) throws {
    var options = Options.standard
    options.decision.removesNearCopies = false
    var mixes = try Mixes(seed: seed)
    for round in 0..<25 {
      let input = mixes.next()
      let lost = try Self.lost(input, options).filter { !isCutWord($0, input) }
      try #require(lost == [], "seed \(seed) round \(round): \(input.text.debugDescription)")
    }
  }

  @Test(
    "A word lost with a near copy stands in that copy's edit, beside the passage that it repeats",
    arguments: [UInt64](1...8))
  func nearCopies(seed: UInt64) throws {
    var mixes = try Mixes(seed: seed + 50)
    for round in 0..<25 {
      let input = mixes.next()
      let lost = try Self.lost(input, .standard).filter { !isCutWord($0, input) }
      if lost.isEmpty { continue }
      let near = try Cleaner().clean(bytes: input).edits.filter {
        $0.reason == .nearCopy || $0.reason == .nearSentence
      }
      let words = near.flatMap { Reading($0.removed).words }
      for word in lost {
        try #require(
          words.contains(word), "seed \(seed) round \(round): \(word) in \(input.text.debugDescription)")
      }
      for edit in near { #expect(edit.source != nil) }
    }
  }

  /// A copy can break off in the middle of a word; the beginning of a word is no word.
  private func isCutWord(_ word: String, _ input: [UInt8]) -> Bool {
    Reading(input).words.contains { $0 != word && $0.utf8.starts(with: word.utf8) }
  }
}
