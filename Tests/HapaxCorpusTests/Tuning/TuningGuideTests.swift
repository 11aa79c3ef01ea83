import Foundation
import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Guide to tuning") struct TuningGuideTests {
  @Test("Every option stands in Documentation/Tuning.md, and every plot that it shows is there")
  func isComplete() throws {
    let root = DefaultsTests.corpora.deletingLastPathComponent()
    let guide = try String(contentsOf: root.appending(path: "Documentation/Tuning.md"), encoding: .utf8)
    let json = try JSONSerialization.jsonObject(with: Data(OptionsFile.json(.standard)))
    let groups = try #require(json as? [String: [String: Any]])
    #expect(groups.count > 5)
    for (group, options) in groups {
      for option in options.keys where !guide.contains("`\(group).\(option)`") {
        Issue.record("\(group).\(option)")
      }
    }
    for plot in guide.matches(of: /\]\((Tuning\/[A-Za-z.]+\.svg)\)/) {
      #expect(FileManager.default.fileExists(atPath: root.appending(path: "Documentation/\(plot.1)").path))
    }
    #expect(guide.contains("Tuning/corpus.windowWords.svg"))
  }
}
