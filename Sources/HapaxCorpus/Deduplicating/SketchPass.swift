internal import Hapax

/// A document of a corpus, as the first pass leaves it.
struct SketchedDocument {
  /// Its number among the files of the plan.
  let file: Int
  /// Where its record stands; nil for a file of text.
  let place: RecordPlace?
  /// Its id as JSON: the record's own, or the path.
  let id: [UInt8]
  /// The bytes of its text.
  let textBytes: Int
  /// Of the bytes of its record or file, to see that they are the same in the second pass. It guards nothing else.
  let digest: UInt64
  /// Its date, where documents are judged in the order of dates.
  let date: [UInt8]?
  /// The place of its source among those that are preferred.
  let rank: Int
}

/// All documents, in the order of the inputs.
struct SketchedCorpus {
  var documents: [SketchedDocument] = []
  /// Of each document, also of one that goes: freed one by one among the judging, they would make threads wait for each other.
  /// None where they lie on disk.
  var sketches: [Sketch] = []
  /// Of each job: the number of its first document.
  var firstDocuments: [Int] = []
  /// The jobs themselves where the input can be read only once.
  var jobs: [Job]?
  var failed = 0
  var failures: [CorpusError] = []
  var notText: [Path] = []
  var isStopped = false
  /// Which fingerprints stand in several of the documents, where the sketches lie in memory.
  var repeated: RepeatedFingerprints?
}

extension SketchedCorpus {
  /// Whether a document of a file was sketched of bytes of this digest.
  func isSame(_ digest: UInt64, _ document: Int, ofFile file: Int) -> Bool {
    document < documents.count && documents[document].file == file && documents[document].digest == digest
  }
}

/// The first pass: makes a sketch of every document.
struct SketchPass {
  private let deduplication: Deduplication
  private let store: RunStore?
  /// Where it is noted which fingerprints stand in several documents; nil where memory is bounded.
  private let notes: CorpusNotes?
  /// Held while a large job is done.
  private let large = Monitor()
  private var reading: CorpusRun { deduplication.run }

  /// - Parameter store: Where sketches go; nil where they stay in memory.
  init(_ deduplication: Deduplication, _ store: RunStore? = nil) {
    self.deduplication = deduplication
    self.store = store
    let size = deduplication.run.plan.files.reduce(0) { sum, file in
      // Compressed text is as much as five times as long. A sparse file can say any size.
      sum + Swift.min(file.input.size, 1 << 40) * (Compression(name: file.input.path) == nil ? 1 : 5)
    }
    notes =
      store?.isBounded == true
      ? nil : CorpusNotes(expected: Swift.max(Self.fewestFingerprints, size / Self.bytesOfFingerprint))
  }

  /// How many bytes of a corpus there are for each fingerprint, about. It decides how large a table is made, and nothing
  /// else; as for an input of unknown size.
  private static let bytesOfFingerprint = 16
  private static let fewestFingerprints = 1 << 16

  /// A job, and what an earlier run left of it.
  private struct Task {
    let job: Job
    let stored: SketchSpill.StoredJob?
  }

  func run(
    failed: @escaping (CorpusError) -> Void, progress: @escaping (CorpusRun.Progress) -> Void
  ) throws(CorpusError) -> SketchedCorpus {
    let source = JobSource(plan: reading.plan, settings: reading.settings)
    let collector = Collector(reading, store, failed: failed, progress: progress)
    var number = 0
    let ordered = OrderedRun<Task, SketchOutcome>(
      maximumBytes: reading.settings.bytesOnTheWay,
      next: {
        defer { number += 1 }
        return source.next().map { Task(job: $0, stored: store?.takeJob(number)) }
      },
      cost: { $0.job.bytes },
      makeWorker: { () throws(CorpusError) in
        let worker = try SketchWorker(deduplication)
        let noted = notes?.ofThread()
        return { task in
          if let stored = task.stored {
            noted?.note(stored.sketches)
            return resumed(task.job, stored, worker)
          }
          var outcome = self.outcome(of: task.job, worker)
          noted?.note(outcome.sketches)
          if let store { outcome.spill(keepingSketches: !store.isBounded) }
          return outcome
        }
      },
      deliver: { (outcome) throws(CorpusError) in try collector.take(outcome) })
    try ordered.run(threads: reading.settings.threads)
    collector.corpus.repeated = notes?.all()
    return collector.corpus
  }

