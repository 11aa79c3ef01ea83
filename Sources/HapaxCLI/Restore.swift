import ArgumentParser
import HapaxCorpus

/// `hapax restore`
struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give the inputs back, byte for byte, from what was cleaned and its report.",
    discussion: """
      A folder is restored to -o DIR with the same paths. Of JSON Lines the texts come back; the rest of each line is \
      as it was all along. CSV, TSV and WARC come back byte for byte, as they are when they are decompressed.
      """)

  @Option(help: ArgumentHelp("The report that clean wrote.", valueName: "file"))
  var report: Path

  @Argument(help: "The cleaned files or folder; nothing or - is standard input.")
  var cleaned: [Path] = []

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write to this file, or below this folder.", valueName: "out"))
  var output: Path?

  @Flag(name: [.customShort("q"), .long], help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    if cleaned.isEmpty, Console.inputIsTerminal {
      Console.printError(HapaxCommand.helpMessage(for: Restore.self))
      throw ExitCode.usage
    }
    try reporting { () throws(CorpusError) in
      let count = try Restoration(
        report: report, cleaned: cleaned.isEmpty ? [.standardInput] : cleaned, output: output
      ).run()
      if !quiet {
        let documents = Numbers.counted(count.documents, "document", "documents")
        let files = Numbers.counted(count.files, "file", "files")
        Console.message("restored  \(documents) in \(files)")
      }
    }
  }
}
