internal import Hapax

/// A line of attributes for Dolma's mixer.
enum DuplicateAttributes {
  /// Adds the line of a record. Spans count code points; the third number of a duplicate is the share of it that stands in
  /// the document that stays, of a passage the words that are the same, of boilerplate the pages that say it.
  static func append(
    id: [UInt8], text: [UInt8], duplicate: Link?, passages: [Link.Passage], boilerplate: [TextCut]?,
    to line: inout [UInt8]
  ) {
    line.append(UInt8(ascii: "{"))
    JSONText.append(key: "id", to: &line)
    line += id
    JSONText.append(key: "attributes", to: &line)
    line.append(UInt8(ascii: "{"))
    JSONText.append(key: "hapax__duplicate", to: &line)
    line.append(UInt8(ascii: "["))
    let points = CodePointIndex(text)
    if let duplicate {
      appendSpan(0..<points.count, to: &line)
      JSONText.append(thousandths: duplicate.coverage, to: &line)
      line.append(UInt8(ascii: "]"))
    }
    line.append(UInt8(ascii: "]"))
    JSONText.append(key: "hapax__passages", to: &line)
    line.append(UInt8(ascii: "["))
    for (number, passage) in merged(passages).enumerated() {
      if number > 0 { line.append(UInt8(ascii: ",")) }
      appendSpan(points[passage.bytes.lowerBound]..<points[passage.bytes.upperBound], to: &line)
      JSONText.append(Int(passage.words.rounded()), to: &line)
      line.append(UInt8(ascii: "]"))
    }
    line.append(UInt8(ascii: "]"))
    if let boilerplate { append(boilerplate, points, to: &line) }
    line += "}}\n".utf8
  }

  private static func append(_ boilerplate: [TextCut], _ points: CodePointIndex, to line: inout [UInt8]) {
    JSONText.append(key: "hapax__boilerplate", to: &line)
    line.append(UInt8(ascii: "["))
    for cut in boilerplate {
      guard case .boilerplate(let lines) = cut.cause else { continue }
      if line.last != UInt8(ascii: "[") { line.append(UInt8(ascii: ",")) }
      appendSpan(points[cut.range.lowerBound]..<points[cut.range.upperBound], to: &line)
      JSONText.append(lines.pages, to: &line)
      line.append(UInt8(ascii: "]"))
    }
    line.append(UInt8(ascii: "]"))
  }

  /// The passages in order; those that overlap are one, with the words of the longest.
  private static func merged(_ passages: [Link.Passage]) -> [(bytes: Range<Int>, words: Double)] {
    var merged: [(bytes: Range<Int>, words: Double)] = []
    for passage in passages.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if let last = merged.last, passage.range.lowerBound < last.bytes.upperBound {
        let end = max(last.bytes.upperBound, passage.range.upperBound)
        merged[merged.count - 1] = (last.bytes.lowerBound..<end, max(last.words, passage.words))
      } else {
        merged.append((passage.range, passage.words))
      }
    }
    return merged
  }

  /// `[start,end,`
  private static func appendSpan(_ span: Range<Int>, to line: inout [UInt8]) {
    line.append(UInt8(ascii: "["))
    JSONText.append(span.lowerBound, to: &line)
    line.append(UInt8(ascii: ","))
    JSONText.append(span.upperBound, to: &line)
    line.append(UInt8(ascii: ","))
  }
}
