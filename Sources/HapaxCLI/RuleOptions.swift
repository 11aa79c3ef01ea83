import ArgumentParser
import Hapax
import HapaxCorpus

extension NormalForm: ExpressibleByArgument {}

/// What to change in a text: a flag for every rule. A flag overrules the file of `--config`.
struct RuleOptions: ParsableArguments {
  enum NearChoice: String, ExpressibleByArgument, CaseIterable {
    case keep, remove
  }

  enum ChangedChoice: String, ExpressibleByArgument, CaseIterable {
    case keep, fold
  }

  @Option(help: ArgumentHelp("Read options from a file, as hapax options prints them.", valueName: "file"))
  var config: Path?

  @Option(
    help: ArgumentHelp(
      "Set any option by its name there: decision.minimumChain=50.", valueName: "group.option=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      "The charset of plain texts: utf-8, auto, or a name that ICU knows.", valueName: "name"))
  var encoding: String?

  @Flag(
    inversion: .prefixedNo, help: "Repair curly quotes and dashes of Windows-1252 that were read as Latin-1.")
  var repairWindows1252: Bool?

  @Option(help: "The normal form of what is written.")
  var form: NormalForm?

  @Flag(inversion: .prefixedNo, help: "Make every line end a line feed.")
  var unifyLineEnds: Bool?

  @Flag(inversion: .prefixedNo, help: "Remove white space at the ends of lines.")
  var trimTrailingWhitespace: Bool?

  @Flag(inversion: .prefixedNo, help: "Make several empty lines one.")
  var collapseBlankLines: Bool?

  @Flag(inversion: .prefixedNo, help: "Remove empty lines at the start and the end.")
  var trimBlankEdges: Bool?

  @Flag(inversion: .prefixedNo, help: "Remove invisible characters that spell nothing.")
  var dropInvisibles: Bool?

  @Flag(inversion: .prefixedNo, help: "Remove control characters.")
  var dropControls: Bool?

  @Flag(inversion: .prefixedNo, help: "Write all quotes as \" and '.")
  var foldQuotes: Bool?

  @Flag(inversion: .prefixedNo, help: "Write all dashes as -.")
  var foldDashes: Bool?

  @Flag(inversion: .prefixedNo, help: "Write all spaces as U+0020.")
  var foldSpaces: Bool?

  @Flag(inversion: .prefixedNo, help: "Replace HTML character references that were left in the text.")
  var decodeEntities: Bool?

  @Flag(inversion: .prefixedNo, help: "Remove bidi controls without a partner.")
  var dropUnbalancedBidi: Bool?

  @Flag(inversion: .prefixedNo, help: "Take the lines of a hard-wrapped paragraph together.")
  var joinWrappedLines: Bool?

  @Flag(inversion: .prefixedNo, help: "Only normalize: look for no repeats.")
  var keepRepeats: Bool?

  @Flag(inversion: .prefixedNo, help: "Report repeats and remove none.")
  var reportOnly: Bool?

  @Option(help: "What to do with copies that differ a little.")
  var near: NearChoice?

  @Option(help: "Whether a copy with another figure, name or negation is kept, or taken for a near copy.")
  var changed: ChangedChoice?

  @Flag(
    inversion: .prefixedNo,
    help: "Keep a copy with another figure, whatever --changed says.")
  var preserveFigures: Bool?
}

extension RuleOptions {
  /// The options that the file and the flags make.
  func options() throws -> Options {
    var options = Options.standard
    try reporting { () throws(CorpusError) in
      if let config { options = try OptionsFile.read(config) }
      applyFlags(to: &options)
      for assignment in set { options = try OptionsFile.setting(assignment, in: options) }
    }
    return options
  }

  private func applyFlags(to options: inout Options) {
    func apply<Value>(_ value: Value?, _ path: WritableKeyPath<Options, Value>) {
      if let value { options[keyPath: path] = value }
    }
    apply(encoding, \.decoding.encoding)
    apply(repairWindows1252, \.decoding.repairsWindows1252)
    apply(form, \.normalization.form)
    apply(unifyLineEnds, \.normalization.unifiesLineEnds)
    apply(trimTrailingWhitespace, \.normalization.trimsTrailingWhitespace)
    apply(collapseBlankLines, \.normalization.collapsesBlankLines)
    apply(trimBlankEdges, \.normalization.trimsBlankEdges)
    apply(dropInvisibles, \.normalization.dropsInvisibles)
    apply(dropControls, \.normalization.dropsControls)
    apply(foldQuotes, \.normalization.foldsQuotes)
    apply(foldDashes, \.normalization.foldsDashes)
    apply(foldSpaces, \.normalization.foldsSpaces)
    apply(decodeEntities, \.normalization.decodesEntities)
    apply(dropUnbalancedBidi, \.normalization.dropsUnbalancedBidi)
    apply(joinWrappedLines, \.segmentation.joinsWrappedLines)
    apply(keepRepeats.map { !$0 }, \.decision.removesRepeats)
    apply(reportOnly, \.decision.reportsOnly)
    apply(near.map { $0 == .remove }, \.decision.removesNearCopies)
    apply(changed.map { $0 == .fold }, \.decision.foldsChangedFacts)
    apply(preserveFigures, \.decision.preservesFigures)
  }
}
