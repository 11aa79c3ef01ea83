internal import Hapax

/// A corpus said once: documents that another document says are left out, and told.
///
/// Two passes. The first makes a sketch of every document, on all threads. Then each is judged in order, against the
/// documents that stay and no others. The second pass copies what stays, byte for byte and in the order of the inputs,
/// and writes what went, whole, to a file of its own. The same bytes come out whatever the number of threads.
public struct Deduplication {
  /// Which of several related documents stays.
  public enum Keep: String, Sendable, CaseIterable {
    /// The longest; of equals the first.
    case longest
    /// The first in the order of the inputs. A longer one that holds it stays too.
    case first
    /// The one whose date field comes first, or last, in the order of its bytes, as ISO 8601 dates do; of equals the first.
    /// Documents without the field come after all others.
    case earliest, latest

    var isByDate: Bool { self == .earliest || self == .latest }
  }

  /// What becomes of a document that is related to one that stays.
  public enum Policy: String, Sendable, CaseIterable {
    /// It goes.
    case drop
    /// It stays without the lines that documents which stay say, each word for word; it goes where these are all of its
    /// lines, or all of its words are the same. Of one line nothing is cut.
    case trim
    /// It is written with a field that says what it is. Only records of JSON Lines have fields to add.
    case mark
    /// It is a document like any other, and others can go because of it.
    case keep
  }

  /// What becomes of lines that a document has in common with one that stays.
  public enum SharedLinesPolicy: String, Sendable, CaseIterable {
    /// They are cut out: whole lines, whose words stand in the other document in a row.
    case trim
    /// The document is written with a field that says which they are. Only records of JSON Lines have fields to add.
    case mark
    case keep
  }

  /// What becomes of lines that recur on the pages of one site.
  public enum BoilerplatePolicy: String, Sendable, CaseIterable {
    /// They are cut out, of every page.
    case trim
    /// The page is written with a field that says which they are. Only records of JSON Lines have fields to add.
    case mark
    case keep
  }

  /// What is written of the documents.
  public enum Writing: String, Sendable, CaseIterable {
    /// The documents themselves.
    case documents
    /// Of each record a line that says what it is, for Dolma's mixer: `id` and `attributes`, in the order of the records.
    /// Nothing goes.
    ///
    /// Source: the data format of the Dolma toolkit, docs/data-format.md.
    case attributes
  }

  /// What applies to all inputs.
  public struct Settings: Sendable {
    /// How to read the inputs. Its report and listing are not used.
    public var reading = CorpusRun.Settings()
    public var keep = Keep.longest
    /// Sources in the order in which their documents stay, before `keep` decides; others come after them.
    public var preferred: [String] = []
    /// The field of a record that names its source. Of a file it is the first folder of its path.
    public var sourceField = "source"
    /// The field or the column that holds a record's date; of WARC a field of the header, and `date` is `WARC-Date`.
    public var dateField = "date"
    /// Documents of the same words.
    public var same = Policy.drop
    /// Documents that are nearly the same.
    public var near = Policy.drop
    /// Documents nearly all of which stands in another one.
    public var contained = Policy.drop
    /// Lines that documents which stay have in common.
    public var shared = SharedLinesPolicy.keep
    /// Lines that recur on the pages of one site.
    public var boilerplate = BoilerplatePolicy.keep
    /// The field or the column that tells a page's site: an address, of which the host is taken, or a name. Nil: the first
    /// of `url`, `host`, `domain` and `site`; of WARC, `WARC-Target-URI`. Of a file of text it is the first folder.
    public var hostField: String?
    public var writing = Writing.documents
    /// Where the dropped documents go, a JSON line each.
    public var duplicates: Path?
    /// Where the clusters go: `id`, tab, the id of the document that stays.
    public var clusters: Path?
    /// Where the passages go that documents share, a JSON line each.
    public var passages: Path?
    /// How much memory the run may take; nil: as much as it needs. The same bytes are written.
    public var memory: MemoryBound?
    /// Whether to go on where a run that was ended left off; and to begin one that can be gone on with, where none is left.
    public var resumes = false
    /// The folder for what does not fit into memory and for what is resumed. It is made, and goes when the run is done.
    public var workFolder: Path?

