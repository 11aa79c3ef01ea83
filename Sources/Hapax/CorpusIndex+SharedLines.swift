/// Lines of a document that a kept document says, word for word.
public struct SharedLines: Hashable, Sendable {
  /// The document that has them.
  public let document: DocumentID
  /// From the first token to the last one, in bytes of the text as given.
  public let range: Range<Int>
  /// The same with what stands before and behind up to the next tokens: line ends among it, and no word of another line.
  public let outerRange: Range<Int>
  /// The range of each line: from its first token to its last one.
  public let lineRanges: [Range<Int>]
  /// The words in them.
  public let words: Double
  /// The numbers of the lines in the sketch.
  let lines: Range<Int>
}

extension SharedLines {
  /// The same, of an index that holds `count` more documents before.
  public func shifted(by count: Int) -> SharedLines {
    SharedLines(
      document: DocumentID(document.rawValue + count), range: range, outerRange: outerRange,
      lineRanges: lineRanges, words: words, lines: lines)
  }
}

extension Sketch {
  /// What is left of a document for others to share lines with, once some of its lines are cut out. Its relations to others are
  /// those of the whole.
  public func without(_ shared: [SharedLines]) -> Sketch { without(shared.flatMap { Array($0.lines) }) }
}

extension CorpusIndex {
  /// The lines of a new document that one kept document says, each word for word and in a row, with the same signs at
  /// figures, and so many in a row that they make up `minimumTrimmed` words. Empty where that would be all of it.
  ///
  /// - Precondition: The sketches have places.
  public func sharedLines(of sketch: Sketch, using workspace: inout Workspace) -> [SharedLines] {
    let said = saidLines(of: sketch, using: &workspace)
    return said.isAll ? [] : said.lines
  }

  /// Lines that kept documents say, and whether they say all lines of a document, those in runs too short to be listed among
  /// them.
  package struct SaidLines {
    package var lines: [SharedLines] = []
    package var isAll = false

    package init() {}
  }

  /// The same, and whether all lines of it are said.
  package func saidLines(of sketch: Sketch, using workspace: inout Workspace) -> SaidLines {
    var said = SaidLines()
    guard sketch.lines.count > 0 else { return said }
    /// Of each line: the kept document that says it.
    var documentOfLine = [Int](repeating: -1, count: sketch.lines.count)
    forEachAligned(with: sketch, &workspace) { document, kept, aligner in
      let partners = aligner.partnersOfFirst()
      for line in documentOfLine.indices where documentOfLine[line] < 0 {
        let tokens = sketch.lines[line]
        let first = Int(partners[tokens.lowerBound])
        // In a row: the same words with others between them may say the opposite.
        let isSaid =
          first >= 0
          && tokens.allSatisfy { token in
            let place = first + token - tokens.lowerBound
            return Int(partners[token]) == place && sketch.lines.signs[token] == kept.lines.signs[place]
          }
        if isSaid { documentOfLine[line] = document }
      }
    }
    said.isAll = documentOfLine.allSatisfy { $0 >= 0 }
    said.lines = runs(of: documentOfLine, in: sketch)
    return said
  }

  private func runs(of documentOfLine: [Int], in sketch: Sketch) -> [SharedLines] {
    var found: [SharedLines] = []
    var start = 0
    while start < documentOfLine.count {
      var end = start + 1
      while end < documentOfLine.count, documentOfLine[end] == documentOfLine[start] { end += 1 }
      defer { start = end }
      guard documentOfLine[start] >= 0 else { continue }
      let tokens = sketch.lines[start].lowerBound..<sketch.lines[end - 1].upperBound
      let quarters = tokens.reduce(0) { $0 + Int(sketch.words.weight(sketch.numbers[$1])) }
      guard quarters >= Words(options.corpus.minimumTrimmed).quarters else { continue }
      let range = sketch.places.bytes(tokens)
      let before =
        tokens.lowerBound > 0 ? sketch.places.bytes(tokens.lowerBound - 1..<tokens.lowerBound).upperBound : 0
      let behind =
        tokens.upperBound < sketch.tokenCount
        ? sketch.places.bytes(tokens.upperBound..<tokens.upperBound + 1).lowerBound : Int.max
      found.append(
        SharedLines(
          document: DocumentID(documentOfLine[start]), range: range,
          outerRange: min(before, range.lowerBound)..<max(behind, range.upperBound),
          lineRanges: (start..<end).map { sketch.places.bytes(sketch.lines[$0]) },
          words: Double(quarters) / 4, lines: start..<end))
    }
    return found
  }
}
