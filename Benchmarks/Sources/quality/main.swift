// How well the engine cleans, beside how fast: one table over the project's labelled documents, or any other.

import Foundation
import Hapax
import Workloads

let usage = """
  usage: quality [--list] [--jsonl FILE]...
    --jsonl FILE  documents with id, text, expected and mode or kind, instead of the project's own
    --list        also name each document that is not as expected
  """

func warn(_ text: String) { FileHandle.standardError.write(Data("quality: \(text)\n".utf8)) }

do {
  var files: [String] = []
  var listsInexact = false
  var arguments = CommandLine.arguments.dropFirst()
  while let argument = arguments.popFirst() {
    switch (argument, arguments.first) {
    case ("--list", _): listsInexact = true
    case ("--jsonl", let file?):
      files.append(file)
      arguments.removeFirst()
    default:
      print(usage)
      exit(64)
    }
  }

  let cases = try files.isEmpty ? Case.all(in: Corpora()) : files.flatMap(Case.all(inJSONLines:))
  guard !cases.isEmpty else { throw WrongAnswer("no documents") }
  let cleaner = try Cleaner()
  var workspace = Cleaner.Workspace()
  var kinds: [String] = []
  var scores: [String: Score] = [:]
  var all = Score()
  for sample in cases {
    let cleaned = cleaner.clean(bytes: sample.text, using: &workspace)
    // The second time is timed: the first may have filled tables.
    let start = ThreadTime.nanoseconds
    let again = cleaner.clean(bytes: sample.text, using: &workspace)
    let nanoseconds = ThreadTime.nanoseconds - start
    guard again.utf8 == cleaned.utf8, try cleaned.edits.applied(to: sample.text) == cleaned.utf8,
      try cleaned.edits.undone(from: cleaned.utf8) == sample.text
    else { throw WrongAnswer("\(sample.name): the edits do not lead there and back") }

    // Words are numbered per document: a vocabulary of all would only grow.
    var words = Words()
    let score = Score(of: sample, cleaned: cleaned.utf8, nanoseconds: nanoseconds, words: &words)
    if scores[sample.kind] == nil { kinds.append(sample.kind) }
    scores[sample.kind, default: Score()] += score
    all += score
    if listsInexact, score.words.exact == 0 {
      warn(
        "\(sample.name): lost \(score.words.lost), left \(score.words.left) of \(score.words.redundant) words"
      )
    }
  }

  print(Score.header)
  print(Score.rule)
  for kind in kinds {
    if let score = scores[kind] { print(score.row(kind)) }
  }
  print(all.row("all"))
} catch {
  warn("\(error)")
  exit(1)
}
