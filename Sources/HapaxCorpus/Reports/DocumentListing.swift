internal import Hapax

/// What was found in a document, for people: which lines repeat which.
///
/// ```
/// article.txt: 43 lines, 10 repeated, 22 blank lines at the end
///    2-11  kept
///   12-21  again 2-11, word for word                            4,310 bytes
/// ```
struct DocumentListing {
  /// One line of the listing.
  private struct Row {
    var lines: ClosedRange<Int>
    var source: ClosedRange<Int>?
    let reason: String
    var bytes: Int
    let isRemoved: Bool
    var details = ""
    /// The words of a near copy that its source does not have.
    var differing: [String] = []
  }

  private let title: String
  private var rows: [Row] = []
  private var kept: [ClosedRange<Int>] = []
  private let cleaned: Cleaned
  private let index: LineIndex

  init(_ cleaned: Cleaned, of input: [UInt8], at place: DocumentPlace) {
    self.cleaned = cleaned
    index = LineIndex(input)
    title = place.record?.description(in: place.source) ?? place.source.description
    for edit in cleaned.edits where edit.reason.isRepeat { add(edit) }
    for note in cleaned.notes { add(note) }
    joinKept()
  }

  /// Whether there is more to say than that the document is there.
  var isWorthReading: Bool { !cleaned.edits.isEmpty || !cleaned.notes.isEmpty }
}

// MARK: - Making

extension DocumentListing {
  /// Adds a repeat. One that goes on where the last one ended, beside where its source ended, is the same passage.
  private mutating func add(_ edit: Edit) {
    let lines = index.lines(of: edit.range)
    let source = edit.source.map { index.lines(of: $0) }
    if let source { kept.append(source) }
    let reason = words(edit.reason)
    if let last = rows.last, last.reason == reason, last.isRemoved, follows(last.lines, lines),
      let lastSource = last.source, let source, follows(lastSource, source)
    {
      rows[rows.count - 1].lines = last.lines.lowerBound...lines.upperBound
      rows[rows.count - 1].source = lastSource.lowerBound...source.upperBound
      rows[rows.count - 1].bytes += edit.range.count
      rows[rows.count - 1].differing += edit.likeness?.differing ?? []
    } else {
      rows.append(
        Row(
          lines: lines, source: source, reason: reason, bytes: edit.range.count, isRemoved: true,
          differing: edit.likeness?.differing ?? []))
    }
  }

  private mutating func add(_ note: Note) {
    var details = note.count > 1 ? " (\(note.count) times)" : ""
    if !note.words.isEmpty { details += ": " + spelled(note.words) }
    rows.append(
      Row(
        lines: index.lines(of: note.range), source: note.source.map { index.lines(of: $0) },
        reason: words(note.reason),
        bytes: note.range.count, isRemoved: false, details: details))
  }

  /// Whether `next` begins on the line where `last` ends, the next one, or behind one blank line.
  private func follows(_ last: ClosedRange<Int>, _ next: ClosedRange<Int>) -> Bool {
    switch next.lowerBound - last.upperBound {
    case 0, 1: true
    case 2: index.isBlank(line: last.upperBound + 1)
    default: false
    }
  }

