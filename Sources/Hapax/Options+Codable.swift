/// Options as a file: a key that is missing has its default, a key that is not known is an error that names it.
///
/// Both matter for a file that people write: it says only what differs, and a misspelt option must not be ignored. The
/// code that Swift would write does neither, so each group lists its keys once, and reads and writes by that list.
protocol OptionGroup: Codable {
  init()
  /// The group's options, in the order of their declarations.
  static var fields: [OptionField<Self>] { get }
}

/// One option: its key, and how it is read and written.
struct OptionField<Group> {
  let key: OptionKey
  let decode: (inout Group, KeyedDecodingContainer<OptionKey>) throws -> Void
  let encode: (Group, inout KeyedEncodingContainer<OptionKey>) throws -> Void

  init<Value: Codable>(_ name: String, _ path: WritableKeyPath<Group, Value>) {
    let key = OptionKey(stringValue: name)
    self.key = key
    decode = { group, container in
      if container.contains(key) { group[keyPath: path] = try container.decode(Value.self, forKey: key) }
    }
    encode = { group, container in try container.encode(group[keyPath: path], forKey: key) }
  }
}

/// Any key; which ones are known is the group's list.
struct OptionKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension OptionGroup {
  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: OptionKey.self)
    let fields = Self.fields
    for key in container.allKeys where !fields.contains(where: { $0.key.stringValue == key.stringValue }) {
      let path = (decoder.codingPath + [key]).map(\.stringValue).joined(separator: ".")
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no option is named \(path)"))
    }
    for field in fields { try field.decode(&self, container) }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: OptionKey.self)
    for field in Self.fields { try field.encode(self, &container) }
  }
}

// MARK: - The lists

// `usesFastPaths` is not in the list: no file can turn it off.
extension Options: OptionGroup {
  static var fields: [OptionField<Options>] {
    [
      OptionField("decoding", \.decoding),
      OptionField("normalization", \.normalization),
      OptionField("segmentation", \.segmentation),
      OptionField("fingerprinting", \.fingerprinting),
      OptionField("matching", \.matching),
      OptionField("decision", \.decision),
      OptionField("corpus", \.corpus),
      OptionField("boilerplate", \.boilerplate),
    ]
  }
}

extension Options.Decoding: OptionGroup {
  static var fields: [OptionField<Options.Decoding>] {
    [
      OptionField("encoding", \.encoding),
      OptionField("repairsWindows1252", \.repairsWindows1252),
      OptionField("repairsLowBytes", \.repairsLowBytes),
    ]
  }
}

extension Options.Normalization: OptionGroup {
  static var fields: [OptionField<Options.Normalization>] {
    [
      OptionField("form", \.form),
      OptionField("unifiesLineEnds", \.unifiesLineEnds),
      OptionField("trimsTrailingWhitespace", \.trimsTrailingWhitespace),
      OptionField("collapsesBlankLines", \.collapsesBlankLines),
      OptionField("trimsBlankEdges", \.trimsBlankEdges),
      OptionField("dropsInvisibles", \.dropsInvisibles),
      OptionField("dropsControls", \.dropsControls),
      OptionField("foldsQuotes", \.foldsQuotes),
      OptionField("foldsDashes", \.foldsDashes),
      OptionField("foldsSpaces", \.foldsSpaces),
      OptionField("decodesEntities", \.decodesEntities),
      OptionField("dropsUnbalancedBidi", \.dropsUnbalancedBidi),
    ]
  }
}

extension Options.Segmentation: OptionGroup {
  static var fields: [OptionField<Options.Segmentation>] {
    [
      OptionField("joinsWrappedLines", \.joinsWrappedLines),
      OptionField("minimumWrapWidth", \.minimumWrapWidth),
      OptionField("maximumWrapWidth", \.maximumWrapWidth),
    ]
  }
}

extension Options.Fingerprinting: OptionGroup {
  static var fields: [OptionField<Options.Fingerprinting>] {
    [
      OptionField("seedWords", \.seedWords),
      OptionField("maximumSeedTokens", \.maximumSeedTokens),
      OptionField("minimumDistinctTokens", \.minimumDistinctTokens),
    ]
  }
}

extension Options.Matching: OptionGroup {
  static var fields: [OptionField<Options.Matching>] {
    [
      OptionField("minimumDistance", \.minimumDistance),
      OptionField("candidatesPerSeed", \.candidatesPerSeed),
      OptionField("sourceOnlyWords", \.sourceOnlyWords),
      OptionField("chainLookback", \.chainLookback),
      OptionField("maximumGap", \.maximumGap),
      OptionField("alignedGapTokens", \.alignedGapTokens),
      OptionField("alignedEdgeTokens", \.alignedEdgeTokens),
    ]
  }
}

