/// Remembers documents, and tells of a new one what it has in common with them.
///
/// A document is compared with the kept documents alone, and with their text, token by token: shared fingerprints only
/// propose. So a relation is never passed on from one pair to the next.
///
/// ```swift
/// var index = try CorpusIndex()
/// var sketcher = try Sketcher()
/// var workspace = CorpusIndex.Workspace()
/// for text in texts {
///   let sketch = sketcher.sketch(Array(text.utf8))
///   if let link = index.link(for: sketch, using: &workspace) {
///     print("as document \(link.document.rawValue): \(link.relation)")
///     index.countDuplicates(of: link.document)
///   } else {
///     index.insert(sketch)
///   }
/// }
/// ```
public struct CorpusIndex: ~Copyable {
  let options: Options
  private var documents: KeptSketches
  var postings: PostingTable
  /// The first document of each hash of a whole text, and of each document the next one of the same hash.
  private var wholes: [UInt64: Int32] = [:]
  private var nextWhole: [Int32] = []
  /// Of each document: how many are left out because of it.
  var duplicateCounts: [UInt32] = []

  /// - Throws: `OptionsError` when an option is out of its range.
  public init(_ options: Options = .standard) throws(OptionsError) {
    try options.validate()
    self.init(checked: options, source: nil)
  }

  /// - Parameter source: Where sketches are read again when they are needed; nil where they stay in memory.
  package init(_ options: Options, source: SketchSource?) throws(OptionsError) {
    try options.validate()
    self.init(checked: options, source: source)
  }

  private init(checked options: Options, source: SketchSource?) {
    self.options = options
    documents = KeptSketches(source: source)
    postings = PostingTable(limit: options.corpus.maximumDocuments)
  }
}

extension CorpusIndex {
  /// Memory for questions; one per thread. Nothing in it changes an answer.
  public struct Workspace: ~Copyable {
    fileprivate var aligner = PairAligner()
    /// Of each document: how many fingerprints the new one shares with it. All are 0 between questions.
    fileprivate var shared = Store<UInt32>()
    /// The documents of which that is not 0.
    fileprivate var touched = Store<UInt32>()
    fileprivate var template = TemplateTokens()

    public init() {}
  }
}

extension CorpusIndex {
  /// The number of documents.
  public var count: Int { documents.count }

  /// About how many bytes of memory the index takes, with the sketches of its documents.
  public var byteCount: Int {
    postings.byteCount + documents.byteCount + documents.count * 40
  }

  /// Makes room for documents that have so many fingerprints together, which saves growing step by step.
  public mutating func reserve(fingerprints: Int) { postings.reserve(fingerprints) }

  /// Asks the system for the memory of a part of that room, so that several threads wait for it and not one.
  package func populate(_ part: Int, of parts: Int) { postings.populate(part, of: parts) }

  /// Forgets all documents, and keeps the memory.
  public mutating func removeAll() {
    documents.removeAll()
    wholes.removeAll(keepingCapacity: true)
    nextWhole.removeAll(keepingCapacity: true)
    duplicateCounts.removeAll(keepingCapacity: true)
    postings.removeAll()
  }

  /// Remembers a document.
  ///
  /// - Complexity: O(*n*) expected in its fingerprints.
  @discardableResult
  public mutating func insert(_ sketch: Sketch) -> DocumentID { insert(sketch, key: 0) }

  /// - Parameter key: The number under which the index's source has the sketch; not used where there is none.
  @discardableResult
  package mutating func insert(_ sketch: Sketch, key: Int) -> DocumentID {
    let number = remember(sketch, key: key)
    guard isLong(sketch) else { return DocumentID(number) }
    postings.prefetchFirst(of: sketch.fingerprints)
    for (index, fingerprint) in sketch.fingerprints.enumerated() {
      postings.prefetch(after: index, in: sketch.fingerprints)
      postings.insert(fingerprint, number)
    }
    return DocumentID(number)
  }

