/// Texts and what a perfect cleaner leaves of them.
///
/// Of files: `X.in.txt` beside `X.out.txt`; any other `.txt` stays as it is. A case with options of its own
/// (`X.options.json`) says nothing about others and is left out. Of JSON Lines and tables: records with the fields `text`
/// and `expected`.
struct CleaningCases {
  struct Case {
    let text: [UInt8]
    let expected: [UInt8]
    /// What is wrong with it: of a file its name up to the last hyphen, without the endings; of a record its field `kind` or
    /// `mode`, or `records`.
    let kind: String
    /// Whether `expected` is meant byte for byte, or in the words of each line that is not blank.
    let isByBytes: Bool
  }

  private(set) var cases: [Case] = []

  init(inputs: [Path], settings: CorpusRun.Settings) throws(CorpusError) {
    let found = InputFiles(inputs)
    if let failure = found.failures.first { throw failure.error }
    for file in found.files {
      let format = settings.format ?? Format(name: file.path) ?? (file.path == .standardInput ? .jsonl : nil)
      switch format {
      case .jsonl, .csv, .tsv: try addRecords(of: file.path, format, settings)
      case .text where file.path.hasExtension(".txt"): try addText(file.path)
      case .text, .warc, nil:
        guard file.isFound else {
          throw .usage("\(file.path): cases are X.in.txt beside X.out.txt, other .txt, JSON Lines and tables")
        }
      }
    }
    guard !cases.isEmpty else { throw .usage("there is no text with what is expected of it") }
  }

  private mutating func addText(_ path: Path) throws(CorpusError) {
    if let input = path.replacingEnd(".out.txt", with: ".in.txt"), try FileStatus.of(input) != nil { return }
    guard let result = path.replacingEnd(".in.txt", with: ".out.txt") else {
      let text = try CleaningCases.bytes(path)
      cases.append(Case(text: text, expected: text, kind: path.kind, isByBytes: true))
      return
    }
    if let options = path.replacingEnd(".in.txt", with: ".options.json"), try FileStatus.of(options) != nil {
      return
    }
    cases.append(
      Case(
        text: try CleaningCases.bytes(path), expected: try CleaningCases.bytes(result), kind: path.kind,
        isByBytes: true))
  }

  private mutating func addRecords(
    of path: Path, _ format: Format?, _ settings: CorpusRun.Settings
  ) throws(CorpusError) {
    var reading = settings
    reading.format = format
    for document in try TextReader.documents(
      [path], reading, labelField: "expected", kindFields: ["kind", "mode"])
    {
      guard let expected = document.label else { continue }
      cases.append(
        Case(
          text: document.text, expected: Array(expected.utf8), kind: document.kind ?? "records",
          isByBytes: false))
    }
  }

  private static func bytes(_ path: Path) throws(CorpusError) -> [UInt8] {
    var buffer = ByteBuffer()
    try ByteReader(path).readAll(into: &buffer)
    return buffer.bytes
  }
}

extension Path {
  /// The path with another end; nil where it does not end so.
  fileprivate func replacingEnd(_ end: String, with other: String) -> Path? {
    hasExtension(end) ? Path(bytes: bytes.dropLast(end.utf8.count) + Array(other.utf8)) : nil
  }

  /// The kind of the case of that name.
  fileprivate var kind: String {
    var name = bytes.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
    for end in [".in.txt", ".txt"]
    where name.count > end.utf8.count && name.suffix(end.utf8.count).elementsEqual(end.utf8) {
      name.removeLast(end.utf8.count)
    }
    if let hyphen = name.lastIndex(of: UInt8(ascii: "-")), hyphen > 0 { name.removeSubrange(hyphen...) }
    return Printable.string(name)
  }
}
