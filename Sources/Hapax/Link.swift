/// The number of a document in an index, in the order in which it was inserted, from 0.
public struct DocumentID: Hashable, Comparable, Sendable {
  public let rawValue: Int
  public init(_ rawValue: Int) { self.rawValue = rawValue }
  public static func < (a: DocumentID, b: DocumentID) -> Bool { a.rawValue < b.rawValue }
}

/// What a document has in common with one that is kept.
public struct Link: Hashable, Sendable {
  /// How two documents are related, the closest first.
  public enum Relation: String, Sendable, CaseIterable {
    /// The same tokens, one for one: case, punctuation and layout aside, the same text.
    case same
    /// Nearly all of both is the same, templates aside.
    case near
    /// Nearly all of the new document stands in the kept one.
    case contained
    /// Nearly all of the kept document stands in the new one.
    case contains
    /// They have passages in common.
    case shares

    /// 0 for the closest.
    var rank: Int {
      switch self {
      case .same: 0
      case .near: 1
      case .contained: 2
      case .contains: 3
      case .shares: 4
      }
    }
  }

  public let document: DocumentID
  public let relation: Relation
  /// The share of the new document that stands in passages of both, from 0 to 1.
  public let coverage: Double
  /// The share of the kept document that does.
  public let sourceCoverage: Double
  /// The fingerprints that both have, those of templates aside.
  public let sharedFingerprints: Int
  /// The passages, ascending; empty where the sketches have no places.
  public let passages: [Passage]

  /// A passage that two documents have in common.
  public struct Passage: Hashable, Sendable {
    /// Where it stands in the new document, and in the kept one, in bytes of their texts as given.
    public let range: Range<Int>
    public let source: Range<Int>
    /// The words that are the same.
    public let words: Double
  }
}

extension Link {
  /// The same link, to a document of a number that is larger by `count`: of an index that holds more documents before.
  public func shifted(by count: Int) -> Link {
    Link(
      document: DocumentID(document.rawValue + count), relation: relation, coverage: coverage,
      sourceCoverage: sourceCoverage, sharedFingerprints: sharedFingerprints, passages: passages)
  }
}
