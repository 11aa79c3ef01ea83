/// Which tokens of two documents are template: words that stand in very many documents, such as a licence's.
///
/// Of what is left, near duplicates must have nearly all in common: two licences differ in the name of the owner alone, and
/// are two.
struct TemplateTokens: ~Copyable {
  private var hashes = Store<UInt64>()
  private var isTemplate = Store<Bool>()
  private var second = Store<Bool>()
  /// Whether the new document has any fingerprint of a template.
  private var hasTemplates = false

  init() {}
}

extension TemplateTokens {
  /// Reads the new document.
  mutating func prepare(_ sketch: Sketch, _ postings: borrowing PostingTable, _ options: Options) {
    hasTemplates = false
    for hash in sketch.fingerprints where postings.count(of: hash) > options.corpus.templateDocuments {
      hasTemplates = true
      break
    }
    if hasTemplates { mark(sketch, postings, options) }
  }

  /// The smaller share of the two documents' informative tokens that is covered; nil where there are no templates, or
  /// too little else.
  mutating func informativeCoverage(
    of kept: Sketch, _ aligner: borrowing PairAligner, _ postings: borrowing PostingTable,
    _ options: Options
  ) -> Double? {
    guard hasTemplates else { return nil }
    var all = 0
    var covered = 0
    for index in 0..<isTemplate.count where !isTemplate[index] {
      all += aligner.firstWeight(index)
      if aligner.firstCovered[index] { covered += aligner.firstWeight(index) }
    }
    guard Double(all) >= options.corpus.minimumWords * 4 else { return nil }
    let first = Double(covered) / Double(all)
    swap(&isTemplate, &second)
    mark(kept, postings, options)
    all = 0
    covered = 0
    for index in 0..<isTemplate.count where !isTemplate[index] {
      all += aligner.secondWeight(index)
      if aligner.secondCovered[index] { covered += aligner.secondWeight(index) }
    }
    swap(&isTemplate, &second)
    guard Double(all) >= options.corpus.minimumWords * 4 else { return nil }
    return min(first, Double(covered) / Double(all))
  }

  /// Marks the tokens of a document that stand in a template's fingerprint.
  private mutating func mark(_ sketch: Sketch, _ postings: borrowing PostingTable, _ options: Options) {
    isTemplate.reset(to: false, count: sketch.tokenCount)
    let length = Words(options.fingerprinting.seedWords).quarters
    for (hash, token) in zip(sketch.fingerprints, sketch.fingerprintTokens)
    where postings.count(of: hash) > options.corpus.templateDocuments {
      var at = Int(token)
      var quarters = 0
      while at < sketch.tokenCount, quarters < length {
        isTemplate[at] = true
        quarters += Int(sketch.words.weight(sketch.numbers[at]))
        at += 1
      }
    }
  }
}
