import FoundationEssentials
import Testing

@testable import HapaxCorpus

@Suite("JSON text") struct JSONTextTests {
  private func written(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    JSONText.append(bytes, to: &output)
    return output
  }

  @Test("Every character is read back by Foundation as it was")
  func foundationReadsEveryCharacter() throws {
    for value in (0...0x10FFFF as ClosedRange<UInt32>)
    where value < 0x3000 || value % 257 == 0 || value == 0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a" + String(scalar) + "b"
      let json = Data(written(Array(text.utf8)))
      let read = try JSONDecoder().decode(String.self, from: json)
      if Array(read.utf8) != Array(text.utf8) { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test("Random strings with lone surrogates are read back by simdjson as they were")
  func parserReadsRandomStrings() throws {
    var random = SplitMix64(seed: 7)
    let parser = try RecordParser(textField: "text", idField: "id")
    let pieces: [[UInt8]] = [
      [0], [0x1F], [0x7F], Array("\"".utf8), Array("\\".utf8), Array("é".utf8), Array("\u{D7FF}".utf8),
      Array("\u{E000}".utf8), Array("\u{2028}".utf8), Array("😀".utf8), [0xED, 0xA0, 0x80],
      [0xED, 0xBF, 0xBF],
      Array("plain words ".utf8),
    ]
    for _ in 0..<5000 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let piece = pieces.randomElement(using: &random) ?? []
        // A lead directly before a trail is a pair in JSON: one character, whose bytes are others.
        if piece == [0xED, 0xBF, 0xBF], text.suffix(3) == [0xED, 0xA0, 0x80] { continue }
        text += piece
      }
      let line = ByteBuffer(Array("{\"text\":".utf8) + written(text) + Array("}".utf8))
      let record = try parser.record(in: line, at: 0..<line.count)
      #expect(RecordParser.unescaped(line, at: record.text) == text)
    }
  }

  @Test("Every byte at every place among plain ones is written as one by one")
  func agreesWithByteByByte() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<19 {
        for plain in [UInt8(ascii: "x"), 0x20, 0x21, 0x23, 0x7F, 0x80, 0xEC, 0xEE] {
          var text = [UInt8](repeating: plain, count: 19)
          text[place] = byte
          let one: [UInt8] =
            switch byte {
            case 0x08: Array("\\b".utf8)
            case 0x09: Array("\\t".utf8)
            case 0x0A: Array("\\n".utf8)
            case 0x0C: Array("\\f".utf8)
            case 0x0D: Array("\\r".utf8)
            case 0x22, 0x5C: [0x5C, byte]
            case 0..<0x20: Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: [byte]
            }
          // A surrogate's three bytes are told apart elsewhere.
          if byte == 0xED, plain >= 0xA0 { continue }
          let expected =
            [UInt8](repeating: plain, count: place) + one
            + [UInt8](repeating: plain, count: 18 - place)
          #expect(written(text) == [0x22] + expected + [0x22])
        }
      }
    }
  }

  @Test("Only what must be escaped is, and line breaks in the short way")
  func escapesLittle() {
    #expect(
      written(Array("a/é\u{7F}\u{2028}\n\t\u{1}\"\\".utf8))
        == Array("\"a/é\u{7F}\u{2028}\\n\\t\\u0001\\\"\\\\\"".utf8))
  }

  @Test("A value is read back from JSON as what it is")
  func readsValues() throws {
    let json = #" {"a":[1,-2,[ ]],"b":{"c\n":"d\"\\"},"e":true,"f":null,"g":[3,9],"h":"\\"} "#
    let buffer = ByteBuffer(Array(json.utf8))
    let value = try #require(JSONValue(buffer, at: 0..<buffer.count))
    #expect(value["a"]?.array == [.number(1), .number(-2), .array([])])
    #expect(value["b"]?["c\n"]?.string == "d\"\\")
    #expect(value["e"] == .truth(true))
    #expect(value["f"] == .null)
    #expect(value["g"]?.range == 3..<9)
    #expect(value["h"]?.string == "\\")
    #expect(value["none"] == nil)
  }
}
