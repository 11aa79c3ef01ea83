/// Reads texts in their written form, one at a time, in memory that is used again: what documents that are compared with
/// others begin with.
struct WrittenTextReader: ~Copyable {
  let options: Options
  private let writer: Writer
  private var scratch = WriterScratch()
  /// Of the text that was read last, numbered.
  private(set) var tokens = Tokens()

  /// - Throws: `OptionsError` when an option is out of its range.
  init(_ options: Options) throws(OptionsError) {
    try options.validate()
    self.init(options, writer: try Writer(options))
  }

  private init(_ options: Options, writer: Writer) {
    self.options = options
    self.writer = writer
  }
}

extension WrittenTextReader {
  /// Reads a text, whatever its bytes are.
  ///
  /// - Returns: Its written form, and the edits that made it. Repairs can make a text longer than it came; beyond
  ///   `Cleaner.longestText` it is empty.
  /// - Precondition: There are at most `Cleaner.longestText` bytes.
  /// - Complexity: O(*n*).
  mutating func read(_ bytes: [UInt8]) -> (text: [UInt8], edits: Edits) {
    precondition(bytes.count <= Cleaner.longestText)
    // SAFETY: neither the writer nor the tokens keep a pointer into the text.
    let written = unsafe bytes.withUnsafeBufferPointer { unsafe writer.write($0, using: &scratch) }
    var text = written.utf8 ?? bytes
    if text.count > Cleaner.longestText { text = [] }
    unsafe text.withUnsafeBufferPointer {
      unsafe tokens.read($0, usesFastPath: options.usesFastPaths)
      unsafe tokens.number($0)
    }
    return (text, written.edits)
  }
}
