/// Small files that are written at once.
public enum OutputFiles {
  /// Writes a file that appears whole or not at all, compressed where its name says so.
  public static func write(_ bytes: [UInt8], to path: Path) throws(CorpusError) {
    let output = try Output(path)
    try output.write(Compression(name: path)?.compress(bytes) ?? bytes)
    try output.commit()
  }

  /// A file that is written piece by piece and appears whole or not at all, compressed where its name says so.
  final class Pieces {
    /// What is not written yet. To be added to.
    var bytes: [UInt8] = []
    private let output: Output
    private let compression: Compression?
    private var isEmpty = true

    init(_ path: Path) throws(CorpusError) {
      output = try Output(path)
      compression = Compression(name: path)
    }

    /// Writes what there is, where it is enough for a piece. Of a compressed file each is a member.
    func flush() throws(CorpusError) {
      if bytes.count >= 1 << 20 { try write() }
    }

    func commit() throws(CorpusError) {
      if !bytes.isEmpty || isEmpty { try write() }
      try output.commit()
    }

    private func write() throws(CorpusError) {
      try output.write(compression?.compress(bytes) ?? bytes)
      bytes.removeAll(keepingCapacity: true)
      isEmpty = false
    }
  }
}
