import ArgumentParser
import HapaxCorpus

/// Runs a verb over its inputs and tells what happens: failures as they come, progress, a summary.
struct Runner {
  enum Verb: String {
    case cleaned, scanned
  }

  let verb: Verb
  let common: CommonOptions
  let summaryIsJSON: Bool
  /// Whether nothing is written, so that the summary speaks of what would be.
  let wouldOnly: Bool
  let destination: CorpusRun.Destination

  /// Does it. Throws the exit status where an input failed.
  func run(_ paths: [Path], _ settings: CorpusRun.Settings) throws -> Summary {
    var summary = Summary()
    let seconds = try Watch(common: common, tellsFailures: !summaryIsJSON).run {
      (reports) throws(CorpusError) in
      let run = try CorpusRun(inputs: paths, destination: destination, settings: settings)
      reports.skipped(run.skippedLinks)
      summary = try run.run(failed: reports.failed, progress: reports.progress)
    }
    if summaryIsJSON {
      Console.printError(String(decoding: summary.json(seconds: seconds), as: UTF8.self))
    } else if !common.quiet {
      tell(summary, seconds: seconds)
    } else if summary.isStopped {
      tellStop()
    }
    if summary.failed > 0 { throw ExitCode.inputFailed }
    return summary
  }
}

// MARK: - The summary in words

extension Runner {
  private func tell(_ summary: Summary, seconds: Double) {
    let rate = Double(summary.inputBytes) / Swift.max(seconds, 0.001)
    let documents = Numbers.counted(summary.documents, "document", "documents")
    let time = "in \(Numbers.decimal(seconds)) s (\(Numbers.size(Int(rate)))/s)"
    if wouldOnly {
      let changed =
        summary.changed == 0 ? "none would change" : "\(Numbers.grouped(summary.changed)) would change"
      Console.line("scanned", "\(documents), \(Numbers.size(summary.inputBytes)) \(time): \(changed)")
    } else {
      let sizes = "\(Numbers.size(summary.inputBytes)) → \(Numbers.size(summary.outputBytes))"
      Console.line("cleaned", "\(documents), \(sizes) \(time)")
    }
    tellFindings(summary)
    for path in summary.notText where common.verbose { Console.line("left", "\(path): not text") }
    if !summary.notText.isEmpty, !common.verbose {
      Console.line(
        "left", Numbers.counted(summary.notText.count, "file that is", "files that are") + " not text")
    }
    if summary.failed > 0 {
      Console.line("failed", Numbers.counted(summary.failed, "input or record", "inputs or records"))
    }
    if summary.isStopped { tellStop() }
  }

  private func tellFindings(_ summary: Summary) {
    let repeats = summary.repeats
    if repeats.times > 0 {
      let blocks = Numbers.counted(repeats.times, "block", "blocks")
      let documents = Numbers.counted(repeats.documents, "document", "documents")
      Console.line("repeated", "\(blocks) in \(documents) (\(Numbers.size(repeats.bytes)))")
    }
    let others = summary.otherChanges.map { "\($0.reason) \(Numbers.grouped($0.times))" }
    if !others.isEmpty { Console.line("changed", others.joined(separator: ", ")) }
    if summary.notes > 0 {
      Console.line("kept", Numbers.counted(summary.notes, "repeat", "repeats") + " left in place")
    }
  }

  private func tellStop() {
    Console.message("stopped there; --on-error skip goes on")
  }
}
