internal import Hapax

/// What becomes of each document.
struct Verdicts {
  /// Of each document: the one that it is a duplicate of, or -1.
  fileprivate var duplicateOf: [Int32]
  /// Of each document that goes: what it has in common with the one that stays.
  fileprivate var links: [Int: Link] = [:]
  /// Of each document: what it shares with others that stay, where passages are asked for.
  fileprivate var shared: [Int: [Link]] = [:]
  /// Of each document: how near it came to those that stay, where that is asked for.
  fileprivate var margins: [Int: [PairMargin]] = [:]
  /// Of each document that stays: the lines that another one says, where they are cut.
  fileprivate var cuts: [Int: [SharedLines]] = [:]
  /// The documents that stay, in the order in which they were judged.
  fileprivate var kept: [Int32] = []
}

extension Verdicts {
  /// The document that a document is a duplicate of; nil where it stays.
  func original(of document: Int) -> Int? {
    duplicateOf[document] < 0 ? nil : Int(duplicateOf[document])
  }

  /// The document that stays for a document: itself, or the one that it is a duplicate of.
  func leader(of document: Int) -> Int { original(of: document) ?? document }

  /// Why a document goes.
  func link(of document: Int) -> Link? { links[document] }

  /// What a document shares with others.
  func links(of document: Int) -> [Link] { shared[document] ?? [] }

  /// The lines that are cut out of a document that stays, ascending.
  func cuts(of document: Int) -> [SharedLines] { cuts[document] ?? [] }

  /// The document that has the lines which are cut out of another one.
  func document(of lines: SharedLines) -> Int { Int(kept[lines.document.rawValue]) }

  /// The document at the other end of a link.
  func document(of link: Link) -> Int { Int(kept[link.document.rawValue]) }

  /// How near a document came to those that stay.
  func margins(of document: Int) -> [PairMargin] { margins[document] ?? [] }

  /// The document at the other end of a margin.
  func document(of margin: PairMargin) -> Int { Int(kept[margin.document.rawValue]) }
}

/// Judges the documents one after the other, each against those that stay.
///
/// The documents come in batches. All of a batch are compared at once, on all threads, with the documents that stayed
/// before; then one after the other with those of their own batch. A batch has the same size whatever the number of
/// threads, so the verdicts are the same.
final class Judge {
  private let settings: Deduplication.Settings
  private let measuresMargins: Bool
  private var index: CorpusIndex
  /// What stays of the batch that is being judged.
  private var recent: CorpusIndex
  private let workspaces = WorkspacePool()
  private static let batchSize = 1_024
  private static let jobSize = 16

  /// - Parameter measuresMargins: Whether to tell of each document how near it comes to every one that stays.
  init(_ settings: Deduplication.Settings, measuresMargins: Bool = false) throws(CorpusError) {
    self.settings = settings
    self.measuresMargins = measuresMargins
    do {
      index = try CorpusIndex(settings.reading.options)
      recent = try CorpusIndex(settings.reading.options)
    } catch {
      throw .usage("\(error)")
    }
  }

  func verdicts(on corpus: inout SketchedCorpus) throws(CorpusError) -> Verdicts {
    var sketches = corpus.documents.map(\.sketch)
    for index in corpus.documents.indices { corpus.documents[index].sketch = nil }
    return try verdicts(
      on: &sketches, dates: corpus.documents.map(\.date), ranks: corpus.documents.map(\.rank))
  }

  /// The verdicts on sketches in the order of the inputs; those that are judged are given up.
  func verdicts(
    on sketches: inout [Sketch?], dates: [[UInt8]?] = [], ranks: [Int] = []
  ) throws(CorpusError) -> Verdicts {
    var verdicts = Verdicts(duplicateOf: [Int32](repeating: -1, count: sketches.count))
    var order = order(of: sketches, dates: dates)
    if !settings.preferred.isEmpty {
      // A stable sort by rank: inside a rank the order stays.
      let places = order.indices.sorted { (ranks[order[$0]], $0) < (ranks[order[$1]], $1) }
      order = places.map { order[$0] }
    }
    index.reserve(fingerprints: sketches.reduce(0) { $0 + ($1?.fingerprintCount ?? 0) })
    var start = 0
    while start < order.count {
      let batch = order[start..<min(start + Self.batchSize, order.count)]
      let batched = batch.compactMap { sketches[$0] }
      // Those that stay lie in the index from now on.
      for number in batch { sketches[number] = nil }
      try judge(Array(batch), batched, &verdicts)
      start += Self.batchSize
    }
    return verdicts
  }

  /// About how many bytes of memory the index takes.
  var indexBytes: Int { index.byteCount }

