import ArgumentParser
import HapaxCorpus

/// The command: it parses, calls the library, prints. Nothing here knows about text.
struct HapaxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hapax",
    abstract: "Takes text in and gives it back with every passage said once.",
    discussion: """
      Repeated blocks, trailing blanks and broken characters go; what is removed is reported, and can be given back. \
      Data goes to standard output, everything else to standard error.

      Exit status: 0 done; 1 --check found something to change; 2 an input failed; 64 wrong usage.
      """,
    version: Version.number,
    subcommands: [
      Clean.self, Scan.self, Dedup.self, Compare.self, Tune.self, Simulate.self, Restore.self,
      OptionsVerb.self,
    ])

  func run() throws {
    Console.printError(HapaxCommand.helpMessage())
    throw ExitCode.usage
  }
}

@main
enum Main {
  static func main() {
    Temporaries.removeOnSignals()
    HapaxCommand.main(RawArguments.encoded())
  }
}

extension ExitCode {
  /// `--check` found something to change.
  static let wouldChange = ExitCode(1)
  /// An input failed; the others are done.
  static let inputFailed = ExitCode(2)
  /// What is asked for makes no sense.
  static let usage = ExitCode(64)
}

/// Runs `body`, and turns the library's errors into messages and exit statuses.
func reporting(_ body: () throws(CorpusError) -> Void) throws {
  do throws(CorpusError) {
    try body()
  } catch .brokenPipe {
    // Whoever reads has seen enough, as with `hapax scan | head`.
    throw ExitCode.success
  } catch {
    Console.message("\(error)")
    if case .usage = error { throw ExitCode.usage }
    throw ExitCode.inputFailed
  }
}