  /// Remembers documents as if one after the other, on several threads.
  ///
  /// - Parameter concurrently: Calls its second argument for each part, and returns when all are done.
  package mutating func insert(
    _ sketches: [Sketch], parts: Int,
    _ concurrently: (_ parts: Int, _ body: @escaping (_ part: Int) -> Void) -> Void
  ) {
    var documents: [(fingerprints: ArraySlice<UInt32>, document: Int)] = []
    for sketch in sketches {
      let number = remember(sketch, key: 0)
      if isLong(sketch) { documents.append((sketch.fingerprints, number)) }
    }
    postings.insert(documents, parts: parts, concurrently)
  }

  /// Takes a number for a document with which no other one that is asked about has anything in common.
  package mutating func insertNothing() {
    documents.append(.empty, key: 0)
    nextWhole.append(-1)
    duplicateCounts.append(0)
  }

  private mutating func remember(_ sketch: Sketch, key: Int) -> Int {
    let number = documents.count
    documents.append(sketch, key: key)
    nextWhole.append(wholes[sketch.hash] ?? -1)
    duplicateCounts.append(0)
    wholes[sketch.hash] = Int32(number)
    return number
  }

  /// Whether a document is long enough to be related to others than its equals.
  private func isLong(_ sketch: Sketch) -> Bool {
    sketch.quarters >= Words(options.corpus.minimumWords).quarters
  }

  /// The document to which a new one is most closely related, if any is the same, near, or one inside the other.
  ///
  /// Many threads can ask at once, as long as nothing is inserted.
  /// - Parameter passages: Whether to tell the passages.
  public func link(for sketch: Sketch, passages: Bool = false, using workspace: inout Workspace) -> Link? {
    if let same = same(as: sketch, &workspace) { return same }
    guard isLong(sketch) else { return nil }
    var best: Link?
    var mostShared = 0
    var isPrepared = false
    var unproven = 0
    for candidate in candidates(for: sketch, &workspace) {
      if !isPromising(candidate, sketch) {
        // Few fingerprints survive in a text that was misread letter by letter; its words do.
        guard best == nil, unproven < Self.maximumUnproven, mayBeScan(candidate, sketch) else { break }
        unproven += 1
      }
      // Far fewer fingerprints than the best has can not make a closer relation.
      if best != nil, candidate.shared * 2 < mostShared { break }
      if !isPrepared { prepare(sketch, &workspace) }
      isPrepared = true
      let found = align(sketch, with: candidate, passages: passages, &workspace)
      guard found.relation != .shares else { continue }
      mostShared = max(mostShared, candidate.shared)
      let isBetter = best.map {
        Self.standsRather(
          found, duplicateCount(of: found.document), than: $0, duplicateCount(of: $0.document))
      }
      if isBetter ?? true { best = found }
      if let best, best.relation == .near, best.coverage > 0.98 { break }
    }
    return best
  }

  /// All documents with which a new one has anything in common: relations, and passages long enough to report. The
  /// closest first.
  public func links(for sketch: Sketch, using workspace: inout Workspace) -> [Link] {
    var links: [Link] = []
    if let same = same(as: sketch, &workspace) { links.append(same) }
    guard isLong(sketch) else { return links }
    prepare(sketch, &workspace)
    for candidate in candidates(for: sketch, &workspace)
    where candidate.document != links.first?.document.rawValue {
      let found = align(sketch, with: candidate, passages: true, &workspace)
      if found.relation != .shares || !found.passages.isEmpty { links.append(found) }
    }
    return links.sorted(by: Self.isCloser)
  }

  /// How near a new document and each kept one come to the border of a relation, in the order in which they were inserted.
  /// Only pairs whose common text is evidence enough for a relation; for the others no threshold of coverage matters.
  public func margins(for sketch: Sketch, using workspace: inout Workspace) -> [PairMargin] {
    guard isLong(sketch) else { return [] }
    prepare(sketch, &workspace)
    var margins: [PairMargin] = []
    for candidate in candidates(for: sketch, &workspace)
    where isPromising(candidate, sketch) || mayBeScan(candidate, sketch) {
      let kept = documents[candidate.document].uncut
      let found = agreement(of: sketch, with: kept, measuresAll: true, &workspace)
      guard found.isProven else { continue }
      margins.append(
        PairMargin(
          document: DocumentID(candidate.document), relation: found.relation(options.corpus),
          coverage: found.coverage, sourceCoverage: found.sourceCoverage,
          informativeCoverage: found.informative, value: found.margin(options.corpus)))
    }
    return margins.sorted { $0.document < $1.document }
  }

