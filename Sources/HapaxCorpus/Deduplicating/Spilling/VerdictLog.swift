internal import Hapax

/// The verdicts of a run on disk, a block for each batch, so that a run that is resumed need not align again.
final class VerdictLog: @unchecked Sendable {
  // SAFETY: written by one thread, before others read what was written; `monitor` guards what reading notes.
  private let file: BlockFile
  private let monitor = Monitor()
  private var failure: CorpusError?
  /// Whether there may be blocks of an earlier run left.
  private var isReplaying: Bool

  /// - Parameter isReplaying: Whether the file holds the verdicts of an earlier run on the same sketches.
  init(_ file: BlockFile, isReplaying: Bool) {
    self.file = file
    self.isReplaying = isReplaying
  }
}

extension VerdictLog {
  /// The judgements on the next batch, where the earlier run had come so far.
  func next(_ batch: [Int]) throws(CorpusError) -> [Judgement]? {
    guard isReplaying else { return nil }
    let start = file.end
    if let block = try file.next(),
      let judgements = Self.judgements(block.head, on: batch, at: block.body.lowerBound - block.head.count)
    {
      return judgements
    }
    // What is behind is torn. It is written again.
    isReplaying = false
    try file.cut(at: start)
    return nil
  }

  /// Adds the judgements on a batch, and notes where the links lie.
  func append(_ judgements: inout [Judgement], on batch: [Int]) throws(CorpusError) {
    var encoder = ByteEncoder()
    encoder.append(batch.map { Int32($0) })
    for index in judgements.indices {
      let judgement = judgements[index]
      encoder.append(UInt8(judgement.link == nil ? 0 : 1))
      judgement.link?.encode(to: &encoder)
      let start = encoder.bytes.count
      encoder.append(judgement.links.count)
      for link in judgement.links { link.encode(to: &encoder) }
      judgements[index].linkPlace = start..<encoder.bytes.count
      encoder.append(judgement.cuts.count)
      for lines in judgement.cuts { lines.encode(to: &encoder) }
      encoder.append(UInt8(judgement.isSaid ? 1 : 0))
    }
    let start = try file.append(encoder.bytes) - encoder.bytes.count
    for index in judgements.indices {
      judgements[index].linkPlace = judgements[index].linkPlace.map {
        start + $0.lowerBound..<start + $0.upperBound
      }
    }
  }

  /// The links that lie at a place. Many threads can ask at once. Where they can not be read, none, and `check` throws.
  func links(at place: Range<Int>) -> [Link] {
    do throws(CorpusError) {
      var decoder = ByteDecoder(try file.bytes(place))
      guard let links = Self.links(from: &decoder), decoder.isAtEnd else {
        throw .damaged(path: file.path, offset: place.lowerBound)
      }
      return links
    } catch {
      monitor.locked { failure = failure ?? error }
      return []
    }
  }

  /// Throws what went wrong while links were read.
  func check() throws(CorpusError) {
    if let failure = monitor.locked({ failure }) { throw failure }
  }

  private static func links(from decoder: inout ByteDecoder) -> [Link]? {
    guard let count = decoder.nextCount() else { return nil }
    var links: [Link] = []
    for _ in 0..<count {
      guard let link = Link(from: &decoder) else { return nil }
      links.append(link)
    }
    return links
  }

  /// - Parameter start: Where the bytes lie.
  private static func judgements(_ bytes: [UInt8], on batch: [Int], at start: Int) -> [Judgement]? {
    var decoder = ByteDecoder(bytes)
    guard decoder.nextArray(Int32.self) == batch.map({ Int32($0) }) else { return nil }
    var judgements: [Judgement] = []
    for _ in batch {
      var judgement = Judgement()
      guard let hasLink = decoder.next(UInt8.self) else { return nil }
      if hasLink != 0 {
        guard let link = Link(from: &decoder) else { return nil }
        judgement.link = link
      }
      let before = decoder.offset
      guard let links = links(from: &decoder) else { return nil }
      judgement.links = links
      judgement.linkPlace = start + before..<start + decoder.offset
      guard let cuts = decoder.nextCount() else { return nil }
      for _ in 0..<cuts {
        guard let lines = SharedLines(from: &decoder) else { return nil }
        judgement.cuts.append(lines)
      }
      guard let isSaid = decoder.next(UInt8.self) else { return nil }
      judgement.isSaid = isSaid != 0
      judgements.append(judgement)
    }
    return decoder.isAtEnd ? judgements : nil
  }
}
