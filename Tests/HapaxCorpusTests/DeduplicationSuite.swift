@testable import HapaxCorpus

/// Tests of runs over documents of made words.
protocol DeduplicationSuite {
  var folder: TemporaryFolder { get }
}

extension DeduplicationSuite {
  /// A text of words that no other number's text has.
  func story(_ number: Int, sentences: Range<Int> = 0..<8) -> String {
    sentences.map { sentence in
      let words = (0..<15).map { word in
        letters(number * 1_000 + sentence * 20 + word)
      }
      return words.joined(separator: " ") + "."
    }.joined(separator: " ")
  }

  func letters(_ number: Int) -> String {
    var rest = number
    var word = ""
    repeat {
      word.append(Character(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26))))
      rest /= 26
    } while rest > 0
    return "x" + word + "y"
  }

  func record(_ id: String, _ text: String) -> String {
    "{\"id\":\"\(id)\",\"n\":1.50,\"text\":\"\(text)\"}\n"
  }

  @discardableResult
  func dedup(
    _ inputs: [String], to output: String, threads: Int = 1,
    _ change: (inout Deduplication.Settings) -> Void = { _ in }
  ) throws -> DeduplicationSummary {
    try folder.dedup(inputs, to: output, threads: threads, change)
  }
}

extension TemporaryFolder {
  /// Runs over inputs in the folder, in small chunks; what goes is written beside the output.
  func dedup(
    _ inputs: [String], to output: String, threads: Int,
    _ change: (inout Deduplication.Settings) -> Void
  ) throws -> DeduplicationSummary {
    var settings = Deduplication.Settings()
    settings.reading.threads = threads
    settings.reading.chunkSize = 4 << 10
    settings.duplicates = path("\(output).duplicates")
    change(&settings)
    return try Deduplication(
      inputs: inputs.map { path($0) }, destination: .path(path(output)), settings: settings
    ).run()
  }
}
