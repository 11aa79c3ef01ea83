internal import Hapax

/// The second pass: copies what stays, and writes what went.
struct CopyPass {
  private let deduplication: Deduplication
  private let corpus: SketchedCorpus
  private let verdicts: Verdicts
  /// The lines that recur on sites, where they are looked for.
  private let boilerplate: SiteLines?
  private var reading: CorpusRun { deduplication.run }

  init(
    _ deduplication: Deduplication, _ corpus: SketchedCorpus, _ verdicts: Verdicts, _ boilerplate: SiteLines?
  ) {
    self.deduplication = deduplication
    self.corpus = corpus
    self.verdicts = verdicts
    self.boilerplate = boilerplate
  }

  /// Returns what was cut, or marked, in documents that stay.
  func run() throws(CorpusError) -> CutCount {
    let jobs = NumberedJobs(corpus.jobs, JobSource(plan: reading.plan, settings: reading.settings))
    // What failed was told in the first pass.
    let writer = try RunWriter(run: reading, failed: { _ in }, progress: { _ in })
    var change: CorpusError?
    var done = 0
    var cuts = CutCount()
    var written = WrittenBlocks()
    let ordered = OrderedRun<NumberedJob, Outcome>(
      maximumBytes: reading.settings.bytesOnTheWay,
      next: { jobs.next() },
      cost: { $0.job.bytes },
      makeWorker: { () throws(CorpusError) in
        let codecs = try RecordCodecs(reading.settings)
        var finder: BoilerplateFinder?
        if let boilerplate { finder = try BoilerplateFinder(boilerplate, deduplication.settings) }
        return { outcome(of: $0, codecs, finder) }
      },
      deliver: { outcome throws(CorpusError) in
        if outcome.isStopped {
          change = outcome.summary.failures.first
          return false
        }
        try writer.take(addingBlocks(to: outcome, &written))
        cuts.add(outcome.cuts)
        done += 1
        return true
      })
    try ordered.run(threads: reading.settings.threads)
    if let change { throw change }
    // An input that ends sooner than it did is no longer the one that was judged.
    guard done == corpus.firstDocuments.count else {
      throw .changed(path: reading.plan.files.last?.input.path ?? Path("input"))
    }
    try verdicts.check()
    _ = try writer.finish()
    return cuts
  }
}

// MARK: - One job

extension CopyPass {
  private func outcome(of numbered: NumberedJob, _ codecs: RecordCodecs, _ finder: BoilerplateFinder?)
    -> Outcome
  {
    var outcome = Outcome(job: numbered.job)
    guard numbered.number < corpus.firstDocuments.count else {
      stop(&outcome)
      return outcome
    }
    var document = corpus.firstDocuments[numbered.number]
    switch numbered.job.content {
    case .text(let bytes): copy(text: bytes.bytes, document, finder, into: &outcome)
    case .records(let chunk):
      copy(records: chunk, from: &document, codecs.codec(for: chunk), finder, into: &outcome)
    case .failure(let error): outcome.summary.fail(error)
    case .end, .notText: break
    }
    if case .records = numbered.job.content, !outcome.isStopped {
      let next = numbered.number + 1
      let expected =
        next < corpus.firstDocuments.count ? corpus.firstDocuments[next] : corpus.documents.count
      if document != expected { stop(&outcome) }
    }
    if tellsBlocks, case .records = numbered.job.content {
      outcome.written = WrittenBlocks.Block(count: outcome.output.count, digest: Digest.of(outcome.output))
    }
    do throws(CorpusError) {
      try outcome.compress(for: reading)
    } catch {
      outcome.summary.fail(error)
      outcome.isStopped = true
    }
    return outcome
  }

  /// Whether what is written of records is told in the report, to see later that it is the same. Of inputs that are joined
  /// nothing can be restored.
  private var tellsBlocks: Bool { reading.settings.report != nil && !reading.plan.isConcatenation }

  /// The outcome with the line of an output of records that ends there.
  private func addingBlocks(
    to outcome: Outcome, _ written: inout WrittenBlocks
  ) throws(CorpusError) -> Outcome {
    guard tellsBlocks, let path = reading.settings.report else { return outcome }
    if outcome.job.isFirst { written = WrittenBlocks() }
    written.append(outcome.written)
    guard case .end = outcome.job.content, outcome.job.file < reading.plan.files.count else { return outcome }
    var line: [UInt8] = []
    written.append(output: reading.plan.files[outcome.job.file].output, to: &line)
    var outcome = outcome
    outcome.report += try Compression(name: path)?.compress(line) ?? line
    return outcome
  }

  private func copy(
    text: [UInt8], _ document: Int, _ finder: BoilerplateFinder?, into outcome: inout Outcome
  ) {
    guard corpus.isSame(Digest.of(text), document, ofFile: outcome.job.file) else { return stop(&outcome) }
    guard verdicts.original(of: document) == nil else {
      outcome.isOmitted = true
      DuplicateReport.append(text.span, document, corpus, verdicts, reading.plan, to: &outcome.report)
      return
    }
    let file = reading.plan.files[outcome.job.file].input
    let cuts =
      TextCut.cuts(verdicts.cuts(of: document), in: text) + (finder?.cuts(in: text, of: file, document) ?? [])
    outcome.output = LineCuts.text(text, without: cuts.map(\.range))
    if !cuts.isEmpty {
      outcome.cuts.count(cuts)
      DuplicateReport.append(
        text, document, cuts, corpus, verdicts, reading.plan, written: outcome.output,
        to: &outcome.report)
    }
  }

