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
    if segment.isEmpty { joinPlain(unit) } else { segment.append(unit) }
    segmentCount += 1
    let combiningClass = traits.combiningClass
    if traits.contains(.isDoubtful) || (combiningClass != 0 && combiningClass < segmentLastClass) {
      segmentNeedsWork = true
    }
    segmentLastClass = combiningClass
  }

  /// Adds a code point to a segment that has no array of units, and makes one where the code point is not as it stands in
  /// the input. A flood of marks takes a sixth of the memory without it.
  private mutating func joinPlain(_ unit: Unit) {
    if segmentScalars.isEmpty {
      if segmentCount == 1, segmentStart.isPlain {
        segmentScalars.append(segmentStart.scalar)
        plainStart = segmentStart.start
        plainEnd = segmentStart.end
      } else if segmentCount == 0, unit.isPlain {
        plainStart = unit.start
        plainEnd = unit.start
      } else {
        spillSegment()
        return segment.append(unit)
      }
    }
    guard unit.isPlain, unit.start == plainEnd else {
      spillSegment()
      return segment.append(unit)
    }
    segmentScalars.append(unit.scalar)
    plainEnd = unit.end
  }

  /// Puts what the segment has so far into its array of units.
  private mutating func spillSegment() {
    guard segment.isEmpty else { return }
    if segmentScalars.isEmpty {
      if segmentCount == 1 { segment.append(segmentStart) }
      return
    }
    var at = plainStart
    for scalar in segmentScalars {
      let unit = Unit(plain: scalar, at: at)
      segment.append(unit)
      at = unit.end
    }
    segmentScalars.removeAll(keepingCapacity: true)
  }

  mutating func finishSegment() {
    guard segmentCount > 0 else { return }
    if !segmentScalars.isEmpty {
      finishPlainSegment()
    } else if segment.isEmpty {
      segmentCount = 0
      passCarriageReturn(segmentStart, segmentStartTraits)
      return
    } else {
      if segmentNeedsWork { composeSegment() }
      // By index: an iterator would hold the array, and removing from it would copy it.
      for index in segment.indices {
        let unit = segment[index]
        passCarriageReturn(unit, unit.isDropped ? [] : rules.traits[unit.scalar])
      }
    }
    resetSegment()
  }

  mutating func resetSegment() {
    segment.removeAll(keepingCapacity: true)
    segmentScalars.removeAll(keepingCapacity: true)
    segmentCount = 0
    segmentLastClass = 0
    segmentNeedsWork = false
  }

  /// Passes a segment on whose code points are as they stand in the input, or one edit on it.
  private mutating func finishPlainSegment() {
    var prefix = segmentScalars.count
    var suffix = 0
    if segmentNeedsWork {
      scalars.removeAll(keepingCapacity: true)
      scalars.append(contentsOf: segmentScalars)
      CanonicalComposition.compose(&scalars, using: &compositionScratch)
      (prefix, suffix) = Self.commonEnds(segmentScalars, scalars)
      if prefix + suffix == segmentScalars.count { (prefix, suffix) = (segmentScalars.count, 0) }
    }
    var at = plainStart
    for index in 0..<prefix { at = passPlain(segmentScalars[index], at: at) }
    guard prefix < segmentScalars.count else { return }
    var end = plainEnd
    for index in 0..<suffix { end -= Unit.plainLength(segmentScalars[segmentScalars.count - 1 - index]) }
    var unit = Unit(scalar: Unit.dropped, reason: .normalForm, start: at, end: end)
    if prefix + suffix == scalars.count { passCarriageReturn(unit, []) }
    for index in prefix..<scalars.count - suffix {
      unit.scalar = scalars[index]
      passCarriageReturn(unit, rules.traits[unit.scalar])
      unit.start = unit.end
    }
    at = end
    for index in segmentScalars.count - suffix..<segmentScalars.count {
      at = passPlain(segmentScalars[index], at: at)
    }
  }

  private mutating func passPlain(_ scalar: UInt32, at start: Int) -> Int {
    let unit = Unit(plain: scalar, at: start)
    passCarriageReturn(unit, rules.traits[scalar])
    return unit.end
  }

  /// How many code points at the start are the same in both, and how many behind these at the end.
  private static func commonEnds(_ a: [UInt32], _ b: [UInt32]) -> (prefix: Int, suffix: Int) {
    let shorter = min(a.count, b.count)
    var prefix = 0
    while prefix < shorter, a[prefix] == b[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < shorter - prefix, a[a.count - 1 - suffix] == b[b.count - 1 - suffix] { suffix += 1 }
    return (prefix, suffix)
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

extension Unit {
  /// A code point as it stands in the input.
  fileprivate init(plain scalar: UInt32, at start: Int) {
    self.init(scalar: scalar, reason: nil, start: start, end: start + Self.plainLength(scalar))
  }

  /// The bytes of a code point in UTF-8.
  fileprivate static func plainLength(_ scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
  }

  /// Whether its code point and its start tell all of it.
  fileprivate var isPlain: Bool { reason == nil && end - start == Self.plainLength(scalar) }
}
