import Testing

@testable import HapaxCorpus

@Suite("Record parser") struct RecordParserTests {
  let parser: RecordParser

  init() throws {
    parser = try RecordParser(textField: "text", idField: "id")
  }

  /// What both parsers say of a line: the text where it is a record, nil where not.
  private func expectAgreement(_ line: [UInt8]) {
    let buffer = ByteBuffer(line)
    var expected: [UInt8]?
    if case .object(let members) = NaiveJSON.parse(line),
      case .string(let text) = members.last(where: { $0.key == Array("text".utf8) })?.value
    {
      expected = text
    }
    let found = (try? parser.record(in: buffer, at: 0..<line.count)).map {
      RecordParser.unescaped(buffer, at: $0.text)
    }
    if found != expected {
      Issue.record("\(Printable.string(line)): \(found as Any), expected \(expected as Any)")
    }
    let isJSON = (try? parser.check(buffer, at: 0..<line.count)) != nil
    if isJSON != (NaiveJSON.parse(line) != nil) { Issue.record("\(Printable.string(line)): \(isJSON)") }
  }

  @Test("Short texts of JSON's own characters are taken and refused as by the grammar")
  func agreesOnSmallTexts() {
    let alphabet = Array("{}[]\",:\\01-.eu\u{9} ".utf8)
    for text in everyText(of: alphabet, upTo: 3) {
      expectAgreement(text)
      expectAgreement(Array("{\"text\":".utf8) + text + Array("}".utf8))
      expectAgreement(Array("{\"text\":\"a".utf8) + text + Array("\"}".utf8))
      expectAgreement(Array("{\"text\":\"a\"".utf8) + text)
    }
  }

  @Test("Mutations of valid lines are taken and refused as by the grammar")
  func agreesOnMutations() {
    var random = SplitMix64(seed: 1)
    let lines = [
      #"{"id":12,"text":"aé\n\"\\\u00e9\ud83d\ude00\ud800","meta":{"a":[1,2.5e-3,true,null],"b":"x"}}"#,
      #"{ "te\u0078t" : "escaped key" , "id" : "q" }"#,
      #"{"text":"first","text":"second"}"#,
      #"{"a":[[[[]]]],"text":"","n":123456789012345678901234567890,"z":-0.0E+10}"#,
    ].map { Array($0.utf8) }
    for line in lines {
      expectAgreement(line)
      for _ in 0..<3000 {
        var mutated = line
        for _ in 0...Int.random(in: 0...2, using: &random) where !mutated.isEmpty {
          let at = Int.random(in: 0..<mutated.count, using: &random)
          switch Int.random(in: 0...2, using: &random) {
          case 0: mutated.remove(at: at)
          case 1: mutated[at] = UInt8.random(in: 0...255, using: &random)
          default: mutated.insert(lines[0].randomElement(using: &random) ?? 0, at: at)
          }
        }
        expectAgreement(mutated)
      }
    }
  }

  @Test("The place of a line inside its buffer does not matter")
  func findsAnywhere() throws {
    let line = Array(#"{"id":"x","text":"a\tb"}"#.utf8)
    for before in 0...70 {
      let buffer = ByteBuffer(Array(repeating: UInt8(ascii: "\""), count: before) + line + Array("}}".utf8))
      let record = try parser.record(in: buffer, at: before..<before + line.count)
      #expect(RecordParser.unescaped(buffer, at: record.text) == Array("a\tb".utf8))
      #expect(record.id.map { buffer[$0] } == Array("\"x\"".utf8))
    }
  }

  @Test(
    "A refusal says why",
    arguments: [
      (#"{"text":"abc"#, "not JSON (unterminated string)"),
      ("{\"text\":\"a\tb\"}", "not JSON (control character in a string)"),
      (#"{"text":"\x"}"#, "not JSON (bad escape at byte 9)"),
      (#"{"text":"a"} x"#, "not JSON (more behind the value at byte 13)"),
      (#"{"text":01}"#, "not JSON (bad number at byte 8)"),
      (#"{"text":"a""#, "not JSON (ends early)"),
      (#"{"title":"a"}"#, "no field \"text\""),
      (#"{"text":["a"]}"#, "the field \"text\" is not a string"),
      (#"["text"]"#, "not a JSON object"),
    ])
  func saysWhy(line: String, reason: String) {
    let buffer = ByteBuffer(Array(line.utf8))
    #expect(throws: Refusal(reason: reason)) {
      try parser.record(in: buffer, at: 0..<buffer.count)
    }
  }

  @Test("Bytes that are not UTF-8 are refused")
  func refusesInvalidUTF8() {
    let buffer = ByteBuffer(Array(#"{"text":""#.utf8) + [0xFF] + Array("\"}".utf8))
    #expect(throws: Refusal(reason: "not JSON (invalid UTF-8)")) {
      try parser.record(in: buffer, at: 0..<buffer.count)
    }
  }

  @Test("Nesting to 1,024 levels is read, deeper is refused")
  func boundsDepth() {
    func nested(_ depth: Int) -> ByteBuffer {
      ByteBuffer(Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8))
    }
    #expect(throws: Never.self) { try parser.check(nested(1024), at: 0..<2048) }
    #expect(throws: Refusal.self) { try parser.check(nested(1025), at: 0..<2050) }
    #expect(throws: Refusal.self) { try parser.check(nested(1_000_000), at: 0..<2_000_000) }
  }
}

/// All texts of an alphabet up to a length.
func everyText(of alphabet: [UInt8], upTo length: Int) -> [[UInt8]] {
  var all: [[UInt8]] = [[]]
  var last: [[UInt8]] = [[]]
  for _ in 0..<length {
    last = last.flatMap { text in alphabet.map { text + [$0] } }
    all += last
  }
  return all
}
