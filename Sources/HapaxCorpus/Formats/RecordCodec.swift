/// Finds the documents in the entries of one format, and writes them anew.
///
/// One per thread. All offsets are in bytes of the chunk's buffer.
protocol RecordCodec {
  /// The document of an entry; nil where the entry holds none and stays as it is: a blank line, a header.
  func document(in bytes: ByteBuffer, at entry: Entry) throws(Refusal) -> RecordDocument?

  /// The value of another field of a record.
  func value(of field: String, in bytes: ByteBuffer, at entry: Entry) -> JSONValue?

  /// Adds what stands at `document.field` once the text is `text`.
  func append(_ text: [UInt8], as document: RecordDocument, of bytes: ByteBuffer, to output: inout [UInt8])

  /// What a report has to keep beside the text, so that the record can be restored byte for byte after its text became
  /// `text`; nil where the text is enough.
  func remainder(of document: RecordDocument, of bytes: ByteBuffer, rewrittenAs text: [UInt8]) -> [UInt8]?

  /// Adds what stood at `document.field` when the text was `text`. `remainder` is what was kept then.
  func restore(
    _ text: [UInt8], _ remainder: [UInt8]?, as document: RecordDocument, of bytes: ByteBuffer,
    to output: inout [UInt8])
}

/// The document that an entry holds.
struct RecordDocument: Hashable {
  /// The text, its escapes undone.
  let text: [UInt8]
  /// The bytes that are written anew where the text changes, with their quotes.
  let field: Range<Int>
  /// The id as JSON, where there is one.
  let id: [UInt8]?
}

extension RecordCodec {
  func remainder(of document: RecordDocument, of bytes: ByteBuffer, rewrittenAs text: [UInt8]) -> [UInt8]? {
    nil
  }

  func restore(
    _ text: [UInt8], _ remainder: [UInt8]?, as document: RecordDocument, of bytes: ByteBuffer,
    to output: inout [UInt8]
  ) {
    if let remainder { return output.append(contentsOf: remainder) }
    append(text, as: document, of: bytes, to: &output)
  }
}