  /// Aligns a new document with every kept one that shares enough fingerprints, those with the most first.
  func forEachAligned(
    with sketch: Sketch, _ workspace: inout Workspace,
    _ body: (_ document: Int, _ kept: Sketch, _ aligner: borrowing PairAligner) -> Void
  ) {
    prepare(sketch, &workspace)
    for candidate in candidates(for: sketch, &workspace) {
      let kept = documents[candidate.document]
      _ = workspace.aligner.align(kept, with: sketch, options)
      body(candidate.document, kept, workspace.aligner)
    }
  }

  /// How many candidates of too few shared fingerprints are aligned all the same.
  private static let maximumUnproven = 2
}

// MARK: - Candidates

extension CorpusIndex {
  private struct Candidate {
    var document: Int
    var shared: Int
  }

  /// The documents that share enough fingerprints, those with the most first.
  private func candidates(for sketch: Sketch, _ workspace: inout Workspace) -> [Candidate] {
    while workspace.shared.count < documents.count { workspace.shared.append(0) }
    workspace.touched.removeAll()
    let fingerprints = sketch.fingerprints
    postings.prefetchFirst(of: fingerprints)
    for (index, fingerprint) in fingerprints.enumerated() {
      postings.prefetch(after: index, in: fingerprints)
      postings.forEachDocument(of: fingerprint) { document in
        if workspace.shared[document] == 0 { workspace.touched.append(UInt32(document)) }
        workspace.shared[document] += 1
      }
    }
    var candidates: [Candidate] = []
    for index in 0..<workspace.touched.count {
      let document = Int(workspace.touched[index])
      let count = Int(workspace.shared[document])
      workspace.shared[document] = 0
      let fewest = min(sketch.fingerprintCount, documents.fingerprintCount(document))
      if count >= min(options.corpus.minimumShared, fewest) {
        candidates.append(Candidate(document: document, shared: count))
      }
    }
    return candidates.sorted { ($0.shared, $1.document) > ($1.shared, $0.document) }
  }

  /// Whether the shared fingerprints promise a relation: so many, or that share of the fewer. The text decides; see
  /// `isProven`.
  private func isPromising(_ candidate: Candidate, _ sketch: Sketch) -> Bool {
    let fewest = min(sketch.fingerprintCount, documents.fingerprintCount(candidate.document))
    return candidate.shared >= options.corpus.minimumEvidence
      || Double(candidate.shared) >= options.corpus.minimumEvidenceShare * Double(fewest)
  }

  /// Whether the text that is the same is evidence enough for a relation: as much as makes so many fingerprints, or that
  /// share of the shorter document's. It is told from the text, not from hashes.
  private func isProven(_ matched: PairAligner.Coverage, _ sketch: Sketch, _ kept: Sketch) -> Bool {
    // Of n seeds in a row winnowing selects 2 n / (w + 1) (Schleimer and others, section 3).
    let density = 2 / (options.corpus.windowWords + 1)
    let fingerprints = Double(matched.inLongRuns) / 4 * density
    let shorter = Double(min(sketch.quarters, kept.quarters)) / 4 * density
    return fingerprints >= Double(options.corpus.minimumEvidence)
      || fingerprints >= options.corpus.minimumEvidenceShare * shorter
      || Double(matched.matched) / 4 >= options.corpus.minimumMatched
  }

  /// Whether as many fingerprints are shared as may survive where one letter in ten was misread: about one in twenty do, so
  /// half of that.
  private func mayBeScan(_ candidate: Candidate, _ sketch: Sketch) -> Bool {
    let fewest = min(sketch.fingerprintCount, documents.fingerprintCount(candidate.document))
    return candidate.shared > options.corpus.minimumShared && candidate.shared * 40 >= fewest
  }

