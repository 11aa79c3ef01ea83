// What each loop over pointers would cost as a loop over spans: the same work, the same answer, in turns.

import Foundation
import Workloads

do {
  let corpora = try Corpora()
  let languages = try ["en", "fr", "ru", "ja"].map { try Prose(of: corpora.articles(in: $0)) }
  let text = Input.text(languages, bytes: 200_000).documents[0]
  let loops = TextLoops.all(text) + TableLoops(text).all
  let costs = loops.map { $0.cost(rounds: 15) }
  say("| loop | in `Sources/Hapax/` | time of the span loop, pointers = 1 |")
  say("| --- | --- | --: |")
  for (loop, cost) in zip(loops, costs) {
    say("| \(loop.name) | `\(loop.place)` | \(cost.map { String(format: "%.2f", $0) } ?? "wrong") |")
  }
  exit(costs.contains { $0 == nil } ? 1 : 0)
} catch {
  FileHandle.standardError.write(Data("pointers: \(error)\n".utf8))
  exit(1)
}
