import ArgumentParser
import Hapax
import HapaxCorpus

/// `hapax tune`
struct Tune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure options on labelled documents, and recommend the best.",
    discussion: """
      Takes records that have a field or column "cluster", or a table of clusters, or makes variants of any documents \
      with --simulate: edited, misread, cut, embedded, and strangers that look alike. Every combination of the values of --vary is measured: how well \
      the documents that belong together are found, how large the index is, how fast it goes. The row with * is \
      recommended; --recommend FILE writes its options for --config.

      --review N prints the N pairs nearest to the border between one story and two, to be read and labelled; --labels FILE \
      takes them back as truth.

      With --task clean the options of clean are measured: words kept and lost, redundant words removed and left, exact \
      texts. Least cost is best; a lost word costs as much as ten that were left.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Sweep") var sweep: SweepOptions
  @OptionGroup(title: "Output") var output: TuneOutput
  @OptionGroup(title: "Common") var common: CommonOptions

  func validate() throws {
    if sweep.task == .clean {
      guard !sweep.hasGroups, output.review == nil else {
        throw ValidationError(
          "--task clean goes with none of --clusters, --labels, --simulate and --review.")
      }
    }
    guard let review = output.review else { return }
    guard review > 0 else { throw ValidationError("--review takes a number from 1 on.") }
    guard sweep.vary.isEmpty, !output.writesMeasures else {
      throw ValidationError("--review measures nothing: it goes with neither --vary nor an output file.")
    }
  }

  func run() throws {
    let paths = try input.paths(for: Tune.self)
    var reading = CorpusRun.Settings()
    input.apply(to: &reading)
    reading.threads = common.threadCount
    try reporting { () throws(CorpusError) in
      if let config = sweep.config { reading.options = try OptionsFile.read(config) }
      var variations: [Variation] = []
      for text in sweep.vary { variations.append(try Variation(text)) }
      switch sweep.task {
      case .dedup: try tuneDeduplication(paths, reading, variations)
      case .clean: try tuneCleaning(paths, reading, variations)
      }
    }
  }

  private func tuneDeduplication(
    _ paths: [Path], _ reading: CorpusRun.Settings, _ variations: [Variation]
  ) throws(CorpusError) {
    var settings = Tuning.Settings()
    settings.reading = reading
    settings.variations = variations
    settings.clusters = sweep.clusters
    settings.labels = sweep.labels
    settings.isReview = output.review != nil
    settings.simulationSeed = sweep.simulate ? sweep.seed : nil
    let tuning = try Tuning(inputs: paths, settings: settings)
    tell(tuning.documentCount, tuning.textBytes)
    if let review = output.review {
      return try Console.printOutput(Array(try tuning.review(count: review).text.utf8))
    }
    let line = ProgressLine(isShown: !common.quiet && Console.errorIsTerminal)
    let result = try tuning.run { line.show("point \($0) of \($1)") }
    line.clear()
    try output.write(result.table, json: result.json, result.recommended.map { result.points[$0].options })
    if let html = output.html { try OutputFiles.write(TuningPage(result).html, to: html) }
    if let plots = output.plots { try result.writePlots(to: plots) }
  }

  private func tuneCleaning(
    _ paths: [Path], _ reading: CorpusRun.Settings, _ variations: [Variation]
  ) throws(CorpusError) {
    let tuning = try CleaningTuning(inputs: paths, reading: reading, variations: variations)
    tell(tuning.documentCount, tuning.textBytes)
    let line = ProgressLine(isShown: !common.quiet && Console.errorIsTerminal)
    let result = try tuning.run { line.show("point \($0) of \($1)") }
    line.clear()
    try output.write(result.table, json: result.json, result.recommended.map { result.points[$0].options })
    if let html = output.html { try OutputFiles.write(CleaningPage(result).html, to: html) }
    if let plots = output.plots { try result.writePlots(to: plots) }
  }

  private func tell(_ documents: Int, _ bytes: Int) {
    guard !common.quiet else { return }
    let counted = Numbers.counted(documents, "document", "documents")
    Console.message("measures on \(counted), \(Numbers.size(bytes))")
  }
}

/// What to vary, on what truth.
struct SweepOptions: ParsableArguments {
  /// What the options are for.
  enum Task: String, ExpressibleByArgument, CaseIterable {
    case dedup, clean
  }

  @Option(
    help: """
      What to measure options for: dedup, on documents that belong together; clean, on texts beside what should be left of \
      them (X.in.txt and X.out.txt, other .txt that stay as they are, JSON Lines with text and expected).
      """)
  var task = Task.dedup

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

  /// Whether anything says which documents belong together.
  var hasGroups: Bool { clusters != nil || labels != nil || simulate }

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

  @Option(
    help: ArgumentHelp(
      "Write a plot of each option that is varied into a folder, as OPTION.svg.", valueName: "folder"))
  var plots: Path?

  @Option(help: ArgumentHelp("Write the recommended options, for --config.", valueName: "file"))
  var recommend: Path?

  /// Whether any measures are asked for.
  var writesMeasures: Bool { [json, csv, html, plots, recommend].contains { $0 != nil } }

  /// Prints the table, and writes what is asked for.
  func write(
    _ table: SweepTable, json measures: [UInt8], _ recommended: Options?
  ) throws(CorpusError) {
    try Console.printOutput(Array(table.text.utf8))
    if let json { try OutputFiles.write(measures, to: json) }
    if let csv { try OutputFiles.write(table.csv, to: csv) }
    if let recommend, let recommended {
      try OutputFiles.write(try OptionsFile.json(recommended), to: recommend)
    }
  }
}
