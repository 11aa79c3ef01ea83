/// Cuts a file into chunks of whole entries, one behind the other, in bounded memory.
///
/// A chunk is at least `chunkSize` bytes long, where the file is, and as long as its longest entry needs; only the last
/// one can lack a line end.
final class RecordReader {
  private let reader: ByteReader
  private let chunkSize: Int
  private let column: String?
  private let memory: MemoryBound?
  private var layout: RecordLayout
  private var cutter: any RecordCutter
  /// Bytes that are read and not yet given: the beginning of an entry, or a whole file's head.
  private var rest: ByteBuffer
  private var nextNumber = 1
  private var nextLine = 1
  private var offset = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - head: What was read already, to recognise the format.
  ///   - delimiter: What parts the fields of CSV.
  ///   - column: The column that a table must have; nil where any header will do.
  ///   - memory: What no chunk may go beyond.
  init(
    _ reader: ByteReader, head: ByteBuffer = ByteBuffer(), format: Format = .jsonl,
    delimiter: UInt8 = CSV.comma, column: String? = nil, chunkSize: Int = 512 << 10,
    memory: MemoryBound? = nil
  ) {
    self.memory = memory
    self.reader = reader
    self.chunkSize = chunkSize
    self.column = column
    (layout, cutter) =
      switch format {
      case .text, .jsonl: (.lines, LineCutter())
      case .csv: (.table(Table(.separated(by: delimiter))), CSVCutter(separator: delimiter))
      case .tsv: (.table(Table(.tsv)), LineCutter())
      case .warc: (.warc, WARCCutter())
      }
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
      if let memory { try memory.check(bytes.count, of: reader.path, line: nextLine) }
      if try !reader.read(into: &bytes) {
        isAtEnd = true
        if bytes.count == 0 { return nil }
        try finish(bytes)
        return try take(bytes)
      }
    }
  }

  private func lastEnd(of bytes: ByteBuffer) throws(CorpusError) -> Int? {
    do throws(Refusal) {
      return try cutter.lastEnd(of: bytes)
    } catch {
      throw failure(error, in: bytes)
    }
  }

  private func finish(_ bytes: ByteBuffer) throws(CorpusError) {
    do throws(Refusal) {
      try cutter.finish(bytes)
    } catch {
      throw failure(error, in: bytes)
    }
  }

  /// What is wrong with an entry that can not be cut, so that nothing behind it can be read.
  private func failure(_ refusal: Refusal, in bytes: ByteBuffer) -> CorpusError {
    let at = refusal.offset ?? 0
    guard layout.format.hasLines else {
      return .warc(
        path: reader.path, record: nextNumber + (cutter.count ?? 0), offset: offset + at,
        reason: refusal.reason)
    }
    let line = nextLine + bytes[0..<at].count { $0 == UInt8(ascii: "\n") }
    return .record(path: reader.path, line: line, reason: "\(refusal.reason) at byte \(offset + at)")
  }

  private func take(_ bytes: ByteBuffer) throws(CorpusError) -> Chunk {
    var chunk = Chunk(
      bytes: bytes, layout: layout, firstNumber: nextNumber, firstLine: nextLine, offset: offset)
    if case .table(let table) = layout, table.columns.isEmpty {
      try readHeader(of: table, in: chunk)
      chunk.layout = layout
    }
    var lines = 0
    bytes.forEachLine { _, _ in lines += 1 }
    nextLine += lines
    nextNumber += cutter.count ?? lines
    offset += bytes.count
    return chunk
  }
}

extension RecordReader {
  /// Finds the header of a table. Only blank lines can stand before it.
  private func readHeader(of table: Table, in chunk: Chunk) throws(CorpusError) {
    var failure: CorpusError?
    chunk.forEachEntry { entry in
      if entry.isBlank { return true }
      do throws(Refusal) {
        let found = try Table(table.dialect, header: entry, in: chunk.bytes)
        if let column { try found.check(column: column) }
        layout = .table(found)
      } catch {
        failure = chunk.failure(error, at: entry, of: reader.path)
      }
      return false
    }
    if let failure { throw failure }
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
