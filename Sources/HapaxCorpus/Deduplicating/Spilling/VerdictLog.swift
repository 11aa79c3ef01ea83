internal import Hapax

/// The verdicts of a run on disk, a block for each batch, so that a run that is resumed need not align again.
final class VerdictLog {
  private let file: BlockFile
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
    if let block = try file.next(), let judgements = Self.judgements(block.head, on: batch) { return judgements }
    // What is behind is torn. It is written again.
    isReplaying = false
    try file.cut(at: start)
    return nil
  }

  /// Adds the judgements on a batch.
  func append(_ judgements: [Judgement], on batch: [Int]) throws(CorpusError) {
    var encoder = ByteEncoder()
    encoder.append(batch.map { Int32($0) })
    for judgement in judgements {
      encoder.append(UInt8(judgement.link == nil ? 0 : 1))
      judgement.link?.encode(to: &encoder)
      encoder.append(judgement.links.count)
      for link in judgement.links { link.encode(to: &encoder) }
      encoder.append(judgement.cuts.count)
      for lines in judgement.cuts { lines.encode(to: &encoder) }
    }
    try file.append(encoder.bytes)
  }

  private static func judgements(_ bytes: [UInt8], on batch: [Int]) -> [Judgement]? {
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
      guard let links = decoder.nextCount() else { return nil }
      for _ in 0..<links {
        guard let link = Link(from: &decoder) else { return nil }
        judgement.links.append(link)
      }
      guard let cuts = decoder.nextCount() else { return nil }
      for _ in 0..<cuts {
        guard let lines = SharedLines(from: &decoder) else { return nil }
        judgement.cuts.append(lines)
      }
      judgements.append(judgement)
    }
    return decoder.isAtEnd ? judgements : nil
  }
}
