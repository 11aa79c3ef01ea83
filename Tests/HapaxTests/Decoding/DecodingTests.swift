import Testing

@testable import Hapax

@Suite("Decoding") struct DecodingTests {
  static func write(_ bytes: [UInt8], encoding: String = "utf-8") throws -> WritingHarness.Result {
    var decoding = Options.Decoding()
    decoding.encoding = encoding
    let harness = try WritingHarness(.init(), decoding)
    let result = harness.write(bytes)
    #expect((try? result.edits.applied(to: bytes)) == result.output)
    #expect((try? result.edits.undone(from: result.output)) == bytes)
    #expect(harness.write(bytes, with: harness.exact).edits == result.edits)
    return result
  }

  struct Subparts: Sendable {
    let bytes: [UInt8]
    let scalars: [UInt32]
  }

  @Test(
    "Each maximal subpart of an ill-formed sequence becomes one U+FFFD (Unicode 3.9, tables 3-8 to 3-11)",
    arguments: [
      Subparts(
        bytes: [0xC0, 0xAF, 0xE0, 0x80, 0xBF, 0xF0, 0x81, 0x82, 0x41],
        scalars: Array(repeating: 0xFFFD, count: 8) + [0x41]),
      Subparts(
        bytes: [0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xED, 0xAF, 0x41],
        scalars: Array(repeating: 0xFFFD, count: 8) + [0x41]),
      Subparts(
        bytes: [0xF4, 0x91, 0x92, 0x93, 0xFF, 0x41, 0x80, 0xBF, 0x42],
        scalars: Array(repeating: 0xFFFD, count: 5) + [0x41, 0xFFFD, 0xFFFD, 0x42]),
      Subparts(
        bytes: [0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41],
        scalars: [0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0x41]),
      Subparts(bytes: [0xF0, 0x80, 0x80, 0x41], scalars: [0xFFFD, 0xFFFD, 0xFFFD, 0x41]),
      Subparts(bytes: [0xE2, 0x82], scalars: [0xFFFD]),
      Subparts(bytes: [0xF0, 0x9F, 0x99, 0xF0, 0x9F, 0x99, 0x82], scalars: [0xFFFD, 0x1F642]),
    ])
  func maximalSubparts(example: Subparts) throws {
    let result = try Self.write(example.bytes)
    #expect(result.output == NaiveWrittenForm.utf8(example.scalars))
    #expect(result.reasons.allSatisfy { $0 == .invalidUTF8 })
  }

  @Test("All sequences of up to three of the telling bytes decode as the standard library repairs them")
  func exhaustive() throws {
    let bytes: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0,
      0xF1, 0xF4, 0xF5,
      0xFF,
    ]
    for first in bytes {
      for second in bytes {
        for third in bytes {
          let text = [first, second, third, 0x80, 0x41]
          // SAFETY: the pointer is used inside the closure only.
          let decoded = unsafe text.withUnsafeBufferPointer { buffer in
            var scalars: [UInt32] = []
            var at = 0
            while at < text.count {
              let step = unsafe UTF8Decoding.decode(buffer, at: at)
              scalars.append(step.scalar)
              at += step.length
            }
            return scalars
          }
          try #require(decoded == NaiveWrittenForm.scalars(text), "\(text)")
        }
      }
    }
  }

  @Test("UTF-16 and UTF-32 are known by their byte order mark")
  func wide() throws {
    let text = "Grüße, 漢字 🙂\n"
    let units = Array(text.utf16)
    let scalars = text.unicodeScalars.map(\.value)
    func bytes(_ value: UInt32, _ width: Int, _ big: Bool) -> [UInt8] {
      let little = (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
      return big ? little.reversed() : little
    }
    for big in [false, true] {
      let sixteen = ([0xFEFF] + units.map(UInt32.init)).flatMap { bytes($0, 2, big) }
      let thirtyTwo = ([0xFEFF] + scalars).flatMap { bytes($0, 4, big) }
      for (input, name) in [(sixteen, "UTF-16"), (thirtyTwo, "UTF-32")] {
        let result = try Self.write(input)
        #expect(result.output == Array(text.utf8))
        #expect(result.encoding == Cleaned.Encoding(name: name + (big ? "BE" : "LE"), confidence: nil))
        #expect(result.reasons.first == .byteOrderMark)
      }
    }
  }

  @Test("Unpaired surrogates, numbers that are no code points, and cut units become U+FFFD")
  func brokenWide() throws {
    #expect(
      try Self.write([0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00, 0x00, 0xDC, 0x62]).output
        == Array("\u{FFFD}a\u{FFFD}\u{FFFD}".utf8))
    #expect(
      try Self.write([0x00, 0x00, 0xFE, 0xFF, 0x00, 0x11, 0, 0, 0, 0, 0xD8, 0, 0, 0, 0, 0x61]).output
        == Array("\u{FFFD}\u{FFFD}a".utf8))
    #expect(try Self.write([0xFF, 0xFE]).output.isEmpty)
  }

  @Test("A named charset is read, and blanks at line ends are edits of their own")
  func named() throws {
    let result = try Self.write(
      [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x20, 0x20, 0x0A, 0x61], encoding: "windows-1251")
    #expect(result.output == Array("Привет\na".utf8))
    #expect(result.reasons == [.transcoded, .trailingWhitespace])
    #expect(result.encoding == Cleaned.Encoding(name: "ibm-5347_P100-1998", confidence: nil))
    #expect(try Self.write([0x93, 0xFA, 0x96, 0x7B], encoding: "shift_jis").output == Array("日本".utf8))
    #expect(
      try Self.write([0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42, 0x61], encoding: "iso-2022-jp").output
        == Array("日a".utf8))
    #expect(try Self.write([0x93, 0x61, 0x94], encoding: "iso-8859-1").output == Array("“a”".utf8))
    #expect(try Self.write([0xE9], encoding: "latin1").output == Array("é".utf8))
  }

  @Test("Long texts in a charset cross the converter's chunks whole")
  func chunks() throws {
    var bytes: [UInt8] = []
    var expected: [UInt8] = []
    for index in 0..<30_000 {
      bytes += index % 7 == 0 ? [0x61] : [0x93, 0xFA]
      expected += Array((index % 7 == 0 ? "a" : "日").utf8)
    }
    #expect(try Self.write(bytes, encoding: "shift_jis").output == expected)
  }

  @Test("auto takes UTF-8 for UTF-8, and reports the confidence of a guess")
  func automatic() throws {
    #expect(try Self.write(Array("Grüße".utf8), encoding: "auto").encoding == nil)
    let french =
      "Les élèves français ont été très étonnés par la beauté de cette forêt, où ils étaient allés."
    let latin1 = french.unicodeScalars.map { UInt8($0.value) }
    let result = try Self.write(latin1, encoding: "auto")
    #expect(result.output == Array(french.utf8))
    #expect((1...100).contains(try #require(result.encoding?.confidence)))
  }

  @Test("A charset that nobody knows is an error, and every spelling of UTF-8 is UTF-8")
  func names() throws {
    #expect(throws: OptionsError.unknownEncoding("klingon")) { try TextEncoding(named: "klingon") }
    #expect(throws: OptionsError.unknownEncoding("")) { try TextEncoding(named: "") }
    for name in ["utf-8", "UTF8", "Utf-8", "utf8"] { #expect(try TextEncoding(named: name) == .utf8) }
  }
}
