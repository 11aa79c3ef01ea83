/// The numbers of a document's tokens, in two bytes each where it has at most 65,536 different ones.
struct TokenNumbers: Sendable {
  private let low: [UInt16]
  private let high: [UInt16]

  init(_ tokens: borrowing Tokens) {
    let isWide = tokens.vocabulary.words.count > 1 << 16
    var low: [UInt16] = []
    var high: [UInt16] = []
    low.reserveCapacity(tokens.count)
    if isWide { high.reserveCapacity(tokens.count) }
    for index in 0..<tokens.count {
      let number = tokens[index].number
      low.append(UInt16(truncatingIfNeeded: number))
      if isWide { high.append(UInt16(truncatingIfNeeded: number >> 16)) }
    }
    self.low = low
    self.high = high
  }

  init(_ numbers: [Int]) {
    low = numbers.map { UInt16(truncatingIfNeeded: $0) }
    let isWide = numbers.contains { $0 >= 1 << 16 }
    high = isWide ? numbers.map { UInt16(truncatingIfNeeded: $0 >> 16) } : []
  }

  var count: Int { low.count }
  var byteCount: Int { (low.count + high.count) * 2 }

  @inline(__always)
  subscript(index: Int) -> Int {
    high.isEmpty ? Int(low[index]) : Int(high[index]) << 16 | Int(low[index])
  }
}
