import ArgumentParser
import HapaxCorpus

/// `hapax scan`
struct Scan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what clean would change, and what repeats and stays; write nothing.",
    discussion: """
      Shows for each document which lines repeat which. Documents without findings are left out unless --verbose is \
      given. With --json, one object for each document, as in a report.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Rules") var rules: RuleOptions
  @OptionGroup(title: "Output") var output: ScanOutputOptions
  @OptionGroup(title: "Common") var common: CommonOptions
  @OptionGroup var proof: ProofOptions

  func run() throws {
    let paths = try input.paths(for: Scan.self)
    var settings = CorpusRun.Settings()
    settings.options = try rules.options()
    proof.apply(to: &settings.options)
    settings.threads = common.threadCount
    let colour = Console.usesColour(common.color)
    settings.listing = output.json ? .json : .readable(colour: colour, everything: common.verbose)
    input.apply(to: &settings)
    let runner = Runner(
      verb: .scanned, common: common, summaryIsJSON: false, wouldOnly: true, destination: .nowhere)
    let summary = try runner.run(paths, settings)
    if output.check, summary.changed > 0 { throw ExitCode.wouldChange }
  }
}

/// How findings are shown.
struct ScanOutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON object for each document.")
  var json = false

  @Flag(help: "Exit with 1 if anything would change.")
  var check = false
}
