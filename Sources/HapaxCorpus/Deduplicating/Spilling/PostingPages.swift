internal import Hapax

/// Turns the pages of an index whose postings do not fit into memory.
///
/// The order in which documents are judged is known from the start, and with it whose fingerprints are asked about next: a
/// page is made for as many batches as fit. Between two pages lies one pass over the run on disk that writes what the last
/// page added, and one that reads the next page. So what paging costs is bytes of the run times pages, read from front
/// to back, and never a place on disk for each fingerprint.
final class PostingPages {
  private let folder: WorkFolder
  private let spill: SketchSpill
  private let order: [Int]
  private let batchSize: Int
  private let maximumBytes: Int
  private let bound: MemoryBound
  /// Where the page ends, in places of the order.
  private var end = 0
  /// The number of the run on disk; nil before the first.
  private var run: Int?
  /// How many pages there were.
  private(set) var pages = 0

  /// For each fingerprint that may come in: its slot, one and a half of them; while it is read, two tags; and a part of a
  /// record.
  private static let bytesPerFingerprint = 24

  init(
    _ folder: WorkFolder, _ spill: SketchSpill, order: [Int], batchSize: Int, maximumBytes: Int,
    bound: MemoryBound
  ) {
    self.folder = folder
    self.spill = spill
    self.order = order
    self.batchSize = batchSize
    self.maximumBytes = maximumBytes
    self.bound = bound
  }
}

extension PostingPages {
  /// Sees to it that the index has the postings for the batch that begins at `start`.
  func turn(_ index: inout CorpusIndex, toBatchAt start: Int) throws(CorpusError) {
    guard start >= end || index.postingBytes > maximumBytes else { return }
    if pages > 0 { try write(index) }
    pages += 1
    var limit = maximumBytes / Self.bytesPerFingerprint
    while true {
      let (next, fingerprints) = try extent(from: start, limit: limit)
      if try read(start..<next, fingerprints, into: &index) {
        end = next
        return
      }
      guard next - start > batchSize else { throw tooSmall(for: start..<next, fingerprints) }
      limit = Swift.max(1, fingerprints / 2)
    }
  }

  /// So many whole batches as have at most `limit` fingerprints; one at least.
  private func extent(from start: Int, limit: Int) throws(CorpusError) -> (end: Int, fingerprints: Int) {
    var (at, all) = (start, 0)
    while at < order.count {
      let next = Swift.min(at + batchSize, order.count)
      let more = order[at..<next].reduce(0) { $0 + spill.fingerprintCount($1) }
      if at > start, all + more > limit { break }
      all += more
      at = next
    }
    // What can not be is told before it is tried.
    if at <= start + batchSize, all * Self.bytesPerFingerprint > maximumBytes {
      throw tooSmall(for: start..<at, all)
    }
    return (at, all)
  }

  private func tooSmall(for range: Range<Int>, _ fingerprints: Int) -> CorpusError {
    .beyondMemory(
      what: "\(Numbers.grouped(range.count)) documents that are compared at once",
      needed: bound.bytes + (fingerprints * Self.bytesPerFingerprint - maximumBytes) / 2 * 5,
      bound: bound.bytes)
  }

  private func read(_ range: Range<Int>, _ fingerprints: Int, into index: inout CorpusIndex)
    throws(CorpusError) -> Bool
  {
    guard let run else {
      index.reserve(fingerprints: fingerprints)
      return true
    }
    var page = CorpusIndex.Page(capacity: fingerprints)
    for document in order[range] { page.append(try spill.fingerprints(document)) }
    let file = try folder.file(Self.name(run), isEmptied: false)
    return try index.turn(to: page, capacity: fingerprints, maximumBytes: maximumBytes) {
      () throws(CorpusError) in
      try Self.block(of: file)
    }
  }

  /// Writes the page into a new run, with what the old one has.
  private func write(_ index: borrowing CorpusIndex) throws(CorpusError) {
    let old = try run.map { (run) throws(CorpusError) in try folder.file(Self.name(run), isEmptied: false) }
    let next = run.map { 1 - $0 } ?? 0
    let file = try folder.file(Self.name(next), isEmptied: true)
    try index.writePostings(
      mergedWith: { () throws(CorpusError) in
        try old.flatMap { (file) throws(CorpusError) in try Self.block(of: file) }
      }
    ) { (words) throws(CorpusError) in
      var encoder = ByteEncoder()
      encoder.append(words)
      try file.append(encoder.bytes)
    }
    // An end that is missing must not look like the end.
    try file.append([])
    if let run { folder.removeFile(Self.name(run)) }
    run = next
  }

  /// The next block of a run; nil at its end.
  private static func block(of file: BlockFile) throws(CorpusError) -> [UInt32]? {
    let start = file.end
    guard let block = try file.next() else { throw .damaged(path: file.path, offset: start) }
    if block.head.isEmpty { return nil }
    var decoder = ByteDecoder(block.head)
    guard let words = decoder.nextArray(UInt32.self) else { throw .damaged(path: file.path, offset: start) }
    return words
  }

  private static func name(_ run: Int) -> String { "postings.\(run)" }
}
