import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Written blocks") struct WrittenBlocksTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func deduplicate(_ inputs: [String], to output: String) throws {
    var settings = Deduplication.Settings()
    settings.reading.chunkSize = 300
    settings.duplicates = folder.path("report")
    let summary = try Deduplication(
      inputs: inputs.map { folder.path($0) }, destination: .path(folder.path(output)), settings: settings
    ).run()
    #expect(summary.failed == 0)
  }

  private func restore(_ files: [String], to output: String = "back") throws {
    _ = try Restoration(
      report: folder.path("report"), cleaned: files.map { folder.path($0) }, output: folder.path(output)
    ).run()
  }

  /// Where a file was refused, and why.
  private func refusal(_ files: [String]) -> (path: Path, offset: Int)? {
    do {
      try restore(files)
    } catch CorpusError.misfit(let path, _, let offset, _) {
      return (path, offset)
    } catch {}
    return nil
  }

  private func lines(_ count: Int, _ name: String) -> String {
    (0..<count).map { "{\"id\":\"\(name)\($0)\",\"text\":\"\(name) line of its own \($0 % 20)\"}\n" }.joined()
  }

  @Test("Every byte of what stands beside the records that went is checked before anything is written")
  func everyByte() throws {
    let input = lines(60, "a")
    try folder.write(input, to: "a.jsonl")
    try deduplicate(["a.jsonl"], to: "out.jsonl")
    let output = try folder.read("out.jsonl")
    for offset in output.indices {
      var other = output
      other[offset] ^= 1
      try folder.write(other, to: "out.jsonl")
      // It is one block.
      #expect(refusal(["out.jsonl"])?.offset == 0, "byte \(offset)")
    }
    for (other, offset) in [
      (Array(output.dropLast()), output.count - 1), (output + [0x0A], output.count), ([], 0),
    ] {
      try folder.write(other, to: "out.jsonl")
      #expect(refusal(["out.jsonl"])?.offset == offset)
    }
    #expect(try !folder.names().contains("back"))
    // In another order, as another tool may have written it.
    let swapped = String(decoding: output, as: UTF8.self).split(separator: "\n").reversed()
    try folder.write(swapped.map { "\($0)\n" }.joined(), to: "out.jsonl")
    #expect(refusal(["out.jsonl"])?.offset == 0)
    try folder.write(output, to: "out.jsonl")
    try restore(["out.jsonl"])
    #expect(try folder.read("back") == Array(input.utf8))
  }

  @Test("Digests are those of the specification")
  func digests() {
    for (text, digest) in [
      ("", "0000000000000000"), ("hapax", "88ba2327ae3854d9"), ("hapax legomenon", "61868ba0734b23a5"),
      ("a hapax legomenon is a word that is said once", "ed6956f06b1f620d"),
    ] {
      #expect(WrittenBlocks.hexadecimal(Digest.of(Array(text.utf8))) == digest)
    }
  }

  @Test("However the bytes come in, the block that is another one is told", arguments: 1...20)
  func blocks(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let blocks = (0..<8).map { _ in
      (0..<Int.random(in: 1...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    let written = WrittenBlocks(blocks.map { WrittenBlocks.Block(count: $0.count, digest: Digest.of($0)) })
    let bytes = Array(blocks.joined())
    func offset(_ bytes: [UInt8]) -> Int? {
      let check = BlockCheck(Path("a"), written)
      do {
        var start = 0
        while start < bytes.count {
          let end = Swift.min(bytes.count, start + Int.random(in: 1...60, using: &random))
          try check.add(Array(bytes[start..<end]))
          start = end
        }
        try check.finish()
      } catch CorpusError.misfit(_, _, let offset, _) {
        return offset
      } catch {}
      return nil
    }
    #expect(offset(bytes) == nil, "seed \(seed)")
    var start = 0
    for block in blocks {
      var other = bytes
      other[start + Int.random(in: 0..<block.count, using: &random)] ^=
        1 << UInt8.random(in: 0...7, using: &random)
      #expect(offset(other) == start, "seed \(seed)")
      #expect(offset(Array(bytes[..<start])) == start, "seed \(seed)")
      start += block.count
    }
    #expect(offset(bytes + [0]) == bytes.count, "seed \(seed)")
  }

  @Test("Of a folder nothing is written when one file is wrong; one that was renamed is known by its content")
  func folders() throws {
    try folder.write(lines(30, "a"), to: "in/a.jsonl")
    try folder.write(lines(30, "b"), to: "in/b.jsonl")
    // Nothing goes of this one, and it is checked all the same.
    try folder.write(lines(20, "c"), to: "in/c.jsonl")
    try deduplicate(["in"], to: "out")
    let output = try folder.read("out/c.jsonl")
    try folder.write(Array(output.reversed()), to: "out/c.jsonl")
    #expect(refusal(["out"])?.path == folder.path("out/c.jsonl"))
    #expect(try !folder.names().contains("back"))
    try folder.write(output, to: "out/c.jsonl")
    try restore(["out"])
    for name in ["a", "b", "c"] {
      #expect(try folder.read("back/\(name).jsonl") == folder.read("in/\(name).jsonl"))
    }
  }

  @Test("A file of text from which lines were cut is checked to its last byte")
  func texts() throws {
    let footer = "All rights reserved by the Gull Point Herald and its heirs"
    for number in 0..<5 {
      try folder.write(
        "\(footer)\nStory \(number), of \(String(repeating: "many ", count: number)) words.\n",
        to: "in/herald/\(number).txt")
    }
    var settings = Deduplication.Settings()
    settings.duplicates = folder.path("report")
    settings.boilerplate = .trim
    (settings.same, settings.near, settings.contained) = (.keep, .keep, .keep)
    let summary = try Deduplication(
      inputs: [folder.path("in")], destination: .path(folder.path("out")), settings: settings
    ).run()
    #expect(summary.boilerplate == 5)
    let text = try folder.read("out/herald/0.txt")
    try folder.write(Array(String(decoding: text, as: UTF8.self).uppercased().utf8), to: "out/herald/0.txt")
    #expect(refusal(["out"])?.path == folder.path("out/herald/0.txt"))
    try folder.write(text, to: "out/herald/0.txt")
    try restore(["out"], to: "again")
    #expect(try folder.read("again/herald/0.txt") == folder.read("in/herald/0.txt"))
  }
}
