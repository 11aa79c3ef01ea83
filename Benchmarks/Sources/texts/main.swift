// Writes the generated texts, for trying the command on them, and counts what repeats in them.

import Foundation
import Workloads

let usage = """
  usage: texts prose LANGUAGE[,LANGUAGE...] BYTES     prose of these languages, paragraph by paragraph
         texts doubled LANGUAGE BYTES                 one article of that size, and its body again
         texts hostile NAME BYTES                     \(Hostile.allCases.map(\.rawValue).joined(separator: " "))
         texts repeats LANGUAGE[,LANGUAGE...] BYTES   how many five-word windows of the prose stood there before
  """

func prose(_ languages: String) throws -> [Prose] {
  let corpora = try Corpora()
  return try languages.split(separator: ",").map { try Prose(of: corpora.articles(in: String($0))) }
}

/// Counts words, different words, and windows of five words (ten characters, where there are no spaces) that stood
/// earlier in the text. Windows are compared by a hash of 64 bits: good enough for a count.
func repeats(in text: [UInt8]) -> (words: Int, different: Int, windows: Int) {
  let isSpaced = text.count { $0 == 0x20 } * 30 > text.count
  let string = String(decoding: text, as: UTF8.self)
  let pieces: [Substring] =
    isSpaced
    ? string.split { $0 == " " || $0 == "\n" }
    : string.indices.map { string[$0..<string.index(after: $0)] }
  let width = isSpaced ? 5 : 10
  var identities: [Substring: UInt64] = [:]
  var words: [UInt64] = []
  var seen: Set<UInt64> = []
  var repeated = 0
  for piece in pieces {
    let next = UInt64(identities.count)
    words.append(identities[piece, default: next])
    if words[words.count - 1] == next { identities[piece] = next }
    guard words.count >= width else { continue }
    let hash = words.suffix(width).reduce(0 as UInt64) { sum, word in
      var mix = SplitMix64(seed: sum ^ word)
      return mix.next()
    }
    if !seen.insert(hash).inserted { repeated += 1 }
  }
  return (words.count, identities.count, repeated)
}

do {
  let words = Array(CommandLine.arguments.dropFirst())
  guard words.count == 3, let bytes = Int(words[2]), bytes > 0 else {
    print(usage)
    exit(64)
  }
  func write(_ text: [UInt8]) { FileHandle.standardOutput.write(Data(text)) }
  switch (words[0], Hostile(rawValue: words[1])) {
  case ("prose", _): write(try Prose.text(in: prose(words[1]), bytes: bytes, seed: 9))
  case ("doubled", _):
    for article in try Prose.articles(in: prose(words[1]), count: 1, bytes: bytes / 2, seed: 3) {
      write(article.doubled)
    }
  case ("hostile", let kind?): write(kind.text(bytes: bytes))
  case ("repeats", _):
    let found = repeats(in: try Prose.text(in: prose(words[1]), bytes: bytes, seed: 9))
    let percent = String(format: "%.3f", 100 * Double(found.windows) / Double(max(1, found.words)))
    print(
      "\(found.words) words, \(found.different) different; \(found.windows) windows repeat (\(percent) %)")
  default:
    print(usage)
    exit(64)
  }
} catch {
  FileHandle.standardError.write(Data("texts: \(error)\n".utf8))
  exit(1)
}
