import Testing

@testable import Hapax

@Suite("Sentences") struct SentencesTests {
  /// The text of each sentence: from the first token of one to the last token of it.
  static func sentences(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let tokens = Tokens(of: bytes)
    let sentences = Sentences(in: Layout(of: bytes.span, tokens, Options.Segmentation()))
    var found: [Range<Int>] = []
    for token in 0..<tokens.count {
      if sentences.begins(at: token, bytes.span, tokens) {
        found.append(token..<token + 1)
      } else {
        found[found.count - 1] = found[found.count - 1].lowerBound..<token + 1
      }
    }
    return found.map { Array(bytes[tokens.bytes($0)]).text }
  }

  static let examples: [(String, [String])] = [
    ("It rained. It stopped! Did it? Yes", ["It rained", "It stopped", "Did it", "Yes"]),
    ("“It rained.” He left.", ["It rained", "He left"]),
    ("It rained (a lot.) He left.", ["It rained (a lot", "He left"]),
    ("It rained… It stopped", ["It rained", "It stopped"]),
    ("It cost 3.5 million. Nobody paid", ["It cost 3.5 million", "Nobody paid"]),
    ("Then J. Smith and Mr. Jones left", ["Then J. Smith and Mr. Jones left"]),
    (
      "<p>It rained. <p>He left.<p>Mr. <b>J. Smith slept",
      ["p>It rained", "p>He left", "p>Mr. <b>J. Smith slept"]
    ),
    ("He left at 5 p.m. and slept", ["He left at 5 p.m. and slept"]),
    ("The boat stopped.The crew slept", ["The boat stopped", "The crew slept"]),
    ("See example.com for more", ["See example.com for more"]),
    ("One\nTwo", ["One", "Two"]),
    ("Ege (Hrsg.), Festgabe für Christian", ["Ege (Hrsg.), Festgabe für Christian"]),
    ("“Really?”, Anna asked", ["Really?”, Anna asked"]),
    ("Update, 11 p.m.: Anna was found", ["Update, 11 p.m.: Anna was found"]),
    ("It rained (or did it?): Anna slept", ["It rained (or did it?): Anna slept"]),
    ("It rained. :) He left", ["It rained", "He left"]),
    ("¿Qué pasó? ¡Nada! Él se fue", ["Qué pasó", "Nada", "Él se fue"]),
    ("„Es regnet.“ Er ging.", ["Es regnet", "Er ging"]),
    ("Дождь шёл. Он ушёл.", ["Дождь шёл", "Он ушёл"]),
    ("Έβρεχε. Έφυγε.", ["Έβρεχε", "Έφυγε"]),
    ("هل ذهب؟ نعم. انتهى", ["هل ذهب", "نعم", "انتهى"]),
    ("بارش ہوئی۔ وہ گیا", ["بارش ہوئی", "وہ گیا"]),
    ("ירד גשם. הוא הלך.", ["ירד גשם", "הוא הלך"]),
    ("बारिश हुई। वह गया॥ अंत", ["बारिश हुई", "वह गया", "अंत"]),
    ("비가 왔다. 그는 갔다.", ["비가 왔다", "그는 갔다"]),
    ("下雨了。他走了！真的？真的", ["下雨了", "他走了", "真的", "真的"]),
    ("「雨だ。」彼は去った。", ["雨だ", "彼は去った"]),
    ("ฝนตก เขาไป", ["ฝนตก", "เขาไป"]),
    ("ຝົນຕົກ ລາວໄປ", ["ຝົນຕົກ", "ລາວໄປ"]),
    ("ភ្លៀងធ្លាក់។ គាត់ទៅ", ["ភ្លៀងធ្លាក់", "គាត់ទៅ"]),
    ("မိုးရွာ။ သူသွား", ["မိုးရွာ", "သူသွား"]),
    ("Անձրև էր. Նա գնաց", ["Անձրև էր", "Նա գնաց"]),
    ("წვიმდა. ის წავიდა", ["წვიმდა", "ის წავიდა"]),
  ]

  @Test("A text has these sentences", arguments: examples)
  func splits(text: String, sentences: [String]) {
    #expect(Self.sentences(text).map { Array($0.utf8) } == sentences.map { Array($0.utf8) })
  }

  @Test("A text runs on where nothing ended the sentence")
  func runsOn() {
    let text = Array("The ferry that has carried. Next\nline".utf8)
    let tokens = Tokens(of: text)
    let sentences = Sentences(in: Layout(of: text.span, tokens, Options.Segmentation()))
    let found = (0...tokens.count).map { sentences.runsOn(to: $0, text.span, tokens) }
    #expect(found == [false, true, true, true, true, false, false, false])
  }
}
