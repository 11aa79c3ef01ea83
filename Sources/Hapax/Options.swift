/// Every knob of the engine, one group per stage of the line.
///
/// Options are plain values: build them in code, or read the JSON that `hapax options` prints. A key that is missing
/// there has its default; a key that is not known is an error. They are checked once, when a `Cleaner` is made.
public struct Options: Codable, Hashable, Sendable {
  /// bytes → valid UTF-8
  public var decoding = Decoding()
  /// UTF-8 → the written form
  public var normalization = Normalization()
  /// the written form → lines, blocks, tokens
  public var segmentation = Segmentation()
  /// tokens → seeds
  public var fingerprinting = Fingerprinting()
  /// seeds → matches and chains
  public var matching = Matching()
  /// chains → verdicts
  public var decision = Decision()
  /// documents → links between them
  public var corpus = Corpus()
  /// pages of a site → what all of them say
  public var boilerplate = Boilerplate()

  /// Off, every byte takes the slow paths, which the fast ones must agree with. For proofs: not an option of the file.
  package var usesFastPaths = true

  public init() {}

  /// The documented defaults.
  public static let standard = Options()
}

// MARK: - Decoding

extension Options {
  /// How bytes become text.
  public struct Decoding: Codable, Hashable, Sendable {
    /// The charset of the input: `utf-8`, `auto` (ICU's detection), or any name that ICU knows. A byte order mark of
    /// UTF-8, UTF-16 or UTF-32 overrules it. Default `utf-8`.
    public var encoding = "utf-8"

    /// Repairs U+0080–U+009F to the Windows-1252 characters that the same bytes mean there: curly quotes and dashes
    /// read as Latin-1. Default on.
    public var repairsWindows1252 = true

    /// Repairs U+0013, U+0014, U+0018, U+0019, U+001C and U+001D to the dashes and quotes U+2013 to U+201D of which they
    /// are the low byte, in a text in which one of them touches a letter or a digit, unless controls stay. Default on.
    public var repairsLowBytes = true

    public init() {}
  }
}

// MARK: - Normalization

extension Options {
  /// Which changes make the written form, the text that is given back. One rule, one option, one `Edit.Reason`.
  public struct Normalization: Codable, Hashable, Sendable {
    /// The normal form of the output (Unicode UAX #15). Default NFC; NFKC also folds ligatures, full-width letters
    /// and other compatibility characters, and loses their distinction.
    public var form = NormalForm.nfc

    /// CR LF, CR, NEL, LS, PS, VT and FF become LF. Default on.
    public var unifiesLineEnds = true

    /// White space of every kind, and invisible characters, at the end of a line go. A line of nothing else is
    /// empty then. Default on.
    public var trimsTrailingWhitespace = true

    /// Two or more empty lines in a row become one. Default on.
    public var collapsesBlankLines = true

    /// Empty lines at the start and the end of the text go. A final line end stays if there was one. Default on.
    public var trimsBlankEdges = true

    /// Soft hyphens, word joiners, stray U+FEFF, and U+200B except between letters of Thai, Lao, Khmer and
    /// Burmese, go. ZWJ, ZWNJ, variation selectors and bidi marks stay: they spell. Default on.
    public var dropsInvisibles = true

    /// Control characters other than tab and line ends go, NUL among them. Default on.
    public var dropsControls = true

    /// Curly, angled and other quotes become `"` and `'`. Default off.
    public var foldsQuotes = false

    /// Hyphens and dashes become `-`. Default off.
    public var foldsDashes = false

    /// Spaces of every width become U+0020. Default off: French thin spaces and ideographic spaces are spelling.
    public var foldsSpaces = false

    /// HTML character references that were left in the text (`&amp;`, `&nbsp;`, `&#8217;`) are replaced by what
    /// they name. Default off.
    public var decodesEntities = false

    /// Bidi embeddings, overrides and isolates that are not closed on their line, and closers without an opener,
    /// go. Default off.
    public var dropsUnbalancedBidi = false

    public init() {}
  }
}

/// The normal forms in which text can be written.
public enum NormalForm: String, Codable, Hashable, Sendable, CaseIterable {
  /// As it came.
  case none
  /// Canonical composition.
  case nfc
  /// Compatibility composition.
  case nfkc
}

// MARK: - Segmentation

