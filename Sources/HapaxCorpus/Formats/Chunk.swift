/// Whole entries of a file.
struct Chunk {
  let bytes: ByteBuffer
  let layout: Layout
  /// The number of its first entry, from 1.
  let firstNumber: Int
  /// The number of its first line, from 1.
  let firstLine: Int
  /// Where it begins, in bytes of the file when it is decompressed.
  let offset: Int
}

/// How entries lie in a chunk.
enum Layout: Sendable {
  /// JSON Lines.
  case lines
}

extension Layout {
  var format: Format {
    switch self {
    case .lines: .jsonl
    }
  }

  /// Whether records have named fields, one of which holds the text.
  var hasFields: Bool { true }
}

extension Chunk {
  /// What to say of an entry that is no record.
  func failure(_ refusal: Refusal, at entry: Entry, of path: Path) -> CorpusError {
    guard let at = refusal.offset else {
      return .record(path: path, line: entry.line, reason: refusal.reason)
    }
    return .record(path: path, line: entry.line, reason: "\(refusal.reason) at byte \(offset + at)")
  }
}
