import Foundation
import HapaxCorpus

/// A corpus of any size as JSON Lines, with known truth: articles of generated prose, every third of them once more with
/// its layout changed, with 5 % of its words edited, halved, or inside another article.
///
/// It is written as it is made, so it may be larger than memory. The id of a record is its number, a hyphen and the
/// number of its group; records of a group belong together.
public struct GeneratedCorpus {
  /// The number of documents, at least 1.
  public let count: Int
  /// About the bytes of an article.
  public let articleBytes: Int
  private let prose: Prose

  /// So many articles are made at a time, and their records mixed.
  private static let block = 3_000

  public init(of articles: [UInt8], count: Int, articleBytes: Int) {
    self.count = count
    self.articleBytes = articleBytes
    prose = Prose(of: articles)
  }

  /// Writes the records. Everything depends on the seed and the sizes alone.
  ///
  /// - Returns: The bytes of the texts, and the bytes written.
  public func write(to path: String, seed: UInt64) throws -> (text: Int, file: Int) {
    try Data().write(to: URL(fileURLWithPath: path))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var random = SplitMix64(seed: seed)
    var sizes = (text: 0, file: 0)
    var number = 0
    var group = 0
    while number < count {
      var records = self.records(firstGroup: group, seed: random.next())
      group += Self.block
      for place in records.indices.reversed() where place > 0 {
        records.swapAt(place, random.below(place + 1))
      }
      var lines: [UInt8] = []
      for record in records.prefix(count - number) {
        lines += "{\"id\":\"\(number)-\(record.group)\",\"text\":\"".utf8
        Self.appendEscaped(record.text, to: &lines)
        lines += "\"}\n".utf8
        sizes.text += record.text.count
        number += 1
      }
      sizes.file += lines.count
      try file.write(contentsOf: lines)
    }
    return sizes
  }

  /// One block: of every three articles the first, a variant of it, and the second; the third is what a variant is
  /// embedded in.
  private func records(firstGroup: Int, seed: UInt64) -> [(text: [UInt8], group: Int)] {
    let texts = Prose.articles(in: [prose], count: Self.block, bytes: articleBytes, seed: seed).map(\.clean)
    let kinds: [Simulator.Kind] = [.layout, .edits(percent: 5), .cut(percent: 50), .embedded]
    var records: [(text: [UInt8], group: Int)] = []
    for (turn, kind) in kinds.enumerated() {
      let share = Self.block / kinds.count
      let part = Array(texts[turn * share..<(turn + 1) * share])
      var simulator = Simulator(texts: part, seed: seed &+ UInt64(turn))
      // Strangers belong to no group, and would be most of the corpus.
      records += simulator.documents(kinds: [kind]).filter { !$0.kind.isStranger }
        .map { ($0.text, firstGroup + turn * share + $0.base) }
    }
    return records
  }

  private static func appendEscaped(_ text: [UInt8], to line: inout [UInt8]) {
    for byte in text {
      switch byte {
      case 0x22, 0x5C: line += [0x5C, byte]
      case 0x0A: line += [0x5C, 0x6E]
      case 0..<0x20: line.append(0x20)
      default: line.append(byte)
      }
    }
  }
}
