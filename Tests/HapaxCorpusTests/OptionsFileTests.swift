import Foundation
import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Options file") struct OptionsFileTests {
  private func read(_ json: String) throws -> Options {
    let folder = try TemporaryFolder()
    return try OptionsFile.read(folder.write(json, to: "options.json"))
  }

  @Test("Options are read back as they were written")
  func roundTrip() throws {
    var options = Options.standard
    options.decoding.encoding = "windows-1251"
    options.normalization.form = .nfkc
    options.decision.minimumChain = 55
    options.matching.chainLookback = 3
    options.fingerprinting.minimumDistinctTokens = 4
    options.segmentation.joinsWrappedLines = false
    let json = String(decoding: try OptionsFile.json(options), as: UTF8.self)
    #expect(try read(json) == options)
  }

  @Test("Every property of every group is a key of its name")
  func nothingIsForgotten() throws {
    let json = try JSONSerialization.jsonObject(with: Data(try OptionsFile.json(.standard)))
    let groups = try #require(json as? [String: [String: Any]])
    var expected = Dictionary(
      uniqueKeysWithValues: Mirror(reflecting: Options.standard).children.map { group in
        (group.label ?? "", Set(Mirror(reflecting: group.value).children.map { $0.label ?? "" }))
      })
    // A switch for proofs, that no file has.
    #expect(expected.removeValue(forKey: "usesFastPaths") != nil)
    #expect(groups.mapValues { Set($0.keys) } == expected)
  }

  @Test("A key that is missing has its default")
  func missingKeys() throws {
    var expected = Options.standard
    expected.decision.minimumChain = 60
    #expect(try read("{}") == .standard)
    #expect(try read(#"{"decision":{"minimumChain":60},"matching":{}}"#) == expected)
  }

  @Test(
    "What is wrong is named",
    arguments: [
      (#"{"decisions":{}}"#, "no option is named decisions"),
      (#"{"decision":{"minimumchain":1}}"#, "no option is named decision.minimumchain"),
      (#"{"decision":{"minimumChain":"many"}}"#, "decision.minimumChain"),
      (#"{"decision":"#, "not valid JSON"),
    ])
  func namesErrors(json: String, words: String) {
    do {
      _ = try read(json)
      Issue.record("\(json) was taken")
    } catch {
      #expect("\(error)".contains(words), "\(error)")
    }
  }

  @Test("Any option can be set by its name, and no other")
  func setsByName() throws {
    #expect(try OptionsFile.setting("decision.minimumChain=50", in: .standard).decision.minimumChain == 50)
    #expect(try OptionsFile.setting("matching.chainLookback=5", in: .standard).matching.chainLookback == 5)
    #expect(try OptionsFile.setting("normalization.form=none", in: .standard).normalization.form == .none)
    #expect(try !OptionsFile.setting("decision.removesRepeats=false", in: .standard).decision.removesRepeats)
    #expect(try OptionsFile.setting("decoding.encoding=a=b", in: .standard).decoding.encoding == "a=b")
    for bad in [
      "", "x", "decision=1", "decision.none=1", "matching.chainLookback=much", "matching.chainLookback=1.5",
    ] {
      #expect(throws: CorpusError.self) { _ = try OptionsFile.setting(bad, in: .standard) }
    }
  }
}
