// What was found of a document as bytes, and back: for a log of verdicts. As little a format to keep as that of sketches.

extension Link {
  /// Adds the link.
  package func encode(to encoder: inout ByteEncoder) {
    encoder.append(document.rawValue)
    encoder.append(UInt8(Relation.allCases.firstIndex(of: relation) ?? 0))
    encoder.append(coverage)
    encoder.append(sourceCoverage)
    encoder.append(sharedFingerprints)
    encoder.append(passages.count)
    for passage in passages {
      encoder.append(passage.range)
      encoder.append(passage.source)
      encoder.append(passage.words)
    }
  }

  /// Reads a link; nil where the bytes are none.
  package init?(from decoder: inout ByteDecoder) {
    guard let document = decoder.nextInt(), let relation = decoder.next(UInt8.self),
      Int(relation) < Relation.allCases.count, let coverage = decoder.nextDouble(),
      let sourceCoverage = decoder.nextDouble(), let shared = decoder.nextInt(),
      let count = decoder.nextCount()
    else { return nil }
    var passages: [Passage] = []
    for _ in 0..<count {
      guard let range = decoder.nextRange(), let source = decoder.nextRange(),
        let words = decoder.nextDouble()
      else { return nil }
      passages.append(Passage(range: range, source: source, words: words))
    }
    self.init(
      document: DocumentID(document), relation: Relation.allCases[Int(relation)], coverage: coverage,
      sourceCoverage: sourceCoverage, sharedFingerprints: shared, passages: passages)
  }
}

extension SharedLines {
  /// Adds the lines.
  package func encode(to encoder: inout ByteEncoder) {
    encoder.append(document.rawValue)
    encoder.append(range)
    encoder.append(outerRange)
    encoder.append(lineRanges.count)
    for range in lineRanges { encoder.append(range) }
    encoder.append(words)
    encoder.append(lines)
  }

  /// Reads lines; nil where the bytes are none.
  package init?(from decoder: inout ByteDecoder) {
    guard let document = decoder.nextInt(), let range = decoder.nextRange(),
      let outerRange = decoder.nextRange(), let count = decoder.nextCount()
    else { return nil }
    var lineRanges: [Range<Int>] = []
    for _ in 0..<count {
      guard let range = decoder.nextRange() else { return nil }
      lineRanges.append(range)
    }
    guard let words = decoder.nextDouble(), let lines = decoder.nextRange() else { return nil }
    self.init(
      document: DocumentID(document), range: range, outerRange: outerRange, lineRanges: lineRanges,
      words: words, lines: lines)
  }
}
