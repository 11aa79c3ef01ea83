internal import Hapax

/// What a run keeps on disk, because memory is bounded or because it may be resumed.
final class RunStore {
  let bound: MemoryBound?
  let folder: WorkFolder
  let spill: SketchSpill
  /// The jobs that an earlier run did.
  private(set) var jobs: [SketchSpill.StoredJob] = []
  private(set) var log: VerdictLog?

  /// - Throws: `CorpusError.usage` where there is no place for the folder, or a folder that can not be used.
  init(_ run: CorpusRun, _ settings: Deduplication.Settings) throws(CorpusError) {
    bound = settings.memory
    let identity = try RunIdentity(run, settings)
    guard let path = settings.workFolder else {
      throw .usage("--memory and --resume need -o FILE, or --work-folder DIR")
    }
    folder = try WorkFolder(path, of: identity, resumes: settings.resumes)
    spill = SketchSpill(try folder.file("sketches", isEmptied: !folder.isResumed))
    if folder.isResumed { jobs = try spill.resume(sketches: bound == nil) }
  }

  /// Whether sketches are given up once they are on disk.
  var isBounded: Bool { bound != nil }

  /// A job of the earlier run, given up here.
  func takeJob(_ number: Int) -> SketchSpill.StoredJob? {
    guard number < jobs.count else { return nil }
    defer { jobs[number].documents = [] }
    return jobs[number]
  }

  /// Opens the log of verdicts, once all sketches are there.
  ///
  /// - Parameter count: How many jobs the inputs make.
  func openLog(jobs count: Int) throws(CorpusError) {
    // Verdicts were written only when all sketches were there.
    let isReplaying = folder.isResumed && jobs.count == count
    jobs = []
    log = VerdictLog(try folder.file("verdicts", isEmptied: !isReplaying), isReplaying: isReplaying)
  }

  func remove() { folder.remove() }
}