  private func judge(
    _ batch: [Int], _ sketches: [Sketch], _ verdicts: inout Verdicts
  ) throws(CorpusError) {
    let findings = try findings(on: sketches)
    recent.removeAll()
    let before = index.count
    var kept: [Sketch] = []
    let box = workspaces.take()
    defer { workspaces.giveBack(box) }
    for (position, sketch) in sketches.enumerated() {
      let number = batch[position]
      let recentLink = recent.link(for: sketch, using: &box.recent)?.shifted(by: before)
      let link = [findings[position].link, recentLink].compactMap { $0 }
        .max { CorpusIndex.isCloser($1, than: $0) }
      if settings.tellsPassages {
        let links = recent.links(for: sketch, using: &box.recent).map { $0.shifted(by: before) }
        verdicts.shared[number] = (findings[position].links + links)
          .sorted { CorpusIndex.isCloser($0, than: $1) }
      }
      if measuresMargins {
        let margins = recent.margins(for: sketch, using: &box.recent).map { $0.shifted(by: before) }
        verdicts.margins[number] = findings[position].margins + margins
      }
      if let link, settings.policy(for: link.relation) != .keep {
        verdicts.duplicateOf[number] = verdicts.kept[link.document.rawValue]
        verdicts.links[number] = link
      } else {
        var sketch = sketch
        if settings.shared == .trim {
          let cuts = cuts(of: sketch, findings[position].shared, before, box)
          if !cuts.isEmpty {
            verdicts.cuts[number] = cuts
            sketch = sketch.without(cuts)
          }
        }
        recent.insert(sketch)
        kept.append(sketch)
        verdicts.kept.append(Int32(number))
      }
    }
    for sketch in kept { index.insert(sketch) }
  }

  /// The lines that are cut out of a document: those of documents before its batch, and of its batch where those are none.
  private func cuts(
    of sketch: Sketch, _ shared: [SharedLines], _ before: Int, _ box: WorkspacePool.Box
  ) -> [SharedLines] {
    let recent = recent.sharedLines(of: sketch, using: &box.recent).map { $0.shifted(by: before) }
    let others = recent.filter { lines in !shared.contains { $0.range.overlaps(lines.range) } }
    let all = (shared + others).sorted { $0.range.lowerBound < $1.range.lowerBound }
    // Something stays of every document that stays.
    return all.reduce(0) { $0 + $1.words } < sketch.wordCount ? all : []
  }

  /// What a document has in common with those that stayed before its batch.
  private struct Finding {
    var link: Link?
    var links: [Link] = []
    var margins: [PairMargin] = []
    var shared: [SharedLines] = []
  }

  private func findings(on sketches: [Sketch]) throws(CorpusError) -> [Finding] {
    var findings: [Finding] = []
    findings.reserveCapacity(sketches.count)
    var start = 0
    let ordered = OrderedRun<Range<Int>, [Finding]>(
      next: {
        guard start < sketches.count else { return nil }
        defer { start += Self.jobSize }
        return start..<min(start + Self.jobSize, sketches.count)
      },
      cost: { _ in 0 },
      makeWorker: { [self] in { range in self.findings(on: sketches[range]) } },
      deliver: { found in
        findings += found
        return true
      })
    try ordered.run(threads: settings.reading.threads)
    return findings
  }

  private func findings(on sketches: ArraySlice<Sketch>) -> [Finding] {
    let box = workspaces.take()
    defer { workspaces.giveBack(box) }
    return sketches.map { sketch in
      Finding(
        link: index.link(for: sketch, using: &box.main),
        links: settings.tellsPassages ? index.links(for: sketch, using: &box.main) : [],
        margins: measuresMargins ? index.margins(for: sketch, using: &box.main) : [],
        shared: settings.shared == .trim ? index.sharedLines(of: sketch, using: &box.main) : [])
    }
  }

  private func order(of sketches: [Sketch?], dates: [[UInt8]?]) -> [Int] {
    switch settings.keep {
    case .first: return Array(sketches.indices)
    case .longest:
      let words = sketches.map { $0?.wordCount ?? 0 }
      return sketches.indices.sorted { words[$0] != words[$1] ? words[$0] > words[$1] : $0 < $1 }
    case .earliest, .latest:
      return sketches.indices.sorted { a, b in
        guard let x = dates[a], let y = dates[b], x != y else {
          let (hasFirst, hasSecond) = (dates[a] != nil, dates[b] != nil)
          return hasFirst != hasSecond ? hasFirst : a < b
        }
        return x.lexicographicallyPrecedes(y) == (settings.keep == .earliest)
      }
    }
  }
}

/// Workspaces that are used again by whichever thread needs one.
private final class WorkspacePool {
  final class Box {
    var main = CorpusIndex.Workspace()
    var recent = CorpusIndex.Workspace()
  }

  private let monitor = Monitor()
  private var boxes: [Box] = []

  func take() -> Box { monitor.locked { boxes.popLast() } ?? Box() }
  func giveBack(_ box: Box) { monitor.locked { boxes.append(box) } }
}
