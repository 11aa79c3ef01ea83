/// The files of a run and where each of them goes, settled and checked before anything is written.
struct Plan {
  struct File {
    let input: InputFiles.File
    /// Where it goes below the output folder, or its name.
    let output: Path
  }

  /// Where bytes go.
  enum Target {
    case nowhere
    case standardOutput
    /// All inputs into one file.
    case file(Path)
    /// Each input into a file below a folder.
    case folder(Path)
    case inPlace
  }

  let files: [File]
  let target: Target
  let failures: [(position: Int, error: CorpusError)]
  let skippedLinks: [Path]
  /// The folders that were named as inputs.
  let inputFolders: [Path]
  let report: Path?

  init(inputs: [Path], destination: CorpusRun.Destination, settings: CorpusRun.Settings) throws(CorpusError) {
    let inputs = InputFiles(inputs)
    failures = inputs.failures
    skippedLinks = inputs.skippedLinks
    inputFolders = inputs.folders
    report = settings.report
    target = try Plan.target(of: destination, inputs: inputs)
    files = Plan.files(inputs.files, target: target)
    try checkStream(settings)
    try checkFolder(inputs.folders)
    try checkOverwriting()
  }

  /// Whether several inputs make one output.
  var isConcatenation: Bool {
    switch target {
    case .standardOutput, .file: files.count > 1
    case .nowhere, .folder, .inPlace: false
    }
  }

  /// The bytes of an entry that are written where it is kept as it stands. A byte order mark belongs to the beginning of
  /// a file; inside one it would be a character.
  func kept(_ entry: Entry, ofFile file: Int) -> Range<Int> {
    let isInside = file > 0 && isConcatenation
    let start =
      isInside ? Swift.max(entry.whole.lowerBound, entry.content.lowerBound) : entry.whole.lowerBound
    return start..<entry.whole.upperBound
  }

  var isInPlace: Bool { if case .inPlace = target { true } else { false } }

  private static func target(of destination: CorpusRun.Destination, inputs: InputFiles) throws(CorpusError)
    -> Target
  {
    switch destination {
    case .nowhere: return .nowhere
    case .standardOutput: return .standardOutput
    case .inPlace:
      if inputs.files.contains(where: { $0.path == .standardInput }) {
        throw .usage("standard input cannot be changed in place")
      }
      return .inPlace
    case .path(let path):
      let isThere = try FileStatus.of(path)?.kind == .folder
      let isFolder = isThere || path.bytes.last == UInt8(ascii: "/") || !inputs.folders.isEmpty
      return isFolder ? .folder(path) : .file(path)
    }
  }

  private static func files(_ inputs: [InputFiles.File], target: Target) -> [File] {
    inputs.map { input in
      switch target {
      case .nowhere, .folder: File(input: input, output: input.relative)
      case .standardOutput: File(input: input, output: .standardInput)
      case .file(let path): File(input: input, output: path.name)
      case .inPlace: File(input: input, output: input.path)
      }
    }
  }
}

// MARK: - Checks

extension Plan {
  /// Several inputs make one stream only where all are JSON Lines, or all WARC: two texts in one file are neither, and
  /// nor are two tables, each with its header.
  private func checkStream(_ settings: CorpusRun.Settings) throws(CorpusError) {
    guard isConcatenation else { return }
    var formats: Set<Format> = []
    for file in files {
      // Standard input can be looked at only once, so its format has to be said.
      let path = file.input.path
      let format =
        path == .standardInput ? settings.format : try? JobSource.format(of: path, settings: settings)
      guard let format else {
        if path == .standardInput {
          throw .usage("several inputs with standard input among them need --format jsonl or warc")
        }
        continue
      }
      formats.insert(format)
      guard format.canBeJoined, formats.count == 1 else {
        throw .usage(
          "several texts or tables need a folder to go to: -o DIR/ (only JSON Lines, or only WARC, can be joined)"
        )
      }
    }
  }

  /// Outputs stay apart, and below their folder, and the folder is not among what is read.
  private func checkFolder(_ folders: [Path]) throws(CorpusError) {
    guard case .folder(let output) = target else { return }
    for folder in folders where output.lies(in: folder) {
      throw .usage(
        "the output folder \(output) lies in the input \(folder), where the next run would read it")
    }
    var taken: [Path: Path] = [:]
    for file in files {
      if file.input.path == .standardInput { throw .usage("standard input has no name in a folder: -o FILE") }
      guard file.output.staysBelow else { throw .usage("\(file.input.path) has no place below \(output)") }
      if let other = taken.updateValue(file.input.path, forKey: file.output) {
        throw .usage("\(other) and \(file.input.path) would both become \(output.appending(file.output))")
      }
    }
  }

  /// No output and no report goes over an input.
  private func checkOverwriting() throws(CorpusError) {
    var inputs: [FileStatus.Identity: Path] = [:]
    for file in files {
      if let identity = file.input.identity { inputs[identity] = file.input.path }
    }
    func check(_ path: Path) throws(CorpusError) {
      guard let status = try FileStatus.of(path), let input = inputs[status.identity], status.kind == .file
      else {
        return
      }
      throw .usage("\(path) is the input \(input): --in-place changes inputs")
    }
    switch target {
    case .nowhere, .inPlace: break
    case .standardOutput:
      if let identity = Path.standardOutputIdentity(), let input = inputs[identity] {
        throw .usage("standard output is the input \(input): --in-place changes inputs")
      }
    case .file(let path):
      try check(path)
      if let report, report == path || (report.resolved != nil && report.resolved == path.resolved) {
        throw .usage("the report would go over the output \(path)")
      }
    case .folder(let folder): for file in files { try check(folder.appending(file.output)) }
    }
    if let report { try check(report) }
  }
}
