import Foundation
import Workloads

/// A document, what a perfect cleaner leaves of it, and what kind of mess it is.
struct Case {
  let kind: String
  let name: String
  let text: [UInt8]
  let expected: [UInt8]
  /// Whether `expected` is meant byte for byte, or only in its words and paragraphs.
  let isExact: Bool
}

extension Case {
  /// The project's own: `repeats/**/X.in.txt` beside `X.out.txt`, and `kept/**/X.txt`, of which all stays. The kind is
  /// the name up to its last hyphen, behind which the language stands.
  static func all(in corpora: Corpora) throws -> [Case] {
    try ["repeats", "kept"].flatMap { folder in
      try corpora.files(under: folder).filter { $0.hasSuffix(".txt") && !$0.hasSuffix(".out.txt") }.map {
        path in
        let file = "\(corpora.folder)/\(folder)/\(path)"
        let text = try Corpora.bytes(at: file)
        let name = path.hasSuffix(".in.txt") ? String(path.dropLast(7)) : String(path.dropLast(4))
        let stem = name.split(separator: "/").last.map(String.init) ?? name
        let kind = stem.split(separator: "-").dropLast().joined(separator: "-")
        let result = "\(corpora.folder)/\(folder)/\(name).out.txt"
        let expected = FileManager.default.fileExists(atPath: result) ? try Corpora.bytes(at: result) : text
        return Case(
          kind: "\(folder)/\(kind.isEmpty ? stem : kind)", name: name, text: text, expected: expected,
          isExact: true)
      }
    }
  }

  /// JSON Lines with the fields `id`, `text`, `expected`, and `mode` or `kind`.
  static func all(inJSONLines path: String) throws -> [Case] {
    struct Record: Decodable {
      let id, text, expected: String
      let mode, kind: String?
    }
    let decoder = JSONDecoder()
    return try Corpora.bytes(at: path).split(separator: 0x0A).map { line in
      let record = try decoder.decode(Record.self, from: Data(line))
      return Case(
        kind: record.mode ?? record.kind ?? "-", name: record.id, text: Array(record.text.utf8),
        expected: Array(record.expected.utf8), isExact: false)
    }
  }
}
