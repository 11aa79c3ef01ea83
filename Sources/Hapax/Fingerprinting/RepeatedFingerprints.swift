internal import CHapaxSIMD
internal import Glibc

/// Which fingerprints stand in more than one document of a corpus, told by two bits for each of several places that a
/// fingerprint can fall on.
///
/// A fingerprint that one document alone has proposes nothing, and of most corpora most are such: without them the index is
/// a fraction as large. One that stands in two documents is never left out; one that stands in a single document is kept
/// where others fall on both of its places, one time in twenty by chance, and costs a slot of the index then.
///
/// Source: a Bloom filter of two hash functions that counts up to two. Both places lie in one word, so that asking costs one
/// access. B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 13 (7), 1970; F. Putze,
/// P. Sanders, J. Singler, "Cache-, hash- and space-efficient Bloom filters", WEA 2007.
@safe package final class RepeatedFingerprints: @unchecked Sendable {
  // SAFETY: one thread at a time notes in a part of the words, and all is noted before anything is asked.
  /// Of 32 places each: the low half whether a fingerprint fell there, the high half whether one did both of whose places
  /// were taken.
  private var words: Store<UInt64>
  /// The high halves, when all is noted: half as much lies in a cache.
  private var repeated = Store<UInt32>()
  private let wordCount: UInt64
  /// About how many different fingerprints are kept, and rather too many; told when all is noted.
  package private(set) var expectedCount = 0
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
  /// Notes fingerprints that fall into one part. No other thread notes in it at the same time. Which ones of a single document
  /// find their places taken depends on the order; none of several documents is missed in any.
  func note(_ fingerprints: UnsafeBufferPointer<UInt32>) {
    let words = unsafe words.pointer
    for index in 0..<fingerprints.count {
      // SAFETY: places lie inside the words, and a prefetch reads nothing.
      if index + Self.ahead < fingerprints.count {
        unsafe hapax_prefetch(words + place(fingerprints[index + Self.ahead]).word)
      }
      let (word, bits) = unsafe place(fingerprints[index])
      let noted = unsafe words[word]
      unsafe words[word] = noted | bits | (noted & bits == bits ? bits << 32 : 0)
    }
  }

  /// To be called once, when all is noted and before anything is asked.
  ///
  /// - Parameter concurrently: Calls its second argument for each part, and returns when all are done.
  package func finish(
    _ concurrently: (_ parts: Int, _ body: @escaping (_ part: Int) -> Void) -> Void = { parts, body in
      (0..<parts).forEach(body)
    }
  ) {
    let (parts, size) = (parts, words.count / parts)
    repeated = Store(zeros: words.count)
    let counts = (0..<parts).map { _ in Taken() }
    concurrently(parts) { [self] part in
      // SAFETY: the parts are equal pieces of all words, and each writes its own.
      let (from, to) = unsafe (words.pointer, repeated.pointer)
      var count = 0
      for index in part * size..<(part + 1) * size {
        let high = unsafe UInt32(truncatingIfNeeded: from[index] >> 32)
        unsafe to[index] = high
        count += high.nonzeroBitCount
      }
      counts[part].count = count
    }
    words = Store()
    expectedCount = Self.expectedCount(
      ofTaken: counts.reduce(0) { $0 + $1.count }, places: repeated.count * UInt32.bitWidth)
  }

  /// How many places of a part are taken twice.
  private final class Taken { var count = 0 }

  /// How many fingerprints took so many places, and a tenth more: those of a single document, and chance.
  ///
  /// Of m places k n that fall by chance leave m exp(-k n / m) free; here k is 2.
  private static func expectedCount(ofTaken taken: Int, places: Int) -> Int {
    let free = max(1, places - taken)
    return Int(1.1 / 2 * Double(places) * log(Double(places) / Double(free))) + 1
  }

  /// Whether two documents have a fingerprint, or may have.
  @inline(__always)
  func contains(_ fingerprint: UInt32) -> Bool {
    let (word, bits) = place(fingerprint)
    return ~repeated[word] & UInt32(truncatingIfNeeded: bits) == 0
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

  /// The part in which a fingerprint is noted.
  @inline(__always)
  func part(of fingerprint: UInt32) -> Int {
    Int(truncatingIfNeeded: PostingTable.mixed(fingerprint) >> UInt64(UInt64.bitWidth - partBits))
  }

  @inline(__always)
  private func place(_ fingerprint: UInt32) -> (word: Int, bits: UInt64) {
    let mixed = PostingTable.mixed(fingerprint)
    let word = Int(truncatingIfNeeded: mixed.multipliedFullWidth(by: wordCount).high)
    return (word, 1 << (mixed & 31) | 1 << (mixed >> 5 & 31))
  }
}

extension Sketch {
  /// The same documents without the fingerprints that no other one has: in an index of documents that were all noted, each
  /// gets the same answers, and others get the same answers about it.
  package static func keeping(_ repeated: RepeatedFingerprints, of sketches: ArraySlice<Sketch>) -> [Sketch] {
    let counts = sketches.map(\.fingerprintCount)
    var kept: [Range<Int>] = []
    kept.reserveCapacity(sketches.count)
    // One list for all: a list for each would be freed by another thread than made it, and both would wait for it.
    let room = 2 * counts.reduce(0, +)
    let list = unsafe [UInt32](unsafeUninitializedCapacity: room) { list, initialized in
      unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: counts.max() ?? 0) { places in
        for sketch in sketches {
          let all = sketch.content.storage.fingerprints
          let start = initialized
          repeated.prefetchFirst(of: all)
          var count = 0
          for (index, fingerprint) in all.enumerated() {
            repeated.prefetch(after: index, in: all)
            // SAFETY: there is room for two values of each fingerprint. Written in any case, and counted where it is kept:
            // no branch to guess.
            unsafe list.initializeElement(at: start + count, to: fingerprint)
            unsafe places.initializeElement(at: count, to: UInt32(truncatingIfNeeded: index))
            count += repeated.contains(fingerprint) ? 1 : 0
          }
          initialized = unsafe list[(start + count)...].initialize(fromContentsOf: places[..<count])
          kept.append(start..<start + count)
        }
      }
    }
    return zip(sketches, kept).map { sketch, kept in
      Sketch(sketch.content, repeated: Repeated(list: list, start: kept.lowerBound, count: kept.count))
    }
  }
}
