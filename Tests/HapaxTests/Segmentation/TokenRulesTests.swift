import Testing

@testable import Hapax

@Suite("Tokens: the rules, by example") struct TokenRulesTests {
  struct Example: CustomTestStringConvertible {
    var text: String
    var words: [String]
    /// In quarters of a word; 4 each where nothing is said.
    var quarters: [Int]?

    init(_ text: String, _ words: [String], _ quarters: [Int]? = nil) {
      self.text = text
      self.words = words
      self.quarters = quarters
    }

    var testDescription: String { text }
  }

  static let examples = [
    Example("The Board voted.", ["the", "board", "voted"]),
    Example("saidAt", ["said", "at"]),
    Example("NATO", ["nato"]),
    Example("VBAModule", ["vbamodule"]),
    Example("B2B", ["b", "2", "b"]),
    Example("été", ["été"]),
    Example("ЕвроСоюз", ["евро", "союз"]),
    Example("can't", ["can", "t"]),
    Example("1,000.5", ["1", "000", "5"]),
    Example("٣٤ हिन्दी ४२", ["٣٤", "हिन्दी", "४२"]),
    Example("العربية", ["العربية"]),
    Example("עברית", ["עברית"]),
    Example("한국어 글", ["한국어", "글"]),
    Example("汉字", ["汉", "字"], [2, 2]),
    Example("カナかな", ["カ", "ナ", "か", "な"], [2, 2, 2, 2]),
    Example("が", ["が"], [2]),
    Example("ไทย", ["ไ", "ท", "ย"], [1, 1, 1]),
    Example("ที่", ["ที่"], [1]),
    Example("ລາວ", ["ລ", "າ", "ວ"], [1, 1, 1]),
    Example("ខ្មែរ", ["ខ្", "មែ", "រ"], [1, 1, 1]),
    Example("$5 €6 7%", ["$", "5", "€", "6", "7", "%"]),
    Example("🙂 ☎ 🇳🇱", ["🙂", "☎", "🇳", "🇱"]),
    Example("-5 is not 5", ["-", "5", "is", "not", "5"], [0, 4, 4, 4, 4]),
    Example("−5", ["-", "5"], [0, 4]),
    Example("3-5", ["3", "5"]),
    Example("a - b", ["a", "b"]),
    Example("“quoted” — (dash)…", ["quoted", "dash"]),
    Example("ab中cd", ["ab", "中", "cd"], [4, 2, 4]),
  ]

