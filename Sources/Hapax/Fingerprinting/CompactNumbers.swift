/// Numbers below 2³², in two bytes each where none is larger than 65,535: those of most documents' tokens and words.
struct CompactNumbers: Sendable {
  let low: [UInt16]
  /// The upper halves; empty where all are 0.
  let high: [UInt16]

  /// - Parameter largest: No number is larger.
  @inline(__always)
  init(count: Int, largest: Int, _ number: (Int) -> Int) {
    let isWide = largest > Int(UInt16.max)
    var low: [UInt16] = []
    var high: [UInt16] = []
    low.reserveCapacity(count)
    if isWide { high.reserveCapacity(count) }
    for index in 0..<count {
      let number = number(index)
      low.append(UInt16(truncatingIfNeeded: number))
      if isWide { high.append(UInt16(truncatingIfNeeded: number >> 16)) }
    }
    self.low = low
    self.high = high
  }

  var count: Int { low.count }
  var byteCount: Int { (low.count + high.count) * 2 }

  @inline(__always)
  subscript(index: Int) -> Int {
    high.isEmpty ? Int(low[index]) : Int(high[index]) << 16 | Int(low[index])
  }
}
