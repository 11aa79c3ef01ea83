/// Normal form C of each segment, with an edit over what differs.
///
/// A segment begins at a code point that joins nothing before it. Its code points are mapped already, so it is normal
/// unless one of them is doubtful or its marks are out of order (the quick check of UAX #15, section 9).
extension ExactWriter {
  mutating func passComposition(_ unit: Unit, _ traits: CharacterTraits) {
    guard rules.normalizer != nil else { return passCarriageReturn(unit, traits) }
    if unit.isDropped {
      if segmentCount == 0 { return passCarriageReturn(unit, traits) }
      spillSegment()
      segment.appendJoining(unit)
    } else if !traits.contains(.joinsBackward) {
      finishSegment()
      segmentStart = unit
      segmentStartTraits = traits
      segmentCount = 1
    } else {
      join(unit, traits)
    }
  }

  /// Adds a code point that may change with what stands before it.
  private mutating func join(_ unit: Unit, _ traits: CharacterTraits) {
    spillSegment()
    segment.append(unit)
    segmentCount += 1
    let combiningClass = traits.combiningClass
    if traits.contains(.isDoubtful) || (combiningClass != 0 && combiningClass < segmentLastClass) {
      segmentNeedsWork = true
    }
    segmentLastClass = combiningClass
  }

  /// Most segments are one code point, which needs no array. Puts it into one for what follows.
  private mutating func spillSegment() {
    if segmentCount == 1, segment.isEmpty { segment.append(segmentStart) }
  }

  mutating func finishSegment() {
    guard segmentCount > 0 else { return }
    if segment.isEmpty {
      segmentCount = 0
      passCarriageReturn(segmentStart, segmentStartTraits)
      return
    }
    if segmentNeedsWork { composeSegment() }
    // By index: an iterator would hold the array, and removing from it would copy it.
    for index in segment.indices {
      let unit = segment[index]
      passCarriageReturn(unit, unit.isDropped ? [] : rules.traits[unit.scalar])
    }
    resetSegment()
  }

  mutating func resetSegment() {
    segment.removeAll(keepingCapacity: true)
    segmentCount = 0
    segmentLastClass = 0
    segmentNeedsWork = false
  }

  private mutating func composeSegment() {
    liveIndices.removeAll(keepingCapacity: true)
    scalars.removeAll(keepingCapacity: true)
    for index in segment.indices where !segment[index].isDropped {
      liveIndices.append(index)
      scalars.append(segment[index].scalar)
    }
    CanonicalComposition.compose(&scalars, using: &compositionScratch)
    var prefix = 0
    let shorter = min(scalars.count, liveIndices.count)
    while prefix < shorter, segment[liveIndices[prefix]].scalar == scalars[prefix] { prefix += 1 }
    if prefix == scalars.count, prefix == liveIndices.count { return }
    var suffix = 0
    while suffix < shorter - prefix,
      segment[liveIndices[liveIndices.count - 1 - suffix]].scalar == scalars[scalars.count - 1 - suffix]
    { suffix += 1 }
    replace(prefix, suffix)
  }

  /// Replaces the live units between a prefix and a suffix that stay by the code points between them. Units that were
  /// dropped in between are covered by the edit.
  private mutating func replace(_ prefix: Int, _ suffix: Int) {
    guard prefix < liveIndices.count - suffix else { return }
    let first = liveIndices[prefix]
    let last = liveIndices[liveIndices.count - suffix - 1]
    var unit = Unit(
      scalar: Unit.dropped, reason: .normalForm, start: segment[first].start, end: segment[last].end)
    var replacement: [Unit] = []
    for scalar in scalars[prefix..<scalars.count - suffix] {
      unit.scalar = scalar
      replacement.append(unit)
      unit.start = unit.end
    }
    segment.replaceSubrange(first...last, with: replacement.isEmpty ? [unit] : replacement)
  }
}
