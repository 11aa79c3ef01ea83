/// Which lines may recur on the pages of a site: a count for each hash, in bounded memory.
///
/// Counters are shared by whatever falls into them, so a count is never too low. What is proposed is looked at again, by
/// its bytes (`SiteLines`); what is not can be forgotten.
///
/// Source: the counting filter of L. Fan et al., "Summary Cache", IEEE/ACM Transactions on Networking 8 (2000), with one
/// hash function.
public struct LineProposals: Sendable {
  /// The pages of each slot, 255 for all that are more.
  private var pages: [UInt8]

  /// - Parameter textBytes: The length of all texts. There is about one byte for each eight of them, at least 64 KB and at
  ///   most 256 MB.
  public init(textBytes: Int) {
    var size = 1 << 16
    while size < textBytes / 8 && size < 1 << 28 { size *= 2 }
    pages = [UInt8](repeating: 0, count: size)
  }
}

extension LineProposals {
  /// Counts the different lines of a page.
  public mutating func add(_ hashes: [UInt64]) {
    for hash in hashes {
      let slot = slot(of: hash)
      if pages[slot] < UInt8.max { pages[slot] += 1 }
    }
  }

  /// Whether a line may stand on so many pages. A `false` is certain.
  func mayRecur(_ hash: UInt64, onPages count: Int) -> Bool {
    Int(pages[slot(of: hash)]) >= min(count, Int(UInt8.max))
  }

  private func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (pages.count - 1) }
}
