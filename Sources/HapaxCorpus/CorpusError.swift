/// What can go wrong between a corpus on disk and the engine.
public enum CorpusError: Error, Hashable, CustomStringConvertible {
  /// The system refused a call on `path`; `code` is its `errno`.
  case system(path: Path, action: String, code: Int32)
  /// Compressed data is damaged or ends early, at byte `offset` of the file.
  case compression(path: Path, offset: Int, reason: String)
  /// What begins on line `line` of a file of JSON Lines, CSV or TSV is no record. `--on-error` says whether the run goes
  /// on. A header row that lacks the column for the text is one such, and then nothing of the file is read.
  case record(path: Path, line: Int, reason: String)
  /// Record `record` of a WARC file, from 1, is none, at byte `offset` of the file when it is decompressed. Nothing
  /// behind it can be read.
  case warc(path: Path, record: Int, offset: Int, reason: String)
  /// A plain text is longer than the engine takes.
  case tooLong(path: Path, limit: Int)
  /// The file is not text.
  case notText(path: Path, kind: String)
  /// A report is not one, or is damaged, in its line `line`.
  case report(path: Path, line: Int, reason: String)
  /// A report does not belong to this file: they differ at byte `offset` of the text, in line `line`, or of WARC
  /// in that record.
  case misfit(path: Path, line: Int?, offset: Int, reason: String)
  /// What is asked for cannot be done, whatever the inputs hold; a caller's mistake.
  case usage(String)
  /// A file changed while it was read for the second time, or before.
  case changed(path: Path)
  /// Something does not fit into the memory that a run may take: about so many bytes would be needed. A larger bound helps.
  case beyondMemory(what: String, needed: Int, bound: Int)
  /// What a run left on disk for the next one is damaged at byte `offset`.
  case damaged(path: Path, offset: Int)
  /// Nobody reads the output any more.
  case brokenPipe
  /// Memory ran out in a library.
  case outOfMemory

  public var description: String {
    switch self {
    case .system(let path, let action, let code): "\(path): \(action): \(System.message(code))"
    case .compression(let path, let offset, let reason): "\(path): \(reason) at byte \(offset)"
    case .record(let path, let line, let reason): "\(path):\(line): \(reason)"
    case .warc(let path, let record, let offset, let reason):
      "\(path), record \(record): \(reason), at byte \(offset)"
    case .tooLong(let path, let limit): "\(path): longer than \(Numbers.grouped(limit)) bytes"
    case .notText(let path, let kind): "\(path): not text (\(kind)); --format text cleans it all the same"
    case .report(let path, let line, let reason): "\(path):\(line): not a report (\(reason))"
    case .misfit(let path, let line, let offset, let reason):
      "\(path)\(line.map { ":\($0)" } ?? ""): the report does not fit this text: \(reason), at byte \(offset)"
    case .changed(let path): "\(path): it changed between the two readings; nothing was written"
    case .beyondMemory(let what, let needed, let bound):
      "\(what): needs at least \(MemoryBound.inMegabytes(needed))M of memory, and --memory is \(MemoryBound.text(bound))"
    case .damaged(let path, let offset):
      "\(path): damaged at byte \(offset): what was kept there for this run is not what was written"
    case .usage(let text): text
    case .brokenPipe: "nobody reads the output"
    case .outOfMemory: "out of memory"
    }
  }
}

extension CorpusError {
  /// Whether a larger bound on memory is all that is wanting: no policy goes on past it.
  var isBeyondMemory: Bool { if case .beyondMemory = self { true } else { false } }
}
