/// Small files that are written at once.
public enum OutputFiles {
  /// Writes a file that appears whole or not at all, compressed where its name says so.
  public static func write(_ bytes: [UInt8], to path: Path) throws(CorpusError) {
    let output = try Output(path)
    try output.write(Compression(name: path)?.compress(bytes) ?? bytes)
    try output.commit()
  }
}
