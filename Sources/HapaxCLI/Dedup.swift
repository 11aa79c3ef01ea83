import ArgumentParser
import Hapax
import HapaxCorpus

extension Deduplication.Keep: ExpressibleByArgument {}
extension Deduplication.Policy: ExpressibleByArgument {}
extension Deduplication.SharedLinesPolicy: ExpressibleByArgument {}
extension Deduplication.BoilerplatePolicy: ExpressibleByArgument {}

/// How documents that could go are told where nothing goes.
enum Annotation: String, ExpressibleByArgument, CaseIterable {
  case fields, dolma
}

/// `hapax dedup`
struct Dedup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Leave out documents that another document says.",
    discussion: """
      Reads what clean reads. What stays is copied byte for byte, in the order of the inputs: records to records of the \
      same format, a folder to -o DIR. A document goes when it is the same as one that stays, nearly the same, or contained in \
      it; it is compared with the documents that stay, token by token, and with no others. What goes is written to \
      --duplicates, whole, with the document because of which it went.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Rules") var rules: DedupRules
  @OptionGroup(title: "Output") var output: DedupOutput
  @OptionGroup(title: "Memory") var memory: DedupMemory
  @OptionGroup(title: "Common") var common: CommonOptions
  @OptionGroup var proof: ProofOptions

  func run() throws {
    let paths = try input.paths(for: Dedup.self)
    var settings = Deduplication.Settings()
    settings.reading.options = try rules.file.options()
    proof.apply(to: &settings.reading.options)
    settings.reading.threads = common.threadCount
    input.apply(to: &settings.reading)
    settings.keep = rules.keep
    settings.dateField = rules.dateField
    settings.preferred = rules.prefer
    settings.sourceField = rules.sourceField
    let policy = output.annotate == .fields ? Deduplication.Policy.mark : .drop
    settings.same = rules.same ?? policy
    settings.near = rules.near ?? policy
    settings.contained = rules.contained ?? policy
    settings.shared = rules.shared
    settings.boilerplate = rules.boilerplate
    settings.hostField = rules.hostField
    settings.writing = output.annotate == .dolma ? .attributes : .documents
    settings.duplicates = output.duplicatesFile
    settings.clusters = output.clusters
    settings.passages = output.passages
    try memory.apply(to: &settings, output: output)
    let summary = try deduplicate(paths, settings)
    if output.check, summary.changed > 0 { throw ExitCode.wouldChange }
  }

  private func deduplicate(
    _ paths: [Path], _ settings: Deduplication.Settings
  ) throws -> DeduplicationSummary {
    var summary = DeduplicationSummary()
    let seconds = try Watch(common: common).run { (reports) throws(CorpusError) in
      let run = try Deduplication(inputs: paths, destination: output.destination, settings: settings)
      reports.skipped(run.skippedLinks)
      do throws(CorpusError) {
        summary = try run.run(failed: reports.failed, progress: reports.progress)
      } catch {
        if case .usage = error { throw error }
        if let left = run.leftFolder {
          Console.message("\(left) holds what is done; --resume goes on from there")
        }
        throw error
      }
    }
    if output.json {
      Console.printError(String(decoding: summary.json(seconds: seconds), as: UTF8.self))
    } else if !common.quiet {
      tell(summary, seconds: seconds)
    }
    if summary.failed > 0 { throw ExitCode.inputFailed }
    return summary
  }

  private func tell(_ summary: DeduplicationSummary, seconds: Double) {
    guard !summary.isStopped else {
      return Console.message("stopped there, nothing is written; --on-error skip goes on")
    }
    let rate = Double(summary.textBytes) / Swift.max(seconds, 0.001)
    let documents = Numbers.counted(summary.documents, "document", "documents")
    let time = "in \(Numbers.decimal(seconds)) s (\(Numbers.size(Int(rate)))/s)"
    line("read", "\(documents), \(Numbers.size(summary.textBytes)) \(time)")
    line(
      output.check ? "would keep" : "kept",
      "\(Numbers.grouped(summary.kept)), \(Numbers.size(summary.keptBytes))")
    let kinds = [
      (summary.same, "the same"), (summary.near, "nearly the same"), (summary.contained, "contained"),
    ]
    let told = kinds.filter { $0.0 > 0 }.map { "\(Numbers.grouped($0.0)) \($0.1)" }
    let marked = output.check ? "would mark" : "marked"
    let verb = summary.dropped == 0 ? marked : output.check ? "would drop" : "dropped"
    if !told.isEmpty { line(verb, told.joined(separator: ", ")) }
    if summary.dropped > 0, summary.marked > 0 {
      line("of them", "\(Numbers.grouped(summary.marked)) stay, marked")
    }
    if summary.trimmed > 0 {
      let documents = Numbers.counted(summary.trimmed, "document", "documents")
      let verb = rules.shared == .mark ? marked : output.check ? "would trim" : "trimmed"
      line(verb, "\(Numbers.size(summary.trimmedBytes)) of shared lines in \(documents)")
    }
    if summary.boilerplate > 0 {
      let documents = Numbers.counted(summary.boilerplate, "document", "documents")
      let verb = rules.boilerplate == .mark ? marked : output.check ? "would cut" : "cut"
      line(verb, "\(Numbers.size(summary.boilerplateBytes)) of boilerplate in \(documents)")
    }
    if summary.withoutSite > 0 {
      line("no site", Numbers.counted(summary.withoutSite, "document", "documents"))
    }
    if !summary.notText.isEmpty {
      line("left", Numbers.counted(summary.notText.count, "file that is", "files that are") + " not text")
    }
    if summary.failed > 0 {
      line("failed", Numbers.counted(summary.failed, "input or record", "inputs or records"))
    }
  }

  /// In a column wide enough for `would keep`.
  private func line(_ word: String, _ text: String) { Console.line(word, text, column: 11) }
}

/// How much memory a run may take, and how it goes on when it was ended.
struct DedupMemory: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Take no more memory than this, such as 512M or 2G, and keep the rest on disk. From 64M; about 420 bytes are needed for \
      each document, and 72 for each byte of the longest.
      """, valueName: "size"))
  var memory: String?

  @Flag(
    help: """
      Go on where the same command left off when it was killed; without one that was, begin one that can be gone on with.
      """)
  var resume = false

  @Option(
    help: ArgumentHelp(
      "The folder for what does not fit into memory, or is resumed. Default: beside -o, its name with .hapax-work.",
      valueName: "dir"))
  var workFolder: Path?

  func apply(to settings: inout Deduplication.Settings, output: DedupOutput) throws {
    if let memory {
      try reporting { () throws(CorpusError) in settings.memory = try MemoryBound(memory) }
      MemoryBound.tuneAllocator()
    }
    settings.resumes = resume
    guard memory != nil || resume else { return }
    settings.workFolder = workFolder
    if workFolder == nil, !output.check, let path = output.output, path != .standardInput {
      settings.workFolder = Deduplication.workFolder(beside: path)
    }
  }
}

