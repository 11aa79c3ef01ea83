// How the time per byte of the whole line grows with the text: on prose, and on texts built to make it grow.
//
// A line that is linear has the same figure in every column, give or take the caches that a longer text falls out
// of. The ratio to 1 MB is of the same run; only a wrong answer is a failure, because time is the machine's.

import Foundation
import Workloads

let usage = "usage: growth [--quick] [--largest BYTES] [--only NAME]"
var largest = 100_000_000
var only: String?
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  switch (word, words.first) {
  case ("--quick", _): largest = 1_000_000
  case ("--largest", let value?) where (Int(value) ?? 0) >= 10_000:
    largest = Int(value) ?? largest
    words.removeFirst()
  case ("--only", let value?):
    only = value
    words.removeFirst()
  default:
    print(usage)
    exit(64)
  }
}

/// What the table shows of one text.
struct Growth {
  let name: String
  let input: @Sendable (_ bytes: Int) throws -> Input
}

func growths(_ corpora: Corpora) -> [Growth] {
  let english: @Sendable () throws -> [Prose] = { [try Prose(of: corpora.articles(in: "en"))] }
  return [
    Growth(name: "prose") { .text(try english(), bytes: $0) },
    Growth(name: "prose-doubled") { bytes in
      let article = Prose.articles(in: try english(), count: 1, bytes: bytes / 2, seed: 3)[0]
      return Input(documents: [article.doubled], expected: [article.clean])
    },
  ]
    + Hostile.allCases.map { kind in Growth(name: kind.rawValue) { .hostile(kind, bytes: $0) } }
}

func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

func label(_ bytes: Int) -> String {
  bytes < 1_000_000 ? "\(bytes / 1_000) KB" : "\(bytes / 1_000_000) MB"
}

/// Nanoseconds per byte: the median of three timings, or the one of a text that takes more than a second.
func nanosecondsPerByte(_ growth: Growth, bytes: Int) throws -> Double {
  let prepared = try Measure(.clean(label(bytes)), on: growth.name) { try growth.input(bytes) }.prepared()
  var timings = [try prepared.nanoseconds()]
  while timings.count < 3, timings[0] < 1e9 { timings.append(try prepared.nanoseconds()) }
  return median(timings) / Double(prepared.byteCount)
}

/// Prints one row. False when an answer was wrong.
func printRow(_ growth: Growth, sizes: [Int], indent: Int) -> Bool {
  say(growth.name, terminator: String(repeating: " ", count: max(1, indent - growth.name.count)))
  do {
    let figures = try sizes.map { try nanosecondsPerByte(growth, bytes: $0) }
    let unit = sizes.firstIndex(of: 1_000_000).map { figures[$0] }
    let cells = figures.map { figure in
      String(format: "%.2f", figure) + (unit.map { String(format: " (%.2f)", figure / $0) } ?? "")
    }
    say(cells.map { padded($0, 16) }.joined())
    return true
  } catch {
    say("  wrong: \(error)")
    return false
  }
}

do {
  let sizes = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000].filter { $0 <= largest }
  let title = "ns per byte (ratio to 1 MB)"
  say(title + sizes.map { padded(label($0), 16) }.joined())
  var isRight = true
  for growth in try growths(Corpora()) where only == nil || only == growth.name {
    isRight = printRow(growth, sizes: sizes, indent: title.count) && isRight
  }
  exit(isRight ? 0 : 1)
} catch {
  say("growth: \(error)")
  exit(1)
}
