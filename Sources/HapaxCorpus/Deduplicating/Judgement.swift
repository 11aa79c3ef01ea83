internal import Hapax

/// What was found of a document.
struct Judgement {
  /// The closest relation to one that stays, whatever becomes of it.
  var link: Link?
  /// What it shares, where passages are asked for.
  var links: [Link] = []
  /// Where these lie in the log of verdicts.
  var linkPlace: Range<Int>?
  var margins: [PairMargin] = []
  /// The lines that are cut or marked in a document that stays.
  var cuts: [SharedLines] = []
  /// Whether documents that stay say all of its lines, where that is asked.
  var isSaid = false
}

extension Judgement {
  /// Notes the lines that are cut out of a document, or marked in it: those that documents before its batch say, and those of
  /// its batch where those are none.
  mutating func note(
    _ before: CorpusIndex.SaidLines, _ recent: CorpusIndex.SaidLines, of sketch: Sketch, marks: Bool
  ) {
    let others = recent.lines.filter { lines in !before.lines.contains { $0.range.overlaps(lines.range) } }
    cuts = (before.lines + others).sorted { $0.range.lowerBound < $1.range.lowerBound }
    isSaid = before.isAll || recent.isAll || cuts.reduce(0) { $0 + $1.words } >= sketch.wordCount
    // Something stays of every document that stays.
    if isSaid, !marks { cuts = [] }
  }

  /// Whether the document goes, or is marked as what it is.
  func goes(_ settings: Deduplication.Settings) -> Bool {
    guard let link else { return false }
    switch settings.policy(for: link.relation) {
    case .drop, .mark: return true
    case .trim: return link.relation == .same || isSaid
    case .keep: return false
    }
  }
}
