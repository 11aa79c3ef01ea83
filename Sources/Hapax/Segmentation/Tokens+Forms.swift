/// Words compared before they have their numbers.
extension Tokens {
  /// Whether two tokens are the same word: by their numbers, or before they have them by their hashes and then their bytes.
  ///
  /// A long text in which a few seeds come twice has few words to compare, and giving all of them numbers takes longer.
  /// - Precondition: The tokens have their numbers; or those that are not plain have, and `text` is the one that was read.
  @inline(__always)
  func areSame(_ a: Int, _ b: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    if isNumbered { return all[a].number == all[b].number }
    return unsafe hashes[a] == hashes[b] && haveSameForm(a, b, of: text)
  }

  /// The same for `count` tokens from `a` on and from `b` on.
  @inline(__always)
  func areSame(_ a: Int, _ b: Int, count: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in 0..<count where unsafe !areSame(a + index, b + index, of: text) { return false }
    return true
  }

  @inline(never)
  private func haveSameForm(_ a: Int, _ b: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    precondition(hasWideNumbers, "Tokens that are not plain have no numbers")
    guard let scan = unsafe Scan(text: text, usesFastPath: true) else { return false }
    return form(of: all[a], scan) == form(of: all[b], scan)
  }

  /// The comparison form of a token as the vocabulary keeps it: its bytes, or where they begin in the pool.
  private func form(of token: Token, _ scan: Scan) -> (UInt64, UInt64, UInt32) {
    if token.traits.contains(.plain) {
      let form = scan.plainForm(of: token)
      return (form.low, form.high, UInt32(form.count))
    }
    let word = vocabulary.words[Int(token.number)]
    return (word.low, word.high, word.count)
  }
}
