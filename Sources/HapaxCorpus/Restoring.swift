public struct Restoration {
  let report: Path
  let cleaned: [Path]
  let output: Path?
  public init(report: Path, cleaned: [Path], output: Path?) {
    self.report = report
    self.cleaned = cleaned
    self.output = output
  }
  public func run() throws(CorpusError) -> (documents: Int, files: Int) { throw .usage("not yet") }
}
