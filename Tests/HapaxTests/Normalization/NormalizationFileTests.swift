import Foundation
import Testing

@testable import Hapax

/// Unicode's NormalizationTest.txt, as Debian's package `unicode-data` has it.
struct NormalizationFile {
  /// Five columns: source, NFC, NFD, NFKC, NFKD.
  var lines: [[[UInt8]]] = []
  /// The code points of part 1, each alone.
  var listed: Set<UInt32> = []

  static let path = "/usr/share/unicode/NormalizationTest.txt.bz2"

  struct Missing: Error, CustomStringConvertible {
    var description: String { "\(NormalizationFile.path) can not be read: install unicode-data and bzip2" }
  }

  init() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bzcat", Self.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, !data.isEmpty else { throw Missing() }
    var isPart1 = false
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("@") {
        isPart1 = line.hasPrefix("@Part1")
        continue
      }
      let columns = line.split(separator: ";").prefix(5).map { column in
        column.split(separator: " ").compactMap { UInt32($0, radix: 16) }
      }
      if isPart1, let source = columns.first, let only = source.first, source.count == 1 {
        listed.insert(only)
      }
      lines.append(columns.map(NaiveWrittenForm.utf8))
    }
  }
}

@Suite("Written form: the standard's own file") struct NormalizationFileTests {
  /// Only the normal form is on.
  static func options(_ form: NormalForm) -> Options.Normalization {
    var options = Options.Normalization(bits: 0b1111_1100)
    options.form = form
    return options
  }

  @Test("The written form is NFC and NFKC of every line of NormalizationTest.txt, each column alike")
  func writtenForm() throws {
    let file = try NormalizationFile()
    #expect(file.lines.count > 18_000)
    var decoding = Options.Decoding()
    decoding.repairsWindows1252 = false
    let nfc = try WritingHarness(Self.options(.nfc), decoding)
    let nfkc = try WritingHarness(Self.options(.nfkc), decoding)
    var scratch = WriterScratch()
    var otherScratch = WriterScratch()
    for columns in file.lines {
      for (index, column) in columns.enumerated() {
        let composed = nfc.write(column, using: &scratch).output
        try #require(composed == columns[index < 3 ? 1 : 3], "NFC of \(column)")
        try #require(nfkc.write(column, using: &otherScratch).output == columns[3], "NFKC of \(column)")
      }
    }
  }

  @Test("CanonicalComposition is NFC of every line, each canonical column alike")
  func composition() throws {
    var scratch = CanonicalComposition.Scratch()
    for columns in try NormalizationFile().lines {
      for (index, column) in columns.enumerated() {
        var scalars = NaiveWrittenForm.scalars(column)
        CanonicalComposition.compose(&scalars, using: &scratch)
        try #require(NaiveWrittenForm.utf8(scalars) == columns[index < 3 ? 1 : 3], "\(column)")
      }
    }
  }

  @Test("A code point that the file does not list is its own NFC and NFKC, alone; ICU says the same of all")
  func allCodePoints() throws {
    let file = try NormalizationFile()
    let nfc = try #require(ICUNormalizer(.nfc))
    for value in UInt32(0)..<0x11_0000 where Unicode.Scalar(value) != nil {
      let alone = Array(utf8Of: value)
      var composed = alone
      if value >= 0xC0, file.listed.contains(value) || value % 16 == 0 {
        CanonicalComposition.nfc(&composed)
        try #require(composed == nfc.normalized(alone), "U+\(String(value, radix: 16))")
      }
      let traits = CharacterTraits.table(for: .nfkc)[value]
      if !file.listed.contains(value) {
        try #require(!traits.contains(.isMapped), "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test(
    "Every code point between letters, before a mark, and after a letter agrees with ICU, by each loop",
    arguments: WriterTests.loops)
  func neighbours(loop: CleanVectors.Loop) throws {
    let harness = try WritingHarness(
      Self.options(.nfc),
      {
        var decoding = Options.Decoding()
        decoding.repairsWindows1252 = false
        return decoding
      }())
    let nfc = try #require(ICUNormalizer(.nfc))
    var scratch = WriterScratch(loop)
    // 64 code points in one text: the same proof, in a fraction of the time. Of the planes with nothing in them, some.
    for block in UInt32(0)..<0x4400
    where !(0x360..<0x380).contains(block) && (block < 0xC90 || block % 16 == 0) {
      var text: [UInt8] = [0x61]
      for value in block * 64..<block * 64 + 64 where value != 0xFEFF || block != 0x3FB {
        let alone = Array(utf8Of: value)
        text += alone + [0x5F] + alone + Array("\u{301}e".utf8) + alone
      }
      try #require(harness.write(text, using: &scratch).output == nfc.normalized(text), "block \(block)")
    }
  }
}
