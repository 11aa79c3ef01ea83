/// Units of a text that are equal, token by token.
struct UnitIndex {
  /// The units of each group of two and more, ascending; groups in the order of their first units.
  private(set) var groups: [[Int]] = []
  private var groupOfUnit: [Int: Int] = [:]

  /// - Complexity: O(*n*) expected in the tokens.
  init(_ evidence: borrowing Evidence) {
    let units = evidence.layout.units
    /// The first unit of each group, by a hash that only proposes.
    var candidates: [UInt64: [Int]] = [:]
    var members: [Int: [Int]] = [:]
    for (index, unit) in units.enumerated() {
      var hash: UInt64 = 0
      for token in unit.tokens { hash = hash &* RollingHash.base &+ evidence.tokens.hash(token) }
      hash = HashWidth.cut(hash)
      if let first = candidates[hash, default: []].first(where: { evidence.areEqual(units[$0], unit) }) {
        members[first, default: [first]].append(index)
      } else {
        candidates[hash, default: []].append(index)
      }
    }
    for first in members.keys.sorted() {
      guard let group = members[first] else { continue }
      for unit in group { groupOfUnit[unit] = groups.count }
      groups.append(group)
    }
  }

  /// All units that equal a unit, itself among them.
  func equal(to unit: Int) -> [Int] {
    groupOfUnit[unit].map { groups[$0] } ?? [unit]
  }
}

extension Evidence {
  /// Whether two units have the same tokens.
  func areEqual(_ a: Unit, _ b: Unit) -> Bool {
    a.tokens.count == b.tokens.count
      && tokens.areEqual(a.tokens.lowerBound, b.tokens.lowerBound, count: a.tokens.count)
  }
}
