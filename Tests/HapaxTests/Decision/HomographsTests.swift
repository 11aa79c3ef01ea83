import Testing

@testable import Hapax

@Suite("Homographs") struct HomographsTests {
  static let portuguese = "O barco não sai ao cais; são dez horas, e uma vela também fica no porto."
  static let english = "The ferry and the crew of the harbor said that no boat leaves with them."
  static let icelandic = "Báturinn og höfnin, það er ekki allt sem við vitum, voru þar að morgni."
  static let polish = "Prom jest na przystani, że już się nie rusza, tak mówi ten, który przez port idzie."

  func isEveryday(_ word: String, in text: String) -> Bool {
    let tokens = Tokens(of: text)
    return Homographs.isEveryday(Array(word.utf8), in: tokens.vocabulary)
  }

  @Test(
    "A word that negates in one language is an everyday word where the text is plainly of another",
    arguments: [("no", portuguese), ("na", portuguese), ("sem", icelandic), ("na", polish), ("tak", polish)])
  func everyday(word: String, text: String) { #expect(isEveryday(word, in: text)) }

  @Test(
    "It stays a negation in its language, in a text of both, and where nothing tells",
    arguments: [
      ("no", english), ("sem", portuguese), ("no", portuguese + english), ("no", ""), ("no", "não no cais"),
      ("não", portuguese), ("nie", polish), ("ekki", icelandic),
    ])
  func negations(word: String, text: String) { #expect(!isEveryday(word, in: text)) }

  @Test("Every homograph is a negation of the lexicon, in its comparison form")
  func forms() {
    for form in Homographs.words.keys { #expect(Lexicon.kind(form) == .negation, "\(form.text)") }
  }

  @Test("A vocabulary contains what a search of all its words finds")
  func contains() {
    let tokens = Tokens(of: Self.portuguese + " " + Self.polish)
    let forms = (0..<UInt32(tokens.vocabulary.words.count)).map { tokens.vocabulary.form($0) }
    for word in "não o barco prom ferry się sie horas hora of the dez".split(separator: " ") {
      let form = Array(word.utf8)
      let (low, high) = TokenHash.lanes(of: form.span, at: 0)
      let asked = Vocabulary.Word(
        low: low, high: high, hash: TokenHash.hash(of: form.span), count: UInt32(form.count))
      #expect(tokens.vocabulary.contains(asked) == forms.contains(form), "\(word)")
    }
  }

  @Test("A t negates behind an n, by an apostrophe or without one", arguments: ["can't", "can’t", "can t"])
  func contractions(word: String) {
    #expect(negations(in: "The boat \(word) wait") == ["t"])
  }

  @Test("A t of a name or of a thing negates nothing", arguments: ["T-shirt", "AT&T", "Model T", "T cells"])
  func letters(word: String) { #expect(negations(in: "The \(word) here").isEmpty) }

  private func negations(in text: String) -> [String] {
    var evidence = Evidence()
    evidence.tokens = Tokens(of: text)
    var found: [String] = []
    for token in 0..<evidence.tokens.count where evidence.isNegation(token) {
      found.append(evidence.tokens.vocabulary.form(evidence.tokens[token].number).text)
    }
    return found
  }

  /// A copy from which one small word is missing: as a near copy it goes, by a negation it stays.
  @Test("A Portuguese copy without one `no` is a near copy, and without its `não` another statement")
  func copies() throws {
    let cleaner = try Cleaner()
    let lead = "O conselho do porto publicou hoje o aviso que todos esperavam desde a primavera passada."
    let first =
      "A balsa que leva moradores ao outro lado do rio fica no cais velho até o fim da semana, e são muitos os que "
      + "também usam uma canoa pequena para ir ao mercado, pois a ponte não abre antes do verão."
    let second =
      "Os pescadores dizem que o motor novo faz pouco barulho e que a tripulação já conhece cada pedra da margem, "
      + "de modo que a viagem leva hoje quase a metade do tempo que levava quando o barco antigo navegava."
    func text(_ copy: String) -> String { [lead, first, second, copy, second].joined(separator: "\n") }
    let whole = [lead, first, second].joined(separator: "\n")
    let near = first.replacing("fica no cais", with: "fica cais")
    let other = first.replacing("a ponte não abre", with: "a ponte abre")
    #expect(cleaner.clean(text(near)).text == whole)
    #expect(cleaner.clean(text(other)).text == whole + "\n" + other)
  }
}
