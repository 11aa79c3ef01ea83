internal import Hapax

/// Cuts CSV behind rows.
struct CSVCutter: RecordCutter {
  private var scanner: CSVRowScanner
  private var isAtStart = true
  private var scanned = 0
  private var end: Int?
  private var rows = 0

  init(separator: UInt8 = CSV.comma) { scanner = CSVRowScanner(separator: separator) }

  var count: Int? { rows }

  mutating func lastEnd(of bytes: ByteBuffer) throws(Refusal) -> Int? {
    if isAtStart {
      // Behind a byte order mark, of which perhaps not all is there yet.
      let head = bytes[0..<Swift.min(3, bytes.count)]
      guard head.count == 3 || !Format.byteOrderMark.starts(with: head) else { return nil }
      if head == Format.byteOrderMark { scanned = 3 }
      isAtStart = false
    }
    while let next = scanner.rowEnd(in: bytes, from: scanned) {
      rows += 1
      scanned = next
      end = next
    }
    scanned = bytes.count
    let limit = 2 * Cleaner.longestText
    guard bytes.count - (end ?? 0) <= limit else {
      // Without a bound, one quote that is never closed would bring the rest of a corpus into memory.
      throw Refusal(
        reason: "a row of more than \(Numbers.grouped(limit)) bytes; is a quote never closed?",
        offset: end ?? 0)
    }
    return end
  }

  mutating func cut(at end: Int) {
    scanned -= end
    self.end = nil
    rows = 0
  }

  mutating func finish(_ bytes: ByteBuffer) {}
}
