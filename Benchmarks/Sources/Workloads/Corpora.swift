import Foundation

/// The project's own texts, in `corpora/` beside `Benchmarks/`.
public struct Corpora: Sendable {
  /// The folder.
  public let folder: String

  /// Finds `corpora/` in the working folder or above it, or takes the folder that `HAPAX_CORPORA` names.
  public init() throws(CorporaError) {
    if let named = ProcessInfo.processInfo.environment["HAPAX_CORPORA"] {
      folder = named
      return
    }
    var place = FileManager.default.currentDirectoryPath
    while !FileManager.default.fileExists(atPath: place + "/corpora/articles") {
      guard place != "/", !place.isEmpty else { throw .missing }
      place = (place as NSString).deletingLastPathComponent
    }
    folder = place + "/corpora"
  }
}

extension Corpora {
  /// The base articles of a language, as they stand in `articles/<language>.txt`.
  public func articles(in language: String) throws -> [UInt8] {
    try Self.bytes(at: "\(folder)/articles/\(language).txt")
  }

  /// The languages that have base articles.
  public var languages: [String] {
    files(under: "articles").filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
  }

  /// All files below a folder, as paths from there, in one fixed order.
  public func files(under subfolder: String) -> [String] {
    (FileManager.default.enumerator(atPath: "\(folder)/\(subfolder)")?.compactMap { $0 as? String } ?? [])
      .sorted()
  }

  /// The bytes of a file.
  public static func bytes(at path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

/// Why there is nothing to measure with.
public enum CorporaError: Error, CustomStringConvertible {
  case missing

  public var description: String {
    "no corpora/articles here or above; run inside the repository, or set HAPAX_CORPORA"
  }
}
