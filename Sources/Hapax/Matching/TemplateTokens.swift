/// Which tokens of two documents are template: words that stand in very many documents, such as a licence's.
///
/// Of what is left, near duplicates must have nearly all in common: two licences differ in the name of the owner alone, and
/// are two.
struct TemplateTokens: ~Copyable {
  /// Of each token of the new document, and of the kept one that is compared: whether it is a template's.
  private var first = Store<Bool>()
  private var second = Store<Bool>()
  /// Whether the new document has any.
  private var hasTemplates = false

  init() {}
}

extension TemplateTokens {
  /// Reads the new document.
  mutating func prepare(_ sketch: Sketch, _ postings: borrowing PostingTable, _ options: Options) {
    hasTemplates = Self.mark(sketch, postings, options, in: &first)
  }

  /// The smaller share of the two documents' informative tokens that is covered; nil where there are no templates, or
  /// too little else.
  mutating func informativeCoverage(
    of kept: Sketch, _ aligner: borrowing PairAligner, _ postings: borrowing PostingTable,
    _ options: Options
  ) -> Double? {
    guard hasTemplates else { return nil }
    _ = Self.mark(kept, postings, options, in: &second)
    let least = Words(options.corpus.minimumWords).quarters
    guard let a = Self.share(of: aligner.firstCovered, without: first, aligner.firstLengths, least: least),
      let b = Self.share(of: aligner.secondCovered, without: second, aligner.secondLengths, least: least)
    else { return nil }
    return min(a, b)
  }

  /// The covered share of the tokens that are no template's; nil where they are shorter than `least`.
  private static func share(
    of covered: borrowing Store<Bool>, without templates: borrowing Store<Bool>,
    _ lengths: borrowing Store<UInt32>, least: Int
  ) -> Double? {
    var (all, found) = (0, 0)
    for index in 0..<templates.count where !templates[index] {
      let weight = Int(lengths[index + 1] - lengths[index])
      all += weight
      if covered[index] { found += weight }
    }
    return all >= least ? Double(found) / Double(all) : nil
  }

  /// Marks the tokens of a document that stand in a template's fingerprint. Returns whether any does.
  private static func mark(
    _ sketch: Sketch, _ postings: borrowing PostingTable, _ options: Options, in marks: inout Store<Bool>
  ) -> Bool {
    let (numbers, words) = (sketch.numbers, sketch.words)
    marks.reset(to: false, count: numbers.count)
    let length = Words(options.fingerprinting.seedWords).quarters
    var isAny = false
    for (index, hash) in sketch.fingerprints.enumerated()
    where postings.count(of: hash) > options.corpus.templateDocuments {
      isAny = true
      var at = sketch.token(ofFingerprint: index)
      var quarters = 0
      while at < numbers.count, quarters < length {
        marks[at] = true
        quarters += Int(words.weight(numbers[at]))
        at += 1
      }
    }
    return isAny
  }
}
