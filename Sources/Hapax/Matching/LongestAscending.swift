/// Longest rows that ascend: what two orders have in common.
package enum LongestAscending {
  /// Which places of a list make up a longest strictly ascending subsequence of it.
  ///
  /// Patience sorting: of each length, the smallest last value is remembered. Source: M. L. Fredman, "On computing the
  /// length of longest increasing subsequences", Discrete Mathematics 11, 1975.
  /// - Complexity: O(*n* log *n*).
  package static func places(in values: [Int]) -> [Bool] {
    var ends: [Int] = []
    var previous = [Int](repeating: -1, count: values.count)
    for (place, value) in values.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if values[ends[middle]] < value { low = middle + 1 } else { high = middle }
      }
      if low > 0 { previous[place] = ends[low - 1] }
      if low == ends.count { ends.append(place) } else { ends[low] = place }
    }
    var isPart = [Bool](repeating: false, count: values.count)
    var place = ends.last ?? -1
    while place >= 0 {
      isPart[place] = true
      place = previous[place]
    }
    return isPart
  }
}
