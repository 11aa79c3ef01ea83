internal import Hapax

/// Lines about documents that went, and about passages that documents share.
///
/// `Documentation/ReportFormat.md` specifies them.
enum DuplicateReport {
  /// Adds the line of a document that went: why, because of which one, and all of its bytes.
  ///
  /// - Parameter written: How many bytes were written in its place, where it is marked.
  static func append(
    _ bytes: Span<UInt8>, _ number: Int, _ corpus: SketchedCorpus, _ verdicts: Verdicts, _ plan: Plan,
    written: Int? = nil, to line: inout [UInt8]
  ) {
    guard let original = verdicts.original(of: number), let link = verdicts.link(of: number) else { return }
    let document = corpus.documents[number]
    appendStart(id: document.id, file: plan.files[document.file], place: document.place, plan, to: &line)
    JSONText.append(key: "reason", to: &line)
    JSONText.append(code(of: link.relation), to: &line)
    appendOther(corpus.documents[original], plan, to: &line)
    append(link, to: &line)
    if let written {
      JSONText.append(key: "written", to: &line)
      JSONText.append(written, to: &line)
    }
    appendRemoved(bytes, to: &line)
  }

  /// Adds the line of a document that stays without some lines, or with a field that tells them: which, why, and all of
  /// its bytes.
  ///
  /// - Parameter written: What was written in its place.
  static func append(
    _ bytes: [UInt8], _ number: Int, _ cuts: [TextCut], _ corpus: SketchedCorpus, _ verdicts: Verdicts,
    _ plan: Plan, written: [UInt8], to line: inout [UInt8]
  ) {
    let document = corpus.documents[number]
    appendStart(id: document.id, file: plan.files[document.file], place: document.place, plan, to: &line)
    append(cuts, to: &line) { lines, line in
      appendOther(corpus.documents[verdicts.document(of: lines)], plan, to: &line)
    }
    JSONText.append(key: "written", to: &line)
    JSONText.append(written.count, to: &line)
    if document.place == nil {
      // Of records the line of the output tells it.
      JSONText.append(key: "digest", to: &line)
      JSONText.append(WrittenBlocks.hexadecimal(Digest.of(written)), to: &line)
    }
    appendRemoved(bytes.span, to: &line)
  }

  /// Adds why lines are cut or marked, and which they are.
  ///
  /// - Parameter other: Adds the document that says the same lines.
  static func append(
    _ cuts: [TextCut], to line: inout [UInt8], other: (SharedLines, inout [UInt8]) -> Void
  ) {
    JSONText.append(key: "reason", to: &line)
    JSONText.append(cuts.first?.code ?? "", to: &line)
    JSONText.append(key: "cuts", to: &line)
    line.append(UInt8(ascii: "["))
    for cut in cuts {
      if line.last != UInt8(ascii: "[") { line.append(UInt8(ascii: ",")) }
      line.append(UInt8(ascii: "{"))
      JSONText.append(key: "range", to: &line)
      JSONText.append(cut.range, to: &line)
      switch cut.cause {
      case .shared(let lines):
        other(lines, &line)
        JSONText.append(key: "words", to: &line)
        JSONText.append(Int(lines.words.rounded()), to: &line)
      case .boilerplate(let lines): append(lines, to: &line)
      }
      line.append(UInt8(ascii: "}"))
    }
    line.append(UInt8(ascii: "]"))
  }

  /// Adds on how many pages boilerplate stands, and its length.
  private static func append(_ boilerplate: BoilerplateLines, to line: inout [UInt8]) {
    JSONText.append(key: "pages", to: &line)
    JSONText.append(boilerplate.pages, to: &line)
    JSONText.append(key: "words", to: &line)
    JSONText.append(Int(boilerplate.words.rounded()), to: &line)
  }

  /// Adds the line of a run in which nothing went.
  static func appendNothing(to line: inout [UInt8]) {
    line.append(UInt8(ascii: "{"))
    JSONText.append(key: "schema", to: &line)
    JSONText.append(DocumentReport.schema, to: &line)
    JSONText.append(key: "duplicates", to: &line)
    JSONText.append(0, to: &line)
    line.append(contentsOf: "}\n".utf8)
  }

