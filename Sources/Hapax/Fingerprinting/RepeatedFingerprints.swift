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
  // SAFETY: one thread at a time notes in a part of the words, and all is noted before anything is asked.
  /// Of 32 places each: the low half whether a fingerprint fell there, the high half whether another one did.
  private var words: Store<UInt64>
  /// The high halves, when all is noted: half as much lies in a cache.
  private var repeated = Store<UInt32>()
  private let wordCount: UInt64
  private static let placesPerFingerprint = 6
  /// The words are noted in by so many parts, a power of two; they are small enough for a near cache.
  package var parts: Int { 1 << partBits }
  private let partBits: Int
  private static let partBytes = 1 << 18
  private static let fewestPartBits = 5
  private static let mostPartBits = 12
  /// How many lookups ahead memory is asked, which takes as long as many of them.
  private static let ahead = 64
  /// There is no larger table: 1.6 GB.
  private static let most = 1 << 30

  /// - Parameter count: About how many fingerprints are noted. Where it is too low, more of a single document are kept.
  package init(count: Int) {
    let places = min(count, Self.most) * Self.placesPerFingerprint
    // A word of 8 bytes has 32 places.
    let bits = Int.bitWidth - (places / 4 / Self.partBytes).leadingZeroBitCount
    partBits = min(max(bits, Self.fewestPartBits), Self.mostPartBits)
    // Each part has as many words, so that the first bits of a place tell its part.
    words = Store(zeros: ((places / 32) >> partBits + 1) << partBits)
    wordCount = UInt64(words.count)
  }
}

extension RepeatedFingerprints {
  /// Notes fingerprints that fall into one part. No other thread notes in it at the same time. What is noted in the end is the
  /// same in any order: of those that fall on a place all but the first find it taken.
  func note(_ fingerprints: UnsafeBufferPointer<UInt32>) {
    let words = unsafe words.pointer
    for index in 0..<fingerprints.count {
      // SAFETY: places lie inside the words, and a prefetch reads nothing.
      if index + Self.ahead < fingerprints.count {
        unsafe hapax_prefetch(words + place(fingerprints[index + Self.ahead]).word)
      }
      let (word, bit) = unsafe place(fingerprints[index])
      let noted = unsafe words[word]
      unsafe words[word] = noted | bit | (noted & bit) << 32
    }
  }

  /// To be called once, when all is noted and before anything is asked.
  package func finish() {
    let count = words.count
    repeated = Store(capacity: count)
    for index in 0..<count { repeated.append(UInt32(truncatingIfNeeded: words[index] >> 32)) }
    words = Store()
  }

  /// Whether two documents have a fingerprint, or may have.
  @inline(__always)
  func contains(_ fingerprint: UInt32) -> Bool {
    let (word, bit) = place(fingerprint)
    return repeated[word] & UInt32(truncatingIfNeeded: bit) != 0
  }

  /// To be called before the first is looked up; for the others `prefetch(after:in:)` asks.
  @inline(__always)
  func prefetchFirst(of fingerprints: ArraySlice<UInt32>) {
    for fingerprint in fingerprints.prefix(Self.ahead) {
      unsafe hapax_prefetch(repeated.pointer + place(fingerprint).word)
    }
  }

  @inline(__always)
  func prefetch(after index: Int, in fingerprints: ArraySlice<UInt32>) {
    guard index + Self.ahead < fingerprints.count else { return }
    // SAFETY: a prefetch reads nothing.
    unsafe hapax_prefetch(repeated.pointer + place(fingerprints[index + Self.ahead]).word)
  }

  /// About how many different fingerprints are kept, and rather too many. Most places that were taken twice have one that
  /// two documents have, or two of one document each.
  package var expectedCount: Int {
    var count = 0
    for index in 0..<repeated.count { count += repeated[index].nonzeroBitCount }
    return count + count / 4
  }

  /// The part in which a fingerprint is noted.
  @inline(__always)
  func part(of fingerprint: UInt32) -> Int {
    Int(truncatingIfNeeded: PostingTable.mixed(fingerprint) >> UInt64(UInt64.bitWidth - partBits))
  }

  @inline(__always)
  private func place(_ fingerprint: UInt32) -> (word: Int, bit: UInt64) {
    let mixed = PostingTable.mixed(fingerprint)
    let word = Int(truncatingIfNeeded: mixed.multipliedFullWidth(by: wordCount).high)
    return (word, 1 << (mixed & 31))
  }
}

extension Sketch {
  /// The same document without the fingerprints that no other one has: in an index of documents that were all noted, it gets
  /// the same answers, and others get the same answers about it.
  package func keeping(_ repeated: RepeatedFingerprints) -> Sketch {
    let all = content.storage.fingerprints
    return unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * all.count) { kept in
      var count = 0
      repeated.prefetchFirst(of: all)
      for (index, fingerprint) in all.enumerated() {
        repeated.prefetch(after: index, in: all)
        // Written in any case, and counted where it is kept: no branch to guess.
        unsafe kept[count] = fingerprint
        unsafe kept[all.count + count] = UInt32(truncatingIfNeeded: index)
        count += repeated.contains(fingerprint) ? 1 : 0
      }
      // SAFETY: both halves are written, out of what was just filled so far.
      let left = unsafe [UInt32](unsafeUninitializedCapacity: 2 * count) { left, initialized in
        for (half, start) in [0, all.count].enumerated() {
          _ = unsafe left[(half * count)...].initialize(fromContentsOf: kept[start..<start + count])
        }
        initialized = 2 * count
      }
      return Sketch(content, repeated: left)
    }
  }
}
