/// The documents of WARC: the blocks of records that hold plain text. All other records stay as they are.
///
/// Where a text changes, its length is written anew, and the digests of the block and the payload, which would be false,
/// are left out. The record keeps its id.
struct WARCCodec: RecordCodec {
  /// The field that holds the id.
  private let idField: String

  /// - Parameter idField: A field of the header; `id` is `WARC-Record-ID`.
  init(idField: String) {
    self.idField = idField == "id" ? "WARC-Record-ID" : idField
  }

  func document(in bytes: ByteBuffer, at entry: Entry) throws(Refusal) -> RecordDocument? {
    guard let header = try WARCHeader(in: bytes, at: entry.content.lowerBound), header.holdsText(in: bytes)
    else { return nil }
    return RecordDocument(
      text: bytes[header.block], field: entry.content,
      id: header.value(of: idField, in: bytes).map { DocumentPlace.id($0) })
  }

  /// The value of a field of the header; `date` is `WARC-Date`.
  func value(of field: String, in bytes: ByteBuffer, at entry: Entry) -> JSONValue? {
    let header = try? WARCHeader(in: bytes, at: entry.content.lowerBound)
    return header?.value(of: field == "date" ? "WARC-Date" : field, in: bytes).map { .string($0) }
  }

  func append(_ text: [UInt8], as document: RecordDocument, of bytes: ByteBuffer, to output: inout [UInt8]) {
    guard let header = try? WARCHeader(in: bytes, at: document.field.lowerBound) else { return }
    var start = header.range.lowerBound
    for (index, field) in header.fields.enumerated() {
      if index == header.lengthIndex {
        output += bytes[start..<field.value.lowerBound]
        output += String(text.count).utf8
        start = field.value.upperBound
      } else if WARCCodec.digests.contains(where: { bytes.holds($0, at: field.name) }) {
        output += bytes[start..<field.line.lowerBound]
        start = field.line.upperBound
      }
    }
    output += bytes[start..<header.range.upperBound]
    output += text
  }

  /// The header as it stood.
  func remainder(of document: RecordDocument, of bytes: ByteBuffer, rewrittenAs text: [UInt8]) -> [UInt8]? {
    bytes[document.field.lowerBound..<document.field.upperBound - document.text.count]
  }

  func restore(
    _ text: [UInt8], _ remainder: [UInt8]?, as document: RecordDocument, of bytes: ByteBuffer,
    to output: inout [UInt8]
  ) {
    guard let remainder else { return append(text, as: document, of: bytes, to: &output) }
    output += remainder
    output += text
  }

  private static let digests = ["warc-block-digest", "warc-payload-digest"]
}
