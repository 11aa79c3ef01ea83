internal import Hapax

/// What a de-duplication did, in numbers.
public struct DeduplicationSummary: Sendable {
  public internal(set) var documents = 0
  public internal(set) var textBytes = 0
  public internal(set) var kept = 0
  public internal(set) var keptBytes = 0
  /// Documents that went or are marked: the same as one that stays, near it, contained in it.
  public internal(set) var same = 0
  public internal(set) var near = 0
  public internal(set) var contained = 0
  /// How many of them are marked, or have attributes, and are among the kept.
  public internal(set) var marked = 0
  /// Documents that stay without some lines that others say, or with these marked, and the bytes of the lines.
  public internal(set) var trimmed = 0
  public internal(set) var trimmedBytes = 0
  /// Documents in which boilerplate was cut or marked, and the bytes of it.
  public internal(set) var boilerplate = 0
  public internal(set) var boilerplateBytes = 0
  /// Documents that stay and tell no site, where boilerplate is looked for.
  public internal(set) var withoutSite = 0
  /// About how many bytes of memory the index took, with the sketches of the documents that stay.
  public internal(set) var indexBytes = 0
  /// Files that were left alone because they are not text.
  public internal(set) var notText: [Path] = []
  /// Inputs that failed, and what is no record: the first ones, and how many.
  public internal(set) var failures: [CorpusError] = []
  public internal(set) var failed = 0
  /// Whether the run ended at a failure, with nothing written.
  public internal(set) var isStopped = false

  public init() {}

  /// How many documents went.
  public var dropped: Int { documents - kept }

  /// How many documents went, or stay otherwise than they were.
  public var changed: Int { dropped + marked + trimmed + boilerplate }
}

extension DeduplicationSummary {
  mutating func count(
    _ verdicts: Verdicts, on corpus: SketchedCorpus, _ settings: Deduplication.Settings
  ) {
    documents = corpus.documents.count
    for index in corpus.documents.indices {
      // The field alone: a copy of a document would hold its id, too.
      let bytes = corpus.documents[index].textBytes
      textBytes += bytes
      let relation = verdicts.link(of: index)?.relation
      switch relation {
      case .same: same += 1
      case .near: near += 1
      case .contained: contained += 1
      case .contains, .shares, nil: break
      }
      let isMarked =
        relation.map { settings.writing == .attributes || settings.policy(for: $0) == .mark } ?? false
      if isMarked { marked += 1 }
      guard relation == nil || isMarked else { continue }
      kept += 1
      keptBytes += bytes
    }
  }

  /// Counts what was cut out of documents that stay, or marked in them.
  mutating func count(_ cuts: CutCount) {
    trimmed = cuts.sharedDocuments
    trimmedBytes = cuts.sharedBytes
    boilerplate = cuts.boilerplateDocuments
    boilerplateBytes = cuts.boilerplateBytes
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
    append("marked", marked)
    append("trimmed", trimmed)
    append("trimmed_bytes", trimmedBytes)
    append("boilerplate", boilerplate)
    append("boilerplate_bytes", boilerplateBytes)
    append("without_site", withoutSite)
    append("input_bytes", textBytes)
    append("output_bytes", keptBytes)
    append("milliseconds", Int(seconds * 1000))
    append("failed", failed)
    line.append(contentsOf: "}\n".utf8)
    return line
  }
}
