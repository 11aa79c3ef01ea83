// Families of rolling hashes side by side: what a window costs, and how often different windows collide, beside what
// chance would make.

import Foundation
import Hapax
import Workloads

let usage = """
  usage: families [--bytes N] [FILE...]
    --bytes N  bytes of generated prose beside the project's own texts, 10000000 unless told
    FILE       plain texts to count collisions in, too
  """

/// The texts that the collisions are counted in.
func texts(bytes: Int, files: [String]) throws -> [(name: String, text: [UInt8])] {
  let corpora = try Corpora()
  var own: [UInt8] = []
  for folder in ["articles", "kept"] {
    for file in corpora.files(under: folder) where file.hasSuffix(".txt") {
      own += try Corpora.bytes(at: "\(corpora.folder)/\(folder)/\(file)") + [0x0A]
    }
  }
  let prose = try ["en", "fr", "ru", "zh", "ar"].map { try Prose(of: corpora.articles(in: $0)) }
  return [
    ("articles and kept", own), ("prose, mixed", Prose.text(in: prose, bytes: bytes, seed: 9)),
  ]
    + (try files.map {
      (URL(fileURLWithPath: $0).lastPathComponent, try Corpora.bytes(at: $0))
    })
}

func figure(_ value: Double) -> String {
  value < 100 ? String(format: "%.1f", value) : String(Int(value.rounded()))
}

/// Collisions of the widths at which some are expected, and few.
func sayCollisions(_ name: String, _ windows: Windows, width: Int) {
  let tokens = windows.tokens
  let places = windows.different(width: width)
  // Of so many windows one in about 25 collides at the first width, one in about 6,000 at the second.
  let bits = [4, 12].map { min(64, Int.bitWidth - places.count.leadingZeroBitCount + $0) }
  say("\n\(name): \(places.count) different windows of \(width)\n")
  say(
    "| family | " + bits.flatMap { ["low \($0) bits", "high \($0)", "mixed \($0)"] }.joined(separator: " | ")
      + " |")
  say("| --- |" + String(repeating: " --: |", count: 3 * bits.count))
  var expected: [String] = []
  for family in FamilyMeasure.all {
    var cells: [String] = []
    expected = []
    for bits in bits {
      for (isHigh, isMixed) in [(false, false), (true, false), (false, true)] {
        let count = family.collisions(
          of: tokens, width: width, at: places, bits: bits, isHigh: isHigh, isMixed: isMixed)
        cells.append("\(count.collisions)")
        expected.append(figure(count.expected))
      }
    }
    say("| \(family.name) | \(cells.joined(separator: " | ")) |")
  }
  say("| expected | \(expected.joined(separator: " | ")) |")
}

do {
  var files: [String] = []
  var bytes = 10_000_000
  var arguments = CommandLine.arguments.dropFirst()
  while let argument = arguments.popFirst() {
    switch (argument, arguments.first.flatMap { Int($0) }) {
    case ("--bytes", let number?) where number > 0:
      bytes = number
      arguments.removeFirst()
    case _ where argument.hasPrefix("-"):
      print(usage)
      exit(64)
    default: files.append(argument)
    }
  }

  let samples = try texts(bytes: bytes, files: files).map { ($0.name, Windows(of: $0.text)) }
  let tokens = samples[1].1.tokens
  let widths = [5, 24, 60]
  // In turns, so that a machine that changes its speed changes it for all.
  var times = [[[Double]]](
    repeating: [[Double]](repeating: [], count: widths.count), count: FamilyMeasure.all.count)
  for _ in 0..<9 {
    for (row, family) in FamilyMeasure.all.enumerated() {
      for (column, width) in widths.enumerated() {
        times[row][column].append(try family.nanoseconds(tokens, width: width))
      }
    }
  }
  say("| ns a window | " + widths.map { "\($0) tokens" }.joined(separator: " | ") + " |")
  say("| --- |" + String(repeating: " --: |", count: widths.count))
  for (family, row) in zip(FamilyMeasure.all, times) {
    say(
      "| \(family.name) | " + row.map { String(format: "%.2f", median($0)) }.joined(separator: " | ") + " |")
  }
  for (name, windows) in samples { sayCollisions(name, windows, width: 5) }

  say("\nHostile windows, all 64 bits: collisions of so many different windows\n")
  say("| family | " + HostileWindows.all.map(\.name).joined(separator: " | ") + " |")
  say("| --- |" + String(repeating: " --: |", count: HostileWindows.all.count))
  for family in FamilyMeasure.all {
    let cells = HostileWindows.all.map { hostile in
      let count = family.collisions(
        of: hostile.windows.tokens, width: hostile.width, at: hostile.places, bits: 64, isHigh: false,
        isMixed: true)
      return "\(count.collisions) of \(count.values)"
    }
    say("| \(family.name) | \(cells.joined(separator: " | ")) |")
  }
} catch {
  FileHandle.standardError.write(Data("families: \(error)\n".utf8))
  exit(1)
}
