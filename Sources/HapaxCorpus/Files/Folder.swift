internal import CHapaxCorpus
internal import Glibc

/// An open folder, in which files are made by name.
///
/// Outputs are made below a folder that is open, one name at a time and without following links, so that no link
/// that lies there, and no name from an input, leads out of it.
final class Folder {
  let path: Path
  private let descriptor: Descriptor

  /// Opens `path`, and makes it where it is not there.
  static func open(_ path: Path, creating: Bool = false) throws(CorpusError) -> Folder {
    if creating, try FileStatus.of(path) == nil {
      let parent = path.parent
      if parent != path { _ = try open(parent, creating: true) }
      try makeFolder(path, below: AT_FDCWD, shown: path)
    }
    return Folder(path, try Descriptor(opening: path, flags: O_RDONLY | O_DIRECTORY))
  }

  private init(_ path: Path, _ descriptor: consuming Descriptor) {
    self.path = path
    self.descriptor = descriptor
  }
}

extension Folder {
  var number: Int32 { descriptor.number }

  /// The folder of this name in this one, made where it is not there. A link is refused.
  func subfolder(_ name: Path) throws(CorpusError) -> Folder {
    let shown = path.appending(name)
    try Folder.makeFolder(name, below: number, shown: shown)
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
    return Folder(shown, try Descriptor(opening: name, flags: flags, below: number, shown: shown))
  }

  /// Waits until the disk has the folder's entries.
  func sync() throws(CorpusError) {
    try descriptor.sync()
  }

  func rename(_ old: Path, to new: Path) throws(CorpusError) {
    let (from, to) = (System.cString(old), System.cString(new))
    _ = try System.retrying(path.appending(new), "cannot rename to") {
      // SAFETY: both names end in zero and outlive the call.
      unsafe from.withUnsafeBufferPointer { from in
        unsafe to.withUnsafeBufferPointer { to in
          guard let from = from.baseAddress, let to = to.baseAddress else { return -1 }
          return unsafe Int(renameat(number, from, number, to))
        }
      }
    }
  }

  func remove(_ name: Path) {
    let name = System.cString(name)
    // SAFETY: the name ends in zero and outlives the call.
    unsafe name.withUnsafeBufferPointer {
      if let base = $0.baseAddress { unsafe _ = unlinkat(number, base, 0) }
    }
  }

  /// Makes a folder that nobody else can look into, and opens it. It must not be there.
  static func makePrivate(_ path: Path) throws(CorpusError) -> Folder {
    let name = System.cString(path)
    _ = try System.retrying(path, "cannot make folder") {
      // SAFETY: the name ends in zero and outlives the call.
      unsafe name.withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return -1 }
        return unsafe Int(mkdir(base, 0o700))
      }
    }
    return try open(path)
  }

  /// Removes the folder itself, which must be empty.
  func removeItself() {
    let name = System.cString(path)
    // SAFETY: the name ends in zero and outlives the call.
    unsafe name.withUnsafeBufferPointer {
      if let base = $0.baseAddress { unsafe _ = rmdir(base) }
    }
  }

  /// Whether no other process holds it; held as long as it is open.
  func hold() -> Bool { descriptor.hold() }

  private static func makeFolder(_ name: Path, below folder: Int32, shown: Path) throws(CorpusError) {
    let name = System.cString(name)
    // SAFETY: the name ends in zero and outlives the call.
    let result = unsafe name.withUnsafeBufferPointer {
      guard let base = $0.baseAddress else { return Int32(-1) }
      return unsafe mkdirat(folder, base, 0o777)
    }
    if result != 0, errno != EEXIST { throw .system(path: shown, action: "cannot make folder", code: errno) }
  }
}

// MARK: - Reading

extension Path {
  /// What a folder holds, by name, in the order of bytes; without `.` and `..`.
  func folderEntries() throws(CorpusError) -> [Path] {
    let name = System.cString(self)
    // SAFETY: the stream is open until it is closed here, and each entry is copied before the next is read.
    guard
      let stream = unsafe name.withUnsafeBufferPointer({
        unsafe $0.baseAddress.flatMap { unsafe opendir($0) }
      })
    else { throw .system(path: self, action: "cannot open folder", code: errno) }
    defer { unsafe _ = closedir(stream) }
    var names: [Path] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      if bytes != [0x2E], bytes != [0x2E, 0x2E] { names.append(Path(bytes: bytes)) }
      errno = 0
    }
    if errno != 0 { throw .system(path: self, action: "cannot read folder", code: errno) }
    return names.sorted()
  }

  /// The path with every link followed; nil where it leads nowhere.
  var resolved: Path? {
    let name = System.cString(self)
    // SAFETY: `realpath` gives memory of its own, which is copied and freed.
    guard
      let real = unsafe name.withUnsafeBufferPointer({
        unsafe $0.baseAddress.flatMap { unsafe realpath($0, nil) }
      })
    else { return nil }
    defer { unsafe free(real) }
    return unsafe Path(
      bytes: UnsafeBufferPointer(start: real, count: strlen(real)).map { UInt8(bitPattern: $0) })
  }
}
