/// Cuts a file into chunks of whole entries, one behind the other, in bounded memory.
///
/// A chunk is at least `chunkSize` bytes long, where the file is, and as long as its longest entry needs; only the last
/// one can lack a line end.
final class RecordReader {
  private let reader: ByteReader
  private let chunkSize: Int
  private var cutter: any RecordCutter
  /// Bytes that are read and not yet given: the beginning of an entry, or a whole file's head.
  private var rest: ByteBuffer
  private var nextNumber = 1
  private var nextLine = 1
  private var offset = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - head: What was read already, to recognise the format.
  ///   - format: Any but text.
  init(
    _ reader: ByteReader, head: ByteBuffer = ByteBuffer(), format: Format = .jsonl, chunkSize: Int = 512 << 10
  ) {
    self.reader = reader
    self.chunkSize = chunkSize
    cutter = LineCutter()
    rest = head
  }
}

extension RecordReader {
  /// The next chunk; nil at the end.
  func next() throws(CorpusError) -> Chunk? {
    if isAtEnd { return nil }
    var bytes = rest
    rest = ByteBuffer()
    while true {
      if bytes.count >= chunkSize, let end = try lastEnd(of: bytes) {
        // Room for the next chunk at once: growing step by step would copy it several times.
        rest = ByteBuffer(capacity: chunkSize + chunkSize / 2)
        rest.append(bytes, from: end)
        bytes.truncate(to: end)
        defer { cutter.cut(at: end) }
        return try take(bytes)
      }
      if try !reader.read(into: &bytes) {
        isAtEnd = true
        return bytes.count == 0 ? nil : try take(bytes)
      }
    }
  }

  private func lastEnd(of bytes: ByteBuffer) throws(CorpusError) -> Int? {
    do throws(Refusal) {
      return try cutter.lastEnd(of: bytes)
    } catch {
      throw .record(path: reader.path, line: nextLine, reason: error.reason)
    }
  }

  private func take(_ bytes: ByteBuffer) throws(CorpusError) -> Chunk {
    let chunk = Chunk(
      bytes: bytes, layout: .lines, firstNumber: nextNumber, firstLine: nextLine, offset: offset)
    var lines = 0
    bytes.forEachLine { _, _ in lines += 1 }
    nextLine += lines
    nextNumber += cutter.count ?? lines
    offset += bytes.count
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
