import Workloads

/// A text's words as numbers, and which of its windows are different, told without any hash.
struct Windows {
  /// The word at each place, by number.
  let words: [Int32]

  init(words: [Int32]) { self.words = words }

  init(of text: [UInt8]) {
    var numbering = Words()
    words = numbering.numbered(in: text)
  }

  /// The words' hashes: equal words have equal ones, different words different ones, so that all collisions are the family's.
  var tokens: [UInt64] {
    words.map { word in
      var random = SplitMix64(seed: UInt64(UInt32(bitPattern: word)))
      return random.next()
    }
  }

  /// Where each different window begins for the first time.
  ///
  /// Windows get names: those of twice the width, or of less than that, are pairs of names. (R. M. Karp, R. E. Miller,
  /// A. L. Rosenberg, "Rapid identification of repeated patterns in strings, trees and arrays", STOC 1972.)
  func different(width: Int) -> [Int] {
    guard words.count >= width else { return [] }
    var names = words
    var length = 1
    while length < width {
      let step = min(length, width - length)
      names = Windows.pairs(names, step: step)
      length += step
    }
    var seen = Set<Int32>()
    return names.indices.filter { seen.insert(names[$0]).inserted }
  }

  /// The names of the pairs that stand `step` apart.
  private static func pairs(_ names: [Int32], step: Int) -> [Int32] {
    var known: [UInt64: Int32] = [:]
    return (0..<names.count - step).map { index in
      let pair =
        UInt64(UInt32(bitPattern: names[index])) << 32 | UInt64(UInt32(bitPattern: names[index + step]))
      let next = Int32(known.count)
      let name = known[pair, default: next]
      if name == next { known[pair] = next }
      return name
    }
  }
}
