internal import Hapax

/// A piece of work: some records of a file, a text, or the news that a file ends or fails.
struct Job {
  enum Content {
    case text(ByteBuffer)
    case records(Chunk)
    case end
    /// A file in a folder that is no text and is left alone.
    case notText
    case failure(CorpusError)
  }

  /// Which file of the plan; the number of files for what belongs to none.
  let file: Int
  let content: Content
  /// How the file is compressed.
  let compression: Compression?
  /// How many bytes of the file are read.
  let position: Int

  /// Whether the file begins or ends with this job.
  let isFirst: Bool
  let isLast: Bool

  var bytes: Int {
    switch content {
    case .text(let bytes): bytes.count
    case .records(let chunk): chunk.bytes.count
    case .end, .notText, .failure: 0
    }
  }
}

/// Opens the files of a plan one after the other and cuts them into jobs.
final class JobSource {
  private let plan: Plan
  private let settings: CorpusRun.Settings
  private var file = 0
  private var failure = 0
  /// The file that is being read.
  private var current: (reader: ByteReader, records: RecordReader)?

  init(plan: Plan, settings: CorpusRun.Settings) {
    self.plan = plan
    self.settings = settings
  }
}

extension JobSource {
  /// The next job; nil behind the last.
  func next() -> Job? {
    if current == nil, failure < plan.failures.count, plan.failures[failure].position <= file {
      defer { failure += 1 }
      return job(.failure(plan.failures[failure].error), file: plan.files.count, isFirst: true, isLast: true)
    }
    guard file < plan.files.count else { return nil }
    do throws(CorpusError) {
      return try current == nil ? open() : records(isFirst: false)
    } catch {
      let isFirst = current == nil
      let failed = job(.failure(error), isFirst: isFirst, isLast: true)
      close()
      return failed
    }
  }

  private func open() throws(CorpusError) -> Job {
    let input = plan.files[file].input
    let reader = try ByteReader(input.path)
    var head = ByteBuffer()
    let isWhole = try JobSource.fill(&head, from: reader)
    let parser = try RecordParser(textField: settings.textField, idField: settings.idField)
    if settings.format == nil, input.path != .standardInput, let kind = BinaryKind.name(of: head) {
      guard input.isFound else { throw .notText(path: input.path, kind: kind) }
      defer { file += 1 }
      return job(.notText, isFirst: true, isLast: true)
    }
    let format =
      settings.format ?? Format(name: input.path) ?? Format(head: head, isWhole: isWhole, parser: parser)
    switch format {
    case .text:
      while head.count <= Cleaner.longestText, try reader.read(into: &head) {
        if let memory = settings.memory { try memory.check(head.count, of: input.path, line: nil) }
      }
      guard head.count <= Cleaner.longestText else {
        throw .tooLong(path: input.path, limit: Cleaner.longestText)
      }
      defer { file += 1 }
      return job(.text(head), reader: reader, isFirst: true, isLast: true)
    case .jsonl, .csv, .tsv, .warc:
      let cutting = RecordReader(
        reader, head: head, format: format, delimiter: settings.delimiter, column: settings.textField,
        chunkSize: settings.chunkSize, memory: settings.memory)
      current = (reader, cutting)
      return try records(isFirst: true)
    }
  }

  private func records(isFirst: Bool) throws(CorpusError) -> Job {
    guard let current else { return job(.end, isFirst: isFirst, isLast: true) }
    if let chunk = try current.records.next() {
      return job(.records(chunk), reader: current.reader, isFirst: isFirst, isLast: false)
    }
    defer { close() }
    return job(.end, reader: current.reader, isFirst: isFirst, isLast: true)
  }

  private func close() {
    current = nil
    file += 1
  }

  private func job(
    _ content: Job.Content, file: Int? = nil, reader: ByteReader? = nil, isFirst: Bool, isLast: Bool
  ) -> Job {
    Job(
      file: file ?? self.file, content: content, compression: reader?.compression,
      position: reader?.position ?? 0,
      isFirst: isFirst, isLast: isLast)
  }
}

extension JobSource {
  /// Reads enough to recognise a format. Returns whether that was all.
  private static func fill(_ head: inout ByteBuffer, from reader: ByteReader) throws(CorpusError) -> Bool {
    while head.count < 64 << 10 {
      if try !reader.read(into: &head) { return true }
    }
    return false
  }

  /// The format of a file, by what is asked for, its name and its content.
  static func format(of path: Path, settings: CorpusRun.Settings) throws(CorpusError) -> Format {
    if let format = settings.format ?? Format(name: path) { return format }
    var head = ByteBuffer()
    let isWhole = try fill(&head, from: ByteReader(path))
    let parser = try RecordParser(textField: settings.textField, idField: settings.idField)
    return Format(head: head, isWhole: isWhole, parser: parser)
  }
}