extension Options.Decision: OptionGroup {
  static var fields: [OptionField<Options.Decision>] {
    [
      OptionField("removesRepeats", \.removesRepeats),
      OptionField("reportsOnly", \.reportsOnly),
      OptionField("removesNearCopies", \.removesNearCopies),
      OptionField("foldsChangedFacts", \.foldsChangedFacts),
      OptionField("preservesFigures", \.preservesFigures),
      OptionField("minimumChain", \.minimumChain),
      OptionField("minimumProse", \.minimumProse),
      OptionField("minimumShare", \.minimumShare),
      OptionField("minimumShareNear", \.minimumShareNear),
      OptionField("minimumDensity", \.minimumDensity),
      OptionField("minimumDensityFormal", \.minimumDensityFormal),
      OptionField("minimumLineText", \.minimumLineText),
      OptionField("minimumAdjacentCopy", \.minimumAdjacentCopy),
      OptionField("minimumMenuLines", \.minimumMenuLines),
      OptionField("minimumRunawayBlock", \.minimumRunawayBlock),
      OptionField("minimumSentenceCopy", \.minimumSentenceCopy),
      OptionField("nearTolerance", \.nearTolerance),
      OptionField("novelRun", \.novelRun),
      OptionField("novelEdge", \.novelEdge),
      OptionField("minimumPullQuote", \.minimumPullQuote),
      OptionField("minimumRepeatedParagraph", \.minimumRepeatedParagraph),
      OptionField("minimumReported", \.minimumReported),
      OptionField("proseBlock", \.proseBlock),
      OptionField("coveredShare", \.coveredShare),
      OptionField("largeShare", \.largeShare),
      OptionField("nearGap", \.nearGap),
      OptionField("nearGapShare", \.nearGapShare),
      OptionField("lead", \.lead),
      OptionField("leadShare", \.leadShare),
      OptionField("maximumInterlock", \.maximumInterlock),
      OptionField("minimumDensityWhole", \.minimumDensityWhole),
      OptionField("wholeGap", \.wholeGap),
      OptionField("minimumShareWhole", \.minimumShareWhole),
      OptionField("minimumMenuWords", \.minimumMenuWords),
      OptionField("menuLine", \.menuLine),
      OptionField("doubledLinesShare", \.doubledLinesShare),
      OptionField("minimumDoubledWords", \.minimumDoubledWords),
      OptionField("guardReach", \.guardReach),
      OptionField("minimumContainer", \.minimumContainer),
      OptionField("minimumTeaserEnd", \.minimumTeaserEnd),
      OptionField("wrappedLine", \.wrappedLine),
      OptionField("minimumUnmarked", \.minimumUnmarked),
    ]
  }
}

extension Options.Corpus: OptionGroup {
  static var fields: [OptionField<Options.Corpus>] {
    [
      OptionField("windowWords", \.windowWords),
      OptionField("maximumDocuments", \.maximumDocuments),
      OptionField("templateDocuments", \.templateDocuments),
      OptionField("minimumShared", \.minimumShared),
      OptionField("minimumEvidence", \.minimumEvidence),
      OptionField("minimumEvidenceShare", \.minimumEvidenceShare),
      OptionField("minimumMatched", \.minimumMatched),
      OptionField("minimumWords", \.minimumWords),
      OptionField("nearInformative", \.nearInformative),
      OptionField("nearCoverage", \.nearCoverage),
      OptionField("containedCoverage", \.containedCoverage),
      OptionField("maximumReplaced", \.maximumReplaced),
      OptionField("anchorWords", \.anchorWords),
      OptionField("maximumGap", \.maximumGap),
      OptionField("minimumChain", \.minimumChain),
      OptionField("minimumPassage", \.minimumPassage),
      OptionField("minimumTrimmed", \.minimumTrimmed),
      OptionField("mergedGap", \.mergedGap),
    ]
  }
}

extension Options.Boilerplate: OptionGroup {
  static var fields: [OptionField<Options.Boilerplate>] {
    [
      OptionField("minimumPages", \.minimumPages),
      OptionField("minimumWords", \.minimumWords),
      OptionField("paragraphWords", \.paragraphWords),
      OptionField("minimumShare", \.minimumShare),
      OptionField("keepsFirst", \.keepsFirst),
    ]
  }
}
