public import Hapax

/// What a run did, in numbers.
public struct Summary: Sendable {
  /// How often something was done, to how many bytes, in how many documents.
  public struct Count: Hashable, Sendable {
    public var times = 0
    public var bytes = 0
    public var documents = 0
  }

  /// Documents that were cleaned.
  public internal(set) var documents = 0
  /// Those among them that changed.
  public internal(set) var changed = 0
  /// Bytes of the documents' texts.
  public internal(set) var inputBytes = 0
  public internal(set) var outputBytes = 0
  /// Of each reason: the edits, and the bytes of the input that they replaced.
  public internal(set) var edits: [Edit.Reason: Count] = [:]
  /// All repeats that were removed.
  public internal(set) var repeats = Count()
  /// Repeats that were left in place.
  public internal(set) var notes = 0
  /// Files that were left alone because they are not text.
  public internal(set) var notText: [Path] = []
  /// Inputs that failed, and what is no record: the first ones.
  public internal(set) var failures: [CorpusError] = []
  /// How many failed.
  public internal(set) var failed = 0
  /// Whether the run ended at a failure with inputs left.
  public internal(set) var isStopped = false

  /// The most failures that are kept.
  static let maximumFailures = 1000

  public init() {}
}

extension Summary {
  /// Counts a document.
  mutating func count(_ cleaned: Cleaned, of inputBytes: Int) {
    documents += 1
    self.inputBytes += inputBytes
    outputBytes += cleaned.utf8.count
    notes += cleaned.notes.reduce(0) { $0 + $1.count }
    guard !cleaned.edits.isEmpty else { return }
    changed += 1
    var seen: [Edit.Reason: Count] = [:]
    for edit in cleaned.edits {
      seen[edit.reason, default: Count()].times += 1
      seen[edit.reason, default: Count()].bytes += edit.range.count
    }
    var repeated = Count()
    for (reason, count) in seen {
      edits[reason, default: Count()].add(count, documents: 1)
      if reason.isRepeat { repeated.add(count, documents: 0) }
    }
    if repeated.times > 0 { repeats.add(repeated, documents: 1) }
  }

  /// Adds the counts of another part of the run.
  mutating func add(_ other: Summary) {
    documents += other.documents
    changed += other.changed
    inputBytes += other.inputBytes
    outputBytes += other.outputBytes
    notes += other.notes
    for (reason, count) in other.edits {
      edits[reason, default: Count()].add(count, documents: count.documents)
    }
    repeats.add(other.repeats, documents: other.repeats.documents)
    notText += other.notText
    for failure in other.failures { fail(failure) }
  }

  mutating func fail(_ error: CorpusError) {
    failed += 1
    if failures.count < Summary.maximumFailures { failures.append(error) }
  }
}

extension Summary.Count {
  fileprivate mutating func add(_ other: Summary.Count, documents: Int) {
    times += other.times
    bytes += other.bytes
    self.documents += documents
  }
}

extension Summary {
  /// The summary as one JSON object and a line feed; `Documentation/ReportFormat.md` has its keys.
  public func json(seconds: Double) -> [UInt8] {
    var line = Array("{".utf8)
    JSONText.append(key: "schema", to: &line)
    JSONText.append(DocumentReport.schema, to: &line)
    JSONText.append(key: "documents", to: &line)
    JSONText.append(documents, to: &line)
    JSONText.append(key: "changed", to: &line)
    JSONText.append(changed, to: &line)
    JSONText.append(key: "input_bytes", to: &line)
    JSONText.append(inputBytes, to: &line)
    JSONText.append(key: "output_bytes", to: &line)
    JSONText.append(outputBytes, to: &line)
    JSONText.append(key: "milliseconds", to: &line)
    JSONText.append(Int(seconds * 1000), to: &line)
    JSONText.append(key: "edits", to: &line)
    line.append(UInt8(ascii: "{"))
    for reason in Edit.Reason.allCases {
      guard let count = edits[reason] else { continue }
      if line.last != UInt8(ascii: "{") { line.append(UInt8(ascii: ",")) }
      JSONText.append(reason.rawValue, to: &line)
      line.append(contentsOf: ":{".utf8)
      JSONText.append(key: "times", to: &line)
      JSONText.append(count.times, to: &line)
      JSONText.append(key: "bytes", to: &line)
      JSONText.append(count.bytes, to: &line)
      JSONText.append(key: "documents", to: &line)
      JSONText.append(count.documents, to: &line)
      line.append(UInt8(ascii: "}"))
    }
    line.append(UInt8(ascii: "}"))
    JSONText.append(key: "notes", to: &line)
    JSONText.append(notes, to: &line)
    JSONText.append(key: "failed", to: &line)
    JSONText.append(failed, to: &line)
    appendList(failures.map(\.description), key: "failures", to: &line)
    appendList(notText.map(\.description), key: "not_text", to: &line)
    line.append(contentsOf: "}\n".utf8)
    return line
  }

  private func appendList(_ strings: [String], key: StaticString, to line: inout [UInt8]) {
    JSONText.append(key: key, to: &line)
    line.append(UInt8(ascii: "["))
    for (index, string) in strings.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      JSONText.append(string, to: &line)
    }
    line.append(UInt8(ascii: "]"))
  }
}

extension Summary {
  /// The changes that are no repeats, in the order of the stages.
  public var otherChanges: [(reason: String, times: Int)] {
    Edit.Reason.allCases.compactMap { reason in
      guard !reason.isRepeat, let count = edits[reason] else { return nil }
      return (reason.rawValue, count.times)
    }
  }
}
