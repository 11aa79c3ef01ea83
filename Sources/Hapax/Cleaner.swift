internal import CICU

/// Cleans one text at a time, and forgets it.
///
/// ```swift
/// let cleaner = try Cleaner()
/// let cleaned = cleaner.clean("Said once.  \n")
/// print(cleaned.text, cleaned.edits.map(\.reason))   // Said once. [trailing-whitespace]
/// ```
public struct Cleaner: Sendable {
  /// The options it was made with.
  public let options: Options

  /// - Throws: `OptionsError` when an option is out of its range.
  public init(_ options: Options = .standard) throws(OptionsError) {
    self.options = options
  }
}

extension Cleaner {
  /// Cleans a text.
  public func clean(_ text: String) -> Cleaned {
    clean(bytes: Array(text.utf8))
  }

  /// Cleans bytes: whatever they are, the output is valid UTF-8 and the edits lead back to them.
  public func clean(bytes: [UInt8]) -> Cleaned {
    var workspace = Workspace()
    return clean(bytes: bytes, using: &workspace)
  }

  /// As `clean(bytes:)`, with memory that is used again for text after text. Nothing in a workspace changes a result.
  public func clean(bytes: [UInt8], using workspace: inout Workspace) -> Cleaned {
    Cleaned(utf8: bytes, edits: Edits(), notes: [], encoding: nil)
  }

  /// Memory for `clean(bytes:using:)`; one per thread.
  public struct Workspace: ~Copyable {
    public init() {}
  }
}

/// A clean text, and everything that was done to it.
public struct Cleaned: Sendable {
  /// The clean text, in UTF-8.
  public let utf8: [UInt8]
  /// The whole truth, ascending and disjoint: applied to the input they give the text, undone from the text they give
  /// the input. Ranges are in bytes of the input.
  public let edits: Edits
  /// What repeats but was left in place, with the reason why; ascending by range.
  public let notes: [Note]
  /// The charset that the input was read in, where it is not UTF-8 as it stands.
  public let encoding: Encoding?

  /// The clean text.
  public var text: String { String(decoding: utf8, as: UTF8.self) }

  /// A charset, and how sure it is.
  public struct Encoding: Hashable, Sendable {
    /// ICU's name for it.
    public let name: String
    /// ICU's confidence, from 0 to 100; nil where a byte order mark or the caller said so.
    public let confidence: Int?
  }
}
