import Foundation
import Testing

@testable import Hapax

/// Every text in `corpora/` against its truth, in bytes: to `String`, NFC and NFD are equal.
@Suite("Corpora") struct CorporaTests {
  @Test("A clean text stays as it is, without an edit", arguments: Corpora.cleanTexts)
  func staysAsItIs(path: String) throws {
    let text = try Corpora.bytes(path)
    let cleaned = try Cleaner().clean(bytes: text)
    expectSame(cleaned.utf8, text)
    #expect(cleaned.edits.isEmpty, "\(cleaned.edits.map(\.reason.rawValue))")
  }

  @Test("A case comes out as its truth, byte for byte", arguments: Corpora.cases)
  func comesOut(name: String) throws {
    let given = try Corpora.bytes(name + ".in.txt")
    let expected = try Corpora.bytes(name + ".out.txt")
    let cleaned = try Cleaner(Corpora.options(name)).clean(bytes: given)
    expectSame(cleaned.utf8, expected)
  }

  @Test("The edits of a case give its output, and undone its input", arguments: Corpora.cases)
  func editsAreTheWholeTruth(name: String) throws {
    let given = try Corpora.bytes(name + ".in.txt")
    let cleaned = try Cleaner(Corpora.options(name)).clean(bytes: given)
    try expectSame(cleaned.edits.applied(to: given), cleaned.utf8)
    try expectSame(cleaned.edits.undone(from: cleaned.utf8), given)
  }

  @Test("Cleaning what came out changes nothing", arguments: Corpora.cases)
  func isCleanAfterOnce(name: String) throws {
    // What came out is UTF-8, whatever the charset of the input was.
    var options = try Corpora.options(name)
    let once = try Cleaner(options).clean(bytes: Corpora.bytes(name + ".in.txt")).utf8
    options.decoding.encoding = "utf-8"
    let twice = try Cleaner(options).clean(bytes: once)
    expectSame(twice.utf8, once)
    #expect(twice.edits.isEmpty, "\(twice.edits.map(\.reason.rawValue))")
  }

  @Test(
    "A folder holds as many texts as its README promises",
    arguments: [
      ("articles", 15), ("kept", 35), ("repeats/exact", 103), ("repeats/near", 197), ("messes", 110),
    ])
  func isComplete(folder: String, count: Int) {
    let found = (Corpora.cleanTexts + Corpora.cases).count { $0.hasPrefix(folder + "/") }
    #expect(found >= count)
  }

  @Test("No case lacks its input, its output or its options' owner")
  func isPaired() {
    for folder in Corpora.caseFolders {
      let names = Set(Corpora.files(in: folder))
      for name in names where !name.hasSuffix("README.md") {
        let stem = name.replacing(/\.(in\.txt|out\.txt|options\.json)$/, with: "")
        #expect(names.isSuperset(of: [stem + ".in.txt", stem + ".out.txt"]), "\(name)")
      }
    }
  }
}

/// Reports where two texts part, and not the thousands of bytes that they consist of.
private func expectSame(
  _ found: [UInt8], _ expected: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) {
  if found != expected {
    Issue.record("\(Corpora.difference(found, expected: expected))", sourceLocation: sourceLocation)
  }
}

/// The files of `corpora/`; all names are paths below it.
enum Corpora {
  static let caseFolders = ["repeats/exact", "repeats/near", "messes"]

  /// Texts that cleaning leaves alone.
  static let cleanTexts = ["articles", "kept"].flatMap(files).filter { $0.hasSuffix(".txt") }

  /// Cases, without `.in.txt`.
  static let cases = caseFolders.flatMap(files).filter { $0.hasSuffix(".in.txt") }
    .map { String($0.dropLast(".in.txt".count)) }

  static func bytes(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: root.appending(path: path)))
  }

  /// The default options, or those that stand beside the case.
  static func options(_ name: String) throws -> Options {
    let file = root.appending(path: name + ".options.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return .standard }
    return try JSONDecoder().decode(Options.self, from: Data(contentsOf: file))
  }

  static func files(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
    return (names ?? []).sorted().map { "\(folder)/\($0)" }
  }

  /// The first line that differs, in both texts, with what cannot be seen as escapes.
  static func difference(_ found: [UInt8], expected: [UInt8]) -> String {
    func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
      bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
    func shown(_ lines: [ArraySlice<UInt8>], _ index: Int, from column: Int) -> String {
      guard index < lines.count else { return "(no line)" }
      let part = lines[index].dropFirst(column).prefix(160)
      return String(decoding: part, as: UTF8.self).unicodeScalars.map { $0.visible }.joined()
    }
    let (a, b) = (lines(found), lines(expected))
    let index = zip(a, b).prefix { $0 == $1 }.count
    guard index < max(a.count, b.count) else { return "no difference" }
    let same = index < min(a.count, b.count) ? zip(a[index], b[index]).prefix { $0 == $1 }.count : 0
    // A little of what is the same comes before, from the start of a character.
    var column = max(0, same - 20)
    while index < b.count, column > 0, b[index].dropFirst(column).first.map({ $0 & 0xC0 == 0x80 }) == true {
      column -= 1
    }
    return """
      line \(index + 1) of \(a.count) (\(b.count) expected), byte \(same)
      found:    \(shown(a, index, from: column))
      expected: \(shown(b, index, from: column))
      """
  }

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "corpora")
}

extension Unicode.Scalar {
  fileprivate var visible: String {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .nonspacingMark, .unassigned, .privateUse:
      "\\u{\(String(value, radix: 16))}"
    case .spaceSeparator where self != " ":
      "\\u{\(String(value, radix: 16))}"
    default:
      String(Character(self))
    }
  }
}
