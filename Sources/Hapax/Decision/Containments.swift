/// Blocks that stand whole inside a longer block.
struct Containments {
  /// One block inside another one.
  struct Containment {
    var block: Int
    var container: Int
    /// The token at which the block's text begins in the container.
    var place: Int
  }

  private(set) var all: [Containment] = []
  /// The tokens at which matches begin in their later places.
  private(set) var copyStarts: Set<Int> = []
  private var counts: [Int: Int] = [:]

  /// Reads the matches: a block is contained where one match covers all of it.
  ///
  /// - Complexity: O(*n*) in the blocks that matches touch.
  init(_ evidence: borrowing Evidence, _ text: Span<UInt8>) {
    for index in 0..<evidence.matcher.matches.count {
      let match = evidence.matcher.matches[index]
      copyStarts.insert(match.copy)
      // An earlier block inside a later one, then the other way about.
      addBlocks(of: match.sourceRange, shift: match.diagonal, evidence, text)
      addBlocks(of: match.copyRange, shift: -match.diagonal, evidence, text)
    }
  }

  private mutating func addBlocks(
    of range: Range<Int>, shift: Int, _ evidence: borrowing Evidence, _ text: Span<UInt8>
  ) {
    let blocks = evidence.layout.blocks
    var index = evidence.blockIndex(of: range.lowerBound)
    while index < blocks.count, blocks[index].tokens.upperBound <= range.upperBound {
      let block = blocks[index]
      if block.tokens.lowerBound >= range.lowerBound {
        let place = block.tokens.lowerBound + shift
        let container = evidence.blockIndex(of: place)
        let isInside = blocks[container].tokens.upperBound >= place + block.tokens.count
        if isInside && blocks[container].tokens.count > block.tokens.count,
          FigureSigns.agree(
            block.tokens.lowerBound, place, count: block.tokens.count, evidence.tokens, text)
        {
          all.append(Containment(block: index, container: container, place: place))
          counts[index, default: 0] += 1
        }
      }
      index += 1
    }
  }

  /// Whether the block is contained at one place only: what comes again and again is meant.
  func isOnly(_ containment: Containment) -> Bool { counts[containment.block] == 1 }
}
