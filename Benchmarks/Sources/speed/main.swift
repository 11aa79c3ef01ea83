// Throughput of every stage beside its yardsticks, as one table.
//
// The machine's clock can change speed between one minute and the next, and neighbours come and go. So all measures
// of a language take turns, round by round, and the table gives medians: the ratios down a column hold even when the
// figures do not repeat.

import Foundation
import Workloads

struct Arguments {
  var rounds = 9
  var languages = Catalogue.standardLanguages
  var filter = ""
  /// Only what the first text of a script costs; or that of one, in this process.
  var isFirstUse = false
  var firstUseOf: String?

  init(_ words: [String]) {
    var words = words[...]
    while let word = words.popFirst() {
      if word == "--first-use" {
        isFirstUse = true
        continue
      }
      switch (word, words.first) {
      case ("--rounds", let value?) where (Int(value) ?? 0) > 0: rounds = Int(value) ?? rounds
      case ("--languages", let value?): languages = value.split(separator: ",").map(String.init)
      case ("--filter", let value?): filter = value
      case ("--first-use-of", let value?): firstUseOf = value
      default:
        say("usage: speed [--rounds N] [--languages en,fr,...] [--filter PART-OF-A-NAME] [--first-use]")
        exit(64)
      }
      words.removeFirst()
    }
  }
}

/// Medians of all measures, in turns. A measure with a wrong answer has none, and ends in exit status 1.
func medians(of measures: [Measure], rounds: Int) -> [Double?] {
  let prepared = measures.map { measure in attempt { try measure.prepared() } }
  var samples = [[Double]?](repeating: [], count: measures.count)
  for _ in 0..<rounds {
    for (index, work) in prepared.enumerated() {
      let rate = work.flatMap { work in
        attempt { work.megabytesPerSecond(nanoseconds: try work.nanoseconds()) }
      }
      if let rate { samples[index]?.append(rate) } else { samples[index] = nil }
    }
  }
  return samples.map { $0.map(median) }
}

/// The value, or nil and a line on standard error.
func attempt<Value>(_ body: () throws -> Value) -> Value? {
  do {
    return try body()
  } catch {
    FileHandle.standardError.write(Data("speed: \(error)\n".utf8))
    return nil
  }
}

func cell(_ figure: Double?) -> String { figure.map { String(Int($0.rounded())) } ?? "wrong" }

func row(_ name: String, _ cells: [String]) {
  say("| \(name) | \(cells.joined(separator: " | ")) |")
}

/// Milliseconds that the first article of each language costs more than the next.
func firstUses(of languages: [String]) throws {
  let costs = try languages.map { try FirstUse.measured(in: $0, executable: "/proc/self/exe") }
  row("first use, ms", languages)
  row("---", languages.map { _ in "--:" })
  row("folded form", costs.map { String(format: "%.2f", $0.folded) })
  row("whole cleaner", costs.map { String(format: "%.2f", $0.cleaned) })
}

do {
  let arguments = Arguments(Array(CommandLine.arguments.dropFirst()))
  if let language = arguments.firstUseOf {
    let cost = try FirstUse.cost(of: language, Corpora())
    say("\(cost.folded) \(cost.cleaned)")
    exit(0)
  }
  if arguments.isFirstUse {
    try firstUses(of: arguments.languages)
    exit(0)
  }
  func wanted(_ measures: [Measure]) -> [Measure] {
    measures.filter { arguments.filter.isEmpty || $0.name.contains(arguments.filter) }
  }
  let catalogue = try Catalogue(Corpora(), languages: arguments.languages)
  let columns = catalogue.byLanguage.map(wanted).filter { !$0.isEmpty }
  let figures = columns.map { medians(of: $0, rounds: arguments.rounds) }
  if let first = columns.first {
    row("MB/s", columns.map { $0[0].inputName })
    row("---", columns.map { _ in "--:" })
    for index in first.indices {
      row(first[index].task.name, figures.map { cell($0[index]) })
    }
    say()
  }
  var isRight = figures.joined().allSatisfy { $0 != nil }
  let hostile = wanted(catalogue.hostile)
  if !hostile.isEmpty {
    row("MB/s", [hostile[0].task.name])
    row("---", ["--:"])
    for (measure, figure) in zip(hostile, medians(of: hostile, rounds: min(3, arguments.rounds))) {
      row(measure.inputName, [cell(figure)])
      isRight = isRight && figure != nil
    }
  }
  exit(isRight ? 0 : 1)
} catch {
  FileHandle.standardError.write(Data("speed: \(error)\n".utf8))
  exit(1)
}
