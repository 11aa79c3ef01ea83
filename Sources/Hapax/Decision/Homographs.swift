/// Negations of one language that are everyday words of another: Portuguese *no* is "in the", Icelandic *sem* is "that".
///
/// The lexicon knows no languages. The other words of a text tell what such a word is in it: where they plainly are of a language
/// that does not negate by it, and not of one that does, it is an everyday word. Where nothing is plain it stays a negation,
/// which keeps a passage and never loses one.
enum Homographs {
  /// A language, by a few of its most frequent words that hardly another language has.
  struct Language {
    fileprivate let marks: [Vocabulary.Word]

    fileprivate init(_ marks: String) {
      self.marks = marks.split(separator: " ").map { word in
        let form = Array(word.utf8)
        let (low, high) = TokenHash.lanes(of: form.span, at: 0)
        let hash = TokenHash.hash(low: low, high: high, count: form.count)
        return Vocabulary.Word(low: low, high: high, hash: hash, count: UInt32(form.count))
      }
    }

    /// How many of its marks stand in a text.
    ///
    /// - Complexity: O(1) in the text.
    fileprivate func count(in vocabulary: borrowing Vocabulary) -> Int {
      var count = 0
      for mark in marks where vocabulary.contains(mark) { count += 1 }
      return count
    }
  }

  struct Word {
    /// Where it negates.
    fileprivate let negating: [Language]
    /// Where it says something else.
    fileprivate let everyday: [Language]
  }

  /// So many marks of a language tell that a text is written in it; fewer may be a quotation or a name.
  private static let plain = 3
  /// So many tell that some of the text may be.
  private static let possible = 2

  /// Whether a form is an everyday word of the language that a text is written in, though it negates in another one.
  ///
  /// - Complexity: O(1) in the text.
  static func isEveryday(_ form: [UInt8], in vocabulary: borrowing Vocabulary) -> Bool {
    guard let word = words[form] else { return false }
    for language in word.negating where language.count(in: vocabulary) >= possible { return false }
    for language in word.everyday where language.count(in: vocabulary) >= plain { return true }
    return false
  }

  /// All marks are in the comparison form: small, composed letters.
  private static let (english, spanish, french, italian) = (
    Language("the and of that with"), Language("el los las del una"), Language("les des et dans une est"),
    Language("che della gli nel sono")
  )
  private static let (portuguese, romanian, icelandic, albanian) = (
    Language("não uma são também está ao pelo"), Language("și că este pentru din sunt"),
    Language("og að það ekki voru við"), Language("dhe është të për që nga")
  )
  private static let (polish, czech, hungarian, indonesian) = (
    Language("się jest że oraz przez który nie"), Language("že jsou není který bylo také při"),
    Language("és hogy az egy nem"), Language("yang dan ini untuk dengan")
  )
  private static let (kurdish, swedish, dutch, arabic, persian) = (
    Language("û ji ku bi jî ev"), Language("och att är på det inte"), Language("het een niet van zijn"),
    Language("في على التي إلى"), Language("که است این را با")
  )

  static let words: [[UInt8]: Word] = [
    "no": Word(negating: [english, spanish, italian, albanian], everyday: [portuguese]),
    "na": Word(negating: [kurdish], everyday: [portuguese, polish, czech]),
    "sem": Word(negating: [portuguese, hungarian], everyday: [icelandic, czech]),
    "ne": Word(negating: [french, kurdish, czech], everyday: [albanian, romanian, italian]),
    "pas": Word(negating: [french], everyday: [albanian, dutch]),
    "ni": Word(negating: [french, spanish], everyday: [swedish]),
    "tak": Word(negating: [indonesian], everyday: [polish, czech]),
    "ما": Word(negating: [arabic], everyday: [persian]),
  ].reduce(into: [:]) { $0[Array($1.key.utf8)] = $1.value }
}

extension Evidence {
  /// Whether a token negates in the language of the text.
  func isNegation(_ token: Int) -> Bool {
    let number = tokens[token].number
    guard Lexicon.kind(of: number, in: tokens.vocabulary) == .negation else { return false }
    // Most negations are longer than a homograph.
    guard tokens.vocabulary.length(number) <= 4 else { return true }
    let form = tokens.vocabulary.form(number)
    if form == [UInt8(ascii: "t")] { return endsContraction(token) }
    return !Homographs.isEveryday(form, in: tokens.vocabulary)
  }

  /// Whether a token stands behind an `n`, as the one of `can’t` and `can t`; in `T-shirt` and `AT&T` it negates nothing.
  private func endsContraction(_ token: Int) -> Bool {
    token > 0 && tokens.vocabulary.form(tokens[token - 1].number).last == UInt8(ascii: "n")
  }
}
