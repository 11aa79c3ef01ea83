/// Bidi embeddings, overrides and isolates without a partner on their line go.
///
/// Pairs are found as in UAX #9, BD9 and X1–X8: PDF closes the embedding that was opened last, unless an isolate was
/// opened after it; PDI closes the last open isolate and with it every embedding opened inside. Only text behind an
/// open control waits.
extension ExactWriter {
  mutating func passBidi(_ unit: Unit, _ traits: CharacterTraits) {
    guard rules.dropsUnbalancedBidi else { return passZeroWidthSpace(unit, traits) }
    if traits.contains(.endsLine) { closeBidiLine() }
    if bidiQueue.isEmpty, !traits.contains(.isBidiControl) { return passZeroWidthSpace(unit, traits) }
    switch unit.scalar {
    case 0x202A, 0x202B, 0x202D, 0x202E: open(unit)
    case 0x2066, 0x2067, 0x2068:
      open(unit)
      openIsolateCount += 1
    case 0x202C: closeEmbedding(unit)
    case 0x2069: closeIsolate(unit)
    default: bidiQueue.append(unit)
    }
    if openBidiControls.isEmpty { passBidiQueue() }
  }

  /// Drops what is still open and lets the line go.
  mutating func closeBidiLine() {
    for index in openBidiControls { bidiQueue[index] = bidiQueue[index].dropped(.unbalancedBidi) }
    openBidiControls.removeAll(keepingCapacity: true)
    openIsolateCount = 0
    passBidiQueue()
  }

  private mutating func open(_ unit: Unit) {
    openBidiControls.append(bidiQueue.end)
    bidiQueue.append(unit)
  }

  private mutating func closeEmbedding(_ unit: Unit) {
    if let last = openBidiControls.last, bidiQueue[last].scalar < 0x2066 {
      openBidiControls.removeLast()
      bidiQueue.append(unit)
    } else {
      bidiQueue.append(unit.dropped(.unbalancedBidi))
    }
  }

  private mutating func closeIsolate(_ unit: Unit) {
    guard openIsolateCount > 0 else { return bidiQueue.append(unit.dropped(.unbalancedBidi)) }
    while let last = openBidiControls.popLast(), bidiQueue[last].scalar < 0x2066 {
      bidiQueue[last] = bidiQueue[last].dropped(.unbalancedBidi)
    }
    openIsolateCount -= 1
    bidiQueue.append(unit)
  }

  private mutating func passBidiQueue() {
    while !bidiQueue.isEmpty {
      let unit = bidiQueue.removeFirst()
      passZeroWidthSpace(unit, unit.isDropped ? [] : rules.traits[unit.scalar])
    }
  }
}
