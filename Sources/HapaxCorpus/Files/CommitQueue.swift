/// Finished files that wait to be synced and named together.
///
/// Each sync waits for the disk; of many files in a row, and above all of their folder, one wait serves all. Ten
/// thousand small files take seconds this way rather than minutes, and each is still synced before it has its name.
final class CommitQueue {
  private var files: [OutputFile] = []
  private var bytes = 0

  private static let maximumFiles = 64
  private static let maximumBytes = 16 << 20
}

extension CommitQueue {
  /// Adds a finished file. Returns whether the queue is long enough to be flushed.
  func add(_ file: OutputFile) -> Bool {
    files.append(file)
    bytes += file.count
    return files.count >= CommitQueue.maximumFiles || bytes >= CommitQueue.maximumBytes
  }

  /// Syncs the files, names them, and syncs their folders. Where that fails, the rest disappears.
  func flush() throws(CorpusError) {
    defer {
      files = []
      bytes = 0
    }
    for file in files { try file.sync() }
    for file in files { try file.rename() }
    var synced: Set<ObjectIdentifier> = []
    for file in files where synced.insert(ObjectIdentifier(file.folder)).inserted { try file.folder.sync() }
  }
}