  private mutating func joinKept() {
    var joined: [ClosedRange<Int>] = []
    for range in kept.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = joined.last, range.lowerBound <= last.upperBound + 2 {
        joined[joined.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    rows += joined.map { Row(lines: $0, source: nil, reason: "kept", bytes: 0, isRemoved: false) }
    rows.sort { ($0.lines.lowerBound, $0.lines.upperBound) < ($1.lines.lowerBound, $1.lines.upperBound) }
  }

  private func words(_ reason: Edit.Reason) -> String {
    switch reason {
    case .bodyCopy, .doubledLine, .repeatedParagraph, .sentenceCopy: "word for word"
    case .nearCopy, .nearSentence: "with small changes"
    case .shortInCopy: "a short line inside a copy"
    case .containedInLater: "contained in a longer one"
    case .pullQuote: "a pull quote"
    case .runawayBlock: "over and over"
    default: reason.rawValue
    }
  }

  private func words(_ reason: Note.Reason) -> String {
    switch reason {
    case .newText: "kept: new text"
    case .changedFigure: "kept: a figure differs"
    case .changedNegation: "kept: a negation differs"
    case .changedName: "kept: a name differs"
    case .weakRepeat: "kept: not proven to be a copy"
    case .shortRepeat: "kept: short"
    case .unsafe: "kept: a word stands nowhere else"
    case .unstable: "kept: removal did not come to rest"
    case .reportedOnly: "reported only"
    }
  }
}

// MARK: - Printing

extension DocumentListing {
  private enum Colour: String {
    case title = "\u{1B}[1m"
    case removed = "\u{1B}[31m"
    case kept = "\u{1B}[32m"
    case noted = "\u{1B}[33m"
    case off = "\u{1B}[0m"
  }

  /// Adds the listing. Nothing in it comes from the text unescaped.
  func append(colour: Bool, to output: inout [UInt8]) {
    func paint(_ text: String, _ code: Colour) -> String {
      colour ? code.rawValue + text + Colour.off.rawValue : text
    }
    output.append(contentsOf: "\(paint(title, .title)): \(headline)\n".utf8)
    for row in rows {
      let lines = String(padded: spelled(row.lines), to: 9)
      var text = row.source.map { "again \(spelled($0)), \(row.reason)" } ?? row.reason
      text += row.details
      if !row.differing.isEmpty { text += ": " + spelled(row.differing) }
      let code: Colour = row.isRemoved ? .removed : row.reason == "kept" ? .kept : .noted
      let gap = String(repeating: " ", count: Swift.max(2, 60 - text.count))
      let bytes = row.bytes > 0 ? gap + String(padded: Numbers.grouped(row.bytes), to: 9) + " bytes" : ""
      output.append(contentsOf: "\(lines)  \(paint(text, code))\(bytes)\n".utf8)
    }
    let others = changes
    if !others.isEmpty { output.append(contentsOf: "           \(others)\n".utf8) }
  }

  private var headline: String {
    var parts = [Numbers.counted(index.count, "line", "lines")]
    let repeated = rows.filter(\.isRemoved).reduce(0) { $0 + $1.lines.count }
    if repeated > 0 { parts.append("\(Numbers.grouped(repeated)) repeated") }
    let blank = index.blankLinesAtEnd
    if blank > 0 { parts.append(Numbers.counted(blank, "blank line", "blank lines") + " at the end") }
    if !isWorthReading { parts.append("nothing to change") }
    return parts.joined(separator: ", ")
  }

  /// The changes that are no repeats, by reason.
  private var changes: String {
    var counts: [Edit.Reason: Int] = [:]
    for edit in cleaned.edits where !edit.reason.isRepeat { counts[edit.reason, default: 0] += 1 }
    return Edit.Reason.allCases.compactMap { reason in
      counts[reason].map { "\(reason.rawValue) \(Numbers.grouped($0))" }
    }.joined(separator: ", ")
  }

  /// Words of the text, the first few of many, with nothing that a terminal would obey.
  private func spelled(_ words: [String]) -> String {
    let some = words.prefix(12).map { Printable.string(Array($0.utf8)) }.joined(separator: ", ")
    return words.count > 12 ? "\(some), …" : some
  }

  private func spelled(_ lines: ClosedRange<Int>) -> String {
    lines.count == 1 ? "\(lines.lowerBound)" : "\(lines.lowerBound)-\(lines.upperBound)"
  }
}

extension String {
  /// `text` behind as many blanks as it takes.
  fileprivate init(padded text: String, to width: Int) {
    self = String(repeating: " ", count: Swift.max(0, width - text.count)) + text
  }
}

/// Numbers as people read them, the same in every locale.
public enum Numbers {
  /// `1,234,567`
  public static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  /// `1 line`, `2 lines`
  public static func counted(_ number: Int, _ one: String, _ many: String) -> String {
    "\(grouped(number)) \(number == 1 ? one : many)"
  }

  /// `17 bytes`, `5.9 GB`: powers of 1,000.
  public static func size(_ bytes: Int) -> String {
    var value = Double(bytes)
    for unit in ["bytes", "kB", "MB", "GB"] {
      if value < 999.5 || unit == "GB" {
        return unit == "bytes" ? counted(bytes, "byte", "bytes") : "\(decimal(value)) \(unit)"
      }
      value /= 1000
    }
    return "\(bytes) bytes"
  }

  /// One digit behind the point below ten, none above.
  public static func decimal(_ value: Double) -> String {
    guard value < 9.95 else { return grouped(Int(value.rounded())) }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