    public init() {}

    /// What becomes of a document of a relation to one that stays.
    func policy(for relation: Link.Relation) -> Policy {
      switch relation {
      case .same: same
      case .near: near
      case .contained: contained
      // The new document says more.
      case .contains, .shares: .keep
      }
    }

    /// Whether records get fields, or lines of attributes.
    var addsFields: Bool {
      writing == .attributes || boilerplate == .mark || shared == .mark
        || [same, near, contained].contains(.mark)
    }
    /// Whether lines of some document that stays are cut or marked because another one says them.
    var findsLines: Bool { shared != .keep || [near, contained].contains(.trim) }
    /// The same of a document of a relation.
    func findsLines(of relation: Link.Relation?) -> Bool {
      shared != .keep || relation.map { policy(for: $0) == .trim } ?? false
    }
    /// Whether passages are told, which takes the places of all tokens.
    var tellsPassages: Bool { passages != nil || writing == .attributes }
    var isStored: Bool { memory != nil || resumes }
    var keepsPlaces: Bool { tellsPassages || findsLines }
  }

  let settings: Settings
  /// The inputs, and where what stays goes. Its report is the file of dropped documents.
  let run: CorpusRun

  /// Lists the inputs and checks what is asked for; nothing is written yet.
  ///
  /// - Throws: `CorpusError.usage` where the outputs would collide with one another or with the inputs.
  public init(inputs: [Path], destination: CorpusRun.Destination, settings: Settings) throws(CorpusError) {
    var settings = settings
    if let memory = settings.memory {
      settings.reading.threads = memory.threads(of: settings.reading.threads)
    }
    self.settings = settings
    var reading = settings.reading
    reading.report = settings.duplicates
    reading.listing = .none
    reading.memory = settings.memory
    run = try CorpusRun(inputs: inputs, destination: destination, settings: reading)
    if case .inPlace = destination { throw .usage("a corpus is not de-duplicated in place") }
    if settings.writing == .attributes {
      if reading.onError != .stop { throw .usage("attributes need every record: --on-error stop") }
      if settings.findsLines || settings.boilerplate == .trim {
        throw .usage("nothing is cut where attributes are written, and lines are not marked")
      }
      if settings.duplicates != nil { throw .usage("no document goes where attributes are written") }
    }
    if settings.findsLines, settings.boilerplate != .keep {
      // A line that went because another document says it must not go from that one, too.
      throw .usage(
        "shared lines are cut or marked in a run of their own, after the boilerplate, on its output")
    }
    if settings.shared == .mark, [settings.near, settings.contained].contains(.trim) {
      throw .usage("--shared mark does not go with --near trim and --contained trim, which cut lines")
    }
    try checkSideFiles()
  }

  /// Where the documents that go are written unless somebody says otherwise: beside a file or a folder, and nowhere for a
  /// device or a pipe.
  public static func duplicates(beside output: Path) -> Path? {
    beside(output, ".duplicates.jsonl")
  }

  /// The working folder of an output, unless somebody says otherwise: beside a file or a folder; nil for a device or a pipe.
  public static func workFolder(beside output: Path) -> Path? {
    beside(output, ".hapax-work")
  }

  private static func beside(_ output: Path, _ ending: String) -> Path? {
    let kind = try? FileStatus.of(output)?.kind
    guard kind == nil || kind == .file || kind == .folder else { return nil }
    var bytes = output.bytes
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard !bytes.isEmpty, bytes != [UInt8(ascii: "/")] else { return nil }
    return Path(bytes: bytes + Array(ending.utf8))
  }

  /// Links to folders that were found and not followed.
  public var skippedLinks: [Path] { run.skippedLinks }
}

