/// The documents of JSON Lines: of each line the value of one field.
struct JSONLinesCodec: RecordCodec {
  let parser: RecordParser

  func document(in bytes: ByteBuffer, at entry: Entry) throws(Refusal) -> RecordDocument? {
    guard !entry.isBlank else { return nil }
    let record = try parser.record(in: bytes, at: entry.content)
    return RecordDocument(
      text: RecordParser.unescaped(bytes, at: record.text),
      field: record.text.lowerBound - 1..<record.text.upperBound + 1, id: record.id.map { bytes[$0] })
  }

  func value(of field: String, in bytes: ByteBuffer, at entry: Entry) -> JSONValue? {
    JSONValue(bytes, at: entry.content)?[field]
  }

  func append(_ text: [UInt8], as document: RecordDocument, of bytes: ByteBuffer, to output: inout [UInt8]) {
    JSONText.append(text, to: &output)
  }
  /// The value as it stood, where it would be written in another way: with escapes that are not needed, as most
  /// programs in Python write them.
  func remainder(of document: RecordDocument, of bytes: ByteBuffer, rewrittenAs text: [UInt8]) -> [UInt8]? {
    var written: [UInt8] = []
    JSONText.append(document.text, to: &written)
    let field = bytes[document.field]
    return written == field ? nil : field
  }
}
