internal import Hapax

/// What a de-duplication did, in numbers.
public struct DeduplicationSummary: Sendable {
  public internal(set) var documents = 0
  public internal(set) var textBytes = 0
  public internal(set) var kept = 0
  public internal(set) var keptBytes = 0
  /// Documents that went: the same as one that stays, near it, contained in it.
  public internal(set) var same = 0
  public internal(set) var near = 0
  public internal(set) var contained = 0
  /// About how many bytes of memory the index took, with the sketches of the documents that stay.
  public internal(set) var indexBytes = 0
  /// Files that were left alone because they are not text.
  public internal(set) var notText: [Path] = []
  /// Inputs that failed, and lines that are no records: the first ones, and how many.
  public internal(set) var failures: [CorpusError] = []
  public internal(set) var failed = 0
  /// Whether the run ended at a failure, with nothing written.
  public internal(set) var isStopped = false

  public init() {}

  /// How many documents went.
  public var dropped: Int { documents - kept }
}

extension DeduplicationSummary {
  mutating func count(_ verdicts: Verdicts, on corpus: SketchedCorpus) {
    for (index, document) in corpus.documents.enumerated() {
      documents += 1
      textBytes += document.textBytes
      switch verdicts.link(of: index)?.relation {
      case .same: same += 1
      case .near: near += 1
      case .contained: contained += 1
      case .contains, .shares, nil:
        kept += 1
        keptBytes += document.textBytes
      }
    }
  }

  /// The summary as one JSON object and a line feed.
  public func json(seconds: Double) -> [UInt8] {
    var line = Array("{".utf8)
    func append(_ key: StaticString, _ value: Int) {
      JSONText.append(key: key, to: &line)
      JSONText.append(value, to: &line)
    }
    append("schema", DocumentReport.schema)
    append("documents", documents)
    append("kept", kept)
    append("same", same)
    append("near", near)
    append("contained", contained)
    append("input_bytes", textBytes)
    append("output_bytes", keptBytes)
    append("milliseconds", Int(seconds * 1000))
    append("failed", failed)
    line.append(contentsOf: "}\n".utf8)
    return line
  }
}
