/// Two texts as one, with what only one of them has in brackets: `[-of the first-]` and `{+of the second+}`.
///
/// Long stretches are told by their ends and the number of words between.
struct PairText {
  private let first: [UInt8]
  private let second: [UInt8]
  private let firstWords: ComparedWords
  private let secondWords: ComparedWords
  private let diff: WordDiff
  /// Words that are shown of a stretch that both have, at each end, and of one that only one has.
  private static let context = 8
  private static let difference = 24
  private static let width = 96

  init(_ first: [UInt8], _ second: [UInt8]) {
    var numbering = ComparedWords.Numbering()
    self.first = first
    self.second = second
    firstWords = ComparedWords(first, &numbering)
    secondWords = ComparedWords(second, &numbering)
    diff = WordDiff(firstWords.numbers, secondWords.numbers)
  }
}

extension PairText {
  /// The text in lines of about 96 characters, at most `limit` of them. Nothing in it moves a terminal's cursor.
  func lines(limit: Int) -> [String] {
    var pieces: [Piece] = []
    for (index, part) in diff.parts.enumerated() {
      if part.isSame {
        pieces += same(part, isFirst: index == 0, isLast: index == diff.parts.count - 1)
      } else {
        pieces += different(part.first, firstWords, first, "[-", "-]")
        pieces += different(part.second, secondWords, second, "{+", "+}")
      }
    }
    let lines = wrapped(pieces)
    guard lines.count > limit else { return lines }
    return lines.prefix(limit - 1) + ["… (\(lines.count - limit + 1) lines more)"]
  }

  /// What stands between white space.
  private struct Piece {
    var text: String
    /// Whether no white space stands before it.
    var isGlued = false
  }

  /// A stretch that both have, in the words of the first; of the text's first one only the end is shown, and of its last
  /// one only the beginning.
  private func same(_ part: WordDiff.Part, isFirst: Bool, isLast: Bool) -> [Piece] {
    let range = part.first
    let head = isFirst ? 0 : Self.context
    let tail = isLast ? 0 : Self.context
    guard range.count > head + tail + 3 else { return words(range, firstWords, first) }
    return words(range.prefix(head), firstWords, first) + [omitted(range.count - head - tail)]
      + words(range.suffix(tail), firstWords, first)
  }

  private func different(
    _ range: Range<Int>, _ compared: ComparedWords, _ text: [UInt8], _ open: String, _ close: String
  ) -> [Piece] {
    guard !range.isEmpty else { return [] }
    let half = Self.difference / 2
    var pieces =
      range.count > Self.difference + 3
      ? words(range.prefix(half), compared, text) + [omitted(range.count - 2 * half)]
        + words(range.suffix(half), compared, text)
      : words(range, compared, text)
    pieces[0].text = open + pieces[0].text
    pieces[pieces.count - 1].text += close
    return pieces
  }

  private func omitted(_ count: Int) -> Piece {
    Piece(text: "… \(Numbers.counted(count, "word", "words")) …")
  }

  /// Some words as they stand in the text, with the signs up to the next word, cut at white space.
  private func words(_ range: Range<Int>, _ compared: ComparedWords, _ text: [UInt8]) -> [Piece] {
    guard let a = range.first, let b = range.last else { return [] }
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    // Signs before the first word of a text belong to it.
    let start = a == 0 ? 0 : compared.ranges[a].lowerBound
    let end = b + 1 < compared.ranges.count ? compared.ranges[b + 1].lowerBound : text.count
    var pieces = text[start..<end].split(whereSeparator: isSpace).map {
      Piece(text: Printable.string(Array($0)))
    }
    if start > 0, !isSpace(text[start - 1]), !pieces.isEmpty { pieces[0].isGlued = true }
    return pieces
  }

  private func wrapped(_ pieces: [Piece]) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    var canGlue = false
    for piece in pieces {
      var rest = Substring(piece.text)
      let space = piece.isGlued && canGlue ? 0 : 1
      canGlue = !piece.text.hasSuffix("…")
      if length > 0, length + space + rest.count > Self.width {
        lines.append(line)
        (line, length) = ("", 0)
      }
      if length > 0, space > 0 {
        line += " "
        length += 1
      }
      // Scripts without spaces break anywhere.
      while rest.count > Self.width {
        lines.append(line + rest.prefix(Self.width - length))
        rest = rest.dropFirst(Self.width - length)
        (line, length) = ("", 0)
      }
      line += rest
      length += rest.count
    }
    return length > 0 ? lines + [line] : lines
  }
}
