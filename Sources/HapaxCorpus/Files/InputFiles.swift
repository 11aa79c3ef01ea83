/// The files that inputs name: files as they are, folders with all that is below them, in the order of bytes.
///
/// In folders, names that begin with a dot are left out, as search tools do, and links to folders are not followed,
/// so that a loop of links is no trap. A link to a file is read.
struct InputFiles {
  /// One file to read.
  struct File: Hashable {
    /// What to open; `Path.standardInput` for standard input.
    let path: Path
    /// Its path below the folder that was named, or its name.
    let relative: Path
    let size: Int
    let identity: FileStatus.Identity?
    /// Whether it was found in a folder rather than named.
    let isFound: Bool
  }

  private(set) var files: [File] = []
  /// The folders that were named.
  private(set) var folders: [Path] = []
  /// What could not be read, in order, with the number of files before it.
  private(set) var failures: [(position: Int, error: CorpusError)] = []
  /// Links to folders that were not followed.
  private(set) var skippedLinks: [Path] = []

  init(_ inputs: [Path]) {
    for input in inputs {
      attempt { files throws(CorpusError) in try files.add(input) }
    }
  }

  private mutating func attempt(_ body: (inout InputFiles) throws(CorpusError) -> Void) {
    do throws(CorpusError) {
      try body(&self)
    } catch {
      failures.append((files.count, error))
    }
  }

  private mutating func add(_ input: Path) throws(CorpusError) {
    if input == .standardInput {
      files.append(File(path: input, relative: input, size: 0, identity: nil, isFound: false))
      return
    }
    guard let status = try FileStatus.of(input) else {
      throw .system(path: input, action: "cannot open", code: System.noSuchFile)
    }
    if status.kind == .folder {
      folders.append(input)
      try addFolder(input, relative: Path(bytes: []))
    } else {
      files.append(
        File(path: input, relative: input.name, size: status.size, identity: status.identity, isFound: false))
    }
  }

  private mutating func addFolder(_ folder: Path, relative: Path) throws(CorpusError) {
    for name in try folder.folderEntries() where name.bytes.first != UInt8(ascii: ".") {
      attempt { files throws(CorpusError) in
        try files.addEntry(folder.appending(name), relative: relative.appending(name))
      }
    }
  }

  private mutating func addEntry(_ path: Path, relative: Path) throws(CorpusError) {
    guard let entry = try FileStatus.of(path, followingLinks: false) else { return }
    if entry.kind == .folder { return try addFolder(path, relative: relative) }
    let status = entry.kind == .link ? try FileStatus.of(path) : entry
    guard let status else { throw .system(path: path, action: "cannot follow link", code: System.noSuchFile) }
    switch status.kind {
    case .file:
      files.append(
        File(path: path, relative: relative, size: status.size, identity: status.identity, isFound: true))
    case .folder: skippedLinks.append(path)
    // A socket or a pipe in a folder is no document.
    case .link, .other: break
    }
  }
}

extension Path {
  /// Whether this path, with links followed, is `folder` or lies below it.
  func lies(in folder: Path) -> Bool {
    guard let outer = folder.resolved else { return false }
    // What is not there yet lies where its folder lies.
    var inner = self
    while inner.resolved == nil, inner.parent != inner { inner = inner.parent }
    guard let inner = inner.resolved else { return false }
    return inner == outer || inner.bytes.starts(with: outer.appending(Path("x")).bytes.dropLast())
  }
}
