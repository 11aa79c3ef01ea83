internal import Hapax

/// What came of a job, ready to be written.
struct Outcome {
  let job: Job
  /// The cleaned bytes, compressed where the output is.
  var output: [UInt8] = []
  /// Where the members of the output end when it is compressed; none where it is one.
  var memberEnds: [Int] = []
  /// Whether the output, before it is compressed, ends in a line feed or is empty.
  var endsLine = true
  var report: [UInt8] = []
  var listing: [UInt8] = []
  var summary = Summary()
  /// Whether a bad record ends the run here.
  var isStopped = false
  /// Whether the file has no output at all: its one document went.
  var isOmitted = false
  /// What was cut out of documents that stay, where a corpus is de-duplicated.
  var cuts = CutCount()
  /// What is written of records that are de-duplicated, before it is compressed.
  var written = WrittenBlocks.Block(count: 0, digest: 0)
}

extension Outcome {
  /// Compresses what is written where its name says so.
  mutating func compress(for run: CorpusRun) throws(CorpusError) {
    let isFile = job.file < run.plan.files.count
    if isFile, !isOmitted, let compression = run.plan.compression(of: job) {
      // An empty file is compressed too: nothing at all is not a file of these formats.
      let isEmpty = output.isEmpty && !job.isFirst
      if !isEmpty { output = try compression.compress(output, membersEndAt: memberEnds) }
    }
    if let path = run.settings.report, let compression = Compression(name: path), !report.isEmpty {
      report = try compression.compress(report)
    }
  }
}

/// Cleans the documents of jobs, one at a time, in memory that is used again. One per thread.
final class DocumentWorker {
  private let run: CorpusRun
  private let codecs: RecordCodecs
  private var workspace = Cleaner.Workspace()

  init(_ run: CorpusRun) throws(CorpusError) {
    self.run = run
    codecs = try RecordCodecs(run.settings)
  }
}

extension DocumentWorker {
  /// Does a job.
  func outcome(of job: Job) -> Outcome {
    var outcome = Outcome(job: job)
    switch job.content {
    case .text(let bytes): clean(text: bytes.bytes, into: &outcome)
    case .records(let chunk): clean(records: chunk, into: &outcome)
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

  private func clean(records chunk: Chunk, into outcome: inout Outcome) {
    outcome.output.reserveCapacity(chunk.bytes.count)
    let codec = codecs.codec(for: chunk)
    chunk.forEachEntry { entry in
      outcome.isStopped = !clean(entry, of: chunk, codec, into: &outcome)
      if chunk.layout.hasMembers { outcome.memberEnds.append(outcome.output.count) }
      return !outcome.isStopped
    }
    outcome.endsLine = outcome.output.last.map { $0 == UInt8(ascii: "\n") } ?? true
  }

  /// Cleans one entry. Returns false where the run ends at it.
  private func clean(
    _ entry: Entry, of chunk: Chunk, _ codec: any RecordCodec, into outcome: inout Outcome
  ) -> Bool {
    let file = run.plan.files[outcome.job.file]
    let whole = run.plan.kept(entry, ofFile: outcome.job.file)
    do throws(Refusal) {
      if let document = try codec.document(in: chunk.bytes, at: entry) {
        clean(document, of: entry, whole, in: chunk, codec, file: file, into: &outcome)
      } else {
        chunk.bytes.copy(whole, to: &outcome.output)
      }
      return true
    } catch {
      outcome.summary.fail(chunk.failure(error, at: entry, of: file.input.path))
      if run.settings.onError == .copy { chunk.bytes.copy(whole, to: &outcome.output) }
      return run.settings.onError != .stop
    }
  }

  /// Cleans a record's text and writes the record: as it was, or with only the value anew.
  private func clean(
    _ document: RecordDocument, of entry: Entry, _ whole: Range<Int>, in chunk: Chunk,
    _ codec: any RecordCodec, file: Plan.File, into outcome: inout Outcome
  ) {
    let cleaned = run.recordCleaner.clean(bytes: document.text, using: &workspace)
    var place = DocumentPlace(
      source: file.input.path, output: file.output,
      id: document.id ?? DocumentPlace.id(of: file.input.relative, line: entry.line),
      record: RecordPlace(of: entry, in: chunk, field: run.settings.textField))
    if cleaned.edits.isEmpty {
      chunk.bytes.copy(whole, to: &outcome.output)
    } else {
      place.remainder = codec.remainder(of: document, of: chunk.bytes, rewrittenAs: cleaned.utf8)
      chunk.bytes.copy(whole.lowerBound..<document.field.lowerBound, to: &outcome.output)
      codec.append(cleaned.utf8, as: document, of: chunk.bytes, to: &outcome.output)
      chunk.bytes.copy(document.field.upperBound..<whole.upperBound, to: &outcome.output)
    }
    note(cleaned, of: document.text, at: place, into: &outcome)
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
