/// A hash of a window of token hashes that is moved by one token in O(1).
protocol RollingFamily {
  static var name: String { get }

  /// - Parameter width: The window's tokens, from 1 on.
  init(width: Int)

  /// Takes a token in at the right.
  mutating func append(_ token: UInt64)

  /// Lets the leftmost token of a full window go, before the next one comes.
  mutating func removeFirst(_ token: UInt64)

  /// The window's hash as the family makes it.
  var raw: UInt64 { get }
}

extension RollingFamily {
  /// The hash with its bits mixed, as the engine finishes its own: one multiplication of wyhash.
  @inline(__always)
  var mixed: UInt64 {
    let product = (raw ^ 0xE703_7ED1_A0B4_28DB).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  /// Calls `body` with the hash of each window.
  @inline(__always)
  static func forEachWindow(of tokens: [UInt64], width: Int, _ body: (Self) -> Void) {
    guard tokens.count >= width else { return }
    var hash = Self(width: width)
    for index in 0..<width - 1 { hash.append(tokens[index]) }
    for end in (width - 1)..<tokens.count {
      hash.append(tokens[end])
      body(hash)
      hash.removeFirst(tokens[end - width + 1])
    }
  }
}
