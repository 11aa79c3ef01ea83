public import Hapax

/// One pass over inputs: every document cleaned, and written, reported or listed, in order.
///
/// The inputs are read, cut into jobs and numbered; threads clean the jobs; the results are written in the order of
/// the inputs. The same bytes come out whatever the number of threads.
public struct CorpusRun {
  /// What to do with a record that is none, and with an input that cannot be read.
  public enum ErrorPolicy: String, Sendable, CaseIterable {
    /// Ends the run. What was finished before stays.
    case stop
    /// Leaves it out and goes on.
    case skip
    /// Copies a bad record as it stands, and goes on.
    case copy
  }

  /// Where the cleaned documents go.
  public enum Destination: Hashable, Sendable {
    /// Nowhere; they are only counted and reported.
    case nowhere
    case standardOutput
    /// A file, or a folder where `path` is one, ends in a slash, or an input is a folder.
    case path(Path)
    /// Over the inputs.
    case inPlace
  }

  /// How to list documents on standard output, for reading or for machines.
  public enum Listing: Hashable, Sendable {
    case none
    case readable(colour: Bool, everything: Bool)
    case json
  }

  /// What applies to all inputs.
  public struct Settings: Sendable {
    public var options = Options.standard
    /// The inputs' format; nil: by name and content.
    public var format: Format?
    /// What parts the fields of CSV: one of `delimiters`.
    public var delimiter = UInt8(ascii: ",")
    /// Signs that stand for nothing else in a table, and in no word or number.
    public static let delimiters = Array(",;|:^~\t".utf8)
    /// The field of a JSON line, or the column of a table, that holds the text. A table must have it.
    public var textField = "text"
    /// The field or the column that holds the id; of WARC a field of the header, and `id` is `WARC-Record-ID`.
    public var idField = "id"
    public var onError = ErrorPolicy.stop
    /// From 1.
    public var threads = 1
    /// A file to which a report line for each document goes.
    public var report: Path?
    public var listing = Listing.none
    /// The least bytes of lines that one thread takes at once. Results never depend on it, but compressed outputs do:
    /// each chunk is a member.
    var chunkSize = 512 << 10
    /// How much memory the run may take; nil: as much as it needs.
    var memory: MemoryBound?
    var bytesOnTheWay: Int { memory?.bytesOnTheWay ?? 32 << 20 }

    public init() {}
  }

  /// How far a run is.
  public struct Progress: Sendable {
    /// The file that was last written.
    public let file: Path
    public let documents: Int
    public let textBytes: Int
    /// Bytes of the inputs as they lie on disk, read and in all; 0 where nobody knows.
    public let bytesRead: Int
    public let bytesInAll: Int
  }

  let settings: Settings
  let plan: Plan
  let textCleaner: Cleaner
  let recordCleaner: Cleaner

  /// Lists the inputs and checks what is asked for; nothing is written yet.
  ///
  /// - Throws: `CorpusError.usage` where the outputs would collide with one another or with the inputs.
  public init(inputs: [Path], destination: Destination, settings: Settings) throws(CorpusError) {
    self.settings = settings
    plan = try Plan(inputs: inputs, destination: destination, settings: settings)
    var records = settings.options
    // Records are UTF-8, whatever the texts beside them are.
    records.decoding.encoding = "utf-8"
    do {
      textCleaner = try Cleaner(settings.options)
      recordCleaner = try Cleaner(records)
    } catch {
      throw .usage("\(error)")
    }
  }

  /// Links to folders that were found and not followed.
  public var skippedLinks: [Path] { plan.skippedLinks }
}

extension CorpusRun {
  /// Does it.
  ///
  /// - Parameters:
  ///   - failed: Called for every failure, in the order of the inputs.
  ///   - progress: Called after every chunk.
  /// - Throws: What makes going on pointless: a full disk, a closed pipe. Failures of inputs are in the summary.
  public func run(
    failed: @escaping (CorpusError) -> Void = { _ in }, progress: @escaping (Progress) -> Void = { _ in }
  ) throws(CorpusError) -> Summary {
    let source = JobSource(plan: plan, settings: settings)
    let writer = try RunWriter(run: self, failed: failed, progress: progress)
    let ordered = OrderedRun<Job, Outcome>(
      next: { source.next() },
      cost: { $0.bytes },
      makeWorker: { () throws(CorpusError) in
        let worker = try DocumentWorker(self)
        return { worker.outcome(of: $0) }
      },
      deliver: { outcome throws(CorpusError) in
        try writer.take(outcome)
        return !writer.summary.isStopped
      })
    try ordered.run(threads: settings.threads)
    return try writer.finish()
  }
}