  /// What comes of a job. Where memory is bounded, a large one is alone, in memory of its own.
  private func outcome(of job: Job, _ worker: SketchWorker) -> SketchOutcome {
    guard reading.settings.memory != nil, job.bytes > MemoryBound.smallInput else {
      return worker.outcome(of: job)
    }
    return large.locked {
      do throws(CorpusError) {
        return try SketchWorker(deduplication).outcome(of: job)
      } catch {
        // The thread's own was made in the same way.
        return worker.outcome(of: job)
      }
    }
  }

  /// What an earlier run left of a job. What failed is told again, so that is done again.
  private func resumed(_ job: Job, _ stored: SketchSpill.StoredJob, _ worker: SketchWorker) -> SketchOutcome {
    var outcome = SketchOutcome(job: job)
    if stored.bytes != job.bytes {
      let path = job.file < reading.plan.files.count ? reading.plan.files[job.file].input.path : Path("input")
      outcome.failures = [.changed(path: path)]
      outcome.isStopped = true
      return outcome
    }
    if stored.hasFailures { outcome.failures = worker.outcome(of: job).failures }
    outcome.documents = stored.documents
    outcome.sketches = stored.sketches
    return outcome
  }
}

/// What came of a job in the first pass.
struct SketchOutcome {
  let job: Job
  var documents: [SketchedDocument] = []
  /// Of each document; none where they lie on disk.
  var sketches: [Sketch] = []
  var failures: [CorpusError] = []
  var isStopped = false
  /// What goes to disk.
  var encoded: SketchSpill.EncodedJob?
}

extension SketchOutcome {
  /// Makes what goes to disk.
  mutating func spill(keepingSketches: Bool) {
    encoded = SketchSpill.encode(self)
    if !keepingSketches { sketches = [] }
  }
}

/// Takes the outcomes in order.
private final class Collector {
  var corpus = SketchedCorpus()
  private let run: CorpusRun
  private let store: RunStore?
  private let failed: (CorpusError) -> Void
  private let progress: (CorpusRun.Progress) -> Void
  private var textBytes = 0
  private var bytesDone = 0
  private let bytesInAll: Int

  init(
    _ run: CorpusRun, _ store: RunStore?, failed: @escaping (CorpusError) -> Void,
    progress: @escaping (CorpusRun.Progress) -> Void
  ) {
    self.run = run
    self.store = store
    self.failed = failed
    self.progress = progress
    bytesInAll = run.plan.files.reduce(0) { $0 + $1.input.size }
    // Standard input and pipes can be read only once, so their bytes stay.
    let isReadOnce = run.plan.files.contains { file in
      file.input.path == .standardInput || (try? FileStatus.of(file.input.path))?.kind != .file
    }
    if isReadOnce { corpus.jobs = [] }
  }

  /// Returns whether the run goes on.
  func take(_ outcome: SketchOutcome) throws(CorpusError) -> Bool {
    if let encoded = outcome.encoded, !outcome.isStopped { try store?.spill.append(encoded) }
    corpus.firstDocuments.append(corpus.documents.count)
    corpus.jobs?.append(outcome.job)
    corpus.documents += outcome.documents
    corpus.sketches += outcome.sketches
    for failure in outcome.failures {
      corpus.failed += 1
      if corpus.failures.count < Summary.maximumFailures { corpus.failures.append(failure) }
      failed(failure)
    }
    if case .notText = outcome.job.content {
      corpus.notText.append(run.plan.files[outcome.job.file].input.path)
    }
    corpus.isStopped = outcome.isStopped
    show(outcome)
    return !outcome.isStopped
  }

  private func show(_ outcome: SketchOutcome) {
    guard outcome.job.file < run.plan.files.count else { return }
    let file = run.plan.files[outcome.job.file].input
    textBytes += outcome.documents.reduce(0) { $0 + $1.textBytes }
    let read = bytesDone + Swift.min(outcome.job.position, file.size)
    if outcome.job.isLast { bytesDone += file.size }
    progress(
      CorpusRun.Progress(
        file: file.path, documents: corpus.documents.count, textBytes: textBytes, bytesRead: read,
        bytesInAll: bytesInAll))
  }
}

