extension PairAligner {
  /// The length of the longest stretch between two common passages in which each document says something else: of two
  /// pages of one frame, the story. Of the two texts that stand there the shorter one counts, in quarters of a word.
  ///
  /// What is longer in one document alone, or stands before or behind all passages, was cut or added, and not replaced.
  ///
  /// - Complexity: O(*n* + *m*).
  mutating func longestReplaced() -> Int {
    firstNovel.removeAll()
    firstNovel.reserve(first.count + 1)
    var novel: UInt32 = 0
    for index in 0..<first.count {
      firstNovel.append(novel)
      if !firstCovered[index] { novel += firstLengths[index + 1] - firstLengths[index] }
    }
    firstNovel.append(novel)

    var longest = 0
    /// The partner of the last token that has one, and the longest stretch since then.
    var before = -1
    var stretch = 0
    var start = 0
    for index in 0..<second.count {
      guard secondCovered[index] else {
        stretch = max(stretch, Int(secondLengths[index + 1] - secondLengths[start]))
        continue
      }
      start = index + 1
      let partner = Int(partners[index])
      guard partner >= 0 else { continue }
      if stretch > longest, before >= 0, partner > before {
        longest = max(longest, min(stretch, Int(firstNovel[partner] - firstNovel[before + 1])))
      }
      before = partner
      stretch = 0
    }
    return longest
  }
}
