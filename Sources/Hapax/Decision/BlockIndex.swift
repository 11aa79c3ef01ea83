/// Blocks of a text that are equal, token by token.
struct BlockIndex {
  /// The blocks of each group of two and more, ascending; groups in the order of their first blocks.
  private(set) var groups: [[Int]] = []
  private var groupOfBlock: [Int: Int] = [:]
  /// Whether short blocks that come three times and more make up much of the text: a live blog with its bylines and
  /// share buttons, questions and answers. What repeats there is the form.
  private(set) var isFormulaic = false

  init() {}

  /// - Complexity: O(*n*) expected in the tokens.
  init(_ layout: Layout, _ tokens: borrowing Tokens) {
    let blocks = layout.blocks
    /// The first block of each group, by a hash that only proposes.
    var candidates: [UInt64: [Int]] = [:]
    var members: [Int: [Int]] = [:]
    for (index, block) in blocks.enumerated() {
      var hash: UInt64 = 0
      for token in block.tokens { hash = hash &* RollingHash.base &+ tokens.hash(token) }
      hash = HashWidth.cut(hash)
      if let first = Self.first(of: candidates[hash] ?? [], equalTo: block, blocks, tokens) {
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
    var formulas = 0
    for group in groups where group.count >= 3 && tokens.words(blocks[group[0]].tokens).value < 8 {
      formulas += group.count
    }
    isFormulaic = formulas * 10 >= blocks.count * 4
  }

  private static func first(
    of candidates: [Int], equalTo block: Block, _ blocks: [Block], _ tokens: borrowing Tokens
  ) -> Int? {
    for candidate in candidates where tokens.areEqual(blocks[candidate], block) { return candidate }
    return nil
  }

  /// All blocks that equal a block, itself among them.
  func equal(to block: Int) -> [Int] {
    groupOfBlock[block].map { groups[$0] } ?? [block]
  }
}

extension Tokens {
  /// Whether two blocks have the same tokens.
  func areEqual(_ a: Block, _ b: Block) -> Bool {
    a.tokens.count == b.tokens.count
      && areEqual(a.tokens.lowerBound, b.tokens.lowerBound, count: a.tokens.count)
  }
}
