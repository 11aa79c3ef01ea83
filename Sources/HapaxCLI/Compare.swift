import ArgumentParser
import Hapax
import HapaxCorpus

/// `hapax compare`
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lay two documents side by side: what both say, and what one alone does.",
    discussion: """
      Takes two files; or, with --ids, two documents of whatever dedup reads. Lines that say the same stand in one row. \
      Between them: | the words differ, < and > only one of the two has the line. Words of one alone are red; words that \
      the other has at another place, yellow. Without colours they are marked [-so-] on the left, {+so+} on the right.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Rules") var rules: OptionsFromFile
  @OptionGroup(title: "Output") var output: CompareOutput

  @Option(
    name: .customLong("ids"), parsing: .upToNextOption,
    help: ArgumentHelp("Compare the documents of these two ids.", valueName: "id"))
  var ids: [String] = []

  func validate() throws {
    guard ids.isEmpty || ids.count == 2 else { throw ValidationError("--ids takes two ids.") }
  }

  func run() throws {
    let paths = try input.paths(for: Compare.self)
    var settings = CorpusRun.Settings()
    settings.options = try rules.options()
    input.apply(to: &settings)
    try reporting { () throws(CorpusError) in
      let pair = try ComparedPair.read(paths, ids: ids, settings)
      let colour = Console.usesColour(output.color)
      try Console.printOutput(output.json ? pair.json : pair.page(colour: colour, width: output.columns))
    }
  }
}

/// How two documents are shown.
struct CompareOutput: ParsableArguments {
  @Flag(help: "Print the relation and the passages as a JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Columns of the page. Default: the terminal's, else 120.", valueName: "count"))
  var width: Int?

  @Option(help: "When to use colours; NO_COLOR and TERM=dumb are heeded.")
  var color = Console.ColourChoice.auto

  func validate() throws {
    if let width, !(40...1000).contains(width) { throw ValidationError("--width takes 40 to 1000.") }
  }

  var columns: Int { width ?? Console.outputWidth ?? 120 }
}
