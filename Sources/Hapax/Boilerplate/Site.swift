/// A site, whose pages are compared with one another and with no others.
public struct Site: Hashable, Sendable {
  /// What it is called: a host, a folder.
  public let name: [UInt8]

  public init(_ name: [UInt8]) { self.name = name }

  var hash: UInt64 { TokenHash.hash(of: name.span) }
}
