/// Up to 32 bytes of a token's comparison form, in four machine words, little-endian and zero-filled.
struct ShortForm {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  /// Bytes; above 32 what was added has no room.
  private(set) var count = 0

  static let capacity = 32

  /// Adds up to four bytes, zero-filled.
  @inline(__always)
  mutating func append(_ bytes: UInt64, count added: Int) {
    let shift = UInt64(truncatingIfNeeded: count &* 8) & 63
    let here = bytes &<< shift
    // What has no room in one word stands in the next; by two steps, for a shift by 64 is none.
    let next = (bytes &>> 1) &>> (63 &- shift)
    switch count &>> 3 {
    case 0:
      words.0 |= here
      words.1 |= next
    case 1:
      words.1 |= here
      words.2 |= next
    case 2:
      words.2 |= here
      words.3 |= next
    default: words.3 |= here
    }
    count &+= added
  }

  var fits: Bool { count <= Self.capacity }
  /// Whether it is `low` and `high`.
  var isPair: Bool { count <= 16 }
  var low: UInt64 { words.0 }
  var high: UInt64 { words.1 }

  /// The hash of a form that fits.
  @inline(__always)
  var hash: UInt64 {
    if isPair { return TokenHash.hash(low: words.0, high: words.1, count: count) }
    return TokenHash.hash(words.0, words.1, words.2, words.3, count: count)
  }

  /// Stores a form that fits.
  func write(to bytes: inout Store<UInt8>) {
    bytes.removeAll()
    for index in 0..<count {
      let word =
        index < 16 ? (index < 8 ? words.0 : words.1) : (index < 24 ? words.2 : words.3)
      bytes.append(UInt8(truncatingIfNeeded: word &>> UInt64(8 * (index & 7))))
    }
  }
}

extension Folding {
  /// Adds the comparison form of a code point; false where there is no room.
  @inline(__always)
  func append(to form: inout ShortForm) -> Bool {
    let count = Int(truncatingIfNeeded: bits >> 32) & 15
    guard count < 15 else { return false }
    form.append(bits & 0xFFFF_FFFF, count: count)
    return form.fits
  }
}
