/// Units that stand whole inside a longer unit.
struct Containments {
  /// One unit inside another one.
  struct Containment {
    var unit: Int
    var container: Int
    /// The token at which the unit's text begins in the container.
    var place: Int
  }

  private(set) var all: [Containment] = []
  private var counts: [Int: Int] = [:]

  /// Reads the matches: a unit is contained where one match covers all of it.
  ///
  /// - Complexity: O(*n*) in the units that matches touch.
  init(_ evidence: borrowing Evidence) {
    for index in 0..<evidence.matcher.matches.count {
      let match = evidence.matcher.matches[index]
      // An earlier unit inside a later one, then the other way about.
      addUnits(of: match.sourceRange, shift: match.diagonal, evidence)
      addUnits(of: match.copyRange, shift: -match.diagonal, evidence)
    }
  }

  private mutating func addUnits(of range: Range<Int>, shift: Int, _ evidence: borrowing Evidence) {
    let units = evidence.layout.units
    var index = evidence.unitIndex(of: range.lowerBound)
    while index < units.count, units[index].tokens.upperBound <= range.upperBound {
      let unit = units[index]
      if unit.tokens.lowerBound >= range.lowerBound {
        let place = unit.tokens.lowerBound + shift
        let container = evidence.unitIndex(of: place)
        let isInside = units[container].tokens.upperBound >= place + unit.tokens.count
        if isInside && units[container].tokens.count > unit.tokens.count {
          all.append(Containment(unit: index, container: container, place: place))
          counts[index, default: 0] += 1
        }
      }
      index += 1
    }
  }

  /// Whether the unit is contained at one place only: what comes again and again is meant.
  func isOnly(_ containment: Containment) -> Bool { counts[containment.unit] == 1 }
}
