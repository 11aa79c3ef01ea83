import ArgumentParser
import Hapax
import HapaxCorpus

/// `hapax options`
struct OptionsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "options",
    abstract: "Print all options and their values as JSON, for --config.",
    discussion:
      "Flags and --config are taken into account, so that the output is what the same flags would use.")

  @OptionGroup(title: "Rules") var rules: RuleOptions

  func run() throws {
    let options = try rules.options()
    try reporting { () throws(CorpusError) in
      do {
        _ = try Cleaner(options)
      } catch {
        throw .usage("\(error)")
      }
      try Console.printOutput(try OptionsFile.json(options))
    }
  }
}
