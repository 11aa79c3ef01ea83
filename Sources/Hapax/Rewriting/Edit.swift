/// One change to a text, and why it was made.
public struct Edit: Hashable, Sendable {
  /// What was replaced, in bytes of the input as it was given.
  public let range: Range<Int>
  /// The bytes that stood there.
  public let removed: [UInt8]
  /// What stands there now; empty where text was only removed.
  public let replacement: String
  /// Why.
  public let reason: Reason
  /// For a repeat: the bytes of the input that say the same and stayed.
  public let source: Range<Int>?
  /// For a repeat that is not word for word: how near it is, and in which words it differs.
  public let likeness: Likeness?

  public init(
    range: Range<Int>, removed: [UInt8], replacement: String, reason: Reason, source: Range<Int>? = nil,
    likeness: Likeness? = nil
  ) {
    self.range = range
    self.removed = removed
    self.replacement = replacement
    self.reason = reason
    self.source = source
    self.likeness = likeness
  }
}

extension Edit {
  /// How a near copy compares with its source.
  public struct Likeness: Hashable, Sendable {
    /// The part of the copy's words that the source has in the same order, from 0 to 1.
    public let similarity: Double
    /// The copy's words that the source does not have, as they stood in the input, in order.
    public let differing: [String]

    public init(similarity: Double, differing: [String]) {
      self.similarity = similarity
      self.differing = differing
    }
  }
}

extension Edit {
  /// Why a text was changed. The raw value is the code in reports; `Documentation/ReasonCodes.md` has an example of
  /// each.
  public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
    // decode
    case byteOrderMark = "byte-order-mark"
    case transcoded = "transcoded"
    case invalidUTF8 = "invalid-utf8"
    case windows1252 = "windows-1252"
    case lowByte = "low-byte"

    // normalize
    case normalForm = "normal-form"
    case lineEnd = "line-end"
    case trailingWhitespace = "trailing-whitespace"
    case blankLines = "blank-lines"
    case blankEdge = "blank-edge"
    case invisible = "invisible"
    case control = "control"
    case quotes = "quotes"
    case dashes = "dashes"
    case spaces = "spaces"
    case htmlEntity = "html-entity"
    case unbalancedBidi = "unbalanced-bidi"

    // decide
    case doubledLine = "doubled-line"
    case bodyCopy = "body-copy"
    case nearCopy = "near-copy"
    case sentenceCopy = "sentence-copy"
    case nearSentence = "near-sentence"
    case shortInCopy = "short-in-copy"
    case containedInLater = "contained-in-later"
    case pullQuote = "pull-quote"
    case repeatedParagraph = "repeated-paragraph"
    case runawayBlock = "runaway-block"

    /// Whether text went because it is said elsewhere, rather than being written another way.
    public var isRepeat: Bool {
      switch self {
      case .doubledLine, .bodyCopy, .nearCopy, .sentenceCopy, .nearSentence, .shortInCopy, .containedInLater,
        .pullQuote, .repeatedParagraph, .runawayBlock:
        true
      default: false
      }
    }
  }
}

/// Something that repeats and was left in place, and why.
public struct Note: Hashable, Sendable {
  /// The repeat, in bytes of the input.
  public let range: Range<Int>
  /// What it repeats.
  public let source: Range<Int>?
  public let reason: Reason
  /// How many such places the note stands for, from 1.
  public let count: Int
  /// The words that differ from the source, as they stand in the input, where that is the reason.
  public let words: [String]

  public init(range: Range<Int>, source: Range<Int>?, reason: Reason, count: Int = 1, words: [String] = []) {
    self.range = range
    self.source = source
    self.reason = reason
    self.count = count
    self.words = words
  }

  /// Why a repeat stayed.
  public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
    case newText = "kept-new-text"
    case changedFigure = "kept-changed-figure"
    case changedNegation = "kept-changed-negation"
    case changedName = "kept-changed-name"
    case weakRepeat = "weak-repeat"
    case shortRepeat = "short-repeat"
    /// Removing it would have taken a word that stands nowhere else.
    case unsafe = "kept-unsafe"
    /// Removal did not come to rest within the rounds that are allowed, so nothing was removed.
    case unstable = "kept-unstable"
    /// `Options.Decision.reportsOnly` is on.
    case reportedOnly = "reported-only"
  }
}
