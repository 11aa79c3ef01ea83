internal import Hapax

/// What becomes of each document.
struct Verdicts {
  /// Of each document: the one that it is a duplicate of, or -1.
  fileprivate var duplicateOf: [Int32]
  /// Of each document that goes: what it has in common with the one that stays.
  fileprivate var links: [Int: Link] = [:]
  /// Of each document: what it shares with others that stay, where passages are asked for.
  fileprivate var shared: [Int: [Link]] = [:]
  /// Where memory is bounded, these lie in the log of verdicts: of each document its place there.
  fileprivate var sharedPlaces: [Int32: Range<Int>] = [:]
  fileprivate var log: VerdictLog?
  /// Of each document: how near it came to those that stay, where that is asked for.
  fileprivate var margins: [Int: [PairMargin]] = [:]
  /// Of each document that stays: the lines that another one says, where they are cut or marked.
  fileprivate var cuts: [Int: [SharedLines]] = [:]
  /// The documents that stay, in the order in which they were judged.
  fileprivate var kept: [Int32] = []
}

extension Verdicts {
  /// Nothing is said yet of so many documents.
  init(documents: Int) { duplicateOf = [Int32](repeating: -1, count: documents) }

  /// The document that a document is a duplicate of; nil where it stays.
  func original(of document: Int) -> Int? {
    duplicateOf[document] < 0 ? nil : Int(duplicateOf[document])
  }

  /// The document that stays for a document: itself, or the one that it is a duplicate of.
  func leader(of document: Int) -> Int { original(of: document) ?? document }

  /// Why a document goes.
  func link(of document: Int) -> Link? { duplicateOf[document] < 0 ? nil : links[document] }

  /// What a document shares with others.
  func links(of document: Int) -> [Link] {
    if let log, let place = sharedPlaces[Int32(document)] { return log.links(at: place) }
    return shared[document] ?? []
  }

  /// Throws what went wrong while links were read from disk.
  func check() throws(CorpusError) { try log?.check() }

  /// The lines that are cut out of a document that stays, or marked in it, ascending.
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
  private let store: RunStore?
  /// The sketches on disk, where they do not stay in memory.
  private let spill: SketchSpill?
  private var log: VerdictLog? { store?.log }
  /// Which fingerprints stand in several documents, where that is known: the index needs no others.
  private var repeated: RepeatedFingerprints?
  private var index: CorpusIndex
  /// What stays of the batch that is being judged.
  private var recent: CorpusIndex
  private let workspaces = WorkspacePool()
  private static let batchSize = 1_024
  /// Every thread that fills a part of the index looks at all fingerprints of a batch.
  private static let mostParts = 4
  private static let jobSize = 32
  private static let populatedParts = 32

  /// - Parameters:
  ///   - measuresMargins: Whether to tell of each document how near it comes to every one that stays.
  ///   - store: What is kept on disk.
  init(
    _ settings: Deduplication.Settings, measuresMargins: Bool = false, store: RunStore? = nil
  ) throws(CorpusError) {
    self.settings = settings
    self.measuresMargins = measuresMargins
    self.store = store
    let spill = store?.isBounded == true ? store?.spill : nil
    self.spill = spill
    let source = spill.map { spill in SketchSource { spill.sketch($0) } }
    do {
      index = try CorpusIndex(settings.reading.options, source: source)
      recent = try CorpusIndex(settings.reading.options, source: source)
    } catch {
      throw .usage("\(error)")
    }
  }

  func verdicts(on corpus: SketchedCorpus) throws(CorpusError) -> Verdicts {
    let dates = settings.keep.isByDate ? corpus.documents.map(\.date) : []
    let ranks = settings.preferred.isEmpty ? [] : corpus.documents.map(\.rank)
    if let spill { return try verdicts(on: .spilled(spill), dates: dates, ranks: ranks) }
    repeated = corpus.repeated
    return try verdicts(on: .inMemory(corpus.sketches), dates: dates, ranks: ranks)
  }

  /// The verdicts on sketches in the order of the inputs.
  func verdicts(on sketches: [Sketch]) throws(CorpusError) -> Verdicts {
    try verdicts(on: .inMemory(sketches), dates: [], ranks: [])
  }

