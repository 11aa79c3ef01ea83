@_spi(Stages) import Hapax
import ICUYardstick

/// Every measure there is, in the order of the line.
public struct Catalogue: Sendable {
  /// Languages, and `mixed` of them all, with their prose.
  private let languages: [(name: String, prose: @Sendable () throws -> [Prose])]

  /// The languages that every figure is given for: of each kind of script one and more.
  public static let standardLanguages = [
    "en", "de", "fr", "ru", "el", "ar", "hi", "th", "zh", "ja", "ko", "vi",
  ]

  /// - Parameter names: Languages that have base articles in `corpora/articles`.
  public init(_ corpora: Corpora, languages names: [String] = standardLanguages) {
    languages =
      names.map { name in (name, { [try Prose(of: corpora.articles(in: name))] }) }
      + [("mixed", { @Sendable in try names.map { try Prose(of: corpora.articles(in: $0)) } })]
  }
}

extension Catalogue {
  /// Stages and yardsticks, on clean articles of one language.
  public static let stages: [Task] = [
    .copy,
    .icuIsNFC,
    .icu("nfc", form: YARDSTICK_NFC),
    .icu("nfc-edits", form: YARDSTICK_NFC, countsEdits: true),
    .icu("nfkc-casefold", form: YARDSTICK_NFKC_CASEFOLD),
    .icu("nfkc-casefold-edits", form: YARDSTICK_NFKC_CASEFOLD, countsEdits: true),
    .written, .folded, .tokens, .rollingHash, .seeds, .matches,
  ]

  /// The loops of the folded form one by one: what the wider ones are worth. With the caller's buffer.
  private static var loops: [Task] { Stages.foldPaths.map(Task.folded(by:)) }

  /// Normalizing alone, on documents of 200 bytes and on such as are in no cache.
  private static let normalizing: [Task] = [
    .copy, .icu("nfkc-casefold", form: YARDSTICK_NFKC_CASEFOLD), .written, .folded,
  ]

  /// A measure of every task for every language, language by language.
  public var byLanguage: [[Measure]] {
    languages.map { name, prose in
      Self.stages.map { Measure($0, on: name) { .articles(try prose()) } }
        + Self.loops.map { Measure($0, on: name) { .articles(try prose()) } }
        + Self.normalizing.map { Measure($0.named("\($0.name)-tiny"), on: name) { .tiny(try prose()) } }
        + Self.normalizing.map { Measure($0.named("\($0.name)-cold"), on: name) { .cold(try prose()) } } + [
          Measure(.clean("articles"), on: name) { .articles(try prose()) },
          Measure(.clean("doubled"), on: name) { .doubled(try prose()) },
          Measure(.clean("paragraphs"), on: name) { .paragraphs(try prose()) },
          Measure(.clean("text-10MB"), on: name) { .text(try prose(), bytes: 10_000_000) },
        ]
    }
  }

  /// Sketches and links of documents, with their options in the name; on English and on all languages.
  public var corpus: [Measure] {
    languages.filter { $0.name == "en" || $0.name == "mixed" }.flatMap { name, prose in
      Task.corpusOptions.flatMap { options in
        [Task.sketch(options), .link(options)].map { task in
          Measure(task, on: name) { .articles(try prose()) }
        }
      }
    }
  }

  /// The whole line on each hostile text.
  public var hostile: [Measure] {
    Hostile.allCases.map { kind in
      Measure(.clean("hostile-1MB"), on: kind.rawValue) { .hostile(kind, bytes: 1_000_000) }
    }
  }
}
