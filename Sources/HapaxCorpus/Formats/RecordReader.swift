/// Cuts a file into chunks of whole lines, one behind the other, in bounded memory.
///
/// A chunk is at least `chunkSize` bytes long, where the file is, and as long as its longest line needs; only the last
/// one can lack a line end.
final class RecordReader {
  private let reader: ByteReader
  private let chunkSize: Int
  /// Bytes that are read and not yet given: the beginning of a line, or a whole file's head.
  private var rest: ByteBuffer
  private var nextLine = 1
  private var isAtEnd = false

  /// - Parameter head: What was read already, to recognise the format.
  init(_ reader: ByteReader, head: ByteBuffer = ByteBuffer(), chunkSize: Int = 512 << 10) {
    self.reader = reader
    self.chunkSize = chunkSize
    rest = head
  }
}

/// Whole lines of a file.
struct Chunk {
  let bytes: ByteBuffer
  /// The number of its first line, from 1.
  let firstLine: Int
}

extension RecordReader {
  /// The next chunk; nil at the end.
  func next() throws(CorpusError) -> Chunk? {
    if isAtEnd { return nil }
    var bytes = rest
    rest = ByteBuffer()
    var searched = 0
    while true {
      if bytes.count >= chunkSize,
        let end = bytes.lastIndex(of: UInt8(ascii: "\n"), in: searched..<bytes.count)
      {
        // Room for the next chunk at once: growing step by step would copy it several times.
        rest = ByteBuffer(capacity: chunkSize + chunkSize / 2)
        rest.append(bytes, from: end + 1)
        bytes.truncate(to: end + 1)
        return take(bytes)
      }
      if bytes.count >= chunkSize { searched = bytes.count }
      if try !reader.read(into: &bytes) {
        isAtEnd = true
        return bytes.count == 0 ? nil : take(bytes)
      }
    }
  }

  private func take(_ bytes: ByteBuffer) -> Chunk {
    let chunk = Chunk(bytes: bytes, firstLine: nextLine)
    bytes.forEachLine { _, _ in nextLine += 1 }
    return chunk
  }
}

extension ByteBuffer {
  /// Calls `body` with the range of each line without its line feed, and with the range that has it.
  func forEachLine(_ body: (_ line: Range<Int>, _ whole: Range<Int>) -> Void) {
    var start = 0
    while start < count {
      let end = firstIndex(of: UInt8(ascii: "\n"), in: start..<count)
      let next = end.map { $0 + 1 } ?? count
      body(start..<(end ?? count), start..<next)
      start = next
    }
  }
}
