import HapaxCorpus

/// Runs something over a corpus and tells what happens on the way: links that are not followed, failures as they come,
/// progress on a terminal.
struct Watch {
  let common: CommonOptions
  /// Whether failures are told as they come, rather than in a summary for machines.
  var tellsFailures = true

  /// What a run can tell.
  struct Reports {
    let skipped: ([Path]) -> Void
    let failed: (CorpusError) -> Void
    let progress: (CorpusRun.Progress) -> Void
  }

  /// Does it. Returns the seconds that it took.
  func run(_ body: (Reports) throws(CorpusError) -> Void) throws -> Double {
    let start = ContinuousClock.now
    let line = ProgressLine(isShown: !common.quiet && Console.errorIsTerminal)
    let reports = Reports(
      skipped: { links in
        guard !common.quiet else { return }
        for link in links { Console.message("\(link): a link to a folder, not followed") }
      },
      failed: { error in
        line.clear()
        if tellsFailures { Console.message("\(error)") }
      },
      progress: { line.show($0) })
    try reporting { () throws(CorpusError) in
      defer { line.clear() }
      try body(reports)
    }
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
