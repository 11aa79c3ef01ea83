internal import CHapaxSIMD

/// Which fingerprints stand in more than one document of a corpus, told by two bits for each of several places that a
/// fingerprint can fall on.
///
/// A fingerprint that one document alone has proposes nothing, and of most corpora most are such: without them the index is
/// a fraction as large. One that stands in two documents is never left out; one that stands in a single document is kept
/// where another one falls on its place, one time in seven by chance, and costs a slot of the index then.
///
/// Source: a Bloom filter of one hash function that counts up to two. B. H. Bloom, "Space/time trade-offs in hash coding
/// with allowable errors", CACM 13 (7), 1970.
@safe package final class RepeatedFingerprints: @unchecked Sendable {
  // SAFETY: words are set by atomic operations, and all is noted before anything is asked.
  /// Of 32 places each: the low half whether a fingerprint fell there, the high half whether another one did.
  private let words: Store<UInt64>
  private static let placesPerFingerprint = 6
  /// How many lookups ahead memory is asked, which takes as long as many of them.
  private static let ahead = 64
  /// There is no larger table: 1.6 GB.
  private static let most = 1 << 30

  /// - Parameter count: About how many fingerprints are noted. Where it is too low, more of a single document are kept.
  package init(count: Int) {
    var words = Store<UInt64>()
    words.reset(to: 0, count: max(1, min(count, Self.most) * Self.placesPerFingerprint / 32))
    self.words = words
  }
}

extension RepeatedFingerprints {
  /// Notes the fingerprints of a document, once. Many threads may call this at once, and what is noted in the end is the
  /// same: of those that fall on a place all but the first find it taken.
  package func note(_ sketch: Sketch) {
    let fingerprints = sketch.fingerprints
    prefetchFirst(of: fingerprints)
    for (index, fingerprint) in fingerprints.enumerated() {
      prefetch(after: index, in: fingerprints)
      let (word, bit) = place(fingerprint)
      // SAFETY: the place lies inside the words.
      unsafe hapax_note_twice(words.pointer + word, bit)
    }
  }

  /// Whether two documents have a fingerprint, or may have.
  @inline(__always)
  func contains(_ fingerprint: UInt32) -> Bool {
    let (word, bit) = place(fingerprint)
    return words[word] >> 32 & bit != 0
  }

  /// To be called before the first is looked up; for the others `prefetch(after:in:)` asks.
  @inline(__always)
  func prefetchFirst(of fingerprints: ArraySlice<UInt32>) {
    for fingerprint in fingerprints.prefix(Self.ahead) {
      unsafe hapax_prefetch(words.pointer + place(fingerprint).word)
    }
  }

  @inline(__always)
  func prefetch(after index: Int, in fingerprints: ArraySlice<UInt32>) {
    guard index + Self.ahead < fingerprints.count else { return }
    // SAFETY: a prefetch reads nothing.
    unsafe hapax_prefetch(words.pointer + place(fingerprints[index + Self.ahead]).word)
  }

  /// About how many different fingerprints are kept, and rather too many. Most places that were taken twice have one that
  /// two documents have, or two of one document each.
  package var expectedCount: Int {
    var count = 0
    for index in 0..<words.count { count += (words[index] >> 32).nonzeroBitCount }
    return count + count / 4
  }

  @inline(__always)
  private func place(_ fingerprint: UInt32) -> (word: Int, bit: UInt64) {
    let mixed = PostingTable.mixed(fingerprint)
    let word = Int(truncatingIfNeeded: mixed.multipliedFullWidth(by: UInt64(words.count)).high)
    return (word, 1 << (mixed & 31))
  }
}

extension Sketch {
  /// The same document without the fingerprints that no other one has: in an index of documents that were all noted, it gets
  /// the same answers, and others get the same answers about it.
  package func keeping(_ repeated: RepeatedFingerprints) -> Sketch {
    let (all, tokens) = (content.storage.fingerprints, content.storage.fingerprintTokens)
    return unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: all.count) { kept in
      var count = 0
      repeated.prefetchFirst(of: all)
      for (index, fingerprint) in all.enumerated() {
        repeated.prefetch(after: index, in: all)
        // Written in any case, and counted where it is kept: no branch to guess.
        unsafe kept[count] = UInt32(truncatingIfNeeded: index)
        count += repeated.contains(fingerprint) ? 1 : 0
      }
      // SAFETY: both halves are written, with indices that were just taken from the list.
      let left = unsafe [UInt32](unsafeUninitializedCapacity: 2 * count) { left, initialized in
        for index in 0..<count {
          unsafe left[index] = all[Int(kept[index])]
          unsafe left[count + index] = UInt32(truncatingIfNeeded: tokens[Int(kept[index])])
        }
        initialized = 2 * count
      }
      return Sketch(content, repeated: left)
    }
  }
}
