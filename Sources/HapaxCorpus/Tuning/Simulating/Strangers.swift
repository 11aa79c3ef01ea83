/// Hard negatives: documents that have much in common with a base and are another story all the same. Without them a sweep
/// shows what looser options find, and not what they mistake.
///
/// What differs is drawn from the base's own words, so a stranger is of the base's language and script.
struct Strangers {
  private let text: [UInt8]
  private let parts: [SimulatedWords]
  private let drawn: RedrawnText
  /// Where the words stand among the parts.
  private let places: [Int]

  private static let briefs = 8
  private static let briefWords = 120

  /// nil where the text has too few words for another story.
  init?(of text: [UInt8]) {
    drawn = RedrawnText(of: text)
    guard drawn.isRich else { return nil }
    self.text = text
    parts = SimulatedWords.split(text)
    places = parts.indices.filter { [parts] in parts[$0].isWord }
  }
}

extension Strangers {
  /// Briefs of one mould: 120 words of another story, of which one in three is filled in, at the same places in all. So two of
  /// them have two thirds of their words in common, in runs of two on average, and three in ten of their runs of three words:
  /// as have the agency briefs of Reuters-21578 that are the same but for names and figures.
  func briefs(using random: inout SplitMix64) -> [[UInt8]] {
    var mould: [(bytes: ArraySlice<UInt8>, isFilled: Bool)] = []
    var count = 0
    while count < Self.briefWords {
      for part in parts where count < Self.briefWords {
        guard part.isWord else {
          mould.append((part.bytes, false))
          continue
        }
        mould.append((drawn.word(using: &random), random.next(below: 3) == 0))
        count += 1
      }
    }
    return (0..<Self.briefs).map { _ in
      mould.flatMap { $0.isFilled ? drawn.word(using: &random) : $0.bytes } + [0x0A]
    }
  }

  /// Another story that quotes a fifth of the base in one piece.
  func quoting(using random: inout SplitMix64) -> [UInt8] {
    let length = places.count / 5
    let start = random.next(below: places.count - length)
    let first = parts[places[start]].bytes.startIndex
    let last = parts[places[start + length - 1]].bytes.endIndex
    let own = SimulatedWords.split(drawn.drawn(using: &random))
    let half = own.count / 2
    return Array(own[..<half].map(\.bytes).joined()) + [0x0A] + text[first..<last] + [0x0A]
      + Array(own[half...].map(\.bytes).joined())
  }

  /// Two other stories between the same lines, which make up to half of each: navigation, an imprint, a licence.
  ///
  /// - Parameter frame: The text that the lines are taken from; half of what is taken stands before the story, half behind.
  func pages(in frame: [UInt8], using random: inout SplitMix64) -> [[UInt8]] {
    let lines = SimulatedWords.split(frame)
    let ends = lines.indices.filter { lines[$0].isWord }.prefix(places.count)
    guard let last = ends.last else { return [] }
    let half = ends[ends.startIndex + ends.count / 2]
    let head = Array(lines[..<half].map(\.bytes).joined())
    let foot = Array(lines[half...last].map(\.bytes).joined())
    return (0..<2).map { _ in head + [0x0A] + drawn.drawn(using: &random) + [0x0A] + foot + [0x0A] }
  }

  /// Another story in the same phrases: runs of the base's words, of one to eight and 2.5 on average, in another order.
  func phrases(using random: inout SplitMix64) -> [UInt8] {
    var made: [UInt8] = []
    var next = 0
    for part in parts {
      guard part.isWord else {
        made += part.bytes
        continue
      }
      if next >= places.count || random.next(below: 5) < 2 { next = random.next(below: places.count) }
      made += parts[places[next]].bytes
      next += 1
    }
    return made
  }
}
