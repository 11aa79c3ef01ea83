internal import Glibc
internal import Hapax

/// A file of blocks, one behind the other, each of which tells whether it is whole.
///
/// A block is a head, covered by a checksum, and a body, which its owner checks. The header of 40 bytes: a magic number and
/// the version (4 bytes each), the bytes of the head, those of the body, the checksum of the head, and one of these 32
/// bytes; numbers in the byte order of the machine. The place of the block goes into both checksums.
final class BlockFile {
  let path: Path
  private let descriptor: Descriptor
  /// Where the next block goes.
  private(set) var end = 0

  private static let magic: UInt32 = 0x4258_5048
  private static let version: UInt32 = 1
  private static let headerBytes = 40

  /// Opens a file, or makes it.
  /// - Parameter isEmptied: Whether what it holds is given up.
  init(_ name: Path, in folder: Folder, isEmptied: Bool) throws(CorpusError) {
    path = folder.path.appending(name)
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | (isEmptied ? O_TRUNC : 0)
    descriptor = try Descriptor(opening: name, flags: flags, mode: 0o600, below: folder.number, shown: path)
  }
}

extension BlockFile {
  /// A block that was read.
  struct Block {
    let head: [UInt8]
    /// Where its body lies.
    let body: Range<Int>
  }

  /// Adds a block. Returns where its body begins.
  @discardableResult
  func append(_ head: [UInt8], body: [UInt8] = []) throws(CorpusError) -> Int {
    var header = ByteEncoder()
    header.append(Self.magic)
    header.append(Self.version)
    header.append(head.count)
    header.append(body.count)
    header.append(Digest.of(head[...], seed: UInt64(end)))
    header.append(Digest.of(header.bytes[...], seed: UInt64(end)))
    try descriptor.write(header.bytes + head)
    if !body.isEmpty { try descriptor.write(body) }
    let start = end + Self.headerBytes + head.count
    end = start + body.count
    return start
  }

  /// The block behind the last one that was read or written; nil where there is none that is whole.
  func next() throws(CorpusError) -> Block? {
    let header = try descriptor.read(Self.headerBytes, at: end)
    guard header.count == Self.headerBytes else { return nil }
    var decoder = ByteDecoder(header)
    guard decoder.next(UInt32.self) == Self.magic, decoder.next(UInt32.self) == Self.version,
      let headBytes = decoder.nextInt(), let bodyBytes = decoder.nextInt(),
      let checksum = decoder.next(UInt64.self),
      decoder.next(UInt64.self) == Digest.of(header[..<32], seed: UInt64(end))
    else { return nil }
    let start = end + Self.headerBytes
    let head = try descriptor.read(headBytes, at: start)
    guard head.count == headBytes, Digest.of(head[...], seed: UInt64(end)) == checksum else { return nil }
    let body = start + headBytes..<start + headBytes + bodyBytes
    guard try body.upperBound <= descriptor.status().size else { return nil }
    end = body.upperBound
    return Block(head: head, body: body)
  }

  /// Bytes at a place; fewer where the file ends.
  func bytes(_ range: Range<Int>) throws(CorpusError) -> [UInt8] {
    try descriptor.read(range.count, at: range.lowerBound)
  }

  /// Takes back all from `offset` on; the next block goes there.
  func cut(at offset: Int) throws(CorpusError) {
    try descriptor.truncate(to: offset)
    end = offset
  }

  /// Goes to the first block.
  func rewind() { end = 0 }
}
