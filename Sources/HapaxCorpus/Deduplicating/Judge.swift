internal import Hapax

/// What becomes of each document.
struct Verdicts {
  /// Of each document: the one that it is a duplicate of, or -1.
  fileprivate var duplicateOf: [Int32]
  /// Of each document that goes: what it has in common with the one that stays.
  fileprivate var links: [Int: Link] = [:]
  /// Of each document: what it shares with others that stay, where passages are asked for.
  fileprivate var shared: [Int: [Link]] = [:]
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

  /// The document at the other end of a link.
  func document(of link: Link) -> Int { Int(kept[link.document.rawValue]) }
}

/// Judges the documents one after the other, each against those that stay.
struct Judge {
  private let settings: Deduplication.Settings

  init(_ settings: Deduplication.Settings) { self.settings = settings }

  func verdicts(on corpus: SketchedCorpus) throws(CorpusError) -> Verdicts {
    var index: CorpusIndex
    do { index = try CorpusIndex(settings.reading.options) } catch { throw .usage("\(error)") }
    var verdicts = Verdicts(duplicateOf: [Int32](repeating: -1, count: corpus.documents.count))
    for number in order(of: corpus) {
      let sketch = corpus.documents[number].sketch
      if settings.passages != nil { verdicts.shared[number] = index.links(for: sketch) }
      if let link = index.link(for: sketch), drops(link) {
        verdicts.duplicateOf[number] = verdicts.kept[link.document.rawValue]
        verdicts.links[number] = link
      } else {
        index.insert(sketch)
        verdicts.kept.append(Int32(number))
      }
    }
    return verdicts
  }

  /// Whether a document goes for what it has in common with one that stays.
  private func drops(_ link: Link) -> Bool {
    switch link.relation {
    case .same: true
    case .near: settings.near == .drop
    case .contained: settings.contained == .drop
    // The new document says more.
    case .contains, .shares: false
    }
  }

  private func order(of corpus: SketchedCorpus) -> [Int] {
    switch settings.keep {
    case .first: Array(corpus.documents.indices)
    case .longest:
      corpus.documents.indices.sorted { a, b in
        let (x, y) = (corpus.documents[a].sketch, corpus.documents[b].sketch)
        return x.wordCount != y.wordCount ? x.wordCount > y.wordCount : a < b
      }
    }
  }
}
