import Testing

@testable import Hapax

@Suite("Text encoded twice") struct DoubleEncodingTests {
  /// What UTF-8 becomes that is read as Latin-1.
  private func twice(_ text: String) -> String {
    String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
  }

  @Test(
    "No rule touches half a letter",
    arguments: ["ę", "się ści", "“quoted” – text…", "日本語", "🙂", "Ж\n", "†\n", "à la"])
  func halvesStay(text: String) throws {
    let harness = try WritingHarness()
    let input = twice(text)
    #expect(harness.write(input).text == input)
  }

  @Test("Letters and marks are first halves too", arguments: ["ę", "się", "ści ę", "ń…"])
  func decomposed(text: String) throws {
    let harness = try WritingHarness()
    let composed = harness.write(twice(text)).text
    // Only the first halves have another form: the others are no letters.
    let input = String(
      String.UnicodeScalarView(
        twice(text).unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
          switch scalar {
          case "Ä": ["A", "\u{308}"]
          case "Å": ["A", "\u{30A}"]
          case "â": ["a", "\u{302}"]
          default: [scalar]
          }
        }))
    #expect(harness.write(input).text == composed)
  }

  @Test("Honest Windows-1252, soft hyphens and blanks behind capitals are still repaired")
  func honest() throws {
    let harness = try WritingHarness()
    #expect(harness.write("say \u{93}yes\u{94}, caf\u{E9}\u{92}s").text == "say “yes”, café’s")
    #expect(harness.write("SMÅ\u{AD}STAD").text == "SMÅSTAD")
    #expect(harness.write("AMANHÃ\u{A0}\n").text == "AMANHÃ\n")
  }
}
