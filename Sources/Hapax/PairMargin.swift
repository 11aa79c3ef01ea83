/// How near a document and a kept one come to the border between one story and two, and on which side they lie.
public struct PairMargin: Hashable, Sendable {
  /// The kept document.
  public let document: DocumentID
  public let relation: Link.Relation
  /// The share of the new document that stands in passages of both, from 0 to 1.
  public let coverage: Double
  /// The share of the kept document that does.
  public let sourceCoverage: Double
  /// The smaller of both where templates are left out; nil where there are none.
  public let informativeCoverage: Double?
  /// By how much the pair is beyond the bounds of `nearInformative` and `nearCoverage`, or of `containedCoverage`, from −1
  /// to 1: of the two rules the one that it meets best. Or beyond `maximumReplaced`, as a share of the shorter document, if
  /// that is less. Negative where the pair is not related, by what it lacks.
  public let value: Double
}

extension PairMargin {
  /// The same, to a document of a number that is larger by `count`: of an index that holds more documents before.
  public func shifted(by count: Int) -> PairMargin {
    PairMargin(
      document: DocumentID(document.rawValue + count), relation: relation, coverage: coverage,
      sourceCoverage: sourceCoverage, informativeCoverage: informativeCoverage, value: value)
  }
}
