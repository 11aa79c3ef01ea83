/// Cleans one text at a time, and forgets it.
///
/// ```swift
/// let cleaner = try Cleaner()
/// let cleaned = cleaner.clean("Said once.  \n")
/// print(cleaned.edits.map(\.reason.rawValue))   // ["trailing-whitespace"]
/// ```
///
/// A cleaner is immutable and can be shared by threads. The same input and the same options give the same bytes,
/// whatever was cleaned before.
public struct Cleaner: Sendable {
  /// The options it was made with.
  public let options: Options
  private let writer: Writer
  /// For the rounds after the first: the text is UTF-8 then.
  private let rewriter: Writer

  /// - Throws: `OptionsError` when an option is out of its range.
  public init(_ options: Options = .standard) throws(OptionsError) {
    try options.validate()
    self.options = options
    writer = try Writer(options)
    var utf8 = options
    utf8.decoding.encoding = "utf-8"
    rewriter = try Writer(utf8)
  }

  /// The longest text that is cleaned, in bytes: one less than 1 GiB.
  public static let longestText = 1 << 30 - 1
}

extension Cleaner {
  /// Cleans a text.
  public func clean(_ text: String) -> Cleaned {
    clean(bytes: Array(text.utf8))
  }

  /// Cleans bytes: whatever they are, the output is valid UTF-8 and the edits lead back to them.
  ///
  /// - Precondition: There are at most `longestText` of them.
  public func clean(bytes: [UInt8]) -> Cleaned {
    var workspace = Workspace()
    return clean(bytes: bytes, using: &workspace)
  }

  /// As `clean(bytes:)`, with memory that is used again for text after text. Nothing in a workspace changes a result.
  ///
  /// - Complexity: O(*n*) expected in the bytes, whatever they are.
  public func clean(bytes: [UInt8], using workspace: inout Workspace) -> Cleaned {
    precondition(bytes.count <= Self.longestText, "A text has at most Cleaner.longestText bytes")
    let written = write(bytes, by: writer, using: &workspace)
    let text = written.utf8 ?? bytes
    var result = Rounds(text: text, edits: written.edits)
    // Repairs can make a text longer than it came; one that is too long for tokens keeps its repeats.
    if options.decision.removesRepeats && text.count <= Self.longestText {
      removeRepeats(from: &result, using: &workspace)
    }
    result.edits.coalesce()
    unsafe bytes.withUnsafeBufferPointer { unsafe result.edits.recordRemoved(from: $0) }
    return Cleaned(
      utf8: result.text, edits: result.edits, notes: result.sortedNotes(), encoding: written.encoding)
  }

  /// Memory for `clean(bytes:using:)`; one per thread.
  public struct Workspace: ~Copyable {
    var writing = WriterScratch()
    var evidence = Evidence()
    var shortRepeats = ShortRepeats()

    public init() {}
  }
}

// MARK: - Rounds

extension Cleaner {
  private func write(_ bytes: [UInt8], by writer: Writer, using workspace: inout Workspace) -> Written {
    // SAFETY: the writer keeps no pointer into the input.
    unsafe bytes.withUnsafeBufferPointer { unsafe writer.write($0, using: &workspace.writing) }
  }

  /// Removes repeats, and looks again at what is left, until nothing more is found.
  ///
  /// What goes changes the shares that the artefact test weighs, so a second look can find more; going on until it does
  /// not makes cleaning twice the same as cleaning once. The rounds together read at most eight times the text and 64 KB. A text
  /// that does not come to rest within them is given back with all its repeats, which is also the same the next time.
  private func removeRepeats(from result: inout Rounds, using workspace: inout Workspace) {
    let beforeRounds = result
    var budget = result.text.count * 8 + 65_536
    while true {
      budget -= result.text.count
      guard budget >= 0 else {
        result = beforeRounds
        let whole = 0..<(EditMap(result.edits).inputRange(0..<result.text.count).upperBound)
        result.notes = [Note(range: whole, source: nil, reason: .unstable)]
        return
      }
      let round = findRepeats(in: result.text, using: &workspace)
      let map = EditMap(result.edits)
      result.add(round.notes.map { $0.mapped(by: map) })
      guard !round.edits.isEmpty else { return }
      result.text = round.edits.output(for: result.text)
      result.edits = result.edits.followed(by: round.edits)
      let rewritten = write(result.text, by: rewriter, using: &workspace)
      if let text = rewritten.utf8 {
        result.text = text
        result.edits = result.edits.followed(by: rewritten.edits)
      }
    }
  }

  /// One round: the edits and notes on `text`.
  private func findRepeats(in text: [UInt8], using workspace: inout Workspace) -> (
    edits: Edits, notes: [Note]
  ) {
    // SAFETY: neither the evidence nor the rules keep a pointer into the text.
    var removals = unsafe text.withUnsafeBufferPointer {
      unsafe workspace.evidence.read($0, options)
      return unsafe DoubledLines.removals(in: &workspace.evidence.tokens, $0, options.decision)
    }
    var findings: [Finding] = []
    if removals.isEmpty {
      if workspace.evidence.chain(options) {
        // SAFETY: the tokens keep no pointer into the text.
        unsafe text.withUnsafeBufferPointer { unsafe workspace.evidence.tokens.number($0) }
        workspace.evidence.weigh(text.span, options)
        var decider = Decider(workspace.evidence, options.decision)
        decider.decide(&workspace.evidence, text.span)
        removals = decider.removals
        findings = decider.findings
      } else {
        findings = Decider.weakRepeats(workspace.evidence, options.decision)
      }
    }
    if options.decision.reportsOnly {
      findings += removals.map { Finding(tokens: $0.tokens, source: $0.source, reason: .reportedOnly) }
      removals = []
    }
    // Short lines are counted when nothing more goes.
    if removals.isEmpty {
      findings += unsafe text.withUnsafeBufferPointer {
        unsafe workspace.shortRepeats.find(in: &workspace.evidence.tokens, $0, options.decision)
      }
    }
    let notes = findings.map { $0.note(in: text.span, workspace.evidence.tokens) }
    return (Cut.edits(for: removals, in: text.span, workspace.evidence.tokens), notes)
  }
}

extension Note {
  fileprivate func mapped(by map: EditMap) -> Note {
    Note(
      range: map.inputRange(range), source: source.map(map.inputRange), reason: reason, count: count,
      words: words)
  }
}

extension Finding {
  fileprivate func note(in text: Span<UInt8>, _ all: borrowing Tokens) -> Note {
    let words = differing.prefix(Self.namedWords).map { all.string($0, in: text) }
    return Note(
      range: all.bytes(tokens), source: source.map { all.bytes($0) }, reason: reason, count: count,
      words: words)
  }
}

// MARK: - Result

/// A clean text, and everything that was done to it.
public struct Cleaned: Sendable {
  /// The clean text, in UTF-8.
  public let utf8: [UInt8]
  /// The whole truth, ascending and disjoint: applied to the input they give the text, undone from the text they give
  /// the input. Ranges are in bytes of the input.
  public let edits: Edits
  /// What repeats but was left in place, with the reason why; ascending by range.
  public let notes: [Note]
  /// The charset that the input was read in, where it is not UTF-8 as it stands.
  public let encoding: Encoding?

  /// The clean text.
  public var text: String { String(decoding: utf8, as: UTF8.self) }

  /// A charset, and how sure it is.
  public struct Encoding: Hashable, Sendable {
    /// ICU's name for it.
    public let name: String
    /// ICU's confidence, from 0 to 100; nil where a byte order mark or the caller said so.
    public let confidence: Int?
  }
}
