import Testing
import Workloads

@testable import quality

@Suite("Words of the score") struct WordsTests {
  @Test(
    "Typography, case and invisible characters do not count",
    arguments: [
      ("“Don’t” — he SAID…", "\"Don't\" -- he said..."), ("ﬁle\u{AD}s", "files"),
      ("re\u{301}sume\u{301}", "résumé"),
    ])
  func folds(one: String, other: String) {
    var words = Words()
    #expect(words.numbered(in: Array(one.utf8)) == words.numbered(in: Array(other.utf8)))
  }

  @Test(
    "Cuts where the words of a script meet",
    arguments: [
      ("saidAt 7pm", 4), ("北京 2024年", 4), ("कुल कल", 2), ("กำ", 2), ("1,000 snake_case", 4), ("", 0),
      (" \n-", 0),
    ])
  func counts(text: String, count: Int) {
    var words = Words()
    #expect(words.numbered(in: Array(text.utf8)).count == count)
  }
}
