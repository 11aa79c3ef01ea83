import ArgumentParser
import HapaxCorpus

/// `hapax clean`
struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Repair, normalize, and cut repeated blocks, one document at a time.",
    discussion: """
      Reads plain text, JSON Lines, CSV, TSV and WARC (WET), also in gzip and zstd. One text goes to standard output; \
      records go to records of the same format, with everything but the text as it is; a folder goes to -o DIR with \
      the same paths. Several inputs of JSON Lines, or of WARC, are joined. Outputs whose names end in .gz or .zst are \
      compressed.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Rules") var rules: RuleOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Common") var common: CommonOptions
  @OptionGroup var proof: ProofOptions

  func run() throws {
    let paths = try input.paths(for: Clean.self)
    var settings = CorpusRun.Settings()
    settings.options = try rules.options()
    proof.apply(to: &settings.options)
    settings.threads = common.threadCount
    settings.report = output.report
    input.apply(to: &settings)
    let runner = Runner(
      verb: .cleaned, common: common, summaryIsJSON: output.json, wouldOnly: output.check,
      destination: output.destination)
    let summary = try runner.run(paths, settings)
    if output.check, summary.changed > 0 { throw ExitCode.wouldChange }
  }
}

/// Where cleaned documents go.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Write to this file; or below this folder, if it is one, ends in /, or an input is a folder.",
      valueName: "out"))
  var output: Path?

  @Flag(help: "Change the inputs themselves.")
  var inPlace = false

  @Flag(help: "Write nothing; exit with 1 if anything would change.")
  var check = false

  @Option(
    help: ArgumentHelp(
      "Write what was done, a JSON line for each document; hapax restore reads it.", valueName: "file"))
  var report: Path?

  @Flag(help: "Print the summary as JSON, on standard error.")
  var json = false

  func validate() throws {
    if output != nil && inPlace { throw ValidationError("-o and --in-place exclude each other.") }
    if report == .standardInput { throw ValidationError("--report takes a file.") }
  }

  var destination: CorpusRun.Destination {
    if check { return .nowhere }
    if inPlace { return .inPlace }
    guard let output, output != .standardInput else { return .standardOutput }
    return .path(output)
  }
}
