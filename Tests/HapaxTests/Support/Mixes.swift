@testable import Hapax

/// Texts made of the corpora's articles, by a seeded generator: duplicated, cut, spliced, edited, glued.
struct Mixes {
  private let articles: [[String]]
  private var random: SeededRandom

  init(seed: UInt64) throws {
    random = SeededRandom(seed: seed)
    articles = try Corpora.cleanTexts.map { path in
      try Corpora.bytes(path).text.split(separator: "\n").map(String.init)
    }
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  /// Some lines of an article.
  private mutating func part() -> [String] {
    let article = articles[Int.random(in: 0..<articles.count, using: &random)]
    let start = chance(60) ? 0 : Int.random(in: 0..<article.count, using: &random)
    return Array(article[start...].prefix(Int.random(in: 1...12, using: &random)))
  }

  /// The lines again, with some left out, changed, cut off, glued, repeated or interrupted.
  private mutating func copy(of lines: [String]) -> [String] {
    var copy: [String] = []
    for line in lines {
      switch Int.random(in: 0..<24, using: &random) {
      case 0: break
      case 1: copy.append(edited(line))
      case 2: copy.append(String(line.prefix(Int.random(in: 0...line.count, using: &random))))
      case 3 where !copy.isEmpty: copy[copy.count - 1] += line
      case 4: copy += [line, line]
      case 5: copy += [part()[0], line]
      case 6: copy.append(line.uppercased())
      case 7 where !copy.isEmpty: copy[copy.count - 1] += " " + line
      default: copy.append(line)
      }
    }
    return copy
  }

  /// One word more, less or another.
  private mutating func edited(_ line: String) -> String {
    var words = line.split(separator: " ").map(String.init)
    let at = Int.random(in: 0..<words.count, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: words.remove(at: at)
    case 1: words[at] = ["not", "7", "Quill", "перо", "羽", "indeed"][Int.random(in: 0..<6, using: &random)]
    default: words.insert(words[Int.random(in: 0..<words.count, using: &random)], at: at)
    }
    return words.joined(separator: " ")
  }

  mutating func next() -> [UInt8] {
    let body = part() + (chance(30) ? part() : [])
    var lines = body
    for _ in 0..<Int.random(in: 0...2, using: &random) { lines += copy(of: body) }
    if chance(20) { lines = lines.flatMap { [$0, $0] } }
    if chance(20) { lines += part() }
    let separators = ["\n", "\n", "\n", "\n\n", "\r\n", " ", "  \n", "\u{2029}"]
    return Array(
      lines.joined(separator: separators[Int.random(in: 0..<separators.count, using: &random)]).utf8)
  }

  /// A mix with bytes changed, lost and put in, so that it need not be UTF-8.
  mutating func nextBroken() -> [UInt8] {
    var text = next()
    for _ in 0..<Int.random(in: 1...6, using: &random) where !text.isEmpty {
      let at = Int.random(in: 0..<text.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: text[at] = UInt8.random(in: 0...255, using: &random)
      case 1: text.remove(at: at)
      default: text.insert(UInt8.random(in: 0...255, using: &random), at: at)
      }
    }
    return text
  }
}

/// What must hold for every text that is cleaned.
struct CleaningPromises {
  let cleaner: Cleaner

  init(_ options: Options = .standard) throws { cleaner = try Cleaner(options) }

  /// What is wrong with the cleaning of a text, or nil.
  func complaint(_ input: [UInt8], using workspace: inout Cleaner.Workspace) -> String? {
    let cleaned = cleaner.clean(bytes: input, using: &workspace)
    let output = cleaned.utf8
    if (try? cleaned.edits.applied(to: input)) != output { return "the edits do not give the output" }
    if (try? cleaned.edits.undone(from: output)) != input { return "the edits do not lead back" }
    if String(validating: output, as: UTF8.self) == nil { return "the output is not UTF-8" }
    if ICUNormalizer(.nfc)?.isNormalized(output) != true { return "the output is not NFC" }
    for (edit, next) in zip(cleaned.edits.rows, cleaned.edits.rows.dropFirst())
    where edit.range.upperBound > next.range.lowerBound {
      return "edits overlap at \(next.range)"
    }
    for row in cleaned.edits.rows where row.range.upperBound > input.count { return "edit behind the end" }
    for note in cleaned.notes where note.range.upperBound > input.count || note.count < 1 {
      return "note \(note)"
    }
    let again = cleaner.clean(bytes: output, using: &workspace)
    if again.utf8 != output {
      return "cleaned twice: \(Corpora.difference(again.utf8, expected: output))"
    }
    if !again.edits.isEmpty { return "the second pass has edits that change nothing" }
    return nil
  }

  func complaint(_ input: [UInt8]) -> String? {
    var workspace = Cleaner.Workspace()
    return complaint(input, using: &workspace)
  }
}
