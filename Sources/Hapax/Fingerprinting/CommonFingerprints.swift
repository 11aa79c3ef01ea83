/// Which of some documents may have something in common with another one of them: a fingerprint, or, where one has none
/// because it is too short, all of its words. The others need not be compared.
package struct CommonFingerprints: ~Copyable {
  /// The first document of each fingerprint, and no others.
  private var first = PostingTable(limit: 1)
  /// Of each document whether it may have.
  package private(set) var mayBeRelated: [Bool] = []

  package init() {}
}

extension CommonFingerprints {
  /// Begins with other documents. The memory of the last ones is used again.
  package mutating func begin(documents: Int) {
    first.removeAll()
    mayBeRelated = [Bool](repeating: false, count: documents)
  }

  /// Adds a document under its number, below the count. In any order: what is told in the end is the same.
  package mutating func add(_ sketch: Sketch, number: Int) {
    if sketch.fingerprintCount == 0 { mayBeRelated[number] = true }
    let fingerprints = sketch.fingerprints
    first.prefetchFirst(of: fingerprints)
    for (index, fingerprint) in fingerprints.enumerated() {
      first.prefetch(after: index, in: fingerprints)
      let other = first.first(of: fingerprint, or: number)
      guard other != number else { continue }
      mayBeRelated[other] = true
      mayBeRelated[number] = true
    }
  }
}
