/// The files to restore from, and where they go.
struct RestoredFiles {
  let cleaned: CleanedFiles
  /// A file, or a folder where several files are restored; nil: standard output.
  private let output: Path?

  init(_ cleaned: [Path], output: Path?) throws(CorpusError) {
    self.cleaned = try CleanedFiles(cleaned)
    self.output = output
    if output == nil, !self.cleaned.isOneFile {
      throw .usage("several files need a folder to go to: -o DIR")
    }
  }
}

extension RestoredFiles {
  /// Opens what is restored under a name below the folder, or the one output.
  func destination(of name: Path) throws(CorpusError) -> Output {
    guard let output else { return .standardOutput }
    let isThere = try FileStatus.of(output)?.kind == .folder
    guard !cleaned.isOneFile || isThere || output.bytes.last == UInt8(ascii: "/") else {
      return try Output(output)
    }
    guard name.staysBelow else { throw .usage("\(name) has no place below \(output)") }
    var folder = try Folder.open(output, creating: true)
    for component in name.components.dropLast() { folder = try folder.subfolder(component) }
    return .file(try OutputFile(name.name, in: folder))
  }

  /// How what is written is compressed: by the name it goes to.
  func compression(of name: Path) -> Compression? {
    guard let output else { return nil }
    return Compression(name: cleaned.isOneFile ? output : name)
  }
}
