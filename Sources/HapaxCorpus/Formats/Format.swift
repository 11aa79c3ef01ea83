/// How documents lie in a file.
public enum Format: String, Hashable, Sendable, CaseIterable {
  /// The whole file is one document.
  case text
  /// JSON Lines: each line is an object, and one of its fields is a document.
  case jsonl
  /// Comma-separated values with a header row: a document is one column of a row.
  ///
  /// Source: RFC 4180. <https://www.rfc-editor.org/rfc/rfc4180>
  case csv
  /// Tab-separated values with a header row, with `\t`, `\n`, `\r` and `\\` as escapes.
  ///
  /// Source: <https://www.iana.org/assignments/media-types/text/tab-separated-values>
  case tsv

  /// WARC 1.0 and 1.1, WET among it: a document is the block of a record that holds plain text.
  ///
  /// Source: ISO 28500:2017.
  /// <https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>
  case warc

  /// Whether records stand on lines that people count.
  var hasLines: Bool { self != .warc }

  /// Whether files in a row are one file.
  var canBeJoined: Bool { self == .jsonl || self == .warc }

  /// The format that a name tells; nil where it tells none.
  init?(name: Path) {
    var name = name
    for suffix in [".gz", ".zst"] where name.hasExtension(suffix) {
      name = Path(bytes: Array(name.bytes.dropLast(suffix.utf8.count)))
    }
    if name.hasExtension(".jsonl") || name.hasExtension(".ndjson") {
      self = .jsonl
    } else if name.hasExtension(".csv") {
      self = .csv
    } else if name.hasExtension(".tsv") {
      self = .tsv
    } else if name.hasExtension(".warc") || name.hasExtension(".wet") {
      self = .warc
    } else if name.hasExtension(".txt") || name.hasExtension(".text") || name.hasExtension(".md") {
      self = .text
    } else {
      return nil
    }
  }

  /// The format of a file that begins with `head`.
  ///
  /// JSON Lines is taken for granted where one of the first lines is an object, or where the head is one long line
  /// that begins like one. One bad line at the start does not make a corpus a text.
  init(head: ByteBuffer, isWhole: Bool, parser: RecordParser) {
    if head.count >= 7, head[0..<7] == Array("WARC/1.".utf8) {
      self = .warc
      return
    }
    var start = head.count >= 3 && head[0..<3] == Format.byteOrderMark ? 3 : 0
    for _ in 0..<10 where start < head.count {
      let end = head.firstIndex(of: UInt8(ascii: "\n"), in: start..<head.count)
      if parser.isObject(head, at: start..<(end ?? head.count)) {
        self = .jsonl
        return
      }
      guard let end else {
        self =
          !isWhole && Format.beginsLikeObject(head[start..<Swift.min(start + 64, head.count)])
          ? .jsonl : .text
        return
      }
      start = end + 1
    }
    self = .text
  }

  /// U+FEFF in UTF-8.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func beginsLikeObject(_ bytes: [UInt8]) -> Bool {
    bytes.filter { !isJSONSpace($0) }.starts(with: "{\"".utf8)
  }
}

/// Whether a byte is white space between JSON's tokens.
func isJSONSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

/// Files that are not text, known by their first bytes. A picture in a folder of articles must not be "cleaned".
enum BinaryKind {
  private static let signatures: [(kind: String, bytes: [UInt8])] = [
    ("a PNG picture", [0x89, 0x50, 0x4E, 0x47]),
    ("a JPEG picture", [0xFF, 0xD8, 0xFF]),
    ("a GIF picture", Array("GIF8".utf8)),
    ("a PDF document", Array("%PDF-".utf8)),
    ("a ZIP archive or office document", [0x50, 0x4B, 0x03, 0x04]),
    ("an ELF binary", [0x7F, 0x45, 0x4C, 0x46]),
    ("bzip2 data", Array("BZh".utf8) + [0x39, 0x31, 0x41]),
    ("xz data", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    ("a 7-Zip archive", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    ("a Parquet file", Array("PAR1".utf8)),
    ("an Arrow file", Array("ARROW1".utf8)),
    ("an SQLite database", Array("SQLite format 3\0".utf8)),
  ]

  /// What `head` is the beginning of; nil where it may be text.
  static func name(of head: ByteBuffer) -> String? {
    let start = head[0..<Swift.min(16, head.count)]
    return signatures.first { start.starts(with: $0.bytes) }?.kind
  }
}