  /// A document with the same tokens. An equal hash proposes it, the tokens decide.
  private func same(as sketch: Sketch, _ workspace: inout Workspace) -> Link? {
    guard sketch.tokenCount > 0, var number = wholes[sketch.hash] else { return nil }
    workspace.aligner.prepareWords(of: sketch)
    var first: Int?
    while number >= 0 {
      if workspace.aligner.areEqual(documents[Int(number)].uncut, sketch) { first = Int(number) }
      number = nextWhole[Int(number)]
    }
    return first.map {
      Link(
        document: DocumentID($0), relation: .same, coverage: 1, sourceCoverage: 1,
        sharedFingerprints: sketch.fingerprintCount, passages: [])
    }
  }
}

// MARK: - Relations

extension CorpusIndex {
  private func prepare(_ sketch: Sketch, _ workspace: inout Workspace) {
    workspace.aligner.prepare(sketch, options)
    workspace.template.prepare(sketch, postings, options)
  }

  private func align(
    _ sketch: Sketch, with candidate: Candidate, passages: Bool, _ workspace: inout Workspace
  ) -> Link {
    // Lines that were cut out of it are said by others that stay: which documents stay does not depend on what is cut.
    let kept = documents[candidate.document].uncut
    let found = agreement(of: sketch, with: kept, measuresAll: false, &workspace)
    return Link(
      document: DocumentID(candidate.document), relation: found.relation(options.corpus),
      coverage: found.coverage, sourceCoverage: found.sourceCoverage, sharedFingerprints: candidate.shared,
      passages: passages ? self.passages(sketch, kept, workspace) : [])
  }

  /// - Parameter measuresAll: Whether to tell the coverage without templates where no relation depends on it, too.
  private func agreement(
    of sketch: Sketch, with kept: Sketch, measuresAll: Bool, _ workspace: inout Workspace
  ) -> Agreement {
    let matched = workspace.aligner.align(kept, with: sketch, options)
    let coverage = min(1, Double(matched.first) / Double(max(1, workspace.aligner.firstLength)))
    let sourceCoverage = min(1, Double(matched.second) / Double(max(1, workspace.aligner.secondLength)))
    let isProven = isProven(matched, sketch, kept)
    let mayBeNear = isProven && min(coverage, sourceCoverage) >= options.corpus.nearCoverage
    let mayBeRelated =
      isProven && (mayBeNear || max(coverage, sourceCoverage) >= options.corpus.containedCoverage)
    return Agreement(
      coverage: coverage, sourceCoverage: sourceCoverage,
      informative: mayBeNear || measuresAll
        ? workspace.template.informativeCoverage(of: kept, workspace.aligner, postings, options) : nil,
      replaced: mayBeRelated || measuresAll ? Double(workspace.aligner.longestReplaced()) / 4 : 0,
      length: Double(min(workspace.aligner.firstLength, workspace.aligner.secondLength)) / 4,
      isProven: isProven)
  }

  private func passages(
    _ sketch: Sketch, _ kept: Sketch, _ workspace: borrowing Workspace
  ) -> [Link.Passage] {
    guard !sketch.places.isEmpty, !kept.places.isEmpty else { return [] }
    var merged: [Link.Passage] = []
    for passage in workspace.aligner.passages.sorted(by: {
      ($0.first.lowerBound, $0.second.lowerBound) < ($1.first.lowerBound, $1.second.lowerBound)
    }) {
      let next = Link.Passage(
        range: sketch.places.bytes(passage.first), source: kept.places.bytes(passage.second),
        words: Double(passage.quarters) / 4)
      if let last = merged.last, isNeighbour(last, next) {
        merged[merged.count - 1] = Link.Passage(
          range: last.range.lowerBound..<max(last.range.upperBound, next.range.upperBound),
          source: last.source.lowerBound..<max(last.source.upperBound, next.source.upperBound),
          words: last.words + next.words)
      } else {
        merged.append(next)
      }
    }
    return merged.filter { $0.words >= options.corpus.minimumPassage }
  }

  private func isNeighbour(_ a: Link.Passage, _ b: Link.Passage) -> Bool {
    let gap = b.range.lowerBound - a.range.upperBound
    let sourceGap = b.source.lowerBound - a.source.upperBound
    return gap <= options.corpus.mergedGap && sourceGap <= options.corpus.mergedGap
      && sourceGap >= -options.corpus.mergedGap
      && b.source.lowerBound >= a.source.lowerBound
  }
}
