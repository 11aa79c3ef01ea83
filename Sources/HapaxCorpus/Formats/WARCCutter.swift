internal import Hapax

/// Cuts WARC behind records, led by their lengths.
struct WARCCutter: RecordCutter {
  /// Where the record begins that is not all there yet.
  private var start = 0
  private var records = 0
  /// Where that record ends, once its header is read.
  private var expected: Int?

  var count: Int? { records }

  mutating func lastEnd(of bytes: ByteBuffer) throws(Refusal) -> Int? {
    while start < bytes.count {
      if expected == nil { expected = try end(of: bytes) }
      guard let next = expected, next <= bytes.count else { break }
      guard bytes[next - 4..<next] == WARCCutter.end else {
        throw Refusal(
          reason: "no CR LF CR LF behind the record, so its Content-Length is wrong", offset: next - 4)
      }
      records += 1
      start = next
      expected = nil
    }
    return start > 0 ? start : nil
  }

  /// Where the record ends that begins at `start`; nil where its header is not all there.
  private func end(of bytes: ByteBuffer) throws(Refusal) -> Int? {
    guard let header = try WARCHeader(in: bytes, at: start) else { return nil }
    guard header.contentLength <= Cleaner.longestText else {
      let limit = Numbers.grouped(Cleaner.longestText)
      throw Refusal(reason: "a record of more than \(limit) bytes, too long to be held", offset: start)
    }
    return header.block.upperBound + WARCCutter.end.count
  }

  mutating func cut(at end: Int) {
    start -= end
    expected = expected.map { $0 - end }
    records = 0
  }

  mutating func finish(_ bytes: ByteBuffer) throws(Refusal) {
    _ = try lastEnd(of: bytes)
    guard start < bytes.count else { return }
    let reason =
      expected.map { "the file ends \($0 - bytes.count) bytes before the end of the record" }
      ?? "the file ends inside the header of a record"
    throw Refusal(reason: reason, offset: start)
  }

  /// What stands behind every block.
  private static let end = Array("\r\n\r\n".utf8)
}
