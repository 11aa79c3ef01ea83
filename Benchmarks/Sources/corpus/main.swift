// What it costs to take a corpus of documents, from disk to the kept documents, and how good the answer is, at
// several sizes. Each size runs in a process of its own, so that its peak of memory is its own.
//
// A machine's time can not fail here. A wrong answer can: what goes must belong with what it went because of.

import Foundation
import Workloads

let usage = "usage: corpus [--sizes N,N,…] [--bytes N] [--threads N] [--keep FILE]"
var sizes = [10_000, 100_000]
var setup = Setup()
var isChild = false
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  switch (word, words.first) {
  case ("--child", _): isChild = true
  case ("--sizes", let value?):
    sizes = value.split(separator: ",").compactMap { Int($0) }.filter { $0 > 0 }
    words.removeFirst()
  case ("--bytes", let value?):
    setup.articleBytes = max(200, Int(value) ?? 0)
    words.removeFirst()
  case ("--threads", let value?):
    setup.threads = max(1, Int(value) ?? 0)
    words.removeFirst()
  case ("--keep", let value?):
    setup.keptFile = value
    words.removeFirst()
  default:
    say(usage)
    exit(64)
  }
}

func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

do {
  if isChild {
    setup.count = sizes.first ?? 1
    print(String(decoding: try JSONEncoder().encode(try setup.measure()), as: UTF8.self))
    exit(0)
  }
  let titles = [
    "documents", "MB", "s", "docs/s", "MB/s", "µs/doc", "peak MB", "index B/doc", "precision", "recall",
  ]
  say(titles.map { padded($0, 12) }.joined())
  for size in sizes {
    setup.count = size
    let result = try setup.measureApart()
    let count = Double(result.documents)
    let megabytes = Double(result.textBytes) / 1e6
    let cells = [
      "\(result.documents)", String(format: "%.0f", megabytes), String(format: "%.2f", result.seconds),
      String(format: "%.0f", count / result.seconds), String(format: "%.1f", megabytes / result.seconds),
      String(format: "%.1f", result.seconds * 1e6 / count),
      String(format: "%.0f", Double(result.peakBytes) / 1e6),
      String(format: "%.0f", Double(result.indexBytes) / count), String(format: "%.4f", result.precision),
      String(format: "%.4f", result.recall),
    ]
    say(cells.map { padded($0, 12) }.joined())
    guard result.precision > 0.999 else { throw WrongAnswer("documents went that belong to none") }
    guard result.recall > 0.99 else { throw WrongAnswer("documents stayed that belong to another") }
  }
} catch {
  say("corpus: \(error)")
  exit(1)
}
