/// Two documents, by number, and whether somebody who read them says that they belong together.
public struct PairLabel: Hashable, Sendable {
  public let first: Int
  public let second: Int
  public let isSame: Bool

  public init(_ first: Int, _ second: Int, isSame: Bool) {
    self.first = first
    self.second = second
    self.isSame = isSame
  }
}
