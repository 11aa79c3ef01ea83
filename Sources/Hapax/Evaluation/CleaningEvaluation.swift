/// How well texts were cleaned, told by their words beside those of the texts that a perfect cleaner gives.
///
/// What counts as a word is the caller's: words come as numbers, equal words with equal ones. Words *kept* are the longest
/// common subsequence of what was given back and what should be, so a word that stands in the wrong place is lost and left.
public struct CleaningEvaluation: Hashable, Sendable {
  public private(set) var documents = 0
  /// Words that should stay, and those that did.
  public private(set) var expected = 0
  public private(set) var kept = 0
  /// Words that stand nowhere in the output, though they should.
  public private(set) var vanished = 0
  /// Words that should go, and those of them that did not.
  public private(set) var redundant = 0
  public private(set) var left = 0
  /// Documents that lost a word; that have a word more often than the input; that are as they should be.
  public private(set) var damaged = 0
  public private(set) var fused = 0
  public private(set) var exact = 0

  /// Of no document.
  public init() {}

  /// Of one document.
  ///
  /// - Parameters:
  ///   - input: Its words.
  ///   - expected: Those that should stay.
  ///   - output: Those that did.
  ///   - isExact: Whether the output is what it should be, white space and all, as the caller sees it.
  /// - Complexity: O(*n* · *m* / 64) in what expected and output do not share at their ends.
  public init(input: [Int32], expected: [Int32], output: [Int32], isExact: Bool) {
    let common = CommonWords.count(expected, output)
    let standing = Set(output)
    documents = 1
    self.expected = expected.count
    kept = common
    vanished = expected.count { !standing.contains($0) }
    redundant = max(0, input.count - expected.count)
    left = min(redundant, max(0, output.count - common))
    damaged = common < expected.count ? 1 : 0
    fused = Self.hasMore(output, than: input) ? 1 : 0
    exact = isExact ? 1 : 0
  }

  public static func += (sum: inout CleaningEvaluation, one: CleaningEvaluation) {
    sum.documents += one.documents
    sum.expected += one.expected
    sum.kept += one.kept
    sum.vanished += one.vanished
    sum.redundant += one.redundant
    sum.left += one.left
    sum.damaged += one.damaged
    sum.fused += one.fused
    sum.exact += one.exact
  }

  /// Whether a word stands more often in `found` than in `before`.
  private static func hasMore(_ found: [Int32], than before: [Int32]) -> Bool {
    var counts: [Int32: Int] = [:]
    for word in before { counts[word, default: 0] += 1 }
    return found.contains { word in
      counts[word, default: 0] -= 1
      return counts[word, default: 0] < 0
    }
  }
}

extension CleaningEvaluation {
  /// Words that should have stayed, and did not.
  public var lost: Int { expected - kept }

  /// The share of the words that should stay that did; 1 where there are none.
  public var keptShare: Double { expected == 0 ? 1 : Double(kept) / Double(expected) }

  /// The share of the redundant words that went; 1 where there are none.
  public var removedShare: Double {
    redundant == 0 ? 1 : Double(redundant - left) / Double(redundant)
  }

  /// The share of the documents that are as they should be; 1 where there are none.
  public var exactShare: Double { documents == 0 ? 1 : Double(exact) / Double(documents) }

  /// What the mistakes weigh, in words: a word that is lost as much as ten that were left. What was left can still be
  /// removed; what is lost nobody misses until it is needed.
  public var cost: Int { 10 * lost + left }
}