/// Makes the sketches of jobs. One per thread.
private final class SketchWorker {
  private let run: CorpusRun
  private let settings: Deduplication.Settings
  /// The field that holds a document's date, where dates matter.
  private let dateField: String?
  private let codecs: RecordCodecs
  private var textSketcher: Sketcher
  private var recordSketcher: Sketcher

  init(_ deduplication: Deduplication) throws(CorpusError) {
    run = deduplication.run
    settings = deduplication.settings
    dateField = settings.keep.isByDate ? settings.dateField : nil
    codecs = try RecordCodecs(run.settings)
    var records = run.settings.options
    // Records are UTF-8, whatever the texts beside them are.
    records.decoding.encoding = "utf-8"
    do {
      textSketcher = try Sketcher(run.settings.options)
      recordSketcher = try Sketcher(records)
    } catch {
      throw .usage("\(error)")
    }
  }

  func outcome(of job: Job) -> SketchOutcome {
    var outcome = SketchOutcome(job: job)
    switch job.content {
    case .text where settings.addsFields: refuse(.text, of: job, in: &outcome)
    case .records(let chunk) where settings.addsFields && chunk.layout.format != .jsonl:
      refuse(chunk.layout.format, of: job, in: &outcome)
    case .text(let bytes): sketch(text: bytes.bytes, into: &outcome)
    case .records(let chunk): sketch(records: chunk, into: &outcome)
    case .end, .notText: break
    case .failure(let error):
      outcome.failures.append(error)
      outcome.isStopped = run.settings.onError == .stop || error.isBeyondMemory
    }
    return outcome
  }

  /// Ends the run: there is no field in which a document could be told.
  private func refuse(_ format: Format, of job: Job, in outcome: inout SketchOutcome) {
    let path = run.plan.files[job.file].input.path
    outcome.failures.append(
      .usage("\(path) is \(format.rawValue), and only records of JSON Lines can be marked or get attributes"))
    outcome.isStopped = true
  }

  private func sketch(text: [UInt8], into outcome: inout SketchOutcome) {
    let file = run.plan.files[outcome.job.file]
    outcome.documents.append(
      SketchedDocument(
        file: outcome.job.file, place: nil, id: DocumentPlace.id(of: file.input.relative),
        textBytes: text.count, digest: Digest.of(text), date: nil,
        rank: rank(ofSource: file.input.relative.firstFolder)))
    outcome.sketches.append(textSketcher.sketch(text, keepsPlaces: settings.keepsPlaces))
  }

  private func sketch(records chunk: Chunk, into outcome: inout SketchOutcome) {
    let path = run.plan.files[outcome.job.file].input.path
    let codec = codecs.codec(for: chunk)
    chunk.forEachEntry { entry in
      do throws(Refusal) {
        if let document = try codec.document(in: chunk.bytes, at: entry) {
          if settings.addsFields, settings.writing == .documents,
            codec.value(of: DuplicateMark.field, in: chunk.bytes, at: entry) != nil
          {
            throw Refusal(reason: "there is a field \"\(DuplicateMark.field)\" already")
          }
          outcome.documents.append(sketched(document, of: entry, in: chunk, codec, ofFile: outcome.job.file))
          outcome.sketches.append(recordSketcher.sketch(document.text, keepsPlaces: settings.keepsPlaces))
        }
        return true
      } catch {
        outcome.failures.append(chunk.failure(error, at: entry, of: path))
        outcome.isStopped = run.settings.onError == .stop
        return !outcome.isStopped
      }
    }
  }

  private func sketched(
    _ document: RecordDocument, of entry: Entry, in chunk: Chunk, _ codec: any RecordCodec, ofFile file: Int
  ) -> SketchedDocument {
    SketchedDocument(
      file: file, place: RecordPlace(of: entry, in: chunk),
      id: document.id ?? DocumentPlace.id(of: run.plan.files[file].input.relative, line: entry.line),
      textBytes: document.text.count, digest: Digest.of(chunk.bytes, in: entry.content),
      date: dateField.flatMap { codec.value(of: $0, in: chunk.bytes, at: entry)?.bytes },
      rank: settings.preferred.isEmpty
        ? 0 : rank(ofSource: codec.value(of: settings.sourceField, in: chunk.bytes, at: entry)?.bytes))
  }

  private func rank(ofSource source: [UInt8]?) -> Int {
    guard let source else { return settings.preferred.count }
    return settings.preferred.firstIndex { $0.utf8.elementsEqual(source) } ?? settings.preferred.count
  }
}
