/// A rolling hash over a window of token hashes: a polynomial modulo 2⁶⁴.
///
/// Moving either end costs O(1), whatever the width. Equal windows have equal hashes; unequal windows collide rarely,
/// not never, so a match is confirmed on the tokens before anything is believed. The last token enters without a
/// multiplication, so the value is finished by one before its bits are used. Known weak spot: windows of 1,024 symbols
/// and more of Thue–Morse sequences collide. Seeds have at most 64 tokens; where whole lines are hashed, the tokens decide.
///
/// Source: R. M. Karp, M. O. Rabin, "Efficient randomized pattern-matching algorithms", IBM Journal of Research and
/// Development 31 (1987).
struct RollingHash {
  /// An odd multiplier with well-mixed bits.
  static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// The powers of the base up to the widest window, 64 tokens. Checked reads take as long as those by a pointer.
  private static let powers: [UInt64] = (1..<64).reduce(into: [1]) { powers, _ in
    powers.append(powers[powers.count - 1] &* base)
  }

  private var state: UInt64 = 0
  private(set) var width = 0

  /// Takes a token in at the right.
  @inline(__always)
  mutating func append(_ hash: UInt64) {
    state = state &* Self.base &+ hash
    width += 1
  }

  /// Lets the leftmost token go.
  @inline(__always)
  mutating func removeFirst(_ hash: UInt64) {
    precondition(width > 0 && width <= 64, "A window has 1 through 64 tokens")
    width -= 1
    state = state &- hash &* Self.powers[width]
  }

  /// What the leftmost token of a window of this width is multiplied by when the window moves on.
  var factor: UInt64 {
    precondition(width > 0 && width <= 64, "A window has 1 through 64 tokens")
    return Self.powers[width - 1] &* Self.base
  }

  /// Lets the leftmost token go and takes one in at the right: the window's width stays, and so does its `factor`.
  ///
  /// One step waits for the one before no longer than a multiplication and a sum take.
  @inline(__always)
  mutating func slide(removing first: UInt64, appending last: UInt64, factor: UInt64) {
    state = state &* Self.base &+ (last &- first &* factor)
  }

  /// The window's hash, all bits of it usable.
  @inline(__always)
  var value: UInt64 { HashWidth.cut(TokenHash.mix(state ^ TokenHash.seed1, TokenHash.seed0)) }
}
