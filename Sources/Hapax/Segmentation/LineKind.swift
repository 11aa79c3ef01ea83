/// What a line looks like, where that is not prose: repeats in lists, tables and code are meant.
enum LineKind: Equatable {
  case prose
  case listItem
  /// A dash first: an item of a list, or somebody speaking.
  case dashed
  case tableRow
  case code
}

extension LineKind {
  /// - Complexity: O(*n*) in the line.
  init(_ line: Tokens.Line, _ text: Span<UInt8>) {
    let range = Int(line.start)..<Int(line.end)
    var indent = range.lowerBound
    while indent < range.upperBound && (text[indent] == 0x20 || text[indent] == 0x09) { indent += 1 }
    var signs = 0
    var columns = 0
    var gaps = 0
    var continuations = 0
    var last: UInt8 = 0x2E
    var offset = indent
    let traits = unsafe Self.byteTraits
    while offset < range.upperBound {
      let byte = text[offset]
      if byte == 0x20 && last == 0x20 {
        // Two spaces part columns where something follows, but not after a full stop.
        let before = offset - 2 < indent ? 0x2E : text[offset - 2]
        while offset < range.upperBound && text[offset] == 0x20 { offset += 1 }
        if offset < range.upperBound && !Self.clauseEnds.contains(before) { gaps += 1 }
        last = 0
        continue
      }
      // Added up, not asked: which byte comes next nobody can foresee.
      // SAFETY: a byte is below 256.
      let trait = unsafe traits[Int(byte)]
      signs += Int(trait & 1)
      columns += Int(trait >> 1 & 1)
      continuations += Int(trait >> 2)
      last = byte
      offset += 1
    }
    let characters = range.upperBound - indent - continuations
    // Asked last: whether a sentence ends is more work than all of this, and few lines have columns.
    if columns + gaps >= 2,
      columns >= 2 ? characters <= columns * Self.longestRow : !Self.isParagraph(line, characters, text)
    {
      self = .tableRow
    } else if signs * 8 >= characters && signs > 0 {
      self = .code
    } else if Self.isTroff(range, text) || Self.opensBlock(indent..<range.upperBound, text) {
      self = .code
    } else if Self.isDashed(indent..<range.upperBound, text) {
      self = .dashed
    } else if Self.isListItem(range, text) {
      self = .listItem
    } else {
      self = .prose
    }
  }

  /// Whether a line is too long for a row of a table, or a sentence of so many words: some texts have two spaces around
  /// each name.
  private static func isParagraph(_ line: Tokens.Line, _ characters: Int, _ text: Span<UInt8>) -> Bool {
    characters > longestRow
      || (Int(line.endToken - line.firstToken) >= fewestSentenceTokens && line.endsSentence(in: text))
  }

  /// In characters: no screen shows a longer one. Cells that are longer than that in the middle hold paragraphs.
  private static let longestRow = 240
  private static let fewestSentenceTokens = 24

  /// What ends a sentence or a clause, where two spaces may follow in prose.
  private static let clauseEnds = ASCIISet(".!?:,\")")
  /// Of each byte: 1 for a sign of code, 2 for what parts columns, 4 for a byte that begins no character. Made once and
  /// never freed: an inline array would be copied for each byte that is looked up.
  ///
  /// SAFETY: written here and only read after that.
  private nonisolated(unsafe) static let byteTraits: UnsafePointer<UInt8> = {
    let codeSigns = ASCIISet("{}()[]<>;=_#\\/&*")
    let traits = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for index in 0..<256 {
      let byte = UInt8(index)
      let parts = byte == UInt8(ascii: "|") || byte == 0x09
      unsafe (traits + index).initialize(
        to: (codeSigns.contains(byte) ? 1 : 0) | (parts ? 2 : 0) | (byte & 0xC0 == 0x80 ? 4 : 0))
    }
    return unsafe UnsafePointer(traits)
  }()

  /// A request of troff, the language of manual pages: `.TH`, `.br`.
  private static func isTroff(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    guard range.count >= 3, text[range.lowerBound] == UInt8(ascii: ".") else { return false }
    return isLetter(text[range.lowerBound + 1]) && isLetter(text[range.lowerBound + 2])
  }

