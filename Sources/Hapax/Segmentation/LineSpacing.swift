/// How the lines of a text stand below one another.
enum LineSpacing {
  /// 1; or 2 where a blank line stands behind each line of wrapped text, because every line end was made two: then blank
  /// lines part no paragraphs.
  ///
  /// Paragraphs of a line each look the same but for their edges: of wrapped text a fifth of the lines and more goes on
  /// with a small letter where the line before ended no sentence.
  ///
  /// - Complexity: O(*n*).
  static func step(of text: Span<UInt8>, _ tokens: borrowing Tokens) -> Int {
    var (below, spaced, wrapped) = (0, 0, 0)
    var last: Int?
    for line in 0..<tokens.lines.count where !tokens.lines[line].isBlank(in: text) {
      defer { last = line }
      guard let last else { continue }
      if line == last + 1 { below += 1 }
      guard line == last + 2 else { continue }
      spaced += 1
      if goesOn(tokens.lines[last], tokens.lines[line], text, tokens) { wrapped += 1 }
    }
    return spaced >= fewestLines && below * 10 <= spaced && wrapped * 5 >= spaced ? 2 : 1
  }

  private static let fewestLines = 8

  /// Whether a line goes on with the sentence of the one before it, with a small letter.
  static func goesOn(
    _ line: Tokens.Line, _ next: Tokens.Line, _ text: Span<UInt8>, _ tokens: borrowing Tokens
  ) -> Bool {
    guard next.firstToken < next.endToken, !line.endsSentence(in: text) else { return false }
    let token = tokens[Int(next.firstToken)]
    return token.start == next.start && Sentences.isLowercase(token, text)
  }
}
