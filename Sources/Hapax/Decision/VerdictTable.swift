/// The judgement of a passage that stands in a copy, as a table: the first row that fits decides.
struct VerdictTable {
  /// One row: one condition, one verdict, one reason code.
  struct Row: Sendable {
    let verdict: Verdict
    let fits: @Sendable (PassageEvidence, Options.Decision) -> Bool
  }

  /// What becomes of a passage. A removal has a code for a whole block, and one for a sentence of a block.
  enum Verdict: Equatable, Sendable {
    case remove(block: Edit.Reason, sentence: Edit.Reason)
    case keep(Note.Reason)
  }

  static let rows: [Row] = [
    // Nothing of it is new, and no negation was dropped.
    Row(verdict: .remove(block: .bodyCopy, sentence: .sentenceCopy)) { passage, _ in
      passage.novelTokens.isEmpty && !passage.dropsNegation
    },
    // A clause or more of it is new.
    Row(verdict: .keep(.newText)) { passage, options in
      passage.hasNewText(options)
    },
    // A few words differ, and they are facts.
    Row(verdict: .keep(.changedFigure)) { passage, options in
      passage.changesFigure && (!options.foldsChangedFacts || options.preservesFigures)
    },
    Row(verdict: .keep(.changedNegation)) { passage, options in
      (passage.addsNegation || passage.dropsNegation) && !options.foldsChangedFacts
    },
    Row(verdict: .keep(.changedName)) { passage, options in
      passage.changesName && !options.foldsChangedFacts
    },
    // A few words differ, and they are none. In a list or in code they are what the line is there for; and the user
    // may want them all.
    Row(verdict: .keep(.newText)) { passage, options in
      !passage.isProse || passage.isFormula || !options.removesNearCopies
    },
    Row(verdict: .remove(block: .nearCopy, sentence: .nearSentence)) { _, _ in true },
  ]

  static func verdict(on passage: PassageEvidence, _ options: Options.Decision) -> Verdict {
    for row in rows where row.fits(passage, options) { return row.verdict }
    return .keep(.newText)
  }
}
