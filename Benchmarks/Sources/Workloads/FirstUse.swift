import Foundation
import Hapax

/// What the first text of a script costs more than the next: its blocks of the tables are asked of ICU.
///
/// Tables live as long as the process, so each language has a process of its own, which `measured(in:)` starts.
public enum FirstUse {
  /// Milliseconds.
  public struct Cost: Sendable {
    public var folded: Double
    public var cleaned: Double
  }

  /// In this process, which has seen no text but English: the first article of a language less the one behind it.
  ///
  /// - Throws: when there are no such articles.
  public static func cost(of language: String, _ corpora: Corpora) throws -> Cost {
    let english = Input.articles([try Prose(of: corpora.articles(in: "en"))]).documents
    let documents = Input.articles([try Prose(of: corpora.articles(in: language))]).documents
    var form = try FoldedForm()
    let cleaner = try Cleaner()
    var workspace = Cleaner.Workspace()
    var target: [UInt8] = []
    func fold(_ document: [UInt8]) -> Double {
      let start = ThreadTime.nanoseconds
      target.removeAll(keepingCapacity: true)
      form.append(document.span, to: &target)
      return ThreadTime.nanoseconds - start
    }
    func clean(_ document: [UInt8]) -> Double {
      let start = ThreadTime.nanoseconds
      let count = cleaner.clean(bytes: document, using: &workspace).utf8.count
      precondition(count <= document.count, "A clean article grows")
      return ThreadTime.nanoseconds - start
    }
    for document in english.prefix(4) { _ = fold(document) + clean(document) }
    func first(_ run: ([UInt8]) -> Double) -> Double {
      let first = run(documents[0])
      return max(0, first - median((0..<5).map { _ in run(documents[0]) })) / 1e6
    }
    return Cost(folded: first(fold), cleaned: first(clean))
  }

  /// In a process of its own: `executable --first-use-of language` prints both figures. The median of five.
  ///
  /// - Throws: when the process can not be started.
  public static func measured(in language: String, executable: String) throws -> Cost {
    var costs: [Cost] = []
    for _ in 0..<5 {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = ["--first-use-of", language]
      process.standardOutput = output
      try process.run()
      let figures = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        .split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
      process.waitUntilExit()
      guard figures.count == 2 else { throw WrongAnswer("first use of \(language)") }
      costs.append(Cost(folded: figures[0], cleaned: figures[1]))
    }
    return Cost(folded: median(costs.map(\.folded)), cleaned: median(costs.map(\.cleaned)))
  }
}
