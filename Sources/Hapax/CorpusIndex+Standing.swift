// Which of several related documents stands for a new one. All of them stay: what is chosen is because of which one it
// is left out.

extension CorpusIndex {
  /// Notes that documents are left out because of one. Of several that say as much of a new document, `link` then takes the
  /// one that stands for the most: versions of one story stay together.
  ///
  /// - Precondition: The document was inserted, and at most 2³² − 1 documents are left out because of it.
  public mutating func countDuplicates(_ count: Int = 1, of document: DocumentID) {
    duplicateCounts[document.rawValue] += UInt32(count)
  }

  /// How many documents are left out because of one.
  ///
  /// - Precondition: The document was inserted.
  public func duplicateCount(of document: DocumentID) -> Int { Int(duplicateCounts[document.rawValue]) }

  /// Whether the document of a link is to stand for a new one rather than that of another link: by the closer relation; else
  /// more of either stands in the other, by a twentieth or so; else it stands for more already; else it is closer.
  ///
  /// - Parameters:
  ///   - aCount, bCount: How many are left out because of each.
  package static func standsRather(_ a: Link, _ aCount: Int, than b: Link, _ bCount: Int) -> Bool {
    func key(_ link: Link, _ count: Int) -> (Int, Double, Int) {
      (-link.relation.rank, (max(link.coverage, link.sourceCoverage) * 20).rounded(), count)
    }
    let (x, y) = (key(a, aCount), key(b, bCount))
    return x == y ? isCloser(a, than: b) : x > y
  }

  /// Whether a link is the closer of two: of equals the one to the document that was inserted first.
  public static func isCloser(_ a: Link, than b: Link) -> Bool {
    func key(_ link: Link) -> (Double, Double, Int) {
      (
        max(link.coverage, link.sourceCoverage), min(link.coverage, link.sourceCoverage),
        -link.document.rawValue
      )
    }
    return key(a) > key(b)
  }
}
