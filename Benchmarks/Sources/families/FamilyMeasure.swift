import Hapax
import Workloads

/// What one family does on a text.
struct FamilyMeasure: Sendable {
  let name: String
  /// Hashes every window once, and returns all of them as one value, so that the work can not be left out.
  let pass: @Sendable ([UInt64], _ width: Int) -> UInt64
  /// The hashes of the windows that begin at some places, raw or mixed.
  let hashes: @Sendable ([UInt64], _ width: Int, _ places: [Int], _ isMixed: Bool) -> [UInt64]

  init<Family: RollingFamily & SendableMetatype>(_ family: Family.Type) {
    name = Family.name
    pass = { tokens, width in
      var all: UInt64 = 0
      Family.forEachWindow(of: tokens, width: width) { all ^= $0.mixed }
      return all
    }
    hashes = { tokens, width, places, isMixed in
      var all: [UInt64] = []
      all.reserveCapacity(max(0, tokens.count - width + 1))
      Family.forEachWindow(of: tokens, width: width) { all.append(isMixed ? $0.mixed : $0.raw) }
      return places.map { all[$0] }
    }
  }

  static let all = [
    FamilyMeasure(PowerPolynomial.self), FamilyMeasure(PrimePolynomial.self),
    FamilyMeasure(CyclicPolynomial.self), FamilyMeasure(Gear.self),
  ]
}

extension FamilyMeasure {
  /// Nanoseconds of processor time for each window, once.
  func nanoseconds(_ tokens: [UInt64], width: Int) throws -> Double {
    let start = ThreadTime.nanoseconds
    let answer = pass(tokens, width)
    let elapsed = ThreadTime.nanoseconds - start
    guard answer == pass(tokens, width) else { throw WrongAnswer("\(name): not the same twice") }
    return elapsed / Double(max(1, tokens.count - width + 1))
  }

  /// How many different windows share their hash with another one, of `bits` bits from the lowest or the highest on.
  func collisions(
    of tokens: [UInt64], width: Int, at places: [Int], bits: Int, isHigh: Bool, isMixed: Bool
  ) -> CollisionCount {
    // The sixty-first power has no higher bits than its own.
    let top = name == PrimePolynomial.name && !isMixed ? 61 : 64
    let shift = isHigh ? UInt64(max(0, top - bits)) : 0
    let hashes = hashes(tokens, width, places, isMixed)
    let mask = bits >= 64 ? UInt64.max : (1 << UInt64(bits)) - 1
    let different = Set(hashes.map { ($0 >> shift) & mask })
    return CollisionCount(values: hashes.count, collisions: hashes.count - different.count, bits: bits)
  }
}
