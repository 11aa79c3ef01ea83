internal import Hapax

/// Reads the documents that stay once more, on all threads.
struct StayingPages {
  /// A document that stays.
  struct Page {
    /// Its number among all documents.
    let number: Int
    let site: Site?
    let lines: PageLines
  }

  private let deduplication: Deduplication
  private let corpus: SketchedCorpus
  private let verdicts: Verdicts
  private var reading: CorpusRun { deduplication.run }

  init(_ deduplication: Deduplication, _ corpus: SketchedCorpus, _ verdicts: Verdicts) {
    self.deduplication = deduplication
    self.corpus = corpus
    self.verdicts = verdicts
  }
}

extension StayingPages {
  /// Calls `find` with each document that stays, and `take` with what it found, in order.
  ///
  /// - Throws: `CorpusError.changed` where a document is no longer what was judged.
  func read<Found>(
    _ find: @escaping (Page) -> Found, take: @escaping (Found) -> Void
  ) throws(CorpusError) {
    let jobs = NumberedJobs(corpus.jobs, JobSource(plan: reading.plan, settings: reading.settings))
    var change: CorpusError?
    let ordered = OrderedRun<NumberedJob, Pages<Found>>(
      maximumBytes: reading.settings.bytesOnTheWay,
      next: { jobs.next() },
      cost: { $0.job.bytes },
      makeWorker: { () throws(CorpusError) in
        let codecs = try RecordCodecs(reading.settings)
        let reader = try PageReader(reading.settings)
        return { pages(of: $0, codecs, reader, find) }
      },
      deliver: { pages in
        for found in pages.found { take(found) }
        change = pages.change
        return pages.change == nil
      })
    try ordered.run(threads: reading.settings.threads)
    if let change { throw change }
  }

  private struct Pages<Found> {
    var found: [Found] = []
    var change: CorpusError?
  }

  private func pages<Found>(
    of numbered: NumberedJob, _ codecs: RecordCodecs, _ reader: PageReader, _ find: (Page) -> Found
  ) -> Pages<Found> {
    var pages = Pages<Found>()
    let file = numbered.job.file
    guard numbered.number < corpus.firstDocuments.count else {
      pages.change = .changed(path: path(of: file))
      return pages
    }
    var number = corpus.firstDocuments[numbered.number]
    switch numbered.job.content {
    case .text(let text):
      guard corpus.isSame(Digest.of(text.bytes), number, ofFile: file) else {
        pages.change = .changed(path: path(of: file))
        break
      }
      guard verdicts.original(of: number) == nil else { break }
      let site = PageSite.site(of: reading.plan.files[file].input)
      pages.found.append(find(Page(number: number, site: site, lines: reader.lines(ofText: text.bytes))))
    case .records(let chunk):
      let codec = codecs.codec(for: chunk)
      let sites = PageSite(field: deduplication.settings.hostField)
      chunk.forEachEntry { entry in
        guard number < corpus.documents.count, corpus.documents[number].file == file,
          corpus.documents[number].place?.number == entry.number
        else { return true }
        defer { number += 1 }
        guard corpus.isSame(Digest.of(chunk.bytes, in: entry.content), number, ofFile: file),
          let document = try? codec.document(in: chunk.bytes, at: entry)
        else {
          pages.change = .changed(path: path(of: file))
          return false
        }
        guard verdicts.original(of: number) == nil else { return true }
        let site = sites.site(of: entry, in: chunk, codec)
        pages.found.append(
          find(Page(number: number, site: site, lines: reader.lines(ofRecord: document.text))))
        return true
      }
    case .end, .notText, .failure: break
    }
    return pages
  }

  private func path(of file: Int) -> Path {
    file < reading.plan.files.count ? reading.plan.files[file].input.path : Path("input")
  }
}

/// Reads the lines of texts and of records' texts. One per thread.
final class PageReader {
  private var texts: PageLineReader
  private var records: PageLineReader

  init(_ settings: CorpusRun.Settings) throws(CorpusError) {
    var options = settings.options
    do {
      texts = try PageLineReader(options)
      // Records are UTF-8, whatever the texts beside them are.
      options.decoding.encoding = "utf-8"
      records = try PageLineReader(options)
    } catch {
      throw .usage("\(error)")
    }
  }

  func lines(ofText text: [UInt8]) -> PageLines { texts.lines(of: text) }
  func lines(ofRecord text: [UInt8]) -> PageLines { records.lines(of: text) }
}
