internal import CHapaxCorpus
internal import Glibc

/// A file that appears whole or not at all.
///
/// It is written under another name in the same folder, synced, renamed to its own, and the folder is synced. Until
/// then a reader sees the old file. Where anything fails, or a signal ends the process, nothing is left behind.
final class OutputFile {
  let folder: Folder
  /// How many bytes are written.
  private(set) var count = 0
  private let name: Path
  private let temporary: Path
  private let descriptor: Descriptor
  private let slot: Int32
  private var isOpen = true
  /// How many bytes the disk was asked to begin with.
  private var begun = 0
  private static let begunAtOnce = 1 << 23

  /// Begins to write `name` in `folder`. It keeps the permissions of the file it replaces.
  init(_ name: Path, in folder: Folder) throws(CorpusError) {
    self.folder = folder
    self.name = name
    let replaced = try FileStatus.of(name, followingLinks: false, below: folder.number)
    if replaced?.kind == .folder {
      throw .system(path: folder.path.appending(name), action: "cannot write", code: EISDIR)
    }
    var temporary = name
    descriptor = try OutputFile.createTemporary(in: folder, for: name, named: &temporary)
    self.temporary = temporary
    slot = unsafe System.cString(temporary).withUnsafeBufferPointer {
      unsafe chc_temporary_register(folder.number, $0.baseAddress)
    }
    if let replaced, replaced.kind == .file {
      // The owner can be kept only by root; the permissions by everyone.
      _ = fchown(descriptor.number, replaced.owner, replaced.group)
      _ = fchmod(descriptor.number, replaced.permissions)
    }
  }

  deinit {
    discard()
  }

  private static func createTemporary(
    in folder: Folder, for name: Path, named temporary: inout Path
  ) throws(CorpusError) -> Descriptor {
    var attempt = 0
    while true {
      temporary = Path(".hapax-\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).tmp")
      do throws(CorpusError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
        let shown = folder.path.appending(name)
        return try Descriptor(opening: temporary, flags: flags, below: folder.number, shown: shown)
      } catch .system(_, _, EEXIST) where attempt < 100 {
        attempt += 1
      }
    }
  }
}

extension OutputFile {
  func write(_ bytes: [UInt8]) throws(CorpusError) {
    try descriptor.write(bytes)
    count += bytes.count
    if count - begun >= Self.begunAtOnce {
      // The disk writes while more is made; what is left to wait for at the end is little. Where it can not, nothing is lost.
      chc_begin_writing(descriptor.number, Int64(begun), Int64(count - begun))
      begun = count
    }
  }

  /// Waits until the disk has the file.
  func sync() throws(CorpusError) {
    try descriptor.sync()
  }

  /// Gives the file its name.
  func rename() throws(CorpusError) {
    try folder.rename(temporary, to: name)
    isOpen = false
    chc_temporary_release(slot)
  }

  /// Does all that makes the file appear, and last.
  func commit() throws(CorpusError) {
    try sync()
    try rename()
    try folder.sync()
  }

  /// Takes back what was written behind the first `length` bytes.
  func truncate(to length: Int) throws(CorpusError) {
    try descriptor.truncate(to: length)
    count = length
    begun = min(begun, length)
  }

  /// Removes what was written.
  func discard() {
    guard isOpen else { return }
    isOpen = false
    folder.remove(temporary)
    chc_temporary_release(slot)
  }
}

/// Where bytes go: a file that appears when all is written, or something that takes them as they come.
enum Output {
  case file(OutputFile)
  case stream(OutputStream)

  /// Opens `path`: a file, made anew, or a device or a pipe that is there. A link to a file stays a link.
  init(_ path: Path) throws(CorpusError) {
    let status = try FileStatus.of(path)
    if let status, status.kind == .other {
      self = .stream(OutputStream(try Descriptor(opening: path, flags: O_WRONLY | O_NOCTTY)))
    } else {
      let target = status == nil ? path : path.resolved ?? path
      self = .file(try OutputFile(target.name, in: Folder.open(target.parent)))
    }
  }

  /// Opens a file that is written under its own name from the start: a report of changes in place must outlive a
  /// signal, for it is all that leads back.
  init(log path: Path) throws(CorpusError) {
    self = .stream(
      OutputStream(try Descriptor(opening: path, flags: O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY)))
  }

  static var standardOutput: Output {
    .stream(OutputStream(Descriptor(number: STDOUT_FILENO, path: Path("standard output"), closes: false)))
  }

  func write(_ bytes: [UInt8]) throws(CorpusError) {
    switch self {
    case .file(let file): try file.write(bytes)
    case .stream(let stream): try stream.descriptor.write(bytes)
    }
  }

  /// Gives a file its name; waits until the disk has it.
  func commit() throws(CorpusError) {
    switch self {
    case .file(let file): try file.commit()
    case .stream(let stream): try stream.descriptor.sync()
    }
  }

  func sync() throws(CorpusError) {
    switch self {
    case .file(let file): try file.sync()
    case .stream(let stream): try stream.descriptor.sync()
    }
  }

  /// Takes back what was written behind the first `length` bytes, where that can be.
  func truncate(to length: Int) throws(CorpusError) {
    switch self {
    case .file(let file): try file.truncate(to: length)
    case .stream(let stream): try stream.descriptor.truncate(to: length)
    }
  }

  /// Gives up what was written.
  func discard() {
    if case .file(let file) = self { file.discard() }
  }
}

/// Standard output, a pipe or a device.
final class OutputStream {
  let descriptor: Descriptor
  init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }
}

extension Path {
  /// Whether standard output is this file.
  static func standardOutputIdentity() -> FileStatus.Identity? {
    let descriptor = Descriptor(number: STDOUT_FILENO, path: Path("standard output"), closes: false)
    guard let status = try? descriptor.status(), status.kind == .file else { return nil }
    return status.identity
  }
}
