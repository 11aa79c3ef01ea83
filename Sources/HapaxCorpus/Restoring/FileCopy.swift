/// A file as it stands, in another place and perhaps in another compression.
struct FileCopy {
  private let source: Path
  private let output: Output

  init(from source: Path, to output: Output) {
    self.source = source
    self.output = output
  }

  /// Does it, in bounded memory.
  func run(compression: Compression?) throws(CorpusError) {
    let reader = try ByteReader(source)
    var isEmpty = true
    while true {
      var bytes = ByteBuffer()
      guard try reader.read(into: &bytes) else { break }
      isEmpty = false
      try output.write(compression?.compress(bytes.bytes) ?? bytes.bytes)
    }
    if isEmpty, let compression { try output.write(compression.compress([])) }
    try output.commit()
  }
}