extension Deduplication {
  /// Does it.
  ///
  /// - Parameters:
  ///   - failed: Called for every failure, in the order of the inputs.
  ///   - progress: Called after every chunk of the first pass.
  /// - Throws: What makes going on pointless: a full disk, a closed pipe, an input that changed between the passes.
  public func run(
    failed: @escaping (CorpusError) -> Void = { _ in },
    progress: @escaping (CorpusRun.Progress) -> Void = { _ in }
  ) throws(CorpusError) -> DeduplicationSummary {
    guard settings.isStored else { return try run(nil, failed: failed, progress: progress) }
    let store = try RunStore(run, settings)
    do throws(CorpusError) {
      let summary = try run(store, failed: failed, progress: progress)
      // What is stopped by an input that is read again in the same way is no use to another run.
      if !summary.isStopped || !summary.failures.contains(where: \.isBeyondMemory) { store.remove() }
      return summary
    } catch {
      if case .changed = error { store.remove() }
      throw error
    }
  }

  /// The working folder, where a run left it for the next one.
  public var leftFolder: Path? {
    guard settings.isStored, let path = settings.workFolder else { return nil }
    return (try? FileStatus.of(path)?.kind) == .folder ? path : nil
  }

  private func run(
    _ store: RunStore?, failed: @escaping (CorpusError) -> Void,
    progress: @escaping (CorpusRun.Progress) -> Void
  ) throws(CorpusError) -> DeduplicationSummary {
    var summary = DeduplicationSummary()
    var corpus = try SketchPass(self, store).run(failed: failed, progress: progress)
    summary.failed = corpus.failed
    summary.failures = corpus.failures
    summary.notText = corpus.notText
    summary.isStopped = corpus.isStopped
    guard !corpus.isStopped else { return summary }
    // Taking it apart among the copying makes both slow: each piece that is freed is sorted when the next one is asked for.
    var (verdicts, judge) = try verdicts(on: corpus, store, &summary)
    defer {
      // Whoever lets go last has the work, so nobody holds anything of it when the other thread begins.
      let last = Remains(judge: judge, corpus: corpus, verdicts: verdicts)
      (judge, corpus, verdicts) = (nil, SketchedCorpus(), Verdicts(documents: 0))
      Discarding.begin(consume last)
    }
    if settings.memory != nil { MemoryBound.giveBack() }
    summary.count(verdicts, on: corpus, settings)
    var boilerplate: SiteLines?
    if settings.boilerplate != .keep {
      let found = try BoilerplatePass(self, corpus, verdicts).run()
      boilerplate = found.lines
      summary.withoutSite = found.withoutSite
    }
    summary.count(try CopyPass(self, corpus, verdicts, boilerplate).run())
    try sayThatNothingWent()
    try writeClusters(verdicts, of: corpus)
    try writePassages(verdicts, of: corpus)
    return summary
  }

  /// What is left of a run in memory when all is written.
  private final class Remains {
    private let judge: Judge?
    private let corpus: SketchedCorpus
    private let verdicts: Verdicts

    init(judge: Judge?, corpus: SketchedCorpus, verdicts: Verdicts) {
      self.judge = judge
      self.corpus = corpus
      self.verdicts = verdicts
    }
  }

  private func verdicts(
    on corpus: SketchedCorpus, _ store: RunStore?, _ summary: inout DeduplicationSummary
  ) throws(CorpusError) -> (verdicts: Verdicts, judge: Judge?) {
    try store?.openLog(jobs: corpus.firstDocuments.count)
    if settings.memory != nil { MemoryBound.giveBack() }
    let judge = try Judge(settings, store: store)
    let verdicts = try judge.verdicts(on: corpus)
    summary.indexBytes = judge.indexBytes
    // Where memory is bounded it is free before anything else is done.
    return (verdicts, settings.memory == nil ? judge : nil)
  }

