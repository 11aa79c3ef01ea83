/// Writes what comes of a run: takes the outcomes in order, opens and finishes the outputs, counts.
final class RunWriter {
  private(set) var summary = Summary()

  private let plan: Plan
  private let settings: CorpusRun.Settings
  private let failed: (CorpusError) -> Void
  private let progress: (CorpusRun.Progress) -> Void

  /// The one output of all files, or that of the current file.
  private var output: Output?
  private var report: Output?
  private let folder: Folder?
  /// The folder of the last file, and its path below that one.
  private var subfolder: (path: [Path], folder: Folder)?
  private let queue = CommitQueue()
  /// Whether the current file failed, so that the rest of it is not written.
  private var isDropped = false
  private var endsLine = true
  /// How many documents had changed, and lines had failed, when the current file began.
  private var changesBefore = 0
  /// How long the report was then.
  private var reportMark = 0
  private var reportBytes = 0
  /// For progress: bytes on disk of the files that are done.
  private var bytesDone = 0
  private let bytesInAll: Int

  init(
    run: CorpusRun, failed: @escaping (CorpusError) -> Void, progress: @escaping (CorpusRun.Progress) -> Void
  ) throws(CorpusError) {
    plan = run.plan
    settings = run.settings
    self.failed = failed
    self.progress = progress
    bytesInAll = plan.files.reduce(0) { $0 + $1.input.size }
    switch plan.target {
    case .standardOutput:
      output = .standardOutput
      folder = nil
    case .file(let path):
      output = try Output(path)
      folder = nil
    case .folder(let path): folder = try Folder.open(path, creating: true)
    case .nowhere, .inPlace: folder = nil
    }
    if let path = settings.report {
      report = plan.isInPlace ? try Output(log: path) : try Output(path)
    } else {
      report = nil
    }
  }
}

extension RunWriter {
  /// Writes an outcome.
  func take(_ outcome: Outcome) throws(CorpusError) {
    guard !summary.isStopped else { return }
    let isFile = outcome.job.file < plan.files.count
    if isFile, outcome.job.isFirst { try begin(outcome.job, isOmitted: outcome.isOmitted) }
    for failure in outcome.summary.failures { failed(failure) }
    summary.add(outcome.summary)
    if !isDropped { try write(outcome) }
    if case .failure = outcome.job.content {
      if isFile { try drop() }
      summary.isStopped = settings.onError == .stop
    } else if outcome.isStopped {
      try drop()
      summary.isStopped = true
    } else if isFile, outcome.job.isLast {
      try end()
    }
    showProgress(outcome.job)
  }

  /// Finishes what is open for the whole run.
  func finish() throws(CorpusError) -> Summary {
    switch plan.target {
    case .file:
      // The one output of a run that failed is not there, rather than there in part; nor is what would lead back from it.
      if summary.isStopped || (isDropped && plan.files.count == 1) {
        report?.discard()
        report = nil
      } else {
        try output?.commit()
      }
    case .folder, .inPlace: try flush()
    case .nowhere, .standardOutput: break
    }
    output = nil
    try report?.commit()
    return summary
  }

  private func begin(_ job: Job, isOmitted: Bool) throws(CorpusError) {
    isDropped = false
    reportMark = reportBytes
    changesBefore = summary.changed + summary.failed
    let file = plan.files[job.file]
    switch plan.target {
    case .nowhere: break
    case .standardOutput, .file:
      if !endsLine {
        let lineFeed = [UInt8(ascii: "\n")]
        try output?.write(plan.compression(of: job)?.compress(lineFeed) ?? lineFeed)
        endsLine = true
      }
    case .folder:
      if isOmitted { break }
      if case .failure = job.content { break }
      if case .notText = job.content { break }
      if let parent = try openFolder(of: file.output) {
        output = .file(try OutputFile(file.output.name, in: parent))
      }
    case .inPlace:
      if case .failure = job.content { break }
      if case .notText = job.content { break }
      output = try Output(file.input.path)
    }
  }

  private func openFolder(of path: Path) throws(CorpusError) -> Folder? {
    let names = path.components.dropLast()
    if let subfolder, subfolder.path[...] == names { return subfolder.folder }
    guard var opened = folder else { return nil }
    for name in names { opened = try opened.subfolder(name) }
    subfolder = (Array(names), opened)
    return opened
  }

  private func write(_ outcome: Outcome) throws(CorpusError) {
    try output?.write(outcome.output)
    if !outcome.output.isEmpty { endsLine = outcome.endsLine }
    try report?.write(outcome.report)
    reportBytes += outcome.report.count
    if !outcome.listing.isEmpty { try Output.standardOutput.write(outcome.listing) }
  }

  private func end() throws(CorpusError) {
    switch plan.target {
    case .folder, .inPlace:
      // A file that is changed in place, and did not change, keeps its date.
      let isAsBefore = plan.isInPlace && summary.changed + summary.failed == changesBefore
      if case .file(let file) = output, !isAsBefore, queue.add(file) { try flush() }
      output = nil
    case .nowhere, .standardOutput, .file: break
    }
  }

  /// Gives the finished files their names. What leads back to changed inputs is on the disk before they are gone.
  private func flush() throws(CorpusError) {
    if plan.isInPlace { try report?.sync() }
    try queue.flush()
  }

  /// Takes back the current file.
  private func drop() throws(CorpusError) {
    isDropped = true
    switch plan.target {
    case .folder, .inPlace:
      output?.discard()
      output = nil
      try report?.truncate(to: reportMark)
      reportBytes = reportMark
    case .nowhere, .standardOutput, .file: break
    }
  }

  private func showProgress(_ job: Job) {
    guard job.file < plan.files.count else { return }
    let file = plan.files[job.file].input
    let read = bytesDone + Swift.min(job.position, file.size)
    if job.isLast { bytesDone += file.size }
    progress(
      CorpusRun.Progress(
        file: file.path, documents: summary.documents, textBytes: summary.inputBytes, bytesRead: read,
        bytesInAll: bytesInAll))
  }
}
