internal import Hapax

/// What is written about a document that could go and stays.
enum DuplicateMark {
  /// The field of a marked record.
  static let field = "hapax"

  /// Adds a JSON object without its end, and the field that says what it is: `…,"hapax":{"reason":…}}`.
  ///
  /// - Parameter record: One object of JSON, and what stands behind it. All of it stays as it is.
  static func append(
    _ record: [UInt8], _ link: Link, of other: SketchedDocument, to output: inout [UInt8]
  ) {
    guard let end = record.lastIndex(of: UInt8(ascii: "}")) else { return }
    output += record[..<end]
    JSONText.append(key: "hapax", to: &output)
    output.append(UInt8(ascii: "{"))
    JSONText.append(key: "reason", to: &output)
    JSONText.append(DuplicateReport.code(of: link.relation), to: &output)
    JSONText.append(key: "of", to: &output)
    output += other.id
    DuplicateReport.append(link, to: &output)
    output.append(UInt8(ascii: "}"))
    output += record[end...]
  }

  /// The same for lines: `…,"hapax":{"reason":"site-boilerplate","cuts":[{"range":[0,40],"pages":9,"words":12}]}}`, or
  /// `"reason":"shared-lines"` with `"of":ID` in place of the pages.
  static func append(
    _ record: [UInt8], _ cuts: [TextCut], _ corpus: SketchedCorpus, _ verdicts: Verdicts,
    to output: inout [UInt8]
  ) {
    guard let end = record.lastIndex(of: UInt8(ascii: "}")) else { return }
    output += record[..<end]
    JSONText.append(key: "hapax", to: &output)
    output.append(UInt8(ascii: "{"))
    DuplicateReport.append(cuts, to: &output) { lines, output in
      JSONText.append(key: "of", to: &output)
      output += corpus.documents[verdicts.document(of: lines)].id
    }
    output.append(UInt8(ascii: "}"))
    output += record[end...]
  }
}