  private func verdicts(
    on sketches: CorpusSketches, dates: [[UInt8]?], ranks: [Int]
  ) throws(CorpusError) -> Verdicts {
    var verdicts = Verdicts(documents: sketches.count)
    var order = order(of: sketches, dates: dates)
    if !settings.preferred.isEmpty {
      // A stable sort by rank: inside a rank the order stays.
      let places = order.indices.sorted { (ranks[order[$0]], $0) < (ranks[order[$1]], $1) }
      order = places.map { order[$0] }
    }
    let pages = try pages(for: order)
    if pages == nil {
      index.reserve(fingerprints: repeated?.expectedCount ?? sketches.fingerprintCount)
      populateIndex()
    }
    var start = 0
    var batch = Array(order.prefix(Self.batchSize))
    let common = ReducedBatch.Common()
    var ahead = ReducedBatch(sketches, batch, repeated, common)
    if settings.reading.threads > 1 { ahead.start() }
    while start < order.count {
      try pages?.turn(&index, toBatchAt: start)
      let reduced = ahead.wait()
      let next = Array(order.dropFirst(start + Self.batchSize).prefix(Self.batchSize))
      ahead = ReducedBatch(sketches, next, repeated, common)
      if let known = try log?.next(batch) {
        apply(known, to: batch, reduced.sketches, &verdicts)
        notePlaces(known, of: batch, &verdicts)
      } else {
        var judgements = try judge(batch, reduced, &verdicts, next: ahead)
        // Nothing is told of what could not be read.
        try spill?.check()
        try log?.append(&judgements, on: batch)
        notePlaces(judgements, of: batch, &verdicts)
      }
      try spill?.check()
      start += Self.batchSize
      batch = next
    }
    return verdicts
  }

  /// Has all threads wait for the memory of the index, in turns of small parts: some of it takes the system much longer.
  private func populateIndex() {
    Thread.concurrently(parts: Self.populatedParts, threads: min(settings.reading.threads, Self.mostParts)) {
      [self] in index.populate($0, of: Self.populatedParts)
    }
  }

  /// The pages of the index, where memory is bounded.
  private func pages(for order: [Int]) throws(CorpusError) -> PostingPages? {
    guard let store, let bound = store.bound else { return nil }
    let share = try bound.judging(documents: order.count)
    store.spill.setCache(bytes: share.sketches)
    return PostingPages(
      store.folder, store.spill, order: order, batchSize: Self.batchSize, maximumBytes: share.postings,
      bound: bound)
  }

  /// About how many bytes of memory the index takes.
  var indexBytes: Int { index.byteCount }

  /// Judges a batch, and remembers what stays. The next one is reduced meanwhile.
  private func judge(
    _ batch: [Int], _ reduced: ReducedBatch.Result, _ verdicts: inout Verdicts, next: ReducedBatch
  ) throws(CorpusError) -> [Judgement] {
    let sketches = reduced.sketches
    let findings = try findings(on: sketches)
    // The other threads have nothing to do until the next batch.
    if settings.reading.threads > 1 { next.start() }
    recent.removeAll()
    let before = index.count
    var kept = sketches.none
    var judgements: [Judgement] = []
    let usual = workspaces.take(isLarge: false)
    defer { workspaces.giveBack(usual) }
    for position in batch.indices {
      let sketch = sketches[position]
      let box = isLarge(sketch) ? workspaces.take(isLarge: true) : usual
      defer { if box !== usual { workspaces.giveBack(box) } }
      let isAlone = reduced.mayBeRelated.map { !$0[position] } ?? false
      let judgement = judgement(on: sketch, findings[position], isAlone: isAlone, before: before, box)
      let left = note(judgement, on: batch[position], sketch, &verdicts)
      if let left {
        if isAlone { recent.insertNothing() } else { recent.insert(left, key: batch[position]) }
        kept.append(left, batch[position])
      }
      if log != nil { judgements.append(judgement) }
    }
    if case .inMemory(let sketches, _) = kept {
      // One of the threads is at the next batch, and this one helps it afterwards.
      let parts = max(1, min(settings.reading.threads - 1, Self.mostParts))
      index.insert(sketches, parts: parts, Thread.concurrently)
    } else {
      for position in 0..<kept.count { index.insert(kept[position], key: kept.key(position)) }
    }
    for document in 0..<recent.count {
      index.countDuplicates(
        recent.duplicateCount(of: DocumentID(document)), of: DocumentID(before + document))
    }
    return judgements
  }

  /// What comes of what was found of a document in the index, and of what it has in common with its batch.
  ///
  /// - Parameters:
  ///   - isAlone: It has nothing in common with its batch.
  ///   - before: How many documents stayed before the batch.
  private func judgement(
    on sketch: Sketch, _ found: Finding, isAlone: Bool, before: Int, _ box: WorkspacePool.Box
  ) -> Judgement {
    var judgement = Judgement(link: found.link, links: found.links, margins: found.margins)
    if !isAlone {
      judgement.link = closer(
        found.link, recent.link(for: sketch, using: &box.recent), before: before)
      if settings.tellsPassages {
        let links = recent.links(for: sketch, using: &box.recent).map { $0.shifted(by: before) }
        judgement.links = (found.links + links).sorted { CorpusIndex.isCloser($0, than: $1) }
      }
      if measuresMargins {
        judgement.margins += recent.margins(for: sketch, using: &box.recent).map { $0.shifted(by: before) }
      }
    }
    if settings.findsLines(of: judgement.link?.relation), !judgement.goes(settings) {
      var said = CorpusIndex.SaidLines()
      if !isAlone { said = recent.saidLines(of: sketch, using: &box.recent) }
      said.lines = said.lines.map { $0.shifted(by: before) }
      judgement.note(found.shared, said, of: sketch, marks: settings.shared == .mark)
    }
    return judgement
  }

