/// U+200B stays where it marks the end of a word in a script without spaces: Thai, Lao, Khmer, Burmese.
///
/// One stays of a run, between two starters of those scripts' letters and marks; marks with a combining class may stand
/// between, on its left. Only starters are asked because composition moves the others: the answer must be the same in
/// a second pass. U+200B before such a mark splits a cluster and goes.
extension ExactWriter {
  mutating func passZeroWidthSpace(_ unit: Unit, _ traits: CharacterTraits) {
    guard rules.dropsInvisibles else { return passComposition(unit, traits) }
    if unit.scalar == Unit.zeroWidthSpace {
      if followsSpacelessLetter, waitingSpace.isEmpty {
        waitingSpace.append(unit)
      } else {
        passDroppedSpace(unit.dropped(.invisible))
      }
    } else if unit.isDropped {
      passDroppedSpace(unit)
    } else {
      let isSpaceless = traits.contains(.isSpaceless)
      if !waitingSpace.isEmpty { finishWaitingSpace(keeps: isSpaceless) }
      if traits.combiningClass == 0 { followsSpacelessLetter = isSpaceless }
      passComposition(unit, traits)
    }
  }

  mutating func finishWaitingSpace(keeps: Bool) {
    guard let space = waitingSpace.first else { return }
    if keeps {
      passComposition(space, rules.traits[space.scalar])
    } else {
      passComposition(space.dropped(.invisible), [])
    }
    for index in waitingSpace.indices.dropFirst() { passComposition(waitingSpace[index], []) }
    waitingSpace.removeAll(keepingCapacity: true)
  }

  private mutating func passDroppedSpace(_ unit: Unit) {
    if waitingSpace.isEmpty {
      passComposition(unit, [])
    } else {
      waitingSpace.appendJoining(unit)
    }
  }
}
