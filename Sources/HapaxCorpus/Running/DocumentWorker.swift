internal import Hapax

/// What came of a job, ready to be written.
struct Outcome {
  let job: Job
  /// The cleaned bytes, compressed where the output is.
  var output: [UInt8] = []
  /// Whether the output, before it is compressed, ends in a line feed or is empty.
  var endsLine = true
  var report: [UInt8] = []
  var listing: [UInt8] = []
  var summary = Summary()
  /// Whether a bad record ends the run here.
  var isStopped = false
}

/// Cleans the documents of jobs, one at a time, in memory that is used again. One per thread.
final class DocumentWorker {
  private let run: CorpusRun
  private let parser: RecordParser
  private var workspace = Cleaner.Workspace()

  init(_ run: CorpusRun) throws(CorpusError) {
    self.run = run
    parser = try RecordParser(textField: run.settings.textField, idField: run.settings.idField)
  }
}

extension DocumentWorker {
  /// Does a job.
  func outcome(of job: Job) -> Outcome {
    var outcome = Outcome(job: job)
    switch job.content {
    case .text(let bytes): clean(text: bytes.bytes, into: &outcome)
    case .lines(let chunk): clean(lines: chunk, into: &outcome)
    case .end: break
    case .notText: outcome.summary.notText.append(run.plan.files[job.file].input.path)
    case .failure(let error): outcome.summary.fail(error)
    }
    compress(&outcome)
    return outcome
  }

  private func clean(text: [UInt8], into outcome: inout Outcome) {
    let file = run.plan.files[outcome.job.file]
    let cleaned = run.textCleaner.clean(bytes: text, using: &workspace)
    let name = file.input.relative
    var id: [UInt8] = []
    JSONText.append(Printable.isText(name.bytes) ? name.bytes : Array(name.description.utf8), to: &id)
    let place = DocumentPlace(source: file.input.path, output: file.output, id: id, record: nil)
    note(cleaned, of: text, at: place, into: &outcome)
    outcome.output = cleaned.utf8
  }

  private func clean(lines chunk: Chunk, into outcome: inout Outcome) {
    var number = chunk.firstLine
    var isStopped = false
    outcome.output.reserveCapacity(chunk.bytes.count)
    chunk.bytes.forEachLine { line, whole in
      if !isStopped {
        isStopped = !clean(line: line, whole: whole, number: number, of: chunk, into: &outcome)
      }
      number += 1
    }
    outcome.isStopped = isStopped
    outcome.endsLine = outcome.output.last.map { $0 == UInt8(ascii: "\n") } ?? true
  }

  /// Cleans one line. Returns false where the run ends at it.
  private func clean(
    line: Range<Int>, whole: Range<Int>, number: Int, of chunk: Chunk, into outcome: inout Outcome
  ) -> Bool {
    let bytes = chunk.bytes
    let file = run.plan.files[outcome.job.file]
    var start = line.lowerBound
    var copied = whole.lowerBound
    if number == 1, line.count >= 3, bytes[start..<start + 3] == Format.byteOrderMark {
      start += 3
      // A mark belongs to the beginning of a file; inside one it would be a character.
      if outcome.job.file > 0, run.plan.isConcatenation { copied = start }
    }
    if bytes.isBlank(start..<line.upperBound) {
      outcome.output.append(contentsOf: bytes[copied..<whole.upperBound])
      return true
    }
    do {
      let record = try parser.record(in: bytes, at: start..<line.upperBound)
      let text = RecordParser.unescaped(bytes, at: record.text)
      let cleaned = run.recordCleaner.clean(bytes: text, using: &workspace)
      let place = DocumentPlace(
        source: file.input.path, output: file.output, id: id(of: record, in: bytes, file: file, line: number),
        record: (number, run.settings.textField))
      note(cleaned, of: text, at: place, into: &outcome)
      if cleaned.edits.isEmpty {
        outcome.output.append(contentsOf: bytes[copied..<whole.upperBound])
      } else {
        outcome.output.append(contentsOf: bytes[copied..<record.text.lowerBound - 1])
        JSONText.append(cleaned.utf8, to: &outcome.output)
        outcome.output.append(contentsOf: bytes[record.text.upperBound + 1..<whole.upperBound])
      }
      return true
    } catch {
      outcome.summary.fail(.record(path: file.input.path, line: number, reason: error.reason))
      if run.settings.onError == .copy { outcome.output.append(contentsOf: bytes[copied..<whole.upperBound]) }
      return run.settings.onError != .stop
    }
  }

  private func id(of record: RecordParser.Record, in bytes: ByteBuffer, file: Plan.File, line: Int) -> [UInt8]
  {
    if let id = record.id { return bytes[id] }
    var id: [UInt8] = []
    JSONText.append("\(file.input.relative):\(line)", to: &id)
    return id
  }

  /// Counts, reports and lists a document.
  private func note(
    _ cleaned: Cleaned, of input: [UInt8], at place: DocumentPlace, into outcome: inout Outcome
  ) {
    outcome.summary.count(cleaned, of: input.count)
    if run.settings.report != nil {
      DocumentReport.append(cleaned, of: input, at: place, to: &outcome.report)
    }
    switch run.settings.listing {
    case .none: break
    case .json: DocumentReport.append(cleaned, of: input, at: place, to: &outcome.listing)
    case .readable(let colour, let everything):
      let listing = DocumentListing(cleaned, of: input, at: place)
      if everything || listing.isWorthReading { listing.append(colour: colour, to: &outcome.listing) }
    }
  }

  private func compress(_ outcome: inout Outcome) {
    do throws(CorpusError) {
      let isFile = outcome.job.file < run.plan.files.count
      if isFile, let compression = run.plan.compression(of: outcome.job) {
        // An empty file is compressed too: nothing at all is not a file of these formats.
        let isEmpty = outcome.output.isEmpty && !outcome.job.isFirst
        if !isEmpty { outcome.output = try compression.compress(outcome.output) }
      }
      if let report = run.settings.report, let compression = Compression(name: report),
        !outcome.report.isEmpty
      {
        outcome.report = try compression.compress(outcome.report)
      }
    } catch {
      outcome.summary.fail(error)
      outcome.isStopped = true
    }
  }
}

extension Plan {
  /// How the output of a job's file is compressed: by its name, and in place as it was.
  func compression(of job: Job) -> Compression? {
    switch target {
    case .nowhere, .standardOutput: nil
    case .file(let path): Compression(name: path)
    case .folder: Compression(name: files[job.file].output)
    case .inPlace: job.compression
    }
  }
}

extension ByteBuffer {
  fileprivate func isBlank(_ range: Range<Int>) -> Bool {
    for index in range where !isJSONSpace(self[index]) { return false }
    return true
  }
}
