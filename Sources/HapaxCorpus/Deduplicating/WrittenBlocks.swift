/// What was written to an output, block by block: enough to tell a file that is not the one of a report.
struct WrittenBlocks: Hashable {
  /// Bytes in a row, before they are compressed.
  struct Block: Hashable {
    let count: Int
    let digest: UInt64
  }

  private(set) var blocks: [Block] = []

  init(_ blocks: [Block] = []) { self.blocks = blocks }
}

extension WrittenBlocks {
  var count: Int { blocks.reduce(0) { $0 + $1.count } }

  mutating func append(_ block: Block) {
    if block.count > 0 { blocks.append(block) }
  }

  /// Adds the line of an output to a file of documents that went.
  func append(output: Path, to line: inout [UInt8]) {
    line.append(UInt8(ascii: "{"))
    JSONText.append(key: "schema", to: &line)
    JSONText.append(DocumentReport.schema, to: &line)
    DocumentReport.append(output, key: "output", base64Key: "output_base64", to: &line)
    JSONText.append(key: "blocks", to: &line)
    line.append(UInt8(ascii: "["))
    for block in blocks {
      if line.last != UInt8(ascii: "[") { line.append(UInt8(ascii: ",")) }
      line.append(UInt8(ascii: "["))
      JSONText.append(block.count, to: &line)
      line.append(UInt8(ascii: ","))
      JSONText.append(Self.hexadecimal(block.digest), to: &line)
      line.append(UInt8(ascii: "]"))
    }
    line += "]}\n".utf8
  }

  /// 16 digits.
  static func hexadecimal(_ digest: UInt64) -> String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The blocks that a line tells; nil where it tells none.
  init?(_ value: JSONValue) throws(Refusal) {
    guard let list = value["blocks"]?.array else { return nil }
    var blocks: [Block] = []
    for item in list {
      guard let pair = item.array, pair.count == 2, let count = pair[0].number, count > 0,
        let digest = pair[1].string.flatMap({ UInt64($0, radix: 16) })
      else { throw Refusal(reason: "a block lacks its length or its digest") }
      blocks.append(Block(count: count, digest: digest))
    }
    self.init(blocks)
  }
}

extension WrittenBlocks {
  /// Of each output of a file of documents that went.
  static func read(_ report: Path) throws(CorpusError) -> [Path: WrittenBlocks] {
    let rows = try ReportRows<(Path, WrittenBlocks)>(report) { (value) throws(Refusal) in
      guard let blocks = try WrittenBlocks(value) else { return nil }
      guard let output = ReportReader.path(value, "output") else {
        throw Refusal(reason: "a key is missing")
      }
      return (output, blocks)
    }
    var all: [Path: WrittenBlocks] = [:]
    while let (output, blocks) = try rows.next() { all[output] = blocks }
    return all
  }
}

/// Holds the bytes of a file against what was written, as they come.
final class BlockCheck {
  private let path: Path
  private let written: WrittenBlocks
  private var next = 0
  /// Where the next block begins.
  private var offset = 0
  private var pending: [UInt8] = []

  init(_ path: Path, _ written: WrittenBlocks) {
    self.path = path
    self.written = written
  }
}

extension BlockCheck {
  /// - Throws: `CorpusError.misfit` at the first block that is another one.
  func add(_ bytes: [UInt8]) throws(CorpusError) {
    pending += bytes
    var start = 0
    while next < written.blocks.count, pending.count - start >= written.blocks[next].count {
      let block = written.blocks[next]
      guard Digest.of(pending[start..<start + block.count]) == block.digest else {
        throw misfit(offset, "one of the \(block.count) bytes from here on is not what was written")
      }
      start += block.count
      offset += block.count
      next += 1
    }
    pending.removeFirst(start)
    if next == written.blocks.count, !pending.isEmpty {
      throw misfit(offset, "nothing was written from here on")
    }
  }

  /// The file ends.
  func finish() throws(CorpusError) {
    guard next < written.blocks.count else { return }
    throw misfit(offset + pending.count, "it ends here, and \(written.count) bytes were written")
  }

  /// Checks a file that can be read again.
  func run() throws(CorpusError) {
    let reader = try ByteReader(path)
    while true {
      var bytes = ByteBuffer()
      guard try reader.read(into: &bytes) else { break }
      try add(bytes.bytes)
    }
    try finish()
  }

  private func misfit(_ offset: Int, _ reason: String) -> CorpusError {
    .misfit(path: path, line: nil, offset: offset, reason: reason)
  }
}
