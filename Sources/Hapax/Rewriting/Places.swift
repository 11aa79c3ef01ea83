/// Places in a text, joined where they overlap, to look ranges up in.
struct Places {
  private var ranges: [Range<Int>] = []

  init(_ places: [Range<Int>]) {
    for place in places.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, place.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, place.upperBound)
      } else {
        ranges.append(place)
      }
    }
  }

  /// Whether one place holds all of a range.
  ///
  /// - Complexity: O(log *n*).
  func contain(_ range: Range<Int>) -> Bool {
    let index = first(endingBehind: range.lowerBound)
    return index < ranges.count && ranges[index].lowerBound <= range.lowerBound
      && ranges[index].upperBound >= range.upperBound
  }

  /// Whether a place and a range have anything in common.
  ///
  /// - Complexity: O(log *n*).
  func overlap(_ range: Range<Int>) -> Bool {
    let index = first(endingBehind: range.lowerBound)
    return index < ranges.count && ranges[index].lowerBound < range.upperBound
  }

  private func first(endingBehind offset: Int) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
