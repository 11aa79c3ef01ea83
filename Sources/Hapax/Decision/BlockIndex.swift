/// Blocks of a text that are equal, token by token.
struct BlockIndex {
  /// The blocks of each group of two and more, ascending; groups in the order of their first blocks.
  private(set) var groups: [[Int]] = []
  /// Of each block: the number of its group + 1, or 0.
  private var groupOfBlock: [UInt32] = []
  /// Whether short blocks that come three times and more make up much of the text: a live blog with its bylines and
  /// share buttons, questions and answers. What repeats there is the form.
  private(set) var isFormulaic = false

  init() {}

  /// - Complexity: O(*n*) expected in the tokens.
  init(_ layout: Layout, _ tokens: borrowing Tokens, _ text: Span<UInt8>) {
    let blocks = layout.blocks
    /// The first block of each group, by a hash that only proposes.
    var candidates: [UInt64: [Int]] = [:]
    var members: [Int: [Int]] = [:]
    for (index, block) in blocks.enumerated() {
      var hash: UInt64 = 0
      for token in block.tokens { hash = hash &* RollingHash.base &+ tokens.hash(token) }
      hash = HashWidth.cut(hash)
      if let first = Self.first(of: candidates[hash] ?? [], equalTo: block, blocks, tokens, text) {
        members[first, default: [first]].append(index)
      } else {
        candidates[hash, default: []].append(index)
      }
    }
    groupOfBlock = [UInt32](repeating: 0, count: blocks.count)
    for first in members.keys.sorted() {
      guard let group = members[first] else { continue }
      groups.append(group)
      for block in group { groupOfBlock[block] = UInt32(groups.count) }
    }
    var formulas = 0
    for group in groups where group.count >= 3 && tokens.words(blocks[group[0]].tokens).value < 8 {
      formulas += group.count
    }
    isFormulaic = formulas * 10 >= blocks.count * 4
  }

  private static func first(
    of candidates: [Int], equalTo block: Block, _ blocks: [Block], _ tokens: borrowing Tokens,
    _ text: Span<UInt8>
  ) -> Int? {
    for candidate in candidates where tokens.areEqual(blocks[candidate], block, text) { return candidate }
    return nil
  }

  /// All blocks that equal a block, itself among them.
  func equal(to block: Int) -> [Int] {
    groupOfBlock[block] == 0 ? [block] : groups[Int(groupOfBlock[block]) - 1]
  }
}

extension Tokens {
  /// Whether two blocks have the same tokens, and the same figures.
  func areEqual(_ a: Block, _ b: Block, _ text: Span<UInt8>) -> Bool { areEqual(a.tokens, b.tokens, text) }

  /// The same for two ranges of tokens.
  func areEqual(_ a: Range<Int>, _ b: Range<Int>, _ text: Span<UInt8>) -> Bool {
    a.count == b.count && areEqual(a.lowerBound, b.lowerBound, count: a.count)
      && FigureSigns.agree(a.lowerBound, b.lowerBound, count: a.count, self, text)
  }
}