  private func copy(
    records chunk: Chunk, from document: inout Int, _ codec: any RecordCodec, _ finder: BoilerplateFinder?,
    into outcome: inout Outcome
  ) {
    var number = document
    outcome.output.reserveCapacity(chunk.bytes.count)
    chunk.forEachEntry { entry in
      defer { if chunk.layout.hasMembers { outcome.memberEnds.append(outcome.output.count) } }
      let whole = reading.plan.kept(entry, ofFile: outcome.job.file)
      let isRecord =
        number < corpus.documents.count && corpus.documents[number].file == outcome.job.file
        && corpus.documents[number].place?.number == entry.number
      guard isRecord else {
        return copy(entry, without: codec, whole, of: chunk, into: &outcome)
      }
      guard corpus.isSame(Digest.of(chunk.bytes, in: entry.content), number, ofFile: outcome.job.file)
      else {
        stop(&outcome)
        return false
      }
      copy(entry, number, codec, finder, whole, of: chunk, into: &outcome)
      number += 1
      return true
    }
    outcome.endsLine = outcome.output.last.map { $0 == UInt8(ascii: "\n") } ?? true
    document = number
  }

  /// Writes a record as it is, marked, as a line of attributes, or not at all.
  private func copy(
    _ entry: Entry, _ number: Int, _ codec: any RecordCodec, _ finder: BoilerplateFinder?,
    _ whole: Range<Int>,
    of chunk: Chunk, into outcome: inout Outcome
  ) {
    if deduplication.settings.writing == .attributes {
      // It was one in the first pass, and its bytes are the same.
      guard let document = try? codec.document(in: chunk.bytes, at: entry) else { return stop(&outcome) }
      let stays = verdicts.original(of: number) == nil
      let boilerplate = finder.map {
        stays ? $0.cuts(in: document.text, of: entry, in: chunk, codec, number) : []
      }
      outcome.cuts.count(boilerplate ?? [])
      DuplicateAttributes.append(
        id: corpus.documents[number].id, text: document.text, duplicate: verdicts.link(of: number),
        passages: verdicts.links(of: number).flatMap(\.passages), boilerplate: boilerplate,
        to: &outcome.output)
      return
    }
    guard let original = verdicts.original(of: number), let link = verdicts.link(of: number) else {
      if !trim(entry, number, codec, finder, whole, of: chunk, into: &outcome) {
        chunk.bytes.copy(whole, to: &outcome.output)
      }
      return
    }
    var written: Int?
    if deduplication.settings.policy(for: link.relation) == .mark {
      let start = outcome.output.count
      DuplicateMark.append(chunk.bytes[whole], link, of: corpus.documents[original], to: &outcome.output)
      written = outcome.output.count - start
    }
    chunk.bytes.withSpan(in: entry.whole) {
      DuplicateReport.append(
        $0, number, corpus, verdicts, reading.plan, written: written, to: &outcome.report)
    }
  }

  /// Writes a record without the lines that another document or its site says, or with a field that tells them. Returns
  /// false where there are none.
  private func trim(
    _ entry: Entry, _ number: Int, _ codec: any RecordCodec, _ finder: BoilerplateFinder?,
    _ whole: Range<Int>,
    of chunk: Chunk, into outcome: inout Outcome
  ) -> Bool {
    let shared = verdicts.cuts(of: number)
    guard !shared.isEmpty || finder != nil, let document = try? codec.document(in: chunk.bytes, at: entry)
    else { return false }
    let cuts =
      TextCut.cuts(shared, in: document.text)
      + (finder?.cuts(in: document.text, of: entry, in: chunk, codec, number) ?? [])
    guard !cuts.isEmpty else { return false }
    outcome.cuts.count(cuts)
    let start = outcome.output.count
    if deduplication.settings.boilerplate == .mark || deduplication.settings.shared == .mark {
      DuplicateMark.append(chunk.bytes[whole], cuts, corpus, verdicts, to: &outcome.output)
    } else {
      let text = LineCuts.text(document.text, without: cuts.map(\.range))
      chunk.bytes.copy(whole.lowerBound..<document.field.lowerBound, to: &outcome.output)
      codec.append(text, as: document, of: chunk.bytes, to: &outcome.output)
      chunk.bytes.copy(document.field.upperBound..<whole.upperBound, to: &outcome.output)
    }
    DuplicateReport.append(
      chunk.bytes[entry.whole], number, cuts, corpus, verdicts, reading.plan,
      written: Array(outcome.output[start...]), to: &outcome.report)
    return true
  }

  /// Copies what holds no document. What is no record is copied where that is asked for, and else told. Returns false
  /// where there is a document after all.
  private func copy(
    _ entry: Entry, without codec: any RecordCodec, _ whole: Range<Int>, of chunk: Chunk,
    into outcome: inout Outcome
  ) -> Bool {
    do throws(Refusal) {
      if try codec.document(in: chunk.bytes, at: entry) != nil {
        stop(&outcome)
        return false
      }
    } catch  where reading.settings.onError != .copy {
      DuplicateReport.append(
        badRecord: chunk.bytes[entry.whole], at: RecordPlace(of: entry, in: chunk),
        in: reading.plan.files[outcome.job.file], reading.plan, to: &outcome.report)
      return true
    } catch {
      // It is copied.
    }
    // Attributes stand one for each record.
    if deduplication.settings.writing == .attributes { return true }
    chunk.bytes.copy(whole, to: &outcome.output)
    return true
  }

  /// Ends the run: an input is no longer what was judged.
  private func stop(_ outcome: inout Outcome) {
    let path =
      outcome.job.file < reading.plan.files.count
      ? reading.plan.files[outcome.job.file].input.path : Path("input")
    outcome.summary.fail(.changed(path: path))
    outcome.isStopped = true
  }
}
