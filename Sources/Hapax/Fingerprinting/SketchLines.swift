/// The lines of a document in tokens, and what is written at its figures: what is asked before a line goes that another
/// document has.
struct SketchLines: Sendable {
  /// The first token of each line that has any.
  let firstTokens: [UInt32]
  /// The signs at figures, by token: see `FigureSigns`.
  let signs: [Int: UInt64]
  let tokenCount: Int

  init() {
    firstTokens = []
    signs = [:]
    tokenCount = 0
  }

  init(_ tokens: borrowing Tokens, _ text: Span<UInt8>) {
    var firstTokens: [UInt32] = []
    for index in 0..<tokens.lines.count {
      let line = tokens.lines[index]
      if line.endToken > line.firstToken { firstTokens.append(line.firstToken) }
    }
    self.firstTokens = firstTokens
    signs = FigureSigns.all(tokens, text)
    tokenCount = tokens.count
  }

  var count: Int { firstTokens.count }
  var byteCount: Int { firstTokens.count * 4 + signs.count * 24 }

  /// The tokens of a line.
  subscript(line: Int) -> Range<Int> {
    Int(firstTokens[line])..<(line + 1 < count ? Int(firstTokens[line + 1]) : tokenCount)
  }
}
