/// HTML character references, decoded until none is left.
///
/// A `;` looks back over what was passed for `&name` or `&#number`; what it names takes the place of the whole and goes
/// through mapping and dropping like any other code point. It may be a `&` or a `;` itself, so `&amp;nbsp;` becomes a
/// space: the part before a reference is on the stack and unchanged, so whatever the text ends as, every reference in
/// it was found when its `;` came. U+200B and bidi controls that may go later do not hide a reference.
///
/// A reference has at most 32 characters here, so the look back costs O(1).
extension ExactWriter {
  private static var longestReference: Int { 32 }

  mutating func passEntities(_ unit: Unit, _ traits: CharacterTraits) {
    guard rules.decodesEntities else { return passBidi(unit, traits) }
    if entityQueue.isEmpty, unit.scalar != 0x26 { return passBidi(unit, traits) }
    entityQueue.append(unit)
    if unit.isDropped || isTransparent(unit.scalar, traits) { return }
    entityStack.append(entityQueue.end - 1)
    switch unit.scalar {
    case 0x3B: decodeReference()
    case 0x26, 0x23, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: limitStack()
    default: flushEntities()
    }
  }

  private func isTransparent(_ scalar: UInt32, _ traits: CharacterTraits) -> Bool {
    (rules.dropsInvisibles && scalar == Unit.zeroWidthSpace)
      || (rules.dropsUnbalancedBidi && traits.contains(.isBidiControl))
  }

  /// Nothing that stands below a character that is in no reference can become one.
  mutating func flushEntities() {
    while !entityQueue.isEmpty { passFirstOfEntities() }
    entityStack.removeAll(keepingCapacity: true)
    entityStackHead = 0
  }

  private mutating func passFirstOfEntities() {
    let unit = entityQueue.removeFirst()
    passBidi(unit, unit.isDropped ? [] : rules.traits[unit.scalar])
  }

  /// Lets go what is too far back for a reference, up to the next `&`.
  private mutating func limitStack() {
    guard entityStack.count - entityStackHead >= Self.longestReference else { return }
    repeat {
      entityStackHead += 1
    } while entityStackHead < entityStack.count
      && entityQueue[entityStack[entityStackHead]].scalar != 0x26
    guard entityStackHead < entityStack.count else { return flushEntities() }
    let first = entityStack[entityStackHead]
    while entityQueue.start < first { passFirstOfEntities() }
    if entityStackHead >= 1024 {
      entityStack.removeFirst(entityStackHead)
      entityStackHead = 0
    }
  }

  private mutating func decodeReference() {
    var name: [UInt8] = []
    var start = entityStack.count - 2
    while start >= entityStackHead {
      let scalar = entityQueue[entityStack[start]].scalar
      if scalar == 0x26 { break }
      name.append(UInt8(truncatingIfNeeded: scalar))
      start -= 1
    }
    name.reverse()
    guard start >= entityStackHead, let scalar = CharacterReference.scalar(named: name) else {
      return flushEntities()
    }
    let first = entityStack[start]
    let unit = Unit(
      scalar: scalar, reason: .htmlEntity, start: entityQueue[first].start,
      end: entityQueue[entityQueue.end - 1].end)
    entityStack.removeLast(entityStack.count - start)
    entityQueue.removeLast(from: first)
    if entityStack.count == entityStackHead { flushEntities() }
    take(unit, rules.traits[scalar])
  }
}