  /// `else:`, `while low < high:`: a line that opens a block of code, of which there are more signs in other lines.
  private static func opensBlock(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    guard let last = range.last, text[last] == UInt8(ascii: ":") else { return false }
    var word: UInt64 = 0
    for offset in range.prefix(8) {
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[offset]) else { break }
      word = word << 8 | UInt64(text[offset])
    }
    return blockWords.contains(word)
  }

  private static let blockWords: Set<UInt64> = Set(
    ["if", "elif", "else", "for", "while", "try", "except", "finally", "def", "class", "with"].map {
      $0.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    })

  /// `- item`, `– Speech`.
  private static func isDashed(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    guard range.count >= 2 else { return false }
    let (value, length) = Punctuation.codePoint(text, range.lowerBound)
    let next = range.lowerBound + length
    let isDash = value == 0x2D || FoldTable.shared[value].isDash
    return isDash && next < range.upperBound && text[next] == 0x20
  }

  /// `* item`, `• item`, `3. item`, `3) item`, `a) item`, `4.25. item`.
  private static func isListItem(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound && (text[at] == 0x20 || text[at] == 0x09) { at += 1 }
    guard at + 1 < range.upperBound else { return false }
    switch text[at] {
    case UInt8(ascii: "*"), UInt8(ascii: "+"):
      return text[at + 1] == 0x20 || text[at + 1] == 0x09
    case 0xE2:
      // • U+2022, ‣ U+2023, ◦ U+25E6, ▪ U+25AA, ● U+25CF
      guard at + 3 < range.upperBound else { return false }
      let (second, third) = (text[at + 1], text[at + 2])
      return (second == 0x80 && (third == 0xA2 || third == 0xA3))
        || (second == 0x97 && (third == 0xA6 || third == 0x8F)) || (second == 0x96 && third == 0xAA)
    default:
      let start = at
      while at < range.upperBound && at - start < 3 && isDigit(text[at]) { at += 1 }
      // The number of a section.
      while at > start, at + 1 < range.upperBound, text[at] == UInt8(ascii: "."), isDigit(text[at + 1]),
        at - start < 12
      {
        at += 2
        if at < range.upperBound && text[at] == 0x20 { return true }
        while at < range.upperBound && isDigit(text[at]) { at += 1 }
      }
      if at == start && isLetter(text[at]) { at += 1 }
      guard at > start, at + 1 < range.upperBound else { return false }
      let isMarked =
        text[at] == UInt8(ascii: ")") || (text[at] == UInt8(ascii: ".") && isDigit(text[start]))
      return isMarked && text[at + 1] == 0x20
    }
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

/// A set of ASCII characters, as 128 bits.
private struct ASCIISet {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ characters: String) {
    for byte in characters.utf8 {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }
}

/// Counts the lines by which a document shows that it is formal.
struct FormCount {
  private var lines = 0
  private var formalLines = 0
  private var keys: [ArraySlice<UInt8>: Int] = [:]
  private var keyLines = 0
  private var hasRepeatedKey = false

  mutating func count(_ line: Tokens.Line, of kind: LineKind, _ text: Span<UInt8>) {
    lines += 1
    if kind == .code || kind == .tableRow { formalLines += 1 }
    guard let key = key(of: line, text) else { return }
    keyLines += 1
    let seen = keys[key, default: 0]
    if seen > 0 { hasRepeatedKey = true }
    keys[key] = seen + 1
  }

  /// The `License` of `License: GPL-2+`.
  private func key(of line: Tokens.Line, _ text: Span<UInt8>) -> ArraySlice<UInt8>? {
    let range = Int(line.start)..<Int(line.end)
    guard let first = range.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[first]) else {
      return nil
    }
    var key: ArraySlice<UInt8> = []
    for offset in range.prefix(32) {
      let byte = text[offset]
      if byte == UInt8(ascii: ":") { return key.count > 1 ? key : nil }
      guard LineKind.isLetter(byte) || LineKind.isDigit(byte) || byte == UInt8(ascii: "-") else { return nil }
      key.append(byte)
    }
    return nil
  }

  /// Half of the lines are code, table or troff.
  var isMostlyCode: Bool { lines > 0 && formalLines * 2 >= lines }

  /// Three lines in ten are code, table or troff; or six and more, and one in ten, say `Key:`, one key twice.
  var isFormal: Bool {
    (lines > 0 && formalLines * 10 >= lines * 3)
      || (keyLines >= 6 && keyLines * 10 >= lines && hasRepeatedKey)
  }
}
