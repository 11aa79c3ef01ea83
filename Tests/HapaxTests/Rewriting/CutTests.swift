import Testing

@testable import Hapax

@Suite("Cuts") struct CutTests {
  /// The text without the tokens between `[[` and `]]`, of which there can be several.
  static func cut(_ marked: String) -> String {
    var text: [UInt8] = []
    var ranges: [Range<Int>] = []
    var start: Int?
    var rest = Array(marked.utf8)[...]
    while let byte = rest.first {
      if rest.starts(with: "[[".utf8) {
        start = text.count
        rest = rest.dropFirst(2)
      } else if rest.starts(with: "]]".utf8), let from = start {
        ranges.append(from..<text.count)
        start = nil
        rest = rest.dropFirst(2)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    let tokens = Tokens(of: text)
    let removals = ranges.map { range in
      let inside = (0..<tokens.count).filter {
        range.contains(Int(tokens[$0].start)) && Int(tokens[$0].end) <= range.upperBound
      }
      return Removal(tokens: inside[0]..<inside[inside.count - 1] + 1, reason: .bodyCopy)
    }
    return Cut.edits(for: removals, in: text.span, tokens).output(for: text).text
  }

  static let examples: [(String, String)] = [
    // Whole lines.
    ("One.\n[[Two.]]\nThree.\n", "One.\nThree.\n"),
    ("One.\n\n[[Two.]]\n\nThree.\n", "One.\n\nThree.\n"),
    ("[[One.]]\nTwo.\n", "Two.\n"),
    ("[[One.]]\n\nTwo.\n", "Two.\n"),
    ("One.\n[[Two.\nThree.]]\nFour.", "One.\nFour."),
    // The separator with more line ends stays, whichever side it is on.
    ("One.\n[[Two.]]\n\nThree.\n", "One.\n\nThree.\n"),
    ("One.\n\n[[Two.]]\nThree.\n", "One.\n\nThree.\n"),
    // The end of the text: all trailing blank lines go, a final line end stays.
    ("One.\n[[Two.]]\n", "One.\n"),
    ("One.\n[[Two.]]", "One."),
    ("One.\n\n\n[[Two.]]\n\n\n\n", "One.\n"),
    ("One. [[Two.]]\n", "One.\n"),
    ("One. [[Two.]]", "One."),
    // Inside one line.
    ("One two. [[Three four.]] Five.", "One two. Five."),
    ("[[One two.]] Three.", "Three."),
    ("One two.  [[Three four.]] Five.", "One two.  Five."),
    ("One.\n[[Two.]] Three.", "One.\nThree."),
    ("One. [[Two.]]\nThree.", "One.\nThree."),
    // Glued.
    ("One two.[[Three four.]]Five.", "One two.Five."),
    ("said[[At a post.]] Next", "said Next"),
    ("雨。[[晴。]]風。", "雨。風。"),
    ("One.[[Two.]] Three.", "One. Three."),
    ("One. [[Two.]]Three.", "One. Three."),
    ("word[[漢字.]]word", "word.word"),
    ("word[[漢字 )]]word", "word )word"),
    // Quotes and brackets stay with their words.
    ("“One.” [[“Two.”]] “Three.”", "“One.” “Three.”"),
    ("(One.) [[(Two.)]] (Three.)", "(One.) (Three.)"),
    ("One. [[“Two.”]]\n“Three.”", "One.\n“Three.”"),
    ("「一。」[[「二。」]]「三。」", "「一。」「三。」"),
    ("One.”[[“Two.”]]“Three.", "One.”“Three."),
    ("One! [[¿Dos?]] ¡Tres!", "One! ¡Tres!"),
    ("«Un.» [[«Deux.»]] «Trois.»", "«Un.» «Trois.»"),
    // Indentation stays with its line.
    ("One.\n  [[Two.]]\n    Three.", "One.\n    Three."),
    ("  One.\n[[Two.]]\n", "  One.\n"),
    ("[[One.]]\n\tTwo.", "\tTwo."),
    // Lines without a token go between removed lines, and stay at the edges.
    ("One.\n* * *\n[[Two.]]\n* * *\nThree.", "One.\n* * *\n* * *\nThree."),
    ("One.\n[[Two.\n* * *\nThree.]]\nFour.", "One.\nFour."),
    ("* * *\n[[One.]]\nTwo.", "* * *\nTwo."),
    // The `<` of a tag, and of a figure, goes with what follows it.
    ("<p>One. <p>Two. [[<p>Three. <p>Four.]]", "<p>One. <p>Two."),
    ("<p>One.</p> [[<p>Two.</p>]] <p>Three.</p>", "<p>One.</p> <p>Three.</p>"),
    ("<p>One.[[<p>Two.]]<p>Three.", "<p>One.<p>Three."),
    ("One. [[Two.]] <5 of them.", "One. <5 of them."),
    // Several cuts.
    ("One. [[Two.]] Three. [[Four.]] Five.", "One. Three. Five."),
    ("One.\n[[Two.]]\n[[Three.]]\nFour.\n", "One.\nFour.\n"),
    // A text that would be empty stays.
    ("[[One. Two.]]", "One. Two."),
  ]

  @Test("A cut leaves this text", arguments: examples)
  func cuts(marked: String, expected: String) {
    #expect(Array(Self.cut(marked).utf8) == Array(expected.utf8))
  }

  /// What is wrong with cutting a range of a text's tokens, or nil.
  static func complaint(_ text: [UInt8], _ tokens: borrowing Tokens, _ range: Range<Int>) -> String? {
    let edits = Cut.edits(for: [Removal(tokens: range, reason: .bodyCopy)], in: text.span, tokens)
    if edits.count > 1 { return "\(edits.count) edits" }
    let output = edits.output(for: text)
    let words = Reading(tokens).words
    let kept = Array(words[..<range.lowerBound] + words[range.upperBound...])
    // A text of nothing else is left alone.
    if kept.isEmpty && output == text { return nil }
    if Reading(output).words != kept { return "left \(output.text.debugDescription)" }
    if let edit = edits.first, edit.range.lowerBound > Int(tokens[range.lowerBound].start) {
      return "begins inside the cut"
    }
    return nil
  }

  @Test("Cutting any range of tokens of small texts fuses no words and leaves none behind")
  func exhaustive() throws {
    let alphabet = ["a", "b.", " ", "\n", "“", ")", "中"]
    for sequence in Exhaustive.sequences(of: alphabet.count, upTo: 5) {
      let text = Array(sequence.map { alphabet[$0] }.joined().utf8)
      let tokens = Tokens(of: text)
      for start in 0..<tokens.count {
        for end in start + 1...tokens.count where !Self.fuses(text, tokens, start..<end) {
          let complaint = Self.complaint(text, tokens, start..<end)
          try #require(complaint == nil, "\(text.text.debugDescription) without tokens \(start..<end)")
        }
      }
    }
  }

  /// Whether letters stand directly on both sides of a range: `a中b`. No verdict cuts there, since a sentence begins
  /// between two letters only where a small one meets a capital.
  static func fuses(_ text: [UInt8], _ tokens: borrowing Tokens, _ range: Range<Int>) -> Bool {
    guard range.lowerBound > 0, range.upperBound < tokens.count else { return false }
    return tokens[range.lowerBound - 1].end == tokens[range.lowerBound].start
      && tokens[range.upperBound - 1].end == tokens[range.upperBound].start
  }

  @Test("Touching removals are one cut and as many edits, each with its source")
  func touching() {
    let text = Array("One two.\nThree.\nFour.\nOne two.\nThree.\nFive.\n".utf8)
    let tokens = Tokens(of: text)
    let removals = [
      Removal(tokens: 4..<6, reason: .bodyCopy, source: 0..<2),
      Removal(tokens: 6..<7, reason: .nearCopy, source: 2..<3),
    ]
    let edits = Cut.edits(for: removals, in: text.span, tokens)
    #expect(edits.output(for: text).text == "One two.\nThree.\nFour.\nFive.\n")
    #expect(edits.map(\.reason) == [.bodyCopy, .nearCopy])
    #expect(edits.map(\.source) == [0..<7, 9..<14])
    #expect(edits.map(\.range) == [22..<31, 31..<38])
  }
}
