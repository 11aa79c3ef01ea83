/// Blocks of a text that are equal, token by token.
struct BlockIndex {
  /// The blocks of each group of two and more, ascending; groups in the order of their first blocks.
  private(set) var groups: [[Int]] = []
  private var groupOfBlock: [Int: Int] = [:]

  /// - Complexity: O(*n*) expected in the tokens.
  init(_ evidence: borrowing Evidence) {
    let blocks = evidence.layout.blocks
    /// The first block of each group, by a hash that only proposes.
    var candidates: [UInt64: [Int]] = [:]
    var members: [Int: [Int]] = [:]
    for (index, block) in blocks.enumerated() {
      var hash: UInt64 = 0
      for token in block.tokens { hash = hash &* RollingHash.base &+ evidence.tokens.hash(token) }
      hash = HashWidth.cut(hash)
      if let first = candidates[hash, default: []].first(where: { evidence.areEqual(blocks[$0], block) }) {
        members[first, default: [first]].append(index)
      } else {
        candidates[hash, default: []].append(index)
      }
    }
    for first in members.keys.sorted() {
      guard let group = members[first] else { continue }
      for block in group { groupOfBlock[block] = groups.count }
      groups.append(group)
    }
  }

  /// All blocks that equal a block, itself among them.
  func equal(to block: Int) -> [Int] {
    groupOfBlock[block].map { groups[$0] } ?? [block]
  }
}

extension Evidence {
  /// Whether two blocks have the same tokens.
  func areEqual(_ a: Block, _ b: Block) -> Bool {
    a.tokens.count == b.tokens.count
      && tokens.areEqual(a.tokens.lowerBound, b.tokens.lowerBound, count: a.tokens.count)
  }
}
