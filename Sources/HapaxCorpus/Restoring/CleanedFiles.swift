/// The files to restore, found by the names that a report has for them.
struct CleanedFiles {
  let files: [InputFiles.File]
  /// Whether one file was named, rather than a folder or several.
  let isOneFile: Bool
  /// Whether a folder was named, all of which is to be restored.
  private let isWhole: Bool
  /// What the report calls the one file, where nothing but that tells.
  private var trusted: Path?

  init(_ paths: [Path]) throws(CorpusError) {
    let found = InputFiles(paths)
    if let failure = found.failures.first { throw failure.error }
    files = found.files
    isWhole = !found.folders.isEmpty
    isOneFile = found.files.count == 1 && found.folders.isEmpty
  }
}

extension CleanedFiles {
  /// The file that the report calls `name`; nil where it is not among those asked for.
  ///
  /// A file may have moved since, together with its folder: then the ends of both paths agree.
  func file(for name: Path) throws(CorpusError) -> InputFiles.File? {
    if name == trusted { return files.first }
    if let file = files.first(where: { $0.relative == name || $0.path == name }) { return file }
    let moved = files.filter { sharesEnd($0.path, name) }
    if moved.count == 1 { return moved[0] }
    if isWhole { throw .usage("the report has \(name), which is not among the cleaned files") }
    return nil
  }

  /// These files; but one file alone, renamed since or from a pipe, is taken for the only one that the report has.
  func trustingOneFile(of report: Path) throws(CorpusError) -> CleanedFiles {
    guard isOneFile else { return self }
    let reader = try GroupedRows(ReportReader.rows(report), by: \.output)
    var names: [Path] = []
    while let name = try reader.nextGroup() {
      if try file(for: name) != nil { return self }
      // Two tell as much as a thousand.
      if names.count < 2, !names.contains(name) { names.append(name) }
    }
    guard names.count < 2 else {
      throw .usage("\(report) is of several files, none of which is \(files[0].path)")
    }
    var copy = self
    copy.trusted = names.first
    return copy
  }

  private func sharesEnd(_ path: Path, _ name: Path) -> Bool {
    let (path, name) = (path.components, name.components)
    let count = min(path.count, name.count)
    return count > 0 && path.suffix(count) == name.suffix(count)
  }
}
