/// A new story out of an old one: the same layout and the same words, each drawn anew.
///
/// Word order is lost, as in the prose of the benchmarks: what is told of duplicates depends on which words follow one another,
/// and two stories of one text must have nothing in common.
struct RedrawnText {
  private let parts: [SimulatedWords]
  private let words: [ArraySlice<UInt8>]

  init(of text: [UInt8]) {
    parts = SimulatedWords.split(text)
    words = parts.filter(\.isWord).map(\.bytes)
  }

  /// Whether there are words enough for stories that do not resemble one another: of 50 different ones a run of five comes again
  /// once in 3 · 10⁸.
  var isRich: Bool { Set(words.map(Array.init)).count >= 50 }

  /// - Precondition: There is a word.
  func drawn(using random: inout SplitMix64) -> [UInt8] {
    var text: [UInt8] = []
    for part in parts { text += part.isWord ? word(using: &random) : part.bytes }
    return text
  }

  /// One of the words.
  ///
  /// - Precondition: There is a word.
  func word(using random: inout SplitMix64) -> ArraySlice<UInt8> { words[random.next(below: words.count)] }
}