extension Options {
  /// What counts as a word, a paragraph, a sentence. Lengths of text are in *words*: a token of a spaced script
  /// weighs 1, an ideograph or kana 0.5, a character of Thai, Lao, Khmer or Burmese 0.25.
  public struct Segmentation: Codable, Hashable, Sendable {
    /// Joins the lines of a hard-wrapped paragraph into one block, also where a blank line stands behind every line of the
    /// text. Default on.
    public var joinsWrappedLines = true

    /// The shortest longest line, in characters, of a block that can be hard-wrapped. From 1; default 40.
    public var minimumWrapWidth = 40

    /// The longest line, in characters, of a block that can be hard-wrapped. Default 130.
    public var maximumWrapWidth = 130

    public init() {}
  }
}

// MARK: - Fingerprinting

extension Options {
  /// Which runs of tokens become seeds of a match.
  public struct Fingerprinting: Codable, Hashable, Sendable {
    /// The length of a seed, in words. Larger is stricter: one changed word spoils that many seeds. From 2 through
    /// 16; default 5.
    public var seedWords = 5.0

    /// The most tokens in one seed, whatever they weigh. From 4 through 60; default 24.
    public var maximumSeedTokens = 24

    /// The fewest different tokens in a seed. Larger ignores more of `ha ha ha`. From 1; default 3.
    public var minimumDistinctTokens = 3

    public init() {}
  }
}

// MARK: - Matching

extension Options {
  /// How seeds grow into matches, and matches into chains.
  public struct Matching: Codable, Hashable, Sendable {
    /// The shortest distance between a passage and its copy, in words; nearer repeats are rhythm, not copies. From
    /// 1; default 8.
    public var minimumDistance = 8.0

    /// How many earlier places a seed is compared with. Larger finds more and costs more. From 1 through 4; default
    /// 4. Below 3, formulas are no longer told from near copies.
    public var candidatesPerSeed = 4

    /// Matches of at least this many words add no seeds of their own, so that a third copy points to the first.
    /// Default 30.
    public var sourceOnlyWords = 30.0

    /// How many matches back a chain looks for its previous link. From 1 through 256; default 32.
    public var chainLookback = 32

    /// The longest gap between two links of a chain, in words. Default 600.
    public var maximumGap = 600.0

    /// The longest gap between two matches that is aligned token by token, in tokens. From 0 through 64; default 64.
    public var alignedGapTokens = 64

    /// How far an alignment reaches past the ends of a chain, in tokens. From 0 through 64; default 24.
    public var alignedEdgeTokens = 24

    public init() {}
  }
}

// MARK: - Decision

extension Options {
  /// When a repeat is an artefact and goes, and when it stays. Lengths in words.
  public struct Decision: Codable, Hashable, Sendable {
    /// Removes repeated text. Off: normalization only, and nothing is reported. Default on.
    public var removesRepeats = true

    /// Finds and reports as usual, and removes nothing. Default off.
    public var reportsOnly = false

    /// Removes near copies, not only exact ones. Default on.
    public var removesNearCopies = true

    /// Takes a copy with a changed figure, name or negation for a near copy. Default off: it stays whole.
    public var foldsChangedFacts = false

    /// Keeps a copy with another figure even where changed facts are folded. Default off.
    public var preservesFigures = false

    /// The fewest words of a chain that is an artefact, unless its copy follows directly: see `minimumAdjacentCopy` and
    /// `minimumMenuLines`. Larger removes less. Default 40.
    public var minimumChain = 40.0

    /// The fewest of its words that stand in blocks of prose (12 words and more). Default 30.
    public var minimumProse = 30.0

    /// The share of a chain in the rest of the text from which it is a copy wherever it stands. Default 0.30.
    public var minimumShare = 0.30

    /// The same for a copy that stands beside its source, or whose source is near the start. Default 0.12.
    public var minimumShareNear = 0.12

    /// The least part of the copy's stretch that is matched. Default 0.45: a text with each paragraph twice has
    /// 0.5, licences and manuals at most 0.43.
    public var minimumDensity = 0.45

    /// The same in code, tables and forms. Default 0.80.
    public var minimumDensityFormal = 0.80

    /// The fewest words of a poem, a list or a dialogue that goes because all of it stands twice in a row. Default 60.
    public var minimumLineText = 60.0

    /// The fewest words of two lines and more of prose that go, however small a part of the text they are, because their
    /// copy follows them directly. Default 25.
    public var minimumAdjacentCopy = 25.0

    /// The fewest different lines of a menu that goes because it stands twice in a row. From 2; default 20.
    public var minimumMenuLines = 20

