import Testing

@testable import Hapax

/// Bugs of our peers, which must not become ours; the names say what went wrong there.
@Suite("Regressions of our peers") struct RegressionTests {
  @Test func blankLinesAreNotDuplicates() throws {
    let text = Story.paragraphs.joined(separator: "\n\n") + "\n"
    let cleaned = try Cleaner().clean(text)
    #expect(cleaned.text == text)
    #expect(cleaned.edits.isEmpty && cleaned.notes.isEmpty)
  }

  @Test func spansInNonASCIITextAreBytes() throws {
    let lead = "Старый маяк на мысе снова загорится до зимы, пообещали в понедельник его хранители."
    let body = [
      "Добровольцы одиннадцать лет собирали деньги на башню, которая потеряла лампу в бурю, а крышу в пожаре, и дважды "
        + "была назначена округом к сносу, хотя жители писали письма и стояли у ворот.",
      "«Никто не верил нам вначале, и я не могу их винить», сказала Марта Перова, бывшая сварщица, которая ведёт эту "
        + "группу с кухни, полной счетов, чертежей и банок с краской.",
    ].joined(separator: "\n")
    let input = Array("\(lead)\n\(body)\n🙂\n\(body)\n".utf8)
    let cleaned = try Cleaner().clean(bytes: input)
    #expect(cleaned.text == "\(lead)\n\(body)\n🙂\n")
    let edit = try #require(cleaned.edits.first)
    let source = try #require(edit.source)
    #expect(Array(input[edit.range]) == edit.removed)
    #expect(edit.removed.text.contains(body))
    #expect(body.hasPrefix(Array(input[source]).text))
    #expect(Array(input[source]).text.hasSuffix("краской"))
  }

  @Test func zwnjIsNotASpace() throws {
    for text in ["می\u{200C}خواهم\n", "क्\u{200D}ष\n", "नेपाल\u{200C}को\n"] {
      #expect(try Cleaner().clean(bytes: Array(text.utf8)).utf8 == Array(text.utf8))
      #expect(Reading(text).tokens.count == 1)
    }
  }

  @Test func indicMarksAreKept() throws {
    let words = ["कुल", "कल", "कि", "की", "का", "के", "को", "कौ", "तमिழ்", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "বাংলা"]
    let text = words.joined(separator: " ") + "\n"
    #expect(try Cleaner().clean(bytes: Array(text.utf8)).utf8 == Array(text.utf8))
    #expect(Set(Reading(text).tokens.map(\.form)).count == words.count)
  }

  /// Sentences of one script that differ, as long as those that would be told apart in English.
  private func expectAllKept(_ sentences: [String], sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let text = sentences.joined(separator: "\n") + "\n"
    let cleaned = try Cleaner().clean(bytes: Array(text.utf8))
    #expect(cleaned.utf8 == Array(text.utf8), sourceLocation: sourceLocation)
    #expect(cleaned.notes.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func cyrillicSentencesAreNotAllAlike() throws {
    try expectAllKept([
      "Паром, который шестьдесят один год возил людей через пролив, осенью перестанет ходить, решил совет в четверг.",
      "Школьники раскрасили винтовую лестницу белыми и синими полосами, по одной на каждый спасённый корабль.",
      "Инженеры нашли, что фундамент цел, но железный балкон пришлось заменить почти целиком из-за морской соли.",
      "Первый вечер назначен на конец октября: будут оркестр на набережной, бесплатный суп и минута темноты.",
    ])
  }

  @Test func arabicSentencesAreNotAllAlike() throws {
    try expectAllKept([
      "ستتوقف العبارة التي نقلت الركاب عبر المضيق واحدا وستين عاما في نهاية الموسم، كما قرر المجلس يوم الخميس.",
      "رسم التلاميذ خطوطا زرقاء وبيضاء على الدرج الحلزوني، خطا واحدا لكل سفينة أنقذها ضوء المنارة القديمة.",
      "وجد المهندسون أن الأساس سليم، لكن الشرفة الحديدية استبدلت كلها تقريبا بسبب ملح البحر والرياح.",
      "يقام الاحتفال الأول في آخر مساء من الشهر مع فرقة موسيقية وحساء مجاني ودقيقة من الظلام.",
    ])
  }

  @Test func documentsShorterThanTheShingleSurvive() throws {
    for text in [
      "a", "a b", "One two.", "雨", "ไป", "One two three four.", "One.\nOne.\n", "a\na\na\n", "5\n5\n",
    ] {
      let cleaned = try Cleaner().clean(text)
      #expect(cleaned.text == text)
      #expect(cleaned.edits.isEmpty)
    }
  }

  @Test func noStateLeaksFromOneCallToTheNext() throws {
    let cleaner = try Cleaner()
    for _ in 0..<3 {
      #expect(cleaner.clean(Story.text).edits.isEmpty, "the same text again is no copy of the last one")
      #expect(cleaner.clean(Story.doubled).text == Story.text)
    }
    var workspace = Cleaner.Workspace()
    for _ in 0..<3 {
      let cleaned = cleaner.clean(bytes: Array(Story.text.utf8), using: &workspace)
      #expect(cleaned.edits.isEmpty && cleaned.notes.isEmpty)
    }
  }
}
