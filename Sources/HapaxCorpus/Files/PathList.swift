/// Lists of paths in a file, as `find` prints them.
public enum PathList {
  /// Reads paths, each on a line, or each ended by NUL where there is one.
  public static func read(_ path: Path) throws(CorpusError) -> [Path] {
    var buffer = ByteBuffer()
    try ByteReader(path).readAll(into: &buffer)
    let bytes = buffer.bytes
    let separator: UInt8 = bytes.contains(0) ? 0 : UInt8(ascii: "\n")
    return bytes.split(separator: separator).map { Path(bytes: Array($0)) }
  }
}
