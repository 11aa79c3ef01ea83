import ArgumentParser
import HapaxCorpus

/// What every verb that works on texts takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: [.customShort("t"), .long],
    help: ArgumentHelp(
      "Threads; 0 is one for each processor. The output does not depend on it.", valueName: "count"))
  var threads = 0

  @Flag(name: [.customShort("q"), .long], help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Name every file that is not text; scan: list every document, without findings too.")
  var verbose = false

  @Option(help: "When to use colours; NO_COLOR and TERM=dumb are heeded.")
  var color = Console.ColourChoice.auto

  func validate() throws {
    guard (0...256).contains(threads) else { throw ValidationError("--threads takes 0 to 256.") }
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
  }

  var threadCount: Int { threads > 0 ? threads : Processors.count }
}
