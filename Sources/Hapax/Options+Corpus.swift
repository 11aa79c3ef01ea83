// Options of what compares documents with one another; those of one text are in `Options.swift`.

// MARK: - Corpus

extension Options {
  /// When two documents are the same story.
  public struct Corpus: Codable, Hashable, Sendable {
    /// Of the seeds that begin within so many words, one becomes a fingerprint. Larger makes the index smaller, and
    /// misses shorter common passages: one of this length and a seed's is never missed. From 1 through 64; default 4.
    public var windowWords = 4.0

    /// The most documents of one fingerprint that are compared for it; of a more frequent one, the first three. Larger
    /// finds more in templates, and costs more. From 3 through 65,535; default 64.
    public var maximumDocuments = 64

    /// A fingerprint of more documents than this is a template's. Smaller discounts more. From 1; default 40.
    public var templateDocuments = 40

    /// The fewest fingerprints that a pair shares before it is looked at. From 1; default 2.
    public var minimumShared = 2

    /// The fewest shared fingerprints, none of them a template's, that prove a relation; or the next. Larger finds less.
    /// From 1; default 10.
    public var minimumEvidence = 10

    /// The same as a share of the fingerprints of the document that has fewer. From 0 through 1; default 0.30.
    public var minimumEvidenceShare = 0.30

    /// The fewest words, the same in both, that prove a relation as well. Larger finds less of what was misread, as in
    /// scans. From 1; default 100.
    public var minimumMatched = 100.0

    /// A document of fewer words is a duplicate of none but its equals. From 0; default 15.
    public var minimumWords = 15.0

    /// The share of both documents, templates aside, that near duplicates have in common. Larger finds less. From 0
    /// through 1; default 0.90.
    public var nearInformative = 0.90

    /// The same with the templates. Default 0.60.
    public var nearCoverage = 0.60

    /// The share of a document that stands in another one, from which it is contained there: cut, embedded, or extracted
    /// in another way. Larger finds less. From 0 through 1; default 0.80.
    public var containedCoverage = 0.80

    /// The most words between two common passages that each of two documents says for itself. More are a story of their
    /// own: two pages of one site have menus and footers in common, whatever share of a page that is. Larger finds more.
    /// From 0; default 100.
    public var maximumReplaced = 100.0

    /// The fewest words of an exact run that begins a passage. Smaller finds more paraphrase, and costs more. From 2
    /// through 8; default 3.
    public var anchorWords = 3.0

    /// The most words between two runs of one passage, in either document. Default 40.
    public var maximumGap = 40.0

    /// The fewest matched words of a passage that counts. Default 8.
    public var minimumChain = 8.0

    /// The fewest matched words of a passage that is reported. Default 20.
    public var minimumPassage = 20.0

    /// The fewest words of lines in a row that are cut out of a document because another one says them. Larger cuts
    /// less. From 1; default 30.
    public var minimumTrimmed = 30.0

    /// Passages of one pair at most so many bytes apart, in both documents, are one. Default 600.
    public var mergedGap = 600

    public init() {}
  }
}

// MARK: - Boilerplate

extension Options {
  /// When a line is boilerplate on a site: a menu, a notice, a footer.
  public struct Boilerplate: Codable, Hashable, Sendable {
    /// The fewest pages of a site on which a line stands. Larger cuts less. From 2; default 5.
    public var minimumPages = 5

    /// The fewest words of boilerplate lines in a row that are cut. Larger cuts less. From 1; default 8.
    public var minimumWords = 8.0

    /// From so many words on a line is a paragraph, and only cut as one that stands alone is: see `minimumShare`. Larger
    /// cuts more. From 1; default 20.
    public var paragraphWords = 20.0

    /// The share of the pages of its site on which a line must stand that recurs without its neighbours, or is a
    /// paragraph: stories of one series have paragraphs in common. Larger cuts less. From 0 through 1; default 0.25.
    public var minimumShare = 0.25

    /// Leaves a boilerplate line on the first page that says it, in the order of the inputs. Off: it goes from all of them,
    /// for it is no page's own. Default off.
    public var keepsFirst = false

    public init() {}
  }
}
