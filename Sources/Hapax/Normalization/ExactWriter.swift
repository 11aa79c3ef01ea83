/// The written form, one code point at a time: every rule, and no shortcut.
///
/// Code points pass through a row of small stages, each of which holds back only what it can not decide yet:
///
/// ```
/// map ─ drop ─ entities ─ bidi ─ zero-width spaces ─ composition ─ lines ─▶ edits
/// ```
///
/// The order makes a second pass find nothing. What can appear by a rule is made before the rule that looks for it:
/// compatibility mappings before entities (U+FF06 is `&`), drops before composition (e, soft hyphen, U+0301 is é), all
/// of them before lines, where a blank at the end can come from `&nbsp;`. A dropped code point is never between two
/// others for a later stage.
///
/// Each stage is an extension in a file of its own. Memory is kept between texts; `begin` forgets everything else.
struct ExactWriter {
  var rules = WritingRules()
  var edits = Edits()

  // Entities: what may still become part of a reference.
  var entityQueue = UnitQueue()
  /// Indices in `entityQueue` of the code points that count for a reference.
  var entityStack: [Int] = []
  /// How many of the stack's first elements are gone.
  var entityStackHead = 0

  // Bidi: the line from its first open control.
  var bidiQueue = UnitQueue()
  var openBidiControls: [Int] = []
  var openIsolateCount = 0

  // Zero-width spaces: one that waits for what follows, and dropped units behind it.
  var waitingSpace: [Unit] = []
  var followsSpacelessLetter = false

  // Composition: the segment since the last boundary. Both arrays are empty while it is one code point.
  /// The segment's code points, while all are as they stand in the input, from `plainStart` to `plainEnd`.
  var segmentScalars: [UInt32] = []
  var plainStart = 0
  var plainEnd = 0
  /// The segment's units, where some are not.
  var segment: [Unit] = []
  var segmentStart = Unit(scalar: Unit.dropped, reason: nil, start: 0, end: 0)
  var segmentStartTraits: CharacterTraits = []
  /// Code points in the segment.
  var segmentCount = 0
  var segmentLastClass: UInt8 = 0
  var segmentNeedsWork = false
  var scalars: [UInt32] = []
  var liveIndices: [Int] = []
  var compositionScratch = CanonicalComposition.Scratch()

  // Lines.
  var carriageReturn: Unit?
  /// What was dropped behind it.
  var carriageReturnDrops: [Unit] = []
  var lines = LineState()

  init() {}
}

// MARK: - Using it

extension ExactWriter {
  /// Begins a text.
  mutating func begin(_ rules: WritingRules) {
    self.rules = rules
    edits = Edits()
    entityQueue.removeAll()
    entityStack.removeAll(keepingCapacity: true)
    entityStackHead = 0
    bidiQueue.removeAll()
    openBidiControls.removeAll(keepingCapacity: true)
    openIsolateCount = 0
    waitingSpace.removeAll(keepingCapacity: true)
    followsSpacelessLetter = false
    resetSegment()
    carriageReturn = nil
    carriageReturnDrops.removeAll(keepingCapacity: true)
    lines.begin()
  }

  /// Takes the next code point of the input.
  mutating func take(_ unit: Unit, _ traits: CharacterTraits) {
    if traits.isDisjoint(with: rules.mapped) {
      drop(unit, traits)
    } else {
      map(unit, traits)
    }
  }

  /// Removes bytes while nothing waits.
  mutating func remove(_ range: Range<Int>, _ reason: Edit.Reason) {
    guard !range.isEmpty else { return }
    emit(Unit(scalar: Unit.dropped, reason: reason, start: range.lowerBound, end: range.upperBound))
  }

  /// Whether nothing waits, but for what a plain character behind it decides. A plain one has no trait in
  /// `rules.stops`.
  var isSettled: Bool { entityQueue.isEmpty && bidiQueue.isEmpty && waitingSpace.isEmpty }

  /// Decides what waits for the plain character that comes next.
  ///
  /// - Precondition: `isSettled`.
  mutating func settle() {
    finishSegment()
    finishCarriageReturn()
    keepWaitingLines()
    followsSpacelessLetter = false
  }

  /// Ends the text; `edits` is complete then.
  mutating func finish() {
    flushEntities()
    closeBidiLine()
    finishWaitingSpace(keeps: false)
    finishSegment()
    finishCarriageReturn()
    finishLines()
  }
}

// MARK: - Mapping and dropping

extension ExactWriter {
  /// Replaces a code point by its normal form and its plain twin among quotes, dashes and spaces.
  private mutating func map(_ unit: Unit, _ traits: CharacterTraits) {
    guard traits.contains(.isMapped), let normalizer = rules.normalizer else {
      return fold(unit, traits)
    }
    var rest = unit
    rest.reason = .normalForm
    for scalar in normalizer.normalized(unit.scalar) {
      rest.scalar = scalar
      fold(rest, rules.traits[scalar])
      rest.start = rest.end
    }
  }

  private mutating func fold(_ unit: Unit, _ traits: CharacterTraits) {
    var folded = unit
    if rules.foldsQuotes, !traits.isDisjoint(with: [.isSingleQuote, .isDoubleQuote]) {
      folded.scalar = traits.contains(.isSingleQuote) ? 0x27 : 0x22
      folded.reason = .quotes
    } else if rules.foldsDashes, traits.contains(.isDash) {
      folded.scalar = 0x2D
      folded.reason = .dashes
    } else if rules.foldsSpaces, traits.contains(.isOtherSpace) {
      folded.scalar = 0x20
      folded.reason = .spaces
    } else {
      return drop(unit, traits)
    }
    drop(folded, rules.traits[folded.scalar])
  }

  private mutating func drop(_ unit: Unit, _ traits: CharacterTraits) {
    guard !traits.isDisjoint(with: rules.dropped), unit.scalar != Unit.zeroWidthSpace else {
      return passEntities(unit, traits)
    }
    passEntities(unit.dropped(traits.contains(.isControl) ? .control : .invisible), [])
  }
}

// MARK: - Edits

extension ExactWriter {
  /// Writes a unit: the end of the row of stages.
  @inline(__always)
  mutating func emit(_ unit: Unit) {
    if unit.reason != nil { emitChange(unit) }
  }

  private mutating func emitChange(_ unit: Unit) {
    guard let reason = unit.reason else { return }
    if unit.scalar < Unit.dropped { edits.replacements.appendUTF8(unit.scalar) }
    let end = edits.replacements.count
    if let last = edits.rows.last, last.reason == reason, last.range.upperBound == unit.start {
      edits.rows[edits.rows.count - 1].range = last.range.lowerBound..<unit.end
      edits.rows[edits.rows.count - 1].replacementEnd = end
    } else {
      edits.rows.append(
        Edits.Row(range: unit.range, replacementEnd: end, removedEnd: 0, reason: reason, source: nil))
    }
  }
}
