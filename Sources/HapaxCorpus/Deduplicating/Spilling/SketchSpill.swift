internal import Hapax

/// The sketches of a corpus on disk, in the order of its documents.
///
/// A block holds what came of one job: its head the documents without their sketches, its body the sketches, each behind a
/// checksum of its own, so that one can be read alone.
final class SketchSpill: @unchecked Sendable {
  // SAFETY: the lists are filled by one thread before others read them; `monitor` guards what changes later.
  private let file: BlockFile
  /// Of each document: where its sketch lies, how long it is, its fingerprints and its quarters of a word.
  private var offsets: [Int] = []
  private var lengths: [Int] = []
  private var fingerprintCounts: [UInt32] = []
  private(set) var quarters: [UInt32] = []

  private let monitor = Monitor()
  private var cache = SketchCache(maximumBytes: 0)
  /// The lines that are cut out of documents that stay.
  private var cuts: [Int: [SharedLines]] = [:]
  private var failure: CorpusError?

  init(_ file: BlockFile) { self.file = file }
}

extension SketchSpill {
  /// What is stored of a job.
  struct StoredJob {
    /// The bytes that were cut for it, to see that the same are cut again.
    var bytes: Int
    /// Whether something failed: then the job is done again to tell it.
    var hasFailures: Bool
    var documents: [SketchedDocument]
    var sketches: [Sketch] = []
  }

  /// A job's block before it is written.
  struct EncodedJob {
    fileprivate var head = ByteEncoder()
    fileprivate var body: [UInt8] = []
  }

  var count: Int { offsets.count }
  var path: Path { file.path }
  func fingerprintCount(_ document: Int) -> Int { Int(fingerprintCounts[document]) }

  /// Makes a job's block; can be done on many threads.
  static func encode(_ outcome: SketchOutcome) -> EncodedJob {
    var block = EncodedJob()
    var body = ByteEncoder()
    body.reserve(outcome.sketches.reduce(0) { $0 + $1.byteCount + 8 })
    block.head.append(outcome.job.bytes)
    block.head.append(UInt8(outcome.failures.isEmpty ? 0 : 1))
    block.head.append(outcome.documents.count)
    for (document, sketch) in zip(outcome.documents, outcome.sketches) {
      var encoder = ByteEncoder()
      encoder.reserve(sketch.byteCount + 256)
      sketch.encode(to: &encoder)
      body.append(Digest.of(encoder.bytes[...]))
      body.append(raw: encoder.bytes)
      block.head.append(encoder.bytes.count)
      block.head.append(UInt32(sketch.fingerprintCount))
      block.head.append(UInt32(sketch.quarters))
      document.encode(to: &block.head)
    }
    block.body = body.bytes
    return block
  }

  /// Adds a block.
  func append(_ job: EncodedJob) throws(CorpusError) {
    let start = try file.append(job.head.bytes, body: job.body)
    guard note(job.head.bytes, bodyAt: start) != nil else { throw .damaged(path: file.path, offset: start) }
  }

  /// Reads what an earlier run left: the jobs whose blocks are whole, from the first one on. What is behind is cut off.
  ///
  /// - Parameter sketches: Whether the documents get their sketches.
  func resume(sketches: Bool) throws(CorpusError) -> [StoredJob] {
    var jobs: [StoredJob] = []
    file.rewind()
    while true {
      let start = file.end
      let before = offsets.count
      guard let block = try file.next(), let job = note(block.head, bodyAt: block.body.lowerBound) else {
        try file.cut(at: start)
        return jobs
      }
      var isWhole = true
      var checked = job
      for document in before..<offsets.count {
        guard let bytes = try stored(document) else {
          isWhole = false
          break
        }
        guard sketches else { continue }
        var decoder = ByteDecoder(bytes)
        guard let sketch = Sketch(from: &decoder) else {
          isWhole = false
          break
        }
        checked.sketches.append(sketch)
      }
      guard isWhole else {
        forget(from: before)
        try file.cut(at: start)
        return jobs
      }
      jobs.append(checked)
    }
  }