  /// Writes into an empty file of duplicates that it is one: restoring must know it from the report of another run.
  private func sayThatNothingWent() throws(CorpusError) {
    guard let path = settings.duplicates, try FileStatus.of(path)?.kind == .file else { return }
    var head = ByteBuffer()
    if try ByteReader(path).read(into: &head), head.count > 0 { return }
    var line: [UInt8] = []
    DuplicateReport.appendNothing(to: &line)
    try OutputFiles.write(line, to: path)
  }

  /// The side files are neither inputs nor one another.
  private func checkSideFiles() throws(CorpusError) {
    var taken: [Path: String] = [:]
    for (path, name) in [
      (settings.duplicates, "duplicates"), (settings.clusters, "clusters"), (settings.passages, "passages"),
    ] {
      guard let path else { continue }
      if let other = taken.updateValue(name, forKey: path.resolved ?? path) {
        throw .usage("the \(other) and the \(name) would go into one file, \(path)")
      }
      guard try FileStatus.of(path.parent)?.kind == .folder else {
        throw .system(path: path, action: "cannot write", code: System.noSuchFile)
      }
      guard let status = try FileStatus.of(path), status.kind == .file else { continue }
      for file in run.plan.files where file.input.identity == status.identity {
        throw .usage("\(path) is the input \(file.input.path)")
      }
    }
    if settings.isStored { try checkWorkFolder(taken) }
    if case .file(let output) = run.plan.target {
      for path in taken.keys where path == (output.resolved ?? output) {
        throw .usage("\(path) is the output")
      }
    }
  }
}

// MARK: - Side files

extension Deduplication {
  /// The working folder is apart from all that is read and written.
  private func checkWorkFolder(_ taken: [Path: String]) throws(CorpusError) {
    guard let folder = settings.workFolder else {
      throw .usage("--memory and --resume need -o FILE, or --work-folder DIR")
    }
    for path in run.plan.inputFolders where folder.lies(in: path) {
      throw .usage("the working folder \(folder) lies in the input \(path), where the next run would read it")
    }
    for path in taken.keys where path.lies(in: folder) || path == folder {
      throw .usage("\(path) lies in the working folder \(folder)")
    }
    switch run.plan.target {
    case .file(let output), .folder(let output):
      if output.lies(in: folder) || output == folder {
        throw .usage("the output \(output) lies in the working folder \(folder)")
      }
    case .nowhere, .standardOutput, .inPlace: break
    }
  }
}

extension Deduplication {
  private func writeClusters(_ verdicts: Verdicts, of corpus: SketchedCorpus) throws(CorpusError) {
    guard let path = settings.clusters else { return }
    let file = try OutputFiles.Pieces(path)
    file.bytes += Array("id\tcluster\n".utf8)
    for index in corpus.documents.indices {
      TabText.append(corpus.documents[index].id, to: &file.bytes)
      file.bytes.append(UInt8(ascii: "\t"))
      TabText.append(corpus.documents[verdicts.leader(of: index)].id, to: &file.bytes)
      file.bytes.append(UInt8(ascii: "\n"))
      try file.flush()
    }
    try file.commit()
  }

  private func writePassages(_ verdicts: Verdicts, of corpus: SketchedCorpus) throws(CorpusError) {
    guard let path = settings.passages else { return }
    let file = try OutputFiles.Pieces(path)
    for index in corpus.documents.indices {
      for link in verdicts.links(of: index) {
        for passage in link.passages {
          let other = verdicts.document(of: link)
          DuplicateReport.append(
            passage, of: link, corpus.documents[index], corpus.documents[other], to: &file.bytes)
        }
      }
      try file.flush()
    }
    try verdicts.check()
    try file.commit()
  }
}

/// Values of a table whose columns are parted by tabs.
enum TabText {
  /// Adds the value of an id, which is JSON: a string without its quotes where that leaves it readable.
  static func append(_ id: [UInt8], to line: inout [UInt8]) {
    guard id.first == UInt8(ascii: "\""), id.count >= 2 else { return line.append(contentsOf: id) }
    // Tabs and line ends are escaped in JSON, so what is inside the quotes is one value of one line.
    line.append(contentsOf: id[1..<id.count - 1])
  }
}
