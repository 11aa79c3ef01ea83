/// A path as the system has it: bytes that need not be UTF-8.
///
/// `String` would repair a name that is not UTF-8, and the repaired name opens nothing.
public struct Path: Hashable, Sendable {
  /// The bytes, without the zero at the end.
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init(_ string: String) {
    bytes = Array(string.utf8)
  }

  /// What `-` names.
  public static let standardInput = Path("-")
}

extension Path {
  /// The path of `name` below this one.
  public func appending(_ name: Path) -> Path {
    if bytes.isEmpty { return name }
    if name.bytes.isEmpty { return self }
    return Path(
      bytes: bytes.last == UInt8(ascii: "/") ? bytes + name.bytes : bytes + [UInt8(ascii: "/")] + name.bytes)
  }

  /// The names between the slashes; empty ones and `.` left out.
  public var components: [Path] {
    bytes.split(separator: UInt8(ascii: "/")).filter { Array($0) != [UInt8(ascii: ".")] }.map {
      Path(bytes: Array($0))
    }
  }

  /// The first folder of a relative path; nil where there is none.
  var firstFolder: [UInt8]? {
    let names = components
    return names.count > 1 ? names[0].bytes : nil
  }

  /// The last name.
  public var name: Path { components.last ?? Path(bytes: []) }

  /// The folder that holds it, as a path that can be opened.
  var parent: Path {
    var end = bytes.count
    while end > 1, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
    guard let slash = bytes[..<end].lastIndex(of: UInt8(ascii: "/")) else { return Path(".") }
    return Path(bytes: Array(bytes[..<Swift.max(slash, 1)]))
  }

  /// Whether the bytes end in `suffix`, in whatever case of ASCII letters.
  func hasExtension(_ suffix: String) -> Bool {
    let suffix = Array(suffix.utf8)
    guard bytes.count > suffix.count else { return false }
    return zip(bytes.suffix(suffix.count), suffix).allSatisfy { byte, wanted in
      byte == wanted || (byte >= 0x41 && byte <= 0x5A && byte | 0x20 == wanted)
    }
  }

  /// Whether the names are plain ones, so that the path cannot lead out of the folder it is meant to be below.
  var staysBelow: Bool {
    let names = components
    return bytes.first != UInt8(ascii: "/") && !names.isEmpty && !names.contains(Path(".."))
  }
}

extension Path: Comparable {
  /// Orders by bytes, whatever the locale, so that a folder is read in the same order everywhere.
  public static func < (lhs: Path, rhs: Path) -> Bool {
    lhs.bytes.lexicographicallyPrecedes(rhs.bytes)
  }
}

extension Path: CustomStringConvertible {
  /// The path for people: control characters and bytes that are not UTF-8 are escaped.
  public var description: String {
    self == .standardInput ? "standard input" : Printable.string(bytes)
  }
}
