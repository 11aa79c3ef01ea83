/// The lines of one page in the form in which they are compared with those of other pages of its site: the folded
/// words, and the signs at its figures. A line without words is compared as it stands.
///
/// Blank lines are left out.
public struct PageLines: Sendable {
  /// The comparison forms, one behind the other.
  private let forms: [UInt8]
  private let formEnds: [Int]
  /// The hash of each form. Equal forms have equal hashes; equal hashes only propose.
  let hashes: [UInt64]
  /// The words of each line, in quarters of a word.
  let quarters: [Int]
  /// Of each line: from its first word to its last one, in bytes of the text as given; of one without words all of it.
  let ranges: [Range<Int>]

  init(forms: [UInt8], formEnds: [Int], quarters: [Int], ranges: [Range<Int>]) {
    self.forms = forms
    self.formEnds = formEnds
    self.quarters = quarters
    self.ranges = ranges
    var start = 0
    hashes = formEnds.map { end in
      defer { start = end }
      return TokenHash.hash(of: forms.span.extracting(start..<end))
    }
  }
}

extension PageLines {
  /// The number of lines.
  public var count: Int { formEnds.count }

  /// The comparison form of a line. Two lines are equal when these bytes are.
  func form(_ line: Int) -> [UInt8] {
    Array(forms[(line == 0 ? 0 : formEnds[line - 1])..<formEnds[line]])
  }

  /// The hash of each different line on a site, ascending.
  ///
  /// Equal lines of two sites are not the same.
  public func hashes(on site: Site) -> [UInt64] {
    let name = site.hash
    return Set(hashes.map { SiteLines.hash($0, on: name) }).sorted()
  }

  /// The bytes of a run of lines with what stands before and behind, up to the next lines.
  func outerRange(of lines: Range<Int>) -> Range<Int> {
    let before = lines.lowerBound > 0 ? ranges[lines.lowerBound - 1].upperBound : 0
    let behind = lines.upperBound < count ? ranges[lines.upperBound].lowerBound : Int.max
    let (first, last) = (ranges[lines.lowerBound], ranges[lines.upperBound - 1])
    return min(before, first.lowerBound)..<max(behind, last.upperBound)
  }
}

/// Reads the lines of pages, one page at a time, in memory that is used again. One per thread.
public struct PageLineReader: ~Copyable {
  private var reader: WrittenTextReader

  /// - Throws: `OptionsError` when an option is out of its range.
  public init(_ options: Options = .standard) throws(OptionsError) {
    self.init(try WrittenTextReader(options))
  }

  private init(_ reader: consuming WrittenTextReader) { self.reader = reader }
}

extension PageLineReader {
  /// The lines of a text, whatever its bytes are: it is read in its written form.
  ///
  /// - Precondition: There are at most `Cleaner.longestText` bytes.
  /// - Complexity: O(*n*).
  public mutating func lines(of bytes: [UInt8]) -> PageLines {
    let written = reader.read(bytes)
    return Self.lines(of: written.text, reader.tokens, EditMap(written.edits))
  }

  private static func lines(
    of text: [UInt8], _ tokens: borrowing Tokens, _ map: EditMap
  ) -> PageLines {
    let words = WordList(tokens)
    let signs = FigureSigns.all(tokens, text.span)
    var forms: [UInt8] = []
    var ends: [Int] = []
    var quarters: [Int] = []
    var ranges: [Range<Int>] = []
    for index in 0..<tokens.lines.count {
      let line = tokens.lines[index]
      if line.isBlank(in: text.span) { continue }
      let numbers = Int(line.firstToken)..<Int(line.endToken)
      if numbers.isEmpty {
        let range = trimmed(Int(line.start)..<Int(line.end), in: text)
        // No word begins so.
        forms.append(PageLines.signLine)
        forms += text[range]
        ranges.append(map.inputRange(range))
      } else {
        for token in numbers {
          words.appendForm(Int(tokens[token].number), to: &forms)
          forms.append(PageLines.wordEnd)
          guard let signs = signs[token] else { continue }
          forms.append(PageLines.figureSigns)
          for shift in stride(from: UInt64(0), to: 64, by: 8) {
            forms.append(UInt8(truncatingIfNeeded: signs >> shift))
          }
        }
        ranges.append(map.inputRange(tokens.bytes(numbers)))
      }
      ends.append(forms.count)
      quarters.append(tokens.words(numbers).quarters)
    }
    return PageLines(forms: forms, formEnds: ends, quarters: quarters, ranges: ranges)
  }

  private static func trimmed(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }
}

extension PageLines {
  // Words are letters, digits and marks, so that none of these bytes is one of theirs.
  fileprivate static let wordEnd: UInt8 = 0
  fileprivate static let figureSigns: UInt8 = 1
  fileprivate static let signLine: UInt8 = 2
}
