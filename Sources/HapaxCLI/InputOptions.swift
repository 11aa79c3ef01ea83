import ArgumentParser
import HapaxCorpus

extension Format: ExpressibleByArgument {}
extension CorpusRun.ErrorPolicy: ExpressibleByArgument {}

/// What parts the fields of a table.
struct Delimiter: ExpressibleByArgument {
  let byte: UInt8

  static let comma = Delimiter(byte: UInt8(ascii: ","))

  private init(byte: UInt8) { self.byte = byte }

  init?(argument: String) {
    let bytes = Array((argument == "tab" ? "\t" : argument).utf8)
    guard bytes.count == 1, CorpusRun.Settings.delimiters.contains(bytes[0]) else { return nil }
    byte = bytes[0]
  }

  var defaultValueDescription: String { byte == 0x09 ? "tab" : String(UnicodeScalar(byte)) }
}

/// What to read, and how.
struct InputOptions: ParsableArguments {
  /// A format, or none yet.
  enum FormatChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, text, jsonl, csv, tsv, warc
  }

  @Argument(help: "Files, and folders with all that is below them; nothing or - is standard input.")
  var inputs: [Path] = []

  @Option(
    help: ArgumentHelp(
      "Read more inputs from a list, a path a line, or each ended by NUL; - is standard input.",
      valueName: "file"))
  var filesFrom: Path?

  @Option(help: "The format of the inputs; auto goes by name and content.")
  var format = FormatChoice.auto

  @Option(
    help: ArgumentHelp(
      "What parts the fields of CSV: one of , ; | : ^ ~ or tab. A report tells restore.", valueName: "sign"))
  var delimiter = Delimiter.comma

  @Option(
    help: ArgumentHelp(
      "The field of a JSON line, or the column of a table, that holds the text.", valueName: "name"))
  var textField = "text"

  @Option(
    help: ArgumentHelp(
      "The field or column that holds the id, for reports; of WARC a field of the header, and id is WARC-Record-ID.",
      valueName: "name"))
  var idField = "id"

  @Option(
    help: ArgumentHelp(
      "What to do when an input fails or a record is bad: stop there, skip it, or copy the record as it is.",
      valueName: "stop|skip|copy"))
  var onError = CorpusRun.ErrorPolicy.stop
}

extension InputOptions {
  /// All inputs. Help instead where there are none and nobody pipes anything.
  func paths<Verb: ParsableCommand>(for verb: Verb.Type) throws -> [Path] {
    var paths = inputs
    if let filesFrom {
      try reporting { () throws(CorpusError) in paths += try PathList.read(filesFrom) }
    }
    if paths.count(where: { $0 == .standardInput }) > 1 {
      throw ValidationError("Standard input can be read only once.")
    }
    if !paths.isEmpty || filesFrom != nil { return paths }
    if Console.inputIsTerminal {
      Console.printError(HapaxCommand.helpMessage(for: verb))
      throw ExitCode.usage
    }
    return [.standardInput]
  }

  func apply(to settings: inout CorpusRun.Settings) {
    settings.format = Format(rawValue: format.rawValue)
    settings.delimiter = delimiter.byte
    settings.textField = textField
    settings.idField = idField
    settings.onError = onError
  }
}
