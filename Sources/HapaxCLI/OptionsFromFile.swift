import ArgumentParser
import Hapax
import HapaxCorpus

/// Options of the engine, for verbs that have no flags of their own for them.
struct OptionsFromFile: ParsableArguments {
  @Option(help: ArgumentHelp("Read options from this file; hapax options prints them.", valueName: "file"))
  var config: Path?

  @Option(
    help: ArgumentHelp(
      "Set one option, as corpus.containedCoverage=0.9; can be repeated.", valueName: "group.option=value"))
  var set: [String] = []

  func options() throws -> Options {
    var options = Options.standard
    try reporting { () throws(CorpusError) in
      if let config { options = try OptionsFile.read(config) }
      for assignment in set { options = try OptionsFile.setting(assignment, in: options) }
    }
    return options
  }
}
