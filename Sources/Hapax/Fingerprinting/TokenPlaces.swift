/// Where a document's tokens stand in its text as it was given.
struct TokenPlaces: Sendable {
  let starts: [UInt32]
  /// Lengths in bytes, 255 for all that are longer.
  let lengths: [UInt8]
  let longLengths: [Int: UInt32]

  init() {
    starts = []
    lengths = []
    longLengths = [:]
  }

  /// - Parameter map: From the written form, in which the tokens stand, back to the text as it was given.
  init(_ tokens: borrowing Tokens, _ map: EditMap) {
    var starts: [UInt32] = []
    var lengths: [UInt8] = []
    var longLengths: [Int: UInt32] = [:]
    starts.reserveCapacity(tokens.count)
    lengths.reserveCapacity(tokens.count)
    for index in 0..<tokens.count {
      let range = map.inputRange(Int(tokens[index].start)..<Int(tokens[index].end))
      starts.append(UInt32(truncatingIfNeeded: range.lowerBound))
      let length = UInt32(truncatingIfNeeded: range.count)
      lengths.append(UInt8(clamping: length))
      if length >= 255 { longLengths[index] = length }
    }
    self.starts = starts
    self.lengths = lengths
    self.longLengths = longLengths
  }

  var isEmpty: Bool { starts.isEmpty }
  var count: Int { starts.count }
  var byteCount: Int { starts.count * 5 }

  /// The bytes from the first token of a range to its last one.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    let last = range.upperBound - 1
    let length = longLengths[last] ?? UInt32(lengths[last])
    return Int(starts[range.lowerBound])..<Int(starts[last] + length)
  }
}
