import Testing

@testable import Hapax

@Suite("Sketches as bytes") struct SketchCodingTests {
  private static func sketch(_ text: String, places: Bool) throws -> Sketch {
    var sketcher = try Sketcher()
    return sketcher.sketch(Array(text.utf8), keepsPlaces: places)
  }

  private static func bytes(_ sketch: Sketch) -> [UInt8] {
    var encoder = ByteEncoder()
    sketch.encode(to: &encoder)
    return encoder.bytes
  }

  static var texts: [String] {
    var random = SeededRandom(seed: 17)
    let words = (0..<70_000).map { _ in Tokens.word(Int(random.next() % 90_000)) }
    return [
      "", " ", "word", "1.5 % of $ 20, and −7 °C on 2026-01-31\nand another line\n\n3 x 4",
      Story.text, "ประเทศไทยรวมเลือดเนื้อชาติเชื้อไทย เป็นประชารัฐ", "漢字かな交じり文と English in one line",
      String(repeating: "x", count: 400) + " " + String(repeating: "é", count: 300),
      // More than 65,535 different words, so that numbers are wide.
      words.joined(separator: " "), (0..<66_000).map { Tokens.word($0) }.joined(separator: "\n"),
    ]
  }

  @Test("What is read is what was written", arguments: [false, true])
  func roundTrip(places: Bool) throws {
    for text in Self.texts {
      let sketch = try Self.sketch(text, places: places)
      let bytes = Self.bytes(sketch)
      var decoder = ByteDecoder(bytes)
      let read = try #require(Sketch(from: &decoder))
      #expect(decoder.isAtEnd && Self.bytes(read) == bytes)
      #expect(read.hash == sketch.hash && read.wordCount == sketch.wordCount)
      #expect(read.fingerprints == sketch.fingerprints && read.tokenCount == sketch.tokenCount)
      #expect((0..<read.tokenCount).allSatisfy { read.numbers[$0] == sketch.numbers[$0] })
      #expect((0..<read.words.count).allSatisfy { read.words.isEqual($0, to: $0, of: sketch.words) })
      #expect((0..<read.words.count).allSatisfy { read.words.weight($0) == sketch.words.weight($0) })
      #expect(
        (0..<read.fingerprints.count).allSatisfy {
          read.token(ofFingerprint: $0) == sketch.token(ofFingerprint: $0)
        })
      #expect(read.places.count == sketch.places.count && read.lines.signs == sketch.lines.signs)
      #expect(
        (0..<read.places.count).allSatisfy {
          read.places.bytes($0..<$0 + 1) == sketch.places.bytes($0..<$0 + 1)
        })
      #expect((0..<read.lines.count).allSatisfy { read.lines[$0] == sketch.lines[$0] })
      decoder = ByteDecoder(bytes)
      let alone = Sketch.fingerprints(sketch.fingerprintCount, from: &decoder)
      #expect(alone.map { $0[...] } == sketch.fingerprints)
    }
  }

  @Test("A sketch that was read is related as the one that was written")
  func relations() throws {
    let text = Story.text.replacing("crane", with: "derrick")
    let (kept, new) = (try Self.sketch(Story.text, places: true), try Self.sketch(text, places: true))
    var decoders = (ByteDecoder(Self.bytes(kept)), ByteDecoder(Self.bytes(new)))
    let readKept = try #require(Sketch(from: &decoders.0))
    let readNew = try #require(Sketch(from: &decoders.1))
    var workspace = CorpusIndex.Workspace()
    var index = try CorpusIndex()
    index.insert(kept)
    var readIndex = try CorpusIndex(.standard, source: SketchSource { _ in readKept })
    readIndex.insert(readKept, key: 0)
    let link = try #require(index.link(for: new, passages: true, using: &workspace))
    #expect(readIndex.link(for: readNew, passages: true, using: &workspace) == link)
    var encoder = ByteEncoder()
    link.encode(to: &encoder)
    var decoder = ByteDecoder(encoder.bytes)
    #expect(Link(from: &decoder) == link && decoder.isAtEnd && !link.passages.isEmpty)
    let lines = SharedLines(
      document: DocumentID(3), range: 1..<4, outerRange: 0..<9, lineRanges: [1..<2, 3..<4], words: 2.5,
      lines: 7..<8)
    encoder = ByteEncoder()
    lines.encode(to: &encoder)
    decoder = ByteDecoder(encoder.bytes)
    #expect(SharedLines(from: &decoder) == lines && decoder.isAtEnd)
  }

  @Test("Bytes that end early are no sketch")
  func truncated() throws {
    let bytes = Self.bytes(try Self.sketch("a short text of 12 words\nand 2 lines", places: true))
    for count in 0..<bytes.count {
      var decoder = ByteDecoder(bytes[..<count])
      #expect(Sketch(from: &decoder) == nil, "\(count) bytes")
    }
  }
}
