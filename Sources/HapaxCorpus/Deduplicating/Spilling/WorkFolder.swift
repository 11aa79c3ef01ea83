/// The folder in which a run keeps what does not fit into memory, and what the run that resumes it needs.
///
/// It holds `manifest`, which says of what run it is, `sketches`, `verdicts`, and `postings.0` and `postings.1`. Nobody else
/// can look into it. It goes when the run is done; `manifest` goes last, so that what is left at any moment is either a
/// run that can be resumed or one that can begin again.
final class WorkFolder {
  let path: Path
  let folder: Folder
  /// Whether an earlier run left something.
  let isResumed: Bool

  private static let manifest = Path("manifest")
  private static let names = ["postings.0", "postings.1", "verdicts", "sketches", "manifest"].map { Path($0) }

  /// Opens the folder of a run.
  ///
  /// - Throws: `CorpusError.usage` where a folder is left over and is not to be resumed, is of another run, or holds what no
  ///   run puts there.
  init(_ path: Path, of identity: RunIdentity, resumes: Bool) throws(CorpusError) {
    self.path = path
    guard let status = try FileStatus.of(path, followingLinks: false) else {
      folder = try Folder.makePrivate(path)
      isResumed = false
      try begin(identity)
      return
    }
    guard status.kind == .folder else { throw .usage("\(path) is in the way: a working folder goes there") }
    let names = try path.folderEntries()
    let temporaries = names.filter { $0.bytes.starts(with: ".hapax-".utf8) && $0.hasExtension(".tmp") }
    if let foreign = names.first(where: { !Self.names.contains($0) && !temporaries.contains($0) }) {
      throw .usage("\(path) is no working folder: it holds \(foreign)")
    }
    guard resumes else {
      throw .usage("\(path) is left of a run that did not end: --resume goes on with it, or remove it")
    }
    folder = try Folder.open(path)
    guard folder.hold() else { throw .usage("\(path): another run is at work there") }
    guard names.contains(Self.manifest) else {
      // The run that made it came no further.
      isResumed = false
      for name in temporaries { folder.remove(name) }
      remove(keepingFolder: true)
      try writeManifest(identity)
      return
    }
    var stored = ByteBuffer()
    try ByteReader(path.appending(Self.manifest)).readAll(into: &stored)
    if let difference = identity.difference(from: stored.bytes) {
      throw .usage(
        "the run that \(path) is left of can not be resumed: changed since is \(difference); remove it to begin anew"
      )
    }
    isResumed = true
  }

  private func begin(_ identity: RunIdentity) throws(CorpusError) {
    do throws(CorpusError) {
      guard folder.hold() else { throw .usage("\(path): another run is at work there") }
      try writeManifest(identity)
    } catch {
      remove()
      throw error
    }
  }

  private func writeManifest(_ identity: RunIdentity) throws(CorpusError) {
    let output = try OutputFile(Self.manifest, in: folder)
    try output.write(identity.bytes)
    try output.commit()
  }
}

extension WorkFolder {
  /// Opens one of its files.
  func file(_ name: String, isEmptied: Bool) throws(CorpusError) -> BlockFile {
    try BlockFile(Path(name), in: folder, isEmptied: isEmptied)
  }

  func removeFile(_ name: String) { folder.remove(Path(name)) }

  /// Removes all that it holds, the manifest last, and the folder.
  func remove(keepingFolder: Bool = false) {
    for name in Self.names { folder.remove(name) }
    if !keepingFolder { folder.removeItself() }
  }
}
