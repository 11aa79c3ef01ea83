internal import Hapax

/// Where a document came from, and where it went.
struct DocumentPlace {
  /// The input as it was named, or as it was found below a folder that was named.
  let source: Path
  /// The output below its folder, or its name.
  let output: Path
  /// The document's id as JSON: the record's own, or the path.
  let id: [UInt8]
  /// Of a record: where it stands in the input.
  let record: RecordPlace?
  /// What restoring needs beside the text.
  var remainder: [UInt8]?

  /// The id of a document that has none, as JSON: its path, and its line.
  static func id(of path: Path, line: Int? = nil) -> [UInt8] {
    var id: [UInt8] = []
    if let line {
      JSONText.append("\(path):\(line)", to: &id)
    } else {
      id = self.id(path.bytes)
    }
    return id
  }

  /// An id that is not JSON, as JSON. Of one that is not UTF-8 a readable form.
  static func id(_ bytes: [UInt8]) -> [UInt8] {
    var id: [UInt8] = []
    JSONText.append(Printable.isText(bytes) ? bytes : Array(Printable.string(bytes).utf8), to: &id)
    return id
  }
}

/// One line of a report: a document, and everything that was done to it.
///
/// `Documentation/ReportFormat.md` specifies it; `ReportReader` reads it back.
enum DocumentReport {
  /// The version of the format. A reader refuses others.
  static let schema = 1

  /// Adds the line of a document.
  static func append(
    _ cleaned: Cleaned, of input: [UInt8], at place: DocumentPlace, to line: inout [UInt8]
  ) {
    line.append(UInt8(ascii: "{"))
    JSONText.append(key: "schema", to: &line)
    JSONText.append(schema, to: &line)
    JSONText.append(key: "id", to: &line)
    line.append(contentsOf: place.id)
    append(place.source, key: "source", base64Key: "source_base64", to: &line)
    append(place.output, key: "output", base64Key: "output_base64", to: &line)
    place.record?.append(to: &line)
    if let remainder = place.remainder {
      append(remainder, key: "raw", base64Key: "raw_base64", to: &line)
    }
    JSONText.append(key: "input_bytes", to: &line)
    JSONText.append(input.count, to: &line)
    JSONText.append(key: "output_bytes", to: &line)
    JSONText.append(cleaned.utf8.count, to: &line)
    if let encoding = cleaned.encoding { append(encoding, to: &line) }
    let needsLines = !cleaned.notes.isEmpty || cleaned.edits.contains { $0.source != nil }
    let lines = needsLines && hasCountableLines(cleaned.encoding) ? LineIndex(input) : nil
    appendEdits(cleaned.edits, lines: lines, to: &line)
    appendNotes(cleaned.notes, lines: lines, to: &line)
    line.append(contentsOf: "}\n".utf8)
  }

  /// Adds a path; of one that is not UTF-8 a readable form, and the bytes beside it.
  static func append(_ path: Path, key: StaticString, base64Key: StaticString, to line: inout [UInt8]) {
    JSONText.append(key: key, to: &line)
    guard !Printable.isText(path.bytes) else { return JSONText.append(path.bytes, to: &line) }
    JSONText.append(path.description, to: &line)
    JSONText.append(key: base64Key, to: &line)
    JSONText.append(Base64.encode(path.bytes), to: &line)
  }

  /// Adds bytes: as they are where they are UTF-8, else in Base64.
  static func append(
    _ bytes: [UInt8], key: StaticString, base64Key: StaticString, to line: inout [UInt8]
  ) {
    append(bytes.span, key: key, base64Key: base64Key, to: &line)
  }

  static func append(
    _ bytes: Span<UInt8>, key: StaticString, base64Key: StaticString, to line: inout [UInt8]
  ) {
    if Printable.isText(bytes) {
      JSONText.append(key: key, to: &line)
      JSONText.append(bytes, to: &line)
    } else {
      JSONText.append(key: base64Key, to: &line)
      JSONText.append(Base64.encode(bytes.indices.map { bytes[$0] }), to: &line)
    }
  }