  private func forget(from document: Int) {
    offsets.removeLast(offsets.count - document)
    lengths.removeLast(lengths.count - document)
    fingerprintCounts.removeLast(fingerprintCounts.count - document)
    quarters.removeLast(quarters.count - document)
  }

  /// Notes where a block's sketches lie; nil where its head makes no sense.
  private func note(_ head: [UInt8], bodyAt start: Int) -> StoredJob? {
    var decoder = ByteDecoder(head)
    guard let bytes = decoder.nextInt(), let failed = decoder.next(UInt8.self),
      let count = decoder.nextCount()
    else { return nil }
    let before = offsets.count
    var documents: [SketchedDocument] = []
    var at = start
    for _ in 0..<count {
      guard let length = decoder.nextInt(), let fingerprints = decoder.next(UInt32.self),
        let words = decoder.next(UInt32.self), let document = SketchedDocument(from: &decoder)
      else {
        forget(from: before)
        return nil
      }
      offsets.append(at)
      lengths.append(length)
      fingerprintCounts.append(fingerprints)
      quarters.append(words)
      documents.append(document)
      at += 8 + length
    }
    return StoredJob(bytes: bytes, hasFailures: failed != 0, documents: documents)
  }

  /// A document's bytes; nil where they are not those that were written.
  private func stored(_ document: Int) throws(CorpusError) -> ArraySlice<UInt8>? {
    let bytes = try file.bytes(offsets[document]..<offsets[document] + 8 + lengths[document])
    guard bytes.count == 8 + lengths[document] else { return nil }
    var decoder = ByteDecoder(bytes)
    return decoder.next(UInt64.self) == Digest.of(bytes[8...]) ? bytes[8...] : nil
  }
}

// MARK: - Reading one

extension SketchSpill {
  /// From now on so many bytes of sketches that were read stay in memory.
  func setCache(bytes: Int) { cache = SketchCache(maximumBytes: bytes) }

  /// The sketch of a document, without the lines that are cut. Many threads can ask at once. Where it can not be read,
  /// an empty one, and `check` throws.
  func sketch(_ document: Int) -> Sketch {
    monitor.lock()
    let cached = cache.sketch(document)
    let cuts = cuts[document]
    monitor.unlock()
    if let cached { return cached }
    do throws(CorpusError) {
      guard let bytes = try stored(document) else {
        throw .damaged(path: file.path, offset: offsets[document])
      }
      var decoder = ByteDecoder(bytes)
      guard var sketch = Sketch(from: &decoder) else {
        throw .damaged(path: file.path, offset: offsets[document])
      }
      if let cuts { sketch = sketch.without(cuts) }
      monitor.locked { cache.insert(sketch, document) }
      return sketch
    } catch {
      monitor.locked { failure = failure ?? error }
      return .empty
    }
  }

  /// The fingerprints of a document. They are not checked: whoever asks reads the whole sketch later.
  func fingerprints(_ document: Int) throws(CorpusError) -> [UInt32] {
    let start = offsets[document] + 8
    let count = fingerprintCount(document)
    var decoder = ByteDecoder(try file.bytes(start..<start + Sketch.fingerprintsOffset + 4 * count))
    guard let fingerprints = Sketch.fingerprints(count, from: &decoder) else {
      throw .damaged(path: file.path, offset: offsets[document])
    }
    return fingerprints
  }

  /// From now on a document's sketch is without some lines.
  func cut(_ lines: [SharedLines], outOf document: Int, leaving sketch: Sketch) {
    monitor.locked {
      cuts[document] = lines
      cache.insert(sketch, document)
    }
  }

  /// Throws what went wrong while a sketch was read.
  func check() throws(CorpusError) {
    if let failure = monitor.locked({ failure }) { throw failure }
  }
}