  @Test("A text is cut into these words, of these weights", arguments: examples)
  func cuts(example: Example) {
    let reading = Reading(example.text)
    #expect(reading.words.map { Array($0.utf8) } == example.words.map { Array($0.utf8) })
    #expect(
      reading.quarters == example.quarters ?? [Int](repeating: 4, count: example.words.count))
  }

  static let same: [(String, String)] = [
    ("STRASSE", "straße"), ("ＦＵＬＬ width", "full WIDTH"), ("ﬁnal ﬂoor", "final floor"), ("ΣΟΦΟΣ", "σοφος"),
    ("σοφός", "σοφόσ"), ("İzmir", "i\u{307}zmir"), ("caf\u{E9}", "cafe\u{301}"), ("Å", "\u{212B}"),
    ("x²", "x2"), ("Ⅷ", "viii"), ("ｶﾞ", "ガ"), ("각", "\u{1100}\u{1161}\u{11A8}"),
    ("می\u{200C}خواهم", "میخواهم"), ("क्\u{200D}ष", "क्ष"), ("lock\u{AD}keeper", "lockkeeper"),
    ("สวัส\u{200B}ดี", "สวัสดี"), ("zero\u{200B}width", "zerowidth"), ("☎\u{FE0F}", "☎"), ("a\u{2060}b", "ab"),
    ("“Wait” — it’s late…", "\"Wait\" - it's late..."), ("one\u{A0}two", "one two"), ("one\ntwo", "one two"),
  ]

  @Test("Spelling that does not matter gives the same words", arguments: same)
  func folds(a: String, b: String) {
    // An exponent can be a token of its own or not; what counts is what is said.
    #expect(Reading(a).tokens.flatMap(\.form) == Reading(b).tokens.flatMap(\.form))
  }

  static let different: [(String, String)] = [
    ("−5", "5"), ("-5", "5"), ("कुल", "कल"), ("café", "cafe"), ("resumé", "resume"), ("नहीं", "नही"), ("ö", "o"),
    ("שָׁלוֹם", "שלום"), ("й", "и"), ("ğ", "g"), ("か", "が"), ("ก่า", "กา"), ("$5", "€5"), ("5%", "5"),
  ]

  @Test("Spelling that matters gives other words", arguments: different)
  func distinguishes(a: String, b: String) {
    #expect(Reading(a).tokens.map(\.form) != Reading(b).tokens.map(\.form))
  }

  @Test("A mark belongs to the sign before it, of ASCII or not")
  func marksOnSigns() {
    for sign in ["$", "%", "€", "☎"] {
      #expect(Reading(sign + "\u{301} x").words == [sign + "\u{301}", "x"])
    }
  }

  @Test("A sign of Arabic numbering belongs to no token, wherever it stands")
  func formatCharacters() {
    for text in ["\u{604}اب", "ا\u{604}ب", "اب\u{604}", "اب\u{6DD}"] {
      #expect(Reading(text).words == ["اب"])
    }
  }

  @Test("The traits of a token are those of its text")
  func traits() {
    func traits(_ text: String) -> [Tokens.Traits] {
      Reading(text).tokens.map { Tokens.Traits(rawValue: $0.traits) }
    }
    #expect(traits("Ab") == [[.uppercase]])
    #expect(traits("x,Ab") == [[], [.uppercase]])
    #expect(traits("ǅ")[0].contains(.uppercase), "a titlecase letter opens a word as a capital does")
    #expect(traits("5") == [[.digit]])
    #expect(traits("$5") == [[.symbol], [.digit]])
    #expect(traits("汉字") == [[.ideograph], [.ideograph]])
    #expect(traits("ไท") == [[.southeastAsian], [.southeastAsian]])
  }

  @Test("Offsets are bytes of the text, and leave out what cannot be seen at the edges")
  func offsets() {
    #expect(Reading("é中b").tokens.map(\.bytes) == [0..<2, 2..<5, 5..<6])
    #expect(Reading("\u{200B}ab\u{200B} c").tokens.map(\.bytes) == [3..<5, 9..<10])
    #expect(Reading("कुल, कल").tokens.map(\.bytes) == [0..<9, 11..<17])
  }

  @Test("Two words are the same where both halves of their form and its length are")
  func sameWords() {
    for bits in 0..<(1 << 12) {
      func word(_ bits: Int) -> Vocabulary.Word {
        Vocabulary.Word(
          low: UInt64(bits & 3), high: UInt64(bits >> 2 & 3), hash: 0, count: UInt32(bits >> 4 & 3))
      }
      #expect(word(bits).hasForm(of: word(bits >> 6)) == (bits & 63 == bits >> 6), "\(bits)")
    }
  }

  @Test("Numbers are equal where forms are equal, and only there", arguments: [UInt64](1...4))
  func vocabulary(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    // Few different forms of many lengths, on both sides of the 16 bytes that are held in place.
    let words = (0..<200).map { _ in
      (0..<Int.random(in: 1...24, using: &random)).map { _ in UInt8.random(in: 0x61...0x62, using: &random) }
    }
    var vocabulary = Vocabulary()
    vocabulary.removeAll(textBytes: 0)
    var numbers: [[UInt8]: UInt32] = [:]
    for _ in 0..<2000 {
      let word = words[Int.random(in: 0..<words.count, using: &random)]
      let number = vocabulary.number(of: word.span, hash: TokenHash.hash(of: word.span))
      #expect(numbers[word, default: number] == number, "seed \(seed): \(word.text)")
      numbers[word] = number
      #expect(vocabulary.form(number) == word, "seed \(seed): \(word.text)")
    }
    #expect(Set(numbers.values).count == numbers.count, "seed \(seed)")
  }
}