  private static func append(_ encoding: Cleaned.Encoding, to line: inout [UInt8]) {
    JSONText.append(key: "encoding", to: &line)
    line.append(UInt8(ascii: "{"))
    JSONText.append(key: "name", to: &line)
    JSONText.append(encoding.name, to: &line)
    if let confidence = encoding.confidence {
      JSONText.append(key: "confidence", to: &line)
      JSONText.append(confidence, to: &line)
    }
    line.append(UInt8(ascii: "}"))
  }

  private static func appendEdits(_ edits: Edits, lines: LineIndex?, to line: inout [UInt8]) {
    JSONText.append(key: "edits", to: &line)
    line.append(UInt8(ascii: "["))
    for (index, edit) in edits.enumerated() {
      line.append(contentsOf: index == 0 ? "{".utf8 : ",{".utf8)
      JSONText.append(key: "range", to: &line)
      JSONText.append(edit.range, to: &line)
      JSONText.append(key: "reason", to: &line)
      JSONText.append(edit.reason.rawValue, to: &line)
      JSONText.append(key: "replacement", to: &line)
      JSONText.append(edit.replacement, to: &line)
      append(edit.removed, key: "removed", base64Key: "removed_base64", to: &line)
      if let source = edit.source { append(edit.range, source, lines: lines, to: &line) }
      if let likeness = edit.likeness {
        JSONText.append(key: "similarity", to: &line)
        JSONText.append(thousandths: likeness.similarity, to: &line)
        appendWords(likeness.differing, key: "differing", to: &line)
      }
      line.append(UInt8(ascii: "}"))
    }
    line.append(UInt8(ascii: "]"))
  }

  private static func appendNotes(_ notes: [Note], lines: LineIndex?, to line: inout [UInt8]) {
    JSONText.append(key: "notes", to: &line)
    line.append(UInt8(ascii: "["))
    for (index, note) in notes.enumerated() {
      line.append(contentsOf: index == 0 ? "{".utf8 : ",{".utf8)
      JSONText.append(key: "range", to: &line)
      JSONText.append(note.range, to: &line)
      JSONText.append(key: "reason", to: &line)
      JSONText.append(note.reason.rawValue, to: &line)
      JSONText.append(key: "count", to: &line)
      JSONText.append(note.count, to: &line)
      append(note.range, note.source, lines: lines, to: &line)
      appendWords(note.words, key: "words", to: &line)
      line.append(UInt8(ascii: "}"))
    }
    line.append(UInt8(ascii: "]"))
  }

  private static func appendWords(_ words: [String], key: StaticString, to line: inout [UInt8]) {
    JSONText.append(key: key, to: &line)
    line.append(UInt8(ascii: "["))
    for (index, word) in words.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      JSONText.append(word, to: &line)
    }
    line.append(UInt8(ascii: "]"))
  }

  /// Adds the source of a repeat and the lines of both.
  private static func append(
    _ range: Range<Int>, _ source: Range<Int>?, lines: LineIndex?, to line: inout [UInt8]
  ) {
    if let source {
      JSONText.append(key: "source", to: &line)
      JSONText.append(source, to: &line)
    }
    guard let lines else { return }
    append(lines.lines(of: range), key: "lines", to: &line)
    if let source { append(lines.lines(of: source), key: "source_lines", to: &line) }
  }

  private static func append(_ lines: ClosedRange<Int>, key: StaticString, to line: inout [UInt8]) {
    JSONText.append(key: key, to: &line)
    // A pair as it is read: the first line and the last one.
    JSONText.append(lines.lowerBound..<lines.upperBound, to: &line)
  }

  /// Whether line ends are single bytes in the input: not in UTF-16 and UTF-32.
  private static func hasCountableLines(_ encoding: Cleaned.Encoding?) -> Bool {
    !(encoding?.name.hasPrefix("UTF-16") ?? false) && !(encoding?.name.hasPrefix("UTF-32") ?? false)
  }
}
