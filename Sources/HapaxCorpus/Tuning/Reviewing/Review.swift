public import Hapax

/// The pairs of documents that come nearest to the border between one story and two, to be read and labelled.
public struct Review: Sendable {
  /// A pair, and how near it is.
  public struct Pair: Sendable {
    /// The number of the document that was judged, and of the one that stays.
    public let document: Int
    public let kept: Int
    public let margin: PairMargin
    let ids: (document: String, kept: String)
    let texts: (document: [UInt8], kept: [UInt8])
    /// What the known groups say.
    let isSame: Bool?
  }

  /// The nearest first; of equals those of the earlier documents.
  public let pairs: [Pair]
  let options: Options.Corpus
}

extension Tuning {
  /// The `count` pairs nearest to the border, at the options as they are, without those that are labelled.
  ///
  /// A pair is a document and one that was kept before it, as `hapax dedup` compares them, and whose common text is evidence
  /// enough; see `PairMargin`. The same on any number of threads.
  public func review(count: Int) throws(CorpusError) -> Review {
    let options = settings.reading.options
    let judge = try Judge(judging(options), measuresMargins: true)
    let verdicts = try judge.verdicts(on: sketches(options))
    let labelled = Set(corpus.labels.map { [$0.first, $0.second] })
    var found: [(document: Int, kept: Int, margin: PairMargin)] = []
    for document in corpus.documents.indices {
      for margin in verdicts.margins(of: document) {
        let kept = verdicts.document(of: margin)
        if labelled.contains([min(document, kept), max(document, kept)]) { continue }
        found.append((document, kept, margin))
      }
    }
    found.sort {
      ($0.margin.value.magnitude, $0.document, $0.kept) < ($1.margin.value.magnitude, $1.document, $1.kept)
    }
    return Review(
      pairs: found.prefix(count).map { item in
        let (a, b) = (corpus.documents[item.document], corpus.documents[item.kept])
        return Review.Pair(
          document: item.document, kept: item.kept, margin: item.margin, ids: (a.id, b.id),
          texts: (a.text, b.text), isSame: corpus.truth.map { $0[item.document] == $0[item.kept] })
      }, options: options.corpus)
  }
}

// MARK: - As text

extension Review {
  /// The pairs as a table that `--labels` reads once each `?` is replaced by `same` or `different`. Everything else is
  /// comments: the scores, and both texts as one.
  public var text: String {
    var text = """
      # Pairs nearest to the border between one story and two. Replace each ? by same or different; --labels reads this file.
      # [-Only in the first-] {+only in the second+}. Shares are of the words of the first, of the second, and of both without
      # templates; the margin is by how much the better of two rules is met (near: both at least \(Self.short(options.nearCoverage)), \
      without templates \(Self.short(options.nearInformative));
      # contained: one at least \(Self.short(options.containedCoverage))), if at most \(Int(options.maximumReplaced)) words are
      # replaced between common passages.

      """
    for (number, pair) in pairs.enumerated() {
      text += "\n# \(number + 1)/\(pairs.count): \(pair.scores)\n"
      text += "\(pair.ids.document)\t\(pair.ids.kept)\t?\n"
      for line in PairText(pair.texts.document, pair.texts.kept).lines(limit: 24) { text += "#   \(line)\n" }
    }
    return text
  }

  /// With two digits and more, as options are written.
  private static func short(_ value: Double) -> String {
    var text = Decimals.four(value)
    while text.hasSuffix("00") || text.hasSuffix("0") && !text.hasSuffix(".0") { text.removeLast() }
    return text
  }
}

extension Review.Pair {
  fileprivate var scores: String {
    var words = [
      "margin \(margin.value >= 0 ? "+" : "")\(Decimals.four(margin.value))", "\(margin.relation)",
    ]
    words.append("\(Decimals.four(margin.coverage)) of the first")
    words.append("\(Decimals.four(margin.sourceCoverage)) of the second")
    if let informative = margin.informativeCoverage {
      words.append("\(Decimals.four(informative)) without templates")
    }
    if let isSame { words.append("the clusters say \(isSame ? "same" : "different")") }
    return words.joined(separator: ", ")
  }
}
