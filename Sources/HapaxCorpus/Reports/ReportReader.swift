internal import Hapax

/// What a report of `clean` says of a document, read back.
enum ReportReader {
  /// What a line of a report says of a document.
  struct Document {
    let source: Path
    let output: Path
    /// Where its record stands in the input; nil for a file of text.
    let record: RecordPlace?
    /// What is needed beside the text to write the record as it was.
    let remainder: [UInt8]?
    let inputBytes: Int
    let outputBytes: Int
    let edits: Edits
  }
}

extension ReportReader {
  /// The documents of a report.
  static func rows(_ path: Path) throws(CorpusError) -> ReportRows<Document> {
    try ReportRows(path, decode: document)
  }

  /// A line of the report.
  private static func document(of value: JSONValue) throws(Refusal) -> Document {
    guard let source = Self.path(value, "source"),
      let output = Self.path(value, "output"),
      let inputBytes = value["input_bytes"]?.number, let outputBytes = value["output_bytes"]?.number,
      let list = value["edits"]?.array
    else { throw Refusal(reason: "a key is missing") }
    var edits: [Edit] = []
    for item in list { edits.append(try edit(of: item)) }
    do {
      return Document(
        source: source, output: output, record: RecordPlace(value), remainder: bytes(value, "raw"),
        inputBytes: inputBytes, outputBytes: outputBytes, edits: try Edits(edits))
    } catch {
      throw Refusal(reason: "\(error)")
    }
  }

  static func path(_ value: JSONValue, _ key: String) -> Path? {
    if let encoded = value[key + "_base64"]?.bytes { return Base64.decode(encoded).map { Path(bytes: $0) } }
    return value[key]?.bytes.map { Path(bytes: $0) }
  }

  /// Bytes that may stand in Base64.
  static func bytes(_ value: JSONValue, _ key: String) -> [UInt8]? {
    value[key]?.bytes ?? value[key + "_base64"]?.bytes.flatMap { Base64.decode($0) }
  }

  private static func edit(of value: JSONValue) throws(Refusal) -> Edit {
    let removed = bytes(value, "removed")
    guard let range = value["range"]?.range, let removed, let replacement = value["replacement"]?.string
    else {
      throw Refusal(reason: "an edit lacks its range, its replacement or what it removed")
    }
    guard let reason = value["reason"]?.string.flatMap({ Edit.Reason(rawValue: $0) }) else {
      throw Refusal(reason: "an edit has a reason that this release does not know")
    }
    return Edit(
      range: range, removed: removed, replacement: replacement, reason: reason, source: value["source"]?.range
    )
  }
}
