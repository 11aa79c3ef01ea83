internal import Hapax

/// Finds the boilerplate of each site: reads the documents that stay three times.
///
/// A page that goes, or is marked, as a duplicate counts for nothing: copies of one story do not make its paragraphs
/// boilerplate.
struct BoilerplatePass {
  private let pages: StayingPages
  private let options: Options
  private let textBytes: Int

  init(_ deduplication: Deduplication, _ corpus: SketchedCorpus, _ verdicts: Verdicts) {
    pages = StayingPages(deduplication, corpus, verdicts)
    options = deduplication.settings.reading.options
    textBytes = corpus.documents.reduce(0) { $0 + $1.textBytes }
  }

  /// The lines that recur, and how many documents that stay tell no site.
  func run() throws(CorpusError) -> (lines: SiteLines, withoutSite: Int) {
    var proposals = LineProposals(textBytes: textBytes)
    var (count, withoutSite) = (0, 0)
    try pages.read { page -> [UInt64]? in
      page.site.map { page.lines.hashes(on: $0) }
    } take: {
      count += 1
      if let hashes = $0 { proposals.add(hashes) } else { withoutSite += 1 }
    }
    if count > 0, withoutSite == count {
      throw .usage(
        "no document tells its site, so there is no boilerplate to find: records need a field or column with an address or "
          + "a host (--host-field NAME; without it url, host, domain or site), and files of text a folder for each site"
      )
    }
    var lines: SiteLines
    do { lines = try SiteLines(options, proposals) } catch { throw .usage("\(error)") }
    let first = lines
    try pages.read { page -> ProposedLines? in
      page.site.map { first.proposed(of: page.lines, site: $0, page: page.number) }
    } take: {
      if let found = $0 { lines.count(found) }
    }
    let second = lines
    try pages.read { page -> [UInt32] in
      page.site.map { second.alone(in: page.lines, site: $0) } ?? []
    } take: {
      lines.countAlone($0)
    }
    return (lines, withoutSite)
  }
}

/// Finds what goes of a page. One per thread.
final class BoilerplateFinder {
  private let lines: SiteLines
  private let reader: PageReader
  private let site: PageSite

  init(_ lines: SiteLines, _ settings: Deduplication.Settings) throws(CorpusError) {
    self.lines = lines
    reader = try PageReader(settings.reading)
    site = PageSite(field: settings.hostField)
  }

  func cuts(in text: [UInt8], of file: InputFiles.File, _ document: Int) -> [TextCut] {
    cuts(in: text, PageSite.site(of: file), document) { reader.lines(ofText: text) }
  }

  func cuts(
    in text: [UInt8], of entry: Entry, in chunk: Chunk, _ codec: any RecordCodec, _ document: Int
  ) -> [TextCut] {
    cuts(in: text, site.site(of: entry, in: chunk, codec), document) { reader.lines(ofRecord: text) }
  }

  private func cuts(
    in text: [UInt8], _ site: Site?, _ document: Int, _ read: () -> PageLines
  ) -> [TextCut] {
    guard let site else { return [] }
    return TextCut.cuts(lines.boilerplate(in: read(), site: site, page: document), in: text)
  }
}