/// When a document goes.
struct DedupRules: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which document stays: the longest, the first in the order of the inputs, or that of the earliest or latest date.",
      valueName: "longest|first|earliest|latest"))
  var keep = Deduplication.Keep.longest

  @Option(
    help: ArgumentHelp(
      "The field or column that holds the date, as 2026-01-31; of WARC, date is WARC-Date.", valueName: "name"
    ))
  var dateField = "date"

  @Option(
    help: ArgumentHelp(
      "Let the documents of this source stay before those of others; can be repeated, the first comes first.",
      valueName: "source"))
  var prefer: [String] = []

  @Option(
    help: ArgumentHelp(
      "The field of a record that names its source. Of a file it is the first folder of its path.",
      valueName: "name"))
  var sourceField = "source"

  @Option(
    help: """
      What becomes of a document of the same words as one that stays: it is dropped, marked in a field of a JSON line, or \
      kept as any other; trim leaves nothing of it, so that is drop. (default: drop)
      """)
  var same: Deduplication.Policy?

  @Option(
    help: """
      What becomes of a document that is nearly the same as one that stays; trim keeps of it what others do not say, line \
      by line. (default: drop)
      """)
  var near: Deduplication.Policy?

  @Option(
    help:
      "What becomes of a document nearly all of which stands in one that stays; as --near. (default: drop)"
  )
  var contained: Deduplication.Policy?

  @Option(
    help: """
      What becomes of lines that a document which stays has in common with another: trim cuts them out, whole lines of \
      which the other says every word; mark tells them in a field of a JSON line.
      """)
  var shared = Deduplication.SharedLinesPolicy.keep

  @Option(
    help: """
      What becomes of lines that recur on the pages of one site, as menus, notices and footers do: trim cuts them out of \
      every page, mark tells them in a field of a JSON line. Duplicates count for no page.
      """)
  var boilerplate = Deduplication.BoilerplatePolicy.keep

  @Option(
    help: ArgumentHelp(
      """
      The field or column that tells the site of a page: an address, of which the host is taken, or a name. Default: the \
      first of url, host, domain and site; of WARC, WARC-Target-URI. Of a file it is the first folder of its path.
      """, valueName: "name"))
  var hostField: String?

  @OptionGroup var file: OptionsFromFile
}

/// Where documents, and what is known of them, go.
struct DedupOutput: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Write to this file; or below this folder, if it is one, ends in /, or an input is a folder.",
      valueName: "out"))
  var output: Path?

  @Option(
    help: ArgumentHelp(
      """
      Write the documents that go, whole, a JSON line each; hapax restore reads it. Default: beside -o, its name with \
      .duplicates.jsonl; none where the rest goes to standard output.
      """, valueName: "file"))
  var duplicates: Path?

  @Option(
    help: ArgumentHelp(
      "Write a table: the id of each document, a tab, the id of the one that stays.", valueName: "file"))
  var clusters: Path?

  @Option(
    help: ArgumentHelp("Write the passages that documents share, a JSON line each.", valueName: "file"))
  var passages: Path?

  @Option(
    help: ArgumentHelp(
      """
      Let nothing go. fields: a JSON line that could go gets a field "hapax" that says why. dolma: write no documents but \
      a line of attributes for each, for Dolma's mixer.
      """, valueName: "fields|dolma"))
  var annotate: Annotation?

  @Flag(help: "Write no documents; exit with 1 if any would go.")
  var check = false

  @Flag(help: "Print the summary as JSON, on standard error.")
  var json = false

  func validate() throws {
    for (path, name) in [(duplicates, "--duplicates"), (clusters, "--clusters"), (passages, "--passages")]
    where path == .standardInput { throw ValidationError("\(name) takes a file.") }
  }

  /// Where the documents that go are written.
  var duplicatesFile: Path? {
    if check || duplicates != nil { return check ? nil : duplicates }
    guard annotate != .dolma, let output, output != .standardInput else { return nil }
    return Deduplication.duplicates(beside: output)
  }

  var destination: CorpusRun.Destination {
    if check { return .nowhere }
    guard let output, output != .standardInput else { return .standardOutput }
    return .path(output)
  }
}
