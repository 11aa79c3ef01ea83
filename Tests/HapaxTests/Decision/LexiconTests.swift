import Testing

@testable import Hapax

@Suite("Lexicon") struct LexiconTests {
  /// Negations and figures of one language, as they stand in a text.
  struct Language: CustomTestStringConvertible {
    var name: String
    var negations: String
    var figures: String
    var testDescription: String { name }
  }

  static let languages = [
    Language(
      name: "English", negations: "not No never NOBODY neither cannot without",
      figures: "Two eleven HUNDRED million Monday march first half"),
    Language(
      name: "German", negations: "nicht Kein keine niemals ohne",
      figures: "Zwei fünf zwölf dreißig Mittwoch März"),
    Language(
      name: "French", negations: "ne pas Jamais aucune sans",
      figures: "Deux sept quatorze cent mardi février août"),
    Language(
      name: "Spanish", negations: "no Nunca ningún tampoco sin",
      figures: "dos siete Ocho millones lunes miércoles"),
    Language(name: "Portuguese", negations: "não Nunca nenhum sem", figures: "dois três oito milhões terça"),
    Language(name: "Italian", negations: "non mai nessuno né", figures: "due tre Otto mille lunedì"),
    Language(name: "Dutch", negations: "niet geen nooit zonder", figures: "twee drie acht honderd maandag"),
    Language(name: "Swedish", negations: "inte ingen aldrig", figures: "två fyra åtta hundra måndag"),
    Language(
      name: "Russian", negations: "не Нет никогда без", figures: "два Три восемь тысяч понедельник января"),
    Language(name: "Ukrainian", negations: "не ні ніколи немає", figures: "два чотири вісім тисяч понеділок"),
    Language(name: "Polish", negations: "nie nigdy bez", figures: "dwa trzy osiem tysiąc poniedziałek"),
    Language(name: "Turkish", negations: "değil Hiç yok", figures: "iki üç sekiz yüz pazartesi"),
    Language(
      name: "Greek", negations: "δεν Μην όχι κανείς ούτε χωρίς", figures: "δύο Τρεις τέσσερις οκτώ Δευτέρα"),
    Language(name: "Arabic", negations: "لا لم ليس بدون", figures: "ثلاثة ثمانية مليون الاثنين"),
    Language(name: "Hebrew", negations: "לא אין בלי", figures: "שלושה שמונה מיליון"),
    Language(name: "Hindi", negations: "नहीं न मत बिना", figures: "दो पाँच आठ हज़ार हजार करोड़ सोमवार"),
    Language(
      name: "Persian", negations: "نه نیست هرگز بدون نمی‌خواهم", figures: "دو پنج هشت میلیون سه‌شنبه شنبه"),
    Language(name: "Vietnamese", negations: "không chưa chẳng", figures: "hai ba tám triệu"),
    Language(name: "Hungarian", negations: "nem nincs soha", figures: "két három nyolc ezer hétfő"),
    Language(name: "Korean", negations: "않는다 못했다 없습니다 아니다", figures: "두 세 여덟 만 월요일"),
    Language(name: "Indonesian", negations: "tidak bukan belum", figures: "dua tiga delapan juta"),
    Language(name: "Chinese", negations: "不 没 無 非", figures: "两 三 八 万"),
    Language(name: "Japanese", negations: "ず ぬ", figures: "二 三 八 億"),
  ]

  /// The words of a list as the engine meets them: read from a text and folded.
  private func kinds(_ list: String) -> [(word: String, kind: Lexicon.Kind?)] {
    list.split(separator: " ").map { word in
      let forms = Reading(String(word)).tokens.map(\.form)
      return (String(word), forms.count == 1 ? Lexicon.kind(forms[0]) : nil)
    }
  }

  @Test("A negation in a text is one", arguments: languages)
  func negations(language: Language) {
    for (word, kind) in kinds(language.negations) { #expect(kind == .negation, "\(word)") }
  }

  @Test("A number word, a day, a month in a text is a figure", arguments: languages)
  func figures(language: Language) {
    for (word, kind) in kinds(language.figures) { #expect(kind == .figure, "\(word)") }
  }

  @Test("Decomposed spelling and capitals are the same words")
  func spellings() {
    for word in ["n\u{E3}o", "na\u{303}o", "N\u{C3}O", "NA\u{303}O", "ΔΕΝ", "Жодного"] {
      #expect(kinds(word)[0].kind == .negation, "\(word)")
    }
    for word in ["DREISSIG", "Dreißig", "ह\u{95B}ार", "हज\u{93C}ार", "ΤΡΕΙΣ", "τρεις", "ЯНВАРЯ"] {
      #expect(kinds(word)[0].kind == .figure, "\(word)")
    }
  }

  @Test(
    "Negations of scripts without spaces are found in a run of characters, where they touch a range of it")
  func unsegmented() {
    func holds(_ run: String, _ range: Range<Int>? = nil) -> Bool {
      Lexicon.holdsNegation(Array(run.utf8), across: range ?? 0..<run.utf8.count)
    }
    for run in ["知らない", "来ません", "なかった", "เขาไม่ไป", "บ่ไป", "មិនទៅ", "မဟုတ်ဘူး", "ບໍ່ໄປ"] {
      #expect(holds(run), "\(run)")
    }
    for run in ["知る", "เขาไป", "ទៅ", "သွား", ""] { #expect(!holds(run), "\(run)") }
    // 知ら is bytes 0 to 6, ない bytes 6 to 12.
    #expect(holds("知らない人", 6..<9) && holds("知らない人", 9..<15))
    #expect(!holds("知らない人", 0..<6) && !holds("知らない人", 12..<15))
  }

  @Test("Words that say nothing of the kind are neither")
  func others() {
    for (word, kind) in kinds(
      "the board ferry knot notable und Schiff bateau паром порт العبارة नाव 船 배 sevenths")
    {
      #expect(kind == nil, "\(word)")
    }
    #expect(Lexicon.kind([]) == nil)
  }

  @Test("What a word of a vocabulary is, is what its form is")
  func vocabulary() {
    var words = Lexicon.words.keys.map { String(decoding: $0, as: UTF8.self) }
    // Parts of words, words joined, and words with a stem or the prefix in them.
    words += words.map { String($0.dropLast()) } + words.map { $0 + "s" } + words.map { "al" + $0 }
    words += [
      "않는다", "못했다", "없습니다", "배없다", "نمی‌خواهم", "aنمی", "a않", "éñø", "abcdefghijklmnop", "abcdefghijklmnopq",
    ]
    let tokens = Tokens(of: words.joined(separator: "\n"))
    var kinds: Set<Lexicon.Kind?> = []
    for number in 0..<UInt32(tokens.vocabulary.words.count) {
      let form = tokens.vocabulary.form(number)
      let expected = Lexicon.kind(form)
      let kind = Lexicon.kind(of: number, in: tokens.vocabulary)
      #expect(kind == expected, "\(form.text)")
      kinds.insert(expected)
    }
    #expect(kinds.count == 3)
  }
}