    /// The fewest words of a paragraph that goes because it stands three times and more in a row. Default 15, as
    /// for one that stands twice: more copies must not be removed less.
    public var minimumRunawayBlock = 15.0

    /// The fewest words of sentences that go for themselves out of a block that stays. Default 8.
    public var minimumSentenceCopy = 8.0

    /// A block's new words, as a share, up to which it is a near copy. Default 0.15, and one word more from six words
    /// on.
    public var nearTolerance = 0.15

    /// A run of new words inside a block from which the block is new text. Default 4.
    public var novelRun = 4.0

    /// The same at the edge of a block. Default 2.5.
    public var novelEdge = 2.5

    /// The fewest words of a pull quote, a block contained in a longer one. Default 12.
    public var minimumPullQuote = 12.0

    /// The fewest words of a paragraph that goes because it stands twice in a row. Default 15.
    public var minimumRepeatedParagraph = 15.0

    /// The fewest words of a repeat that stays and is reported. Default 8.
    public var minimumReported = 8.0

    /// The fewest words of a block that counts as prose; a shorter one is a caption, a byline, a line of a list. Larger
    /// removes less. Default 12.
    public var proseBlock = 12.0

    /// The part of a block that is matched, from which it is copied. Larger removes less. Default 0.80.
    public var coveredShare = 0.80

    /// The share of the whole text from which a copy of less than two blocks is large enough. Larger removes less. Default
    /// 0.20.
    public var largeShare = 0.20

    /// The most words between a passage and a copy that stands beside it. Larger removes more. Default 15.
    public var nearGap = 15.0

    /// The same as a share of the whole text; the longer of the two counts. Default 0.05.
    public var nearGapShare = 0.05

    /// The most words before a source that is near the start of its text. Larger removes more. Default 60.
    public var lead = 60.0

    /// The same as a share of the whole text; the longer of the two counts. Default 0.15.
    public var leadShare = 0.15

    /// The most words by which a copy may begin before its source ends, unless each passage is followed by its copy.
    /// Larger removes more. Default 8.
    public var maximumInterlock = 8.0

    /// The least part that is matched of a poem, a list or a menu that stands twice. Larger removes less. Default 0.90.
    public var minimumDensityWhole = 0.90

    /// The most words between such a text and its copy. Larger removes more. Default 5.
    public var wholeGap = 5.0

    /// The share of such a text in the rest. Larger removes less. Default 0.20.
    public var minimumShareWhole = 0.20

    /// The fewest words of a menu that goes because it stands twice in a row. Larger removes less. Default 30.
    public var minimumMenuWords = 30.0

    /// The most words of a menu's line, on average, where it does not follow its copy directly. Larger removes more.
    /// Default 3.
    public var menuLine = 3.0

    /// The share of the lines that equal the line before, from which a text is doubled line by line. Larger removes less.
    /// Default 0.40.
    public var doubledLinesShare = 0.40

    /// The fewest words of such lines. Larger removes less. Default 40.
    public var minimumDoubledWords = 40.0

    /// How far a dropped negation is looked for at the edge of a passage and in its gaps, in tokens of the source. Larger
    /// removes less. Default 6.
    public var guardReach = 6

    /// How many times as long as a block the later block must be that makes it superfluous. Larger removes less. Default
    /// 1.2.
    public var minimumContainer = 1.2

    /// The fewest words of the end of a first copy that was cut off, and which the second says whole. Larger removes less.
    /// Default 3.
    public var minimumTeaserEnd = 3.0

    /// The fewest words of a line whose sentence can go on in the next one. Lines of one sentence stay where one of them
    /// does. Larger removes more. Default 6.
    public var wrappedLine = 6.0

    /// The fewest words of a contained block that goes though no sentence begins before its other place, or a dash stands
    /// before it. Larger removes less. Default 25.
    public var minimumUnmarked = 25.0

    public init() {}
  }
}

/// What is wrong with options.
public enum OptionsError: Error, Hashable, CustomStringConvertible {
  /// The option `name` is `found`; it takes `expected`.
  case outOfRange(name: String, found: String, expected: String)
  /// ICU knows no charset of this name.
  case unknownEncoding(String)
  /// ICU's data for normalization is missing.
  case missingData

  public var description: String {
    switch self {
    case .outOfRange(let name, let found, let expected): "\(name) is \(found); it takes \(expected)"
    case .unknownEncoding(let name): "no charset is named \(name)"
    case .missingData: "ICU has no normalization data"
    }
  }
}
