/// Cuts a text into tokens and lines, in one pass, and hashes their comparison forms.
///
/// A token of ASCII letters or digits is found, folded and hashed without leaving two machine words. Any other token
/// goes through the fold table, code point by code point. Where an ASCII run meets a mark, or a letter of another
/// alphabet, it is cut again from its start the general way, so both ways give the same tokens.
///
/// Numbers come later, and only where a hash came twice: most clean texts are never looked up in a vocabulary.
extension Tokens {
  /// Reads a text of well-formed UTF-8; what was read before is forgotten.
  ///
  /// - Parameter usesFastPath: Off for proofs: every token goes the general way, and the result must be the same.
  /// - Parameter wordLoop: Who cuts words of ASCII; another one than the best for proofs.
  /// - Parameter longText: From how many bytes on a text is long; small in tests.
  /// - Precondition: The text is shorter than 2³⁰ bytes, so that its length in quarters of a word fits 32 bits.
  /// - Complexity: O(*n*).
  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, usesFastPath: Bool = true, wordLoop: Scan.WordLoop = .best,
    longText: Int = 1 << 17
  ) {
    precondition(text.count < 1 << 30, "A text is shorter than 1 GiB")
    removeAll(byteCount: text.count)
    guard var scan = unsafe Scan(text: text, usesFastPath: usesFastPath) else { return }
    scan.wordLoop = wordLoop
    // In a long text some hash comes twice, and what is folded by the table is then not folded again.
    hasWideNumbers = text.count >= longText
    if hasWideNumbers { vocabulary.removeAll(textBytes: text.count) }
    scan.run(into: &self)
  }

  /// Gives the tokens their numbers, unless they have them.
  ///
  /// - Precondition: `text` is the one that was read.
  /// - Complexity: O(*n*) expected.
  mutating func number(_ text: UnsafeBufferPointer<UInt8>) {
    guard !isNumbered else { return }
    isNumbered = true
    if !hasWideNumbers { vocabulary.removeAll(textBytes: text.count) }
    guard var scan = unsafe Scan(text: text, usesFastPath: true) else { return }
    scan.number(&self)
  }
}
