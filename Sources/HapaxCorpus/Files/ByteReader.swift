internal import Glibc

/// Reads a file or standard input from front to back, decompressed where its first bytes say so.
///
/// With `read(2)`, never by mapping: as fast from a warm cache, works on pipes, and a file that is cut short while it
/// is read is an end, not a bus error.
final class ByteReader {
  /// Whose bytes these are.
  let path: Path
  let compression: Compression?
  /// How many bytes were read from the file itself.
  private(set) var position = 0

  private let descriptor: Descriptor
  private let decompressor: Decompressor?
  private let readSize: Int
  /// Bytes of the file that are not used yet, from `rawStart` on.
  private var raw = ByteBuffer()
  private var rawStart = 0
  private var isAtEnd = false

  /// Opens `path`.
  /// - Parameter readSize: The most bytes of one read; small ones are for tests.
  init(_ path: Path, readSize: Int = 256 << 10) throws(CorpusError) {
    self.path = path
    self.readSize = readSize
    if path == .standardInput {
      descriptor = Descriptor(number: STDIN_FILENO, path: path, closes: false)
    } else {
      descriptor = try Descriptor(opening: path, flags: O_RDONLY | O_NOCTTY)
      if try descriptor.status().kind == .folder {
        throw .system(path: path, action: "cannot read", code: EISDIR)
      }
    }
    while raw.count < 4 {
      let read = try descriptor.read(into: &raw, room: Swift.max(4, readSize))
      position += read
      if read == 0 { break }
    }
    compression = Compression(magic: raw[0..<Swift.min(4, raw.count)])
    if let compression {
      decompressor = try Decompressor(compression)
    } else {
      decompressor = nil
    }
  }
}

extension ByteReader {
  /// Adds the next bytes to `buffer`, at most one read's worth. Returns false at the end.
  func read(into buffer: inout ByteBuffer) throws(CorpusError) -> Bool {
    guard let decompressor else { return try readPlain(into: &buffer) }
    let before = buffer.count
    var isStarved = false
    while buffer.count == before {
      if rawStart == raw.count {
        let isMore = try refill()
        if !isMore, decompressor.isAtEnd { return false }
        // What was given before can still make bytes; where it makes none, the end is missing.
        if !isMore, isStarved {
          throw .compression(
            path: path, offset: position, reason: "\(compression?.name ?? "") data ends early")
        }
        isStarved = !isMore
      }
      do {
        rawStart += try decompressor.decode(raw, from: rawStart, into: &buffer, room: readSize)
      } catch {
        throw .compression(
          path: path, offset: position - raw.count + rawStart + error.offset, reason: error.reason)
      }
    }
    return true
  }

  /// Reads what is left.
  func readAll(into buffer: inout ByteBuffer) throws(CorpusError) {
    while try read(into: &buffer) {}
  }

  private func readPlain(into buffer: inout ByteBuffer) throws(CorpusError) -> Bool {
    if rawStart < raw.count {
      buffer.append(raw, from: rawStart)
      rawStart = raw.count
      return true
    }
    let read = try descriptor.read(into: &buffer, room: readSize)
    position += read
    return read > 0
  }

  private func refill() throws(CorpusError) -> Bool {
    raw.truncate(to: 0)
    rawStart = 0
    let read = try descriptor.read(into: &raw, room: readSize)
    position += read
    return read > 0
  }
}
