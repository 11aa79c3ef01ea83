/// Whole entries of a file.
struct Chunk {
  let bytes: ByteBuffer
  var layout: RecordLayout
  /// The number of its first entry, from 1.
  let firstNumber: Int
  /// The number of its first line, from 1.
  let firstLine: Int
  /// Where it begins, in bytes of the file when it is decompressed.
  let offset: Int
}

extension Chunk {
  /// What to say of an entry that is no record.
  func failure(_ refusal: Refusal, at entry: Entry, of path: Path) -> CorpusError {
    guard layout.format.hasLines else {
      let at = refusal.offset ?? entry.whole.lowerBound
      return .warc(path: path, record: entry.number, offset: offset + at, reason: refusal.reason)
    }
    let place = refusal.offset.map { " at byte \(offset + $0)" } ?? ""
    return .record(path: path, line: entry.line, reason: refusal.reason + place)
  }
}
