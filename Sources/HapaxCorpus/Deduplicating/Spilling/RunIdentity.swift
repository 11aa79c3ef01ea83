internal import Hapax

/// What a run is a run of: all that its sketches and verdicts depend on, one property a line. A run is resumed only by one
/// of the same.
struct RunIdentity {
  /// A property as people name it, and its value.
  private var lines: [(name: String, value: String)] = []

  /// The version of the package; what is kept of a run is for the same one.
  private static let version = "hapax \(Version.number), work folder 2"

  /// - Throws: `CorpusError.usage` for inputs that can be read only once.
  init(_ run: CorpusRun, _ settings: Deduplication.Settings) throws(CorpusError) {
    lines.append(("the version of hapax", Self.version))
    lines.append(("what sketches are made by", Sketch.codingVersion))
    let options = try OptionsFile.json(run.settings.options)
    lines.append(("the option", String(decoding: options.filter { $0 != 0x0A }, as: UTF8.self)))
    lines.append(("--disable-fast-path", "\(!run.settings.options.usesFastPaths)"))
    lines.append(("--format", run.settings.format?.rawValue ?? "auto"))
    lines.append(("--delimiter", "\(run.settings.delimiter)"))
    lines.append(("--text-field", run.settings.textField))
    lines.append(("--id-field", run.settings.idField))
    lines.append(("--on-error", run.settings.onError.rawValue))
    lines.append(("the size of chunks", "\(run.settings.chunkSize)"))
    lines.append(("--keep", settings.keep.rawValue))
    lines.append(("--date-field", settings.dateField))
    lines.append(("--prefer", settings.preferred.map { "\($0.utf8.count):\($0)" }.joined(separator: ",")))
    lines.append(("--source-field", settings.sourceField))
    lines.append(("--same", settings.same.rawValue))
    lines.append(("--near", settings.near.rawValue))
    lines.append(("--contained", settings.contained.rawValue))
    lines.append(("--shared", settings.shared.rawValue))
    lines.append(("--boilerplate", settings.boilerplate.rawValue))
    lines.append(("--host-field", settings.hostField ?? "by itself"))
    lines.append(("--annotate", settings.writing.rawValue))
    lines.append(("--passages", settings.tellsPassages ? "told" : "not told"))
    lines.append(("the number of inputs", "\(run.plan.files.count)"))
    for file in run.plan.files {
      let path = file.input.path
      guard path != .standardInput, let status = try FileStatus.of(path), status.kind == .file else {
        throw .usage("\(path) can be read only once; --memory and --resume take files")
      }
      // A name is written as its bytes, so that two names are never one.
      let bytes = path.bytes.map { String($0, radix: 16) }.joined(separator: " ")
      lines.append(("the order or the names of the inputs, first at \(path)", bytes))
      lines.append(("the size of the input \(path)", "\(status.size) bytes"))
      lines.append(("the time of the last change of the input \(path)", "\(status.modified) ns"))
    }
  }

  /// A line for each property, each ended by NUL, name and value parted by one: no value has any.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for line in lines {
      for text in [line.name, line.value] {
        bytes += text.utf8.filter { $0 != 0 }
        bytes.append(0)
      }
    }
    return bytes
  }

  /// What is not as it was in the run that left `other`; nil where all is.
  func difference(from other: [UInt8]) -> String? {
    let texts = other.split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    let own = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    for index in stride(from: 0, to: own.count - 1, by: 2) {
      guard index + 1 < texts.count else { return own[index] }
      if own[index] != texts[index] { return own[index] }
      guard own[index + 1] != texts[index + 1] else { continue }
      if own[index] == "the option" { return Self.option(own[index + 1], texts[index + 1]) }
      let isShown = !own[index].hasPrefix("the order")
      return own[index] + (isShown ? " (it was \(texts[index + 1]) and is \(own[index + 1]))" : "")
    }
    return own.count == texts.count ? nil : "the number of inputs"
  }

  /// The first option that two objects of JSON have different values of: both are written in one way.
  private static func option(_ own: String, _ other: String) -> String {
    let (a, b) = (own.split(separator: ","), other.split(separator: ","))
    for (x, y) in zip(a, b) where x != y {
      let words = x.split(separator: "\"").filter { !$0.allSatisfy { $0 == " " || $0 == "{" || $0 == "}" } }
      let name = words.last { !$0.contains(":") } ?? words.first ?? x
      return "the option \(name) (or one of its group)"
    }
    return "an option"
  }
}