  /// Adds the line of what is no record and was left out.
  static func append(
    badRecord bytes: [UInt8], at place: RecordPlace, in file: Plan.File, _ plan: Plan, to line: inout [UInt8]
  ) {
    appendStart(
      id: DocumentPlace.id(of: file.input.relative, line: place.line), file: file, place: place, plan,
      to: &line)
    JSONText.append(key: "reason", to: &line)
    JSONText.append("bad-record", to: &line)
    appendRemoved(bytes.span, to: &line)
  }

  private static func appendStart(
    id: [UInt8], file: Plan.File, place: RecordPlace?, _ plan: Plan, to line: inout [UInt8]
  ) {
    line.append(UInt8(ascii: "{"))
    JSONText.append(key: "schema", to: &line)
    JSONText.append(DocumentReport.schema, to: &line)
    JSONText.append(key: "id", to: &line)
    line.append(contentsOf: id)
    DocumentReport.append(file.input.path, key: "source", base64Key: "source_base64", to: &line)
    DocumentReport.append(file.output, key: "output", base64Key: "output_base64", to: &line)
    place?.append(to: &line)
    if plan.isConcatenation {
      JSONText.append(key: "joined", to: &line)
      JSONText.append(plan.files.count, to: &line)
    } else if plan.files.count > 1 {
      JSONText.append(key: "files", to: &line)
      JSONText.append(plan.files.count, to: &line)
    }
  }

  private static func appendRemoved(_ bytes: Span<UInt8>, to line: inout [UInt8]) {
    DocumentReport.append(bytes, key: "removed", base64Key: "removed_base64", to: &line)
    line.append(contentsOf: "}\n".utf8)
  }

  private static func appendOther(_ document: SketchedDocument, _ plan: Plan, to line: inout [UInt8]) {
    JSONText.append(key: "of", to: &line)
    line.append(UInt8(ascii: "{"))
    JSONText.append(key: "id", to: &line)
    line.append(contentsOf: document.id)
    let file = plan.files[document.file]
    DocumentReport.append(file.input.path, key: "source", base64Key: "source_base64", to: &line)
    document.place?.append(to: &line)
    line.append(UInt8(ascii: "}"))
  }

  /// Adds how much two documents have in common.
  static func append(_ link: Link, to line: inout [UInt8]) {
    JSONText.append(key: "coverage", to: &line)
    JSONText.append(thousandths: link.coverage, to: &line)
    JSONText.append(key: "of_coverage", to: &line)
    JSONText.append(thousandths: link.sourceCoverage, to: &line)
    JSONText.append(key: "shared_fingerprints", to: &line)
    JSONText.append(link.sharedFingerprints, to: &line)
  }

  /// Adds the line of a passage.
  static func append(
    _ passage: Link.Passage, of link: Link, _ document: SketchedDocument, _ other: SketchedDocument,
    to line: inout [UInt8]
  ) {
    line.append(UInt8(ascii: "{"))
    JSONText.append(key: "id", to: &line)
    line.append(contentsOf: document.id)
    JSONText.append(key: "range", to: &line)
    JSONText.append(passage.range, to: &line)
    JSONText.append(key: "of", to: &line)
    line.append(contentsOf: other.id)
    JSONText.append(key: "of_range", to: &line)
    JSONText.append(passage.source, to: &line)
    JSONText.append(key: "words", to: &line)
    JSONText.append(Int(passage.words.rounded()), to: &line)
    JSONText.append(key: "relation", to: &line)
    JSONText.append(link.relation.rawValue, to: &line)
    append(link, to: &line)
    line.append(contentsOf: "}\n".utf8)
  }

  /// The reason code of a document that went.
  static func code(of relation: Link.Relation) -> String {
    switch relation {
    case .same: "same-document"
    case .near: "near-document"
    case .contained: "contained-document"
    case .contains, .shares: relation.rawValue
    }
  }
}
