internal import Hapax

/// A part of a text that is cut out, or marked.
struct TextCut {
  /// In bytes of the text.
  let range: Range<Int>
  let cause: Cause

  enum Cause {
    /// A document that stays says the same lines.
    case shared(SharedLines)
    /// The pages of the site say them.
    case boilerplate(BoilerplateLines)
  }
}

extension TextCut {
  /// The reason code.
  var code: String {
    switch cause {
    case .shared: "shared-lines"
    case .boilerplate: "site-boilerplate"
    }
  }

  /// Where lines are cut that another document says. None where bytes do not tell where lines end.
  static func cuts(_ shared: [SharedLines], in text: [UInt8]) -> [TextCut] {
    guard !shared.isEmpty, LineCuts.apply(to: text) else { return [] }
    return shared.flatMap { lines in
      LineCuts.ranges(of: lines.lineRanges, in: lines.outerRange, of: text).map {
        TextCut(range: $0, cause: .shared(lines))
      }
    }
  }

  /// The same for boilerplate.
  static func cuts(_ boilerplate: [BoilerplateLines], in text: [UInt8]) -> [TextCut] {
    guard !boilerplate.isEmpty, LineCuts.apply(to: text) else { return [] }
    return boilerplate.flatMap { lines in
      LineCuts.ranges(of: lines.lines, in: lines.outerRange, of: text).map {
        TextCut(range: $0, cause: .boilerplate(lines))
      }
    }
  }
}

/// How much was cut out of documents that stay, or marked in them.
struct CutCount {
  var sharedDocuments = 0
  var sharedBytes = 0
  var boilerplateDocuments = 0
  var boilerplateBytes = 0
}

extension CutCount {
  /// Counts the cuts of one document.
  mutating func count(_ cuts: [TextCut]) {
    var (isShared, isBoilerplate) = (false, false)
    for cut in cuts {
      switch cut.cause {
      case .shared:
        isShared = true
        sharedBytes += cut.range.count
      case .boilerplate:
        isBoilerplate = true
        boilerplateBytes += cut.range.count
      }
    }
    if isShared { sharedDocuments += 1 }
    if isBoilerplate { boilerplateDocuments += 1 }
  }

  mutating func add(_ other: CutCount) {
    sharedDocuments += other.sharedDocuments
    sharedBytes += other.sharedBytes
    boilerplateDocuments += other.boilerplateDocuments
    boilerplateBytes += other.boilerplateBytes
  }
}
