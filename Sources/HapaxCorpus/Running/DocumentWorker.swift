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
  /// Whether the file has no output at all: its one document went.
  var isOmitted = false
}

extension Outcome {
  /// Compresses what is written where its name says so.
  mutating func compress(for run: CorpusRun) throws(CorpusError) {
    let isFile = job.file < run.plan.files.count
    if isFile, !isOmitted, let compression = run.plan.compression(of: job) {
      // An empty file is compressed too: nothing at all is not a file of these formats.
      let isEmpty = output.isEmpty && !job.isFirst
      if !isEmpty { output = try compression.compress(output) }
    }
    if let path = run.settings.report, let compression = Compression(name: path), !report.isEmpty {
      report = try compression.compress(report)
    }
  }
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
    let place = DocumentPlace(
      source: file.input.path, output: file.output, id: DocumentPlace.id(of: file.input.relative), record: nil
    )
    note(cleaned, of: text, at: place, into: &outcome)
    outcome.output = cleaned.utf8
  }

  private func clean(lines chunk: Chunk, into outcome: inout Outcome) {
    outcome.output.reserveCapacity(chunk.bytes.count)
    chunk.forEachLine { line in
      outcome.isStopped = !clean(line, of: chunk, into: &outcome)
      return !outcome.isStopped
    }
    outcome.endsLine = outcome.output.last.map { $0 == UInt8(ascii: "\n") } ?? true
  }

  /// Cleans one line. Returns false where the run ends at it.
  private func clean(_ line: RecordLine, of chunk: Chunk, into outcome: inout Outcome) -> Bool {
    let file = run.plan.files[outcome.job.file]
    let whole = run.plan.kept(line, ofFile: outcome.job.file)
    if line.isBlank {
      outcome.output.append(contentsOf: chunk.bytes[whole])
      return true
    }
    do throws(RecordParser.Refusal) {
      let record = try parser.record(in: chunk.bytes, at: line.content)
      clean(record, whole: whole, line: line.number, of: chunk.bytes, file: file, into: &outcome)
      return true
    } catch {
      outcome.summary.fail(.record(path: file.input.path, line: line.number, reason: error.reason))
      if run.settings.onError == .copy { outcome.output.append(contentsOf: chunk.bytes[whole]) }
      return run.settings.onError != .stop
    }
  }

  /// Cleans a record's text and writes its line: as it was, or with only the value anew.
  private func clean(
    _ record: RecordParser.Record, whole: Range<Int>, line: Int, of bytes: ByteBuffer, file: Plan.File,
    into outcome: inout Outcome
  ) {
    let text = RecordParser.unescaped(bytes, at: record.text)
    let cleaned = run.recordCleaner.clean(bytes: text, using: &workspace)
    let place = DocumentPlace(
      source: file.input.path, output: file.output,
      id: record.id.map { bytes[$0] } ?? DocumentPlace.id(of: file.input.relative, line: line),
      record: (line, run.settings.textField))
    note(cleaned, of: text, at: place, into: &outcome)
    if cleaned.edits.isEmpty {
      outcome.output.append(contentsOf: bytes[whole])
    } else {
      outcome.output.append(contentsOf: bytes[whole.lowerBound..<record.text.lowerBound - 1])
      JSONText.append(cleaned.utf8, to: &outcome.output)
      outcome.output.append(contentsOf: bytes[record.text.upperBound + 1..<whole.upperBound])
    }
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
      try outcome.compress(for: run)
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
