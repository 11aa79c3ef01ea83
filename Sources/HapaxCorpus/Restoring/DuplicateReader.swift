/// What a file of documents that went says of one, read back.
enum DuplicateReader {
  /// A document that went, or a line that was no record and was left out.
  struct Row {
    let output: Path
    /// Where its record stood in the input; nil for a file of text.
    let place: RecordPlace?
    /// All of its bytes: of a record with its line end.
    let bytes: [UInt8]
    /// How many bytes stand in its place in the output; nil where it went.
    let written: Int?
    /// The digest of these, where they are all of a file of text.
    let digest: UInt64?
    /// Whether the run had other outputs beside this one.
    let isOneOfSeveral: Bool
    /// Whether several inputs went into one output.
    let isJoined: Bool
  }
}

extension DuplicateReader {
  /// Whether a file is one of documents that went, rather than a report of `clean`.
  static func reads(_ path: Path) throws(CorpusError) -> Bool {
    guard let chunk = try RecordReader(try ByteReader(path)).next() else { return false }
    let parser = try RecordParser(textField: "", idField: "")
    var isOne = false
    chunk.forEachEntry { line in
      if line.isBlank { return true }
      if (try? parser.check(chunk.bytes, at: line.content)) != nil {
        let value = JSONValue(chunk.bytes, at: line.content)
        isOne =
          value?["edits"] == nil
          && ["removed", "removed_base64", "duplicates", "blocks"].contains { value?[$0] != nil }
      }
      return false
    }
    return isOne
  }

  /// The rows of a file of documents that went.
  static func rows(_ path: Path) throws(CorpusError) -> ReportRows<Row> { try ReportRows(path, decode: row) }

  /// A line of the file.
  private static func row(of value: JSONValue) throws(Refusal) -> Row? {
    if value["duplicates"] != nil || value["blocks"] != nil { return nil }
    guard let output = ReportReader.path(value, "output"),
      let bytes = ReportReader.bytes(value, "removed")
    else { throw Refusal(reason: "a key is missing") }
    return Row(
      output: output, place: RecordPlace(value), bytes: bytes, written: value["written"]?.number,
      digest: value["digest"]?.string.flatMap { UInt64($0, radix: 16) },
      isOneOfSeveral: (value["files"]?.number ?? 1) > 1, isJoined: (value["joined"]?.number ?? 1) > 1)
  }
}
