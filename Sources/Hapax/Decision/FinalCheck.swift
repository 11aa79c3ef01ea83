/// The promise that no unique word is lost, checked after all verdicts and whatever they were.
///
/// The source of every removed token is followed, through removed tokens, to one that stays. It must be the same word, or
/// the token must be one that the removal lists as differing. A removal that fails is withdrawn; that only adds tokens
/// that stay, so what passed before still passes.
struct FinalCheck {
  private var withdrawn: [Int] = []

  /// - Complexity: O(*n*) in the removed tokens, times the length of the paths to what stays, which is small.
  init(_ evidence: borrowing Evidence, _ removals: [Removal]) {
    let removed = TokenSet(removals.map(\.tokens), count: evidence.tokens.count)
    for (index, removal) in removals.enumerated() {
      let listed = Set(removal.differing)
      for token in removal.tokens where !listed.contains(token) {
        if !Self.isSaidElsewhere(token, evidence, removed) {
          withdrawn.append(index)
          break
        }
      }
    }
  }

  private static func isSaidElsewhere(
    _ token: Int, _ evidence: borrowing Evidence, _ removed: TokenSet
  ) -> Bool {
    let number = evidence.tokens[token].number
    var at = token
    // A cycle would be two passages that are each other's source; a path this long is treated as one.
    for _ in 0..<256 {
      guard let source = evidence.coverage.source(of: at), evidence.tokens[source].number == number else {
        return false
      }
      if !removed.contains(source) { return true }
      at = source
    }
    return false
  }

  /// Takes back the removals that failed.
  func withdraw(from removals: inout [Removal], noting findings: inout [Finding]) {
    guard !withdrawn.isEmpty else { return }
    var next = 0
    var kept: [Removal] = []
    for (index, removal) in removals.enumerated() {
      if next < withdrawn.count && withdrawn[next] == index {
        findings.append(Finding(tokens: removal.tokens, source: removal.source, reason: .unsafe))
        next += 1
      } else {
        kept.append(removal)
      }
    }
    removals = kept
  }
}
