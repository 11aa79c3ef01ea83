/// The different tokens of a document in their comparison forms, one behind the other.
@safe struct WordList: Sendable {
  /// The forms, and 16 bytes more, so that two lanes can be loaded at the start of each.
  let bytes: [UInt8]
  /// Where each form ends in `bytes`.
  let ends: CompactNumbers
  /// The weight of each, in quarters of a word.
  let weights: [UInt8]
  static let padding = Vocabulary.slack

  init(_ tokens: borrowing Tokens) {
    let count = tokens.vocabulary.words.count
    var length = 0
    for number in 0..<count { length += tokens.vocabulary.length(UInt32(number)) }
    var end = 0
    let ends = CompactNumbers(count: count, largest: length) { number in
      end += tokens.vocabulary.length(UInt32(number))
      return end
    }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: length + Self.padding) { buffer, initialized in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      var start = 0
      for number in 0..<count {
        // SAFETY: the lengths were added up, and there are 16 bytes more.
        unsafe tokens.vocabulary.write(UInt32(number), to: raw, at: start)
        start = ends[number]
      }
      for index in length..<length + Self.padding { unsafe raw[index] = 0 }
      initialized = length + Self.padding
    }
    var weights = [UInt8](repeating: 0, count: count)
    for index in 0..<tokens.count { weights[Int(tokens[index].number)] = tokens[index].quarters }
    self.bytes = bytes
    self.ends = ends
    self.weights = weights
  }

  init(bytes: [UInt8], ends: CompactNumbers, weights: [UInt8]) {
    self.bytes = bytes
    self.ends = ends
    self.weights = weights
  }

  /// The same words and one more that is empty, as no token is: it is no other document's.
  func withHole() -> WordList {
    let last = count == 0 ? 0 : ends[count - 1]
    let all = CompactNumbers(count: count + 1, largest: last) { $0 < count ? ends[$0] : last }
    return WordList(bytes: bytes, ends: all, weights: weights + [4])
  }

  var count: Int { ends.count }
  var byteCount: Int { bytes.count + ends.byteCount + weights.count }

  func weight(_ number: Int) -> UInt8 { weights[number] }

  /// The comparison form of a word.
  func form(_ number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

  @inline(__always)
  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  /// Up to 16 bytes of a form as two lanes, zero-filled.
  @inline(__always)
  private func lanes(_ range: Range<Int>) -> (low: UInt64, high: UInt64) {
    precondition(range.upperBound + Self.padding <= bytes.count)
    // SAFETY: both lanes end within the bytes, by the padding.
    let (low, high) = unsafe bytes.withUnsafeBytes {
      unsafe (
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)),
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound + 8, as: UInt64.self))
      )
    }
    return (low & Lanes.mask(range.count), high & Lanes.mask(range.count - 8))
  }

  /// The hash of a word's comparison form.
  @inline(__always)
  func hash(_ number: Int) -> UInt64 {
    let range = range(number)
    if range.count > 16 { return TokenHash.hash(long: bytes.span.extracting(range)) }
    let (low, high) = lanes(range)
    return TokenHash.hash(low: low, high: high, count: range.count)
  }

  /// Whether a word is the same as a word of another document, byte for byte.
  @inline(__always)
  func isEqual(_ number: Int, to other: Int, of list: WordList) -> Bool {
    let (a, b) = (range(number), list.range(other))
    guard a.count == b.count else { return false }
    if a.count <= 16 { return lanes(a) == list.lanes(b) }
    for index in 0..<a.count where bytes[a.lowerBound + index] != list.bytes[b.lowerBound + index] {
      return false
    }
    return true
  }
}
