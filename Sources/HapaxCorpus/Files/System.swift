internal import Glibc

/// The system's calls on files: every failure is an error with its path, every interrupted call is made again.
///
/// This file and `ByteBuffer.swift` are the fence: nothing else in the module hands memory to the system.
@safe struct Descriptor: ~Copyable {
  let number: Int32
  /// Whose it is, for errors.
  let path: Path
  private let closes: Bool

  /// Takes over an open descriptor.
  init(number: Int32, path: Path, closes: Bool) {
    self.number = number
    self.path = path
    self.closes = closes
  }

  deinit {
    if closes { _ = Glibc.close(number) }
  }
}

/// What stands in a folder's entry for a file.
struct FileStatus {
  enum Kind { case file, folder, link, other }
  /// Tells whether two paths lead to one file.
  struct Identity: Hashable {
    let device: UInt
    let number: UInt
  }

  let kind: Kind
  let size: Int
  /// When its content last changed, in nanoseconds since 1970.
  let modified: Int
  let identity: Identity
  let permissions: UInt32
  let owner: UInt32
  let group: UInt32
}

// MARK: - Opening

extension Descriptor {
  /// Opens `path`; below `folder` where there is one.
  init(opening path: Path, flags: Int32, mode: UInt32 = 0o666, below folder: Int32? = nil, shown: Path? = nil)
    throws(CorpusError)
  {
    let name = System.cString(path)
    let shown = shown ?? path
    let number = try System.retrying(shown, flags & O_CREAT == 0 ? "cannot open" : "cannot create") {
      // SAFETY: `name` ends in zero and outlives the call.
      unsafe name.withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return -1 }
        return unsafe Int(openat(folder ?? AT_FDCWD, base, flags | O_CLOEXEC, mode))
      }
    }
    self.init(number: Int32(number), path: shown, closes: true)
  }
}

// MARK: - Using

extension Descriptor {
  /// Reads at most `room` bytes behind what `buffer` holds. Returns how many; 0 at the end.
  func read(into buffer: inout ByteBuffer, room: Int) throws(CorpusError) -> Int {
    let (number, path) = (number, path)
    return try unsafe buffer.append(room: room) { (free) throws(CorpusError) in
      // SAFETY: `read` writes no more than `count` bytes into memory that is the buffer's own.
      try System.retrying(path, "cannot read") { unsafe Glibc.read(number, free.baseAddress, free.count) }
    }
  }

  /// Reads at most `count` bytes at a place; fewer where the file ends.
  func read(_ count: Int, at offset: Int) throws(CorpusError) -> [UInt8] {
    var failure: CorpusError?
    let (number, path) = (number, path)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { memory, initialized in
      do throws(CorpusError) {
        while initialized < count {
          let done = initialized
          // SAFETY: the range from `done` lies inside the array's memory.
          let read = try System.retrying(path, "cannot read") {
            unsafe pread(
              number, memory.baseAddress.map { unsafe $0 + done }, count - done, off_t(offset + done))
          }
          if read == 0 { return }
          initialized += read
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Whether no other process holds the file or folder; held until the descriptor is closed.
  func hold() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 }

  /// Writes all of `bytes`, however many calls it takes.
  func write(_ bytes: [UInt8]) throws(CorpusError) {
    var done = 0
    while done < bytes.count {
      let (number, start) = (number, done)
      do {
        done += try System.retrying(path, "cannot write") {
          // SAFETY: the range from `start` lies inside the array, which outlives the call.
          unsafe bytes.withUnsafeBytes {
            unsafe Glibc.write(number, $0.baseAddress.map { unsafe $0 + start }, $0.count - start)
          }
        }
      } catch .system(_, _, EPIPE) {
        throw .brokenPipe
      }
    }
  }

  /// Waits until the disk has it. Where this fails, it is not tried again: the pages are marked clean by then, and a
  /// second call would say that all is well.
  func sync() throws(CorpusError) {
    guard fsync(number) != 0 else { return }
    // A pipe, a terminal and some network file systems know no fsync.
    guard errno == EINVAL || errno == ENOTSUP || errno == EROFS else {
      throw .system(path: path, action: "cannot sync", code: errno)
    }
  }

  /// Cuts a file off and goes on writing there. What is no file keeps what it has.
  func truncate(to length: Int) throws(CorpusError) {
    guard try status().kind == .file else { return }
    _ = try System.retrying(path, "cannot cut") { Int(ftruncate(number, off_t(length))) }
    _ = try System.retrying(path, "cannot cut") { Int(lseek(number, off_t(length), SEEK_SET)) }
  }

  func status() throws(CorpusError) -> FileStatus {
    var raw = stat()
    // SAFETY: `fstat` fills the one structure it is given.
    guard unsafe fstat(number, &raw) == 0 else {
      throw .system(path: path, action: "cannot look at", code: errno)
    }
    return FileStatus(raw)
  }
}

extension FileStatus {
  /// Looks at `path`; nil where nothing is there.
  static func of(_ path: Path, followingLinks: Bool = true, below folder: Int32? = nil) throws(CorpusError)
    -> FileStatus?
  {
    var raw = stat()
    let name = System.cString(path)
    // SAFETY: `name` ends in zero, and `fstatat` fills the one structure it is given.
    let result = unsafe name.withUnsafeBufferPointer {
      guard let base = $0.baseAddress else { return Int32(-1) }
      return unsafe fstatat(folder ?? AT_FDCWD, base, &raw, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW)
    }
    if result == 0 { return FileStatus(raw) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw .system(path: path, action: "cannot look at", code: errno)
  }

  fileprivate init(_ raw: stat) {
    kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int(raw.st_size)
    modified = Int(raw.st_mtim.tv_sec) * 1_000_000_000 + Int(raw.st_mtim.tv_nsec)
    identity = Identity(device: UInt(raw.st_dev), number: UInt(raw.st_ino))
    permissions = raw.st_mode & 0o7777
    owner = raw.st_uid
    group = raw.st_gid
  }
}

/// What the other files need of the system beside descriptors.
enum System {
  /// The system's words for an `errno`.
  static func message(_ code: Int32) -> String {
    // SAFETY: `strerror` gives a string that ends in zero; it is copied at once.
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }

  static func cString(_ path: Path) -> [CChar] {
    path.bytes.map { CChar(bitPattern: $0) } + [0]
  }

  /// Makes a call until no signal interrupts it.
  static func retrying(_ path: Path, _ action: String, _ call: () -> Int) throws(CorpusError) -> Int {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw .system(path: path, action: action, code: errno) }
    }
  }
}

extension System {
  /// The `errno` for a path that leads nowhere.
  static var noSuchFile: Int32 { ENOENT }
}
