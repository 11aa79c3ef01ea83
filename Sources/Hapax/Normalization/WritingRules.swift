/// The options of the written form, made ready: which traits matter, and to which stage.
struct WritingRules: Sendable {
  let traits: CodePointTable<CharacterTraits>
  /// Nil when texts keep their form.
  let normalizer: ICUNormalizer?
  let repairsWindows1252: Bool
  let repairsLowBytes: Bool
  let unifiesLineEnds: Bool
  let trimsTrailingWhitespace: Bool
  let collapsesBlankLines: Bool
  let trimsBlankEdges: Bool
  let dropsInvisibles: Bool
  let foldsQuotes: Bool
  let foldsDashes: Bool
  let foldsSpaces: Bool
  let decodesEntities: Bool
  let dropsUnbalancedBidi: Bool

  /// Code points with one of these are mapped to others.
  let mapped: CharacterTraits
  /// Code points with one of these go, wherever they stand (U+200B only if its neighbours say so).
  let dropped: CharacterTraits
  /// Code points with one of these can stand at the end of a line unseen.
  let hanging: CharacterTraits
  /// Code points with none of these are plain: they stay, and end everything that waits before them.
  let stops: CharacterTraits

  init(_ options: Options.Normalization = .init(), _ decoding: Options.Decoding = .init()) {
    traits = CharacterTraits.table(for: options.form)
    normalizer =
      switch options.form {
      case .none: nil
      case .nfc: ICUNormalizer(.nfc)
      case .nfkc: ICUNormalizer(.nfkc)
      }
    repairsWindows1252 = decoding.repairsWindows1252
    // Where controls stay, another one may touch a letter in a second pass.
    repairsLowBytes = decoding.repairsLowBytes && options.dropsControls
    unifiesLineEnds = options.unifiesLineEnds
    trimsTrailingWhitespace = options.trimsTrailingWhitespace
    collapsesBlankLines = options.collapsesBlankLines
    trimsBlankEdges = options.trimsBlankEdges
    dropsInvisibles = options.dropsInvisibles
    foldsQuotes = options.foldsQuotes
    foldsDashes = options.foldsDashes
    foldsSpaces = options.foldsSpaces
    decodesEntities = options.decodesEntities
    dropsUnbalancedBidi = options.dropsUnbalancedBidi

    var mapped: CharacterTraits = .isMapped
    if foldsQuotes { mapped.formUnion([.isSingleQuote, .isDoubleQuote]) }
    if foldsDashes { mapped.insert(.isDash) }
    if foldsSpaces { mapped.insert(.isOtherSpace) }
    self.mapped = mapped

    var dropped: CharacterTraits = []
    if options.dropsControls { dropped.insert(.isControl) }
    if options.dropsInvisibles { dropped.insert(.isInvisible) }
    self.dropped = dropped
    hanging = trimsTrailingWhitespace ? [.isSpace, .isInvisible, .isJoiner] : []

    var stops: CharacterTraits = [
      .marks, .joinsBackward, .isDoubtful, .isSpace, .endsLine, .isControl, .isC1, .isInvisible, .isJoiner,
    ]
    stops.formUnion(mapped)
    if decodesEntities { stops.insert(.isAmpersand) }
    if dropsUnbalancedBidi { stops.insert(.isBidiControl) }
    self.stops = stops
  }
}
