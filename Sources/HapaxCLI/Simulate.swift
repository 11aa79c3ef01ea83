import ArgumentParser
import HapaxCorpus

/// `hapax simulate`
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a corpus of any size whose truth is known, out of some texts.",
    discussion: """
      Of every third text variants are made: other case and spaces, words and letters changed, cut, embedded in another \
      text, doubled; and strangers, other stories that look alike: briefs of one mould, a quotation, pages with the same \
      navigation, the same phrases. The other texts stand for themselves, or are what is embedded in. For more documents than that the texts are redrawn: \
      their words in another order are new stories. The output is JSON Lines with the fields id, cluster, kind, source, text, \
      and expected where it is known what clean should leave; tune reads it for both tasks. The same texts, size and seed \
      give the same bytes.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Corpus") var corpus: SimulatedCorpus
  @OptionGroup(title: "Common") var common: CommonOptions

  func run() throws {
    let paths = try input.paths(for: Simulate.self)
    var settings = Simulation.Settings()
    input.apply(to: &settings.reading)
    settings.seed = corpus.seed
    settings.documents = corpus.documents
    try reporting { () throws(CorpusError) in
      let made = try Simulation(inputs: paths, settings: settings).run(to: corpus.output, truth: corpus.truth)
      guard !common.quiet else { return }
      let documents = Numbers.counted(made.documents, "document", "documents")
      let stories = Numbers.counted(made.clusters, "story", "stories")
      Console.message("made \(documents) of \(stories), \(Numbers.size(made.textBytes))")
    }
  }
}

/// How large a corpus, and where it goes.
struct SimulatedCorpus: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Write the documents there, compressed where the name ends in .gz or .zst; else to standard output.",
      valueName: "file"))
  var output: Path?

  @Option(help: ArgumentHelp("Write a table of id, cluster and kind.", valueName: "file"))
  var truth: Path?

  @Option(help: ArgumentHelp("So many documents; else what the texts give once.", valueName: "count"))
  var documents: Int?

  @Option(help: ArgumentHelp("Another seed makes other documents.", valueName: "number"))
  var seed: UInt64 = 1

  func validate() throws {
    if let documents, documents < 1 { throw ValidationError("--documents takes a number from 1 on.") }
  }
}
