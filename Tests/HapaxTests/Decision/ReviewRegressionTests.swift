import Testing

@testable import Hapax

/// What a reader of the code found, each in the smallest text that shows it.
@Suite("Found by reading") struct ReviewRegressionTests {
  private let first = """
    The pilot boat left the harbour before dawn with eleven people and two dogs aboard, and nobody waved.
    """
  private let last = """
    An old chart of the sound hangs above the stove in the keeper's narrow kitchen, browned by smoke and years.
    """

  @Test("A cut that is glued on both sides is not made: it would fuse two words, and one would be lost")
  func fusingCut() throws {
    let middle = "At dusk the ferry passed the village with its lamps unlit in the spring of 2020"
    let text = """
      \(first)
      \(middle)
      Nobody on the quay had expected so much ice next to the pier, said 7 people who fish there.
      \(last)
      \(first)
      Zeta uttered qqzz\(middle)next to the pier, said 8 people who fish there.
      \(last)
      """
    #expect(try Cleaner().clean(text).text.contains("qqzz"))
  }

  @Test("In UTF-16 too, a repeat is an edit of its own, and not the whole file")
  func repeatInUTF16() throws {
    let middle =
      "Marta counted the lanterns twice and wrote a different number in the book each time she came."
    let body = [first, last, middle].joined(separator: "\n")
    let text = "A lead that stands once.\n\(body)\n\(body)\n"
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 {
      bytes += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    }
    let cleaned = try Cleaner().clean(bytes: bytes)
    #expect(cleaned.text == "A lead that stands once.\n\(body)\n")
    let repeats = cleaned.edits.filter(\.reason.isRepeat)
    #expect(repeats.count == 1)
    #expect(repeats.allSatisfy { $0.range.count < bytes.count / 2 })
    #expect(try cleaned.edits.undone(from: cleaned.utf8) == bytes)
  }

  @Test("No note lies inside what was removed")
  func notesOfWhatStays() throws {
    let body = [first, last, "Her questions were answered politely by everyone on the quay."].joined(
      separator: "\n")
    let cleaned = try Cleaner().clean("\(body)\n\(body)\n\(body)\n\(last)\n\(body)\n")
    let gone = cleaned.edits.filter(\.reason.isRepeat).map(\.range)
    #expect(!gone.isEmpty)
    for note in cleaned.notes {
      #expect(
        !gone.contains { $0.lowerBound <= note.range.lowerBound && note.range.upperBound <= $0.upperBound })
    }
  }

  @Test("An indented dash begins an item too")
  func indentedItem() throws {
    let item =
      "  - Beat the eggs with the sugar for ten minutes until they are pale and hold the trace of the spoon."
    let text = "Method\n\n\(item)\n\(item)\nServe cold.\n"
    #expect(try Cleaner().clean(text).text == text)
  }

  @Test("A negation dropped at the end of a sentence keeps the copy")
  func negationAtTheEnd() throws {
    let body = "\(first)\nDie Fähre nach der alten Insel fährt bei starkem Eis in diesem langen Winter"
    let text = "\(body) nicht.\n\(last)\n\(body).\n\(last)\n"
    let cleaned = try Cleaner().clean(text)
    #expect(cleaned.text.contains("Winter nicht.\n") && cleaned.text.contains("Winter.\n"))
  }

  @Test("10⁶ is not 106")
  func raisedNumbers() {
    let tokens = Tokens(of: Array("10⁶ 106".utf8))
    #expect(tokens.count == 3)
    #expect(tokens[0].number != tokens[2].number)
  }

  @Test("A token that makes a factor of the hash zero does not make all tokens after it collide")
  func floodedHash() {
    let forms = (10..<99).map { Array("krbrzdwgylbxwtlwfghnweytabcdef\($0)".utf8) }
    let hashes = Set(forms.map { TokenHash.hash(long: $0.span) })
    #expect(HashWidth.bits < 64 || hashes.count == forms.count)
  }

  @Test("A copy whose first words happen to stand before it too begins where its source's sentence does")
  func copyThatBeganTooEarly() throws {
    let lead = "The two could meet face to face in New Haven."
    let opening = """
      WESTPORT, Harbour Desk, after the extradition of the former harbour master the court waits for witnesses who \
      knew him at the height of his power.
      """
    let changed = (
      "He is charged with taking 14 crates of lamp oil out of the public store.",
      "He is charged with taking 15 crates of lamp oil out of the public store."
    )
    let end = "A photograph of the accused hangs in the guard room of the prison at New Haven"
    let text =
      "\(lead) \(opening) \(changed.0) \(end) \(opening) \(changed.1) \(end)\n"
    #expect(try Cleaner().clean(text).text == "\(lead) \(opening) \(changed.0) \(end) \(changed.1)\n")
  }

  @Test("A letter that by chance ends the lead and the body stays in its word, where words have no spaces")
  func chanceLetterBeforeThaiCopy() throws {
    let paragraphs = try SourceTree.text("corpora/articles/th.txt").split(separator: "\n").map(String.init)
    let lead = paragraphs[0] + " ส."
    let body = (paragraphs[1...4] + ["น้าสกาเรอส."]).joined(separator: "\n\n")
    let clean = lead + "\n\n" + body + "\n"
    #expect(try Cleaner().clean(clean + "\n" + body + "\n").text == clean)
  }
}
