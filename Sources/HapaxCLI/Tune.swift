import ArgumentParser
import Hapax
import HapaxCorpus

/// `hapax tune`
struct Tune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure options on labelled documents, and recommend the best.",
    discussion: """
      Takes JSON Lines whose records have a field "cluster", or a table of clusters, or makes variants of any documents \
      with --simulate: edited, misread, cut, embedded. Every combination of the values of --vary is measured: how well \
      the documents that belong together are found, how large the index is, how fast it goes. The row with * is \
      recommended; --recommend FILE writes its options for --config.

      --review N prints the N pairs nearest to the border between one story and two, to be read and labelled; --labels FILE \
      takes them back as truth.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Sweep") var sweep: SweepOptions
  @OptionGroup(title: "Output") var output: TuneOutput
  @OptionGroup(title: "Common") var common: CommonOptions

  func validate() throws {
    guard let review = output.review else { return }
    guard review > 0 else { throw ValidationError("--review takes a number from 1 on.") }
    guard sweep.vary.isEmpty, !output.writesMeasures else {
      throw ValidationError("--review measures nothing: it goes with neither --vary nor an output file.")
    }
  }

  func run() throws {
    let paths = try input.paths(for: Tune.self)
    var settings = Tuning.Settings()
    input.apply(to: &settings.reading)
    settings.reading.threads = common.threadCount
    settings.clusters = sweep.clusters
    settings.simulationSeed = sweep.simulate ? sweep.seed : nil
    try reporting { () throws(CorpusError) in
      if let config = sweep.config { settings.reading.options = try OptionsFile.read(config) }
      settings.labels = sweep.labels
      settings.isReview = output.review != nil
      for text in sweep.vary { settings.variations.append(try Variation(text)) }
      let tuning = try Tuning(inputs: paths, settings: settings)
      if !common.quiet {
        let documents = Numbers.counted(tuning.documentCount, "document", "documents")
        Console.message("measures on \(documents), \(Numbers.size(tuning.textBytes))")
      }
      if let review = output.review {
        return Console.printOutput(Array(try tuning.review(count: review).text.utf8))
      }
      let line = ProgressLine(isShown: !common.quiet && Console.errorIsTerminal)
      let result = try tuning.run { line.show("point \($0) of \($1)") }
      line.clear()
      Console.printOutput(Array(result.table.utf8))
      try output.write(result)
    }
  }
}

/// What to vary, on what truth.
struct SweepOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Give an option several values, as corpus.windowWords=2...8 or corpus.nearCoverage=0.5,0.6; can be repeated, and \
      all combinations are measured.
      """, valueName: "group.option=values"))
  var vary: [String] = []

  @Option(
    help: ArgumentHelp("Read the clusters from a table with the columns id and cluster.", valueName: "file"))
  var clusters: Path?

  @Option(
    help: ArgumentHelp(
      "Read pairs that somebody labelled, as --review prints them: id, id, same or different, parted by tabs.",
      valueName: "file"))
  var labels: Path?

  @Flag(help: "Make variants of the inputs, with known truth: every third document is varied.")
  var simulate = false

  @Option(help: ArgumentHelp("The seed of --simulate.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Start from the options in this file.", valueName: "file"))
  var config: Path?

  func validate() throws {
    if simulate && clusters != nil { throw ValidationError("--simulate and --clusters exclude each other.") }
  }
}

/// What to print, and where the measures go.
struct TuneOutput: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Print so many pairs nearest to the border, aligned, instead of measures; no truth is needed.",
      valueName: "count"))
  var review: Int?

  @Option(help: ArgumentHelp("Write the measures as one JSON object.", valueName: "file"))
  var json: Path?

  @Option(help: ArgumentHelp("Write the table as comma-separated values.", valueName: "file"))
  var csv: Path?

  @Option(help: ArgumentHelp("Write a page with plots, that needs nothing else.", valueName: "file"))
  var html: Path?

  @Option(help: ArgumentHelp("Write the recommended options, for --config.", valueName: "file"))
  var recommend: Path?

  /// Whether any measures are asked for.
  var writesMeasures: Bool { [json, csv, html, recommend].contains { $0 != nil } }

  func write(_ result: TuningResult) throws(CorpusError) {
    if let json { try OutputFiles.write(result.json, to: json) }
    if let csv { try OutputFiles.write(result.csv, to: csv) }
    if let html { try OutputFiles.write(TuningPage(result).html, to: html) }
    if let recommend, let best = result.recommended {
      try OutputFiles.write(try OptionsFile.json(result.points[best].options), to: recommend)
    }
  }
}