  /// Of two links, to one of the documents before the batch and to one of it, that of the document that is to stand for the
  /// new one.
  private func closer(_ old: Link?, _ inBatch: Link?, before: Int) -> Link? {
    guard let inBatch else { return old }
    let new = inBatch.shifted(by: before)
    guard let old else { return new }
    let (oldCount, newCount) = (
      index.duplicateCount(of: old.document), recent.duplicateCount(of: inBatch.document)
    )
    return CorpusIndex.standsRather(new, newCount, than: old, oldCount) ? new : old
  }

  /// Does to the verdicts and the index what was found of a batch before.
  private func apply(
    _ judgements: [Judgement], to batch: [Int], _ sketches: BatchSketches, _ verdicts: inout Verdicts
  ) {
    for (position, judgement) in judgements.enumerated() {
      // Of what goes nothing is needed.
      let sketch = judgement.goes(settings) ? Sketch.empty : sketches[position]
      if let left = note(judgement, on: batch[position], sketch, &verdicts) {
        index.insert(left, key: batch[position])
      }
    }
  }

  /// Notes where the log has what documents share, where that does not stay in memory.
  private func notePlaces(_ judgements: [Judgement], of batch: [Int], _ verdicts: inout Verdicts) {
    guard settings.tellsPassages, spill != nil else { return }
    verdicts.log = log
    for (judgement, number) in zip(judgements, batch) where !judgement.links.isEmpty {
      verdicts.sharedPlaces[Int32(number)] = judgement.linkPlace
    }
  }

  /// Whether a document is compared alone, in memory of its own, because memory is bounded.
  private func isLarge(_ sketch: Sketch) -> Bool {
    spill != nil && sketch.byteCount > MemoryBound.smallSketch
  }

  /// Notes what becomes of a document. Returns what others can have in common with it from now on; nil where it goes.
  private func note(
    _ judgement: Judgement, on number: Int, _ sketch: Sketch, _ verdicts: inout Verdicts
  ) -> Sketch? {
    if settings.tellsPassages, spill == nil { verdicts.shared[number] = judgement.links }
    if measuresMargins { verdicts.margins[number] = judgement.margins }
    if let link = judgement.link, judgement.goes(settings) {
      verdicts.duplicateOf[number] = verdicts.kept[link.document.rawValue]
      verdicts.links[number] = link
      let before = index.count
      if link.document.rawValue < before {
        index.countDuplicates(of: link.document)
      } else {
        recent.countDuplicates(of: DocumentID(link.document.rawValue - before))
      }
      return nil
    }
    verdicts.kept.append(Int32(number))
    guard !judgement.cuts.isEmpty else { return sketch }
    verdicts.cuts[number] = judgement.cuts
    // What is marked stays, and a copy of it goes because of it.
    if settings.shared == .mark { return sketch }
    let left = sketch.without(judgement.cuts)
    spill?.cut(judgement.cuts, outOf: number, leaving: left)
    return left
  }

  /// What a document has in common with those that stayed before its batch.
  private struct Finding {
    var link: Link?
    var links: [Link] = []
    var margins: [PairMargin] = []
    var shared = CorpusIndex.SaidLines()
  }

  private func findings(on sketches: BatchSketches) throws(CorpusError) -> [Finding] {
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
      makeWorker: { [self] in { range in range.map { self.finding(on: sketches[$0]) } } },
      deliver: { found in
        findings += found
        return true
      })
    try ordered.run(threads: settings.reading.threads)
    return findings
  }

  private func finding(on sketch: Sketch) -> Finding {
    let box = workspaces.take(isLarge: isLarge(sketch))
    defer { workspaces.giveBack(box) }
    return Finding(
      link: index.link(for: sketch, using: &box.main),
      links: settings.tellsPassages ? index.links(for: sketch, using: &box.main) : [],
      margins: measuresMargins ? index.margins(for: sketch, using: &box.main) : [],
      shared: settings.findsLines
        ? index.saidLines(of: sketch, using: &box.main) : CorpusIndex.SaidLines())
  }

  private func order(of sketches: CorpusSketches, dates: [[UInt8]?]) -> [Int] {
    let numbers = 0..<sketches.count
    switch settings.keep {
    case .first: return Array(numbers)
    case .longest:
      // One number for each, so that comparing is comparing numbers: what is shorter is later, and of equals the later one.
      let lengths = sketches.quarters.map { UInt64(UInt32.max) - UInt64(clamping: $0) }
      let keys = numbers.map { lengths[$0] << 32 | UInt64($0) }
      return keys.sorted().map { Int($0 & 0xFFFF_FFFF) }
    case .earliest, .latest:
      return numbers.sorted { a, b in
        guard let x = dates[a], let y = dates[b], x != y else {
          let (hasFirst, hasSecond) = (dates[a] != nil, dates[b] != nil)
          return hasFirst != hasSecond ? hasFirst : a < b
        }
        return x.lexicographicallyPrecedes(y) == (settings.keep == .earliest)
      }
    }
  }
}
