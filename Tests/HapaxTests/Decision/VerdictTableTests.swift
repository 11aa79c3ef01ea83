import Testing

@testable import Hapax

/// One test for each row of the table, by evidence that fits it and no row before it.
@Suite("Verdict table") struct VerdictTableTests {
  /// A block of 20 words whose only difference is one small word.
  static var nearCopy: PassageEvidence {
    var passage = PassageEvidence(tokens: 0..<20)
    passage.words = 20
    passage.novelTokens = [7]
    passage.novelWords = 1
    passage.longestInnerRun = 1
    passage.source = 100..<120
    return passage
  }

  func verdict(
    _ change: (inout PassageEvidence) -> Void, _ options: Options.Decision = .init()
  ) -> VerdictTable.Verdict {
    var passage = Self.nearCopy
    change(&passage)
    return VerdictTable.verdict(on: passage, options)
  }

  let isNearCopy = VerdictTable.Verdict.remove(block: .nearCopy, sentence: .nearSentence)

  @Test("Row 1: a passage without a new word is a copy")
  func bodyCopy() {
    let isCopy = VerdictTable.Verdict.remove(block: .bodyCopy, sentence: .sentenceCopy)
    #expect(verdict { $0.novelTokens = [] } == isCopy)
    #expect(
      verdict {
        $0.novelTokens = []
        $0.isProse = false
      } == isCopy)
  }

  @Test("Row 2: a run of new words, at an edge or inside, or too many of them, is new text")
  func newText() {
    let options = Options.Decision()
    #expect(verdict { $0.longestEdgeRun = options.novelEdge } == .keep(.newText))
    #expect(verdict { $0.longestEdgeRun = options.novelEdge - 0.25 } == isNearCopy)
    #expect(verdict { $0.longestInnerRun = options.novelRun } == .keep(.newText))
    #expect(verdict { $0.longestInnerRun = options.novelRun - 0.25 } == isNearCopy)
    // 15 % of 20 words, and one.
    #expect(verdict { $0.novelWords = 4.25 } == .keep(.newText))
    #expect(verdict { $0.novelWords = 4 } == isNearCopy)
    // Below six words there is no word more.
    #expect(
      verdict {
        $0.words = 5
        $0.novelWords = 1
      } == .keep(.newText))
    #expect(
      verdict {
        $0.words = 6
        $0.novelWords = 1
      } == isNearCopy)
  }

  @Test("Row 3: a new figure keeps the passage, unless changed facts are folded")
  func changedFigure() {
    #expect(verdict { $0.changesFigure = true } == .keep(.changedFigure))
    var options = Options.Decision()
    options.foldsChangedFacts = true
    #expect(verdict({ $0.changesFigure = true }, options) == isNearCopy)
  }

  @Test("Row 4: a new negation and a dropped one keep the passage, unless changed facts are folded")
  func changedNegation() {
    var options = Options.Decision()
    options.foldsChangedFacts = true
    #expect(verdict { $0.addsNegation = true } == .keep(.changedNegation))
    #expect(verdict { $0.dropsNegation = true } == .keep(.changedNegation))
    #expect(verdict({ $0.addsNegation = true }, options) == isNearCopy)
    // With a negation dropped, the copy is no exact one, though no word of it is new.
    let dropped: (inout PassageEvidence) -> Void = {
      $0.novelTokens = []
      $0.novelWords = 0
      $0.dropsNegation = true
    }
    #expect(verdict(dropped) == .keep(.changedNegation))
    #expect(verdict(dropped, options) == isNearCopy)
  }

  @Test("Row 5: a new name keeps the passage, unless changed facts are folded")
  func changedName() {
    #expect(verdict { $0.changesName = true } == .keep(.changedName))
    var options = Options.Decision()
    options.foldsChangedFacts = true
    #expect(verdict({ $0.changesName = true }, options) == isNearCopy)
  }

  @Test("Row 6: a changed line of a list, and every near copy on request, stays")
  func keptNearCopies() {
    #expect(verdict { $0.isProse = false } == .keep(.newText))
    var options = Options.Decision()
    options.removesNearCopies = false
    #expect(verdict({ _ in }, options) == .keep(.newText))
  }

  @Test("Row 7: what differs by few small words is a near copy")
  func nearCopies() { #expect(verdict { _ in } == isNearCopy) }

  @Test("The first row that fits decides: figure before negation before name, new text before all three")
  func order() {
    let everything: (inout PassageEvidence) -> Void = {
      $0.changesFigure = true
      $0.addsNegation = true
      $0.changesName = true
    }
    #expect(verdict(everything) == .keep(.changedFigure))
    #expect(
      verdict {
        everything(&$0)
        $0.changesFigure = false
      } == .keep(.changedNegation))
    #expect(
      verdict {
        everything(&$0)
        $0.longestEdgeRun = 3
      } == .keep(.newText))
    #expect(VerdictTable.rows.count == 7)
  }
}
