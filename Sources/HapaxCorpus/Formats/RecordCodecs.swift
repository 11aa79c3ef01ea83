/// The codecs of all formats. One per thread.
struct RecordCodecs {
  private let textField: String
  private let idField: String
  private let lines: JSONLinesCodec

  init(textField: String, idField: String) throws(CorpusError) {
    self.textField = textField
    self.idField = idField
    lines = JSONLinesCodec(parser: try RecordParser(textField: textField, idField: idField))
  }

  init(_ settings: CorpusRun.Settings) throws(CorpusError) {
    try self.init(textField: settings.textField, idField: settings.idField)
  }

  /// The one that reads a chunk.
  func codec(for chunk: Chunk) -> any RecordCodec {
    switch chunk.layout {
    case .lines: lines
    case .table(let table): TableCodec(table, textField: textField, idField: idField)
    case .warc: WARCCodec(idField: idField)
    }
  }
}
