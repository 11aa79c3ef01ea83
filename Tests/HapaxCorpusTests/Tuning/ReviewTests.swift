import Hapax
import Testing

@testable import HapaxCorpus

@Suite("Review of borderline pairs") struct ReviewTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Of each of ten stories the whole, and a part with more and more words of its own: 45 … 0 % and back.
  private func stories() throws -> [Path] {
    var lines = ""
    for number in 0..<10 {
      let story = (0..<200).map { "w\(number)x\($0)" }
      let own = (0..<number * 9).map { "o\(number)x\($0)" }
      for (name, words) in [("a", story), ("b", Array(story.prefix(110)) + own)] {
        lines += "{\"id\":\"\(name)\(number)\",\"text\":\"\(words.joined(separator: " "))\"}\n"
      }
    }
    return [try folder.write(lines, to: "a.jsonl")]
  }

  private func settings(threads: Int = 2, labels: Path? = nil, isReview: Bool = true) -> Tuning.Settings {
    var settings = Tuning.Settings()
    settings.reading.threads = threads
    settings.labels = labels
    settings.isReview = isReview
    return settings
  }

  @Test("The nearest pairs come first, on any number of threads, and the margin says which are related")
  func nearest() throws {
    let inputs = try stories()
    let review = try Tuning(inputs: inputs, settings: settings()).review(count: 100)
    #expect(review.pairs.count == 10)
    let distances = review.pairs.map(\.margin.value.magnitude)
    #expect(distances == distances.sorted())
    // b3 has 110 of 137 words in common, .803 of them; b4 .753.
    #expect(review.pairs.first?.ids.document == "b3" && review.pairs.first?.ids.kept == "a3")
    for pair in review.pairs {
      #expect((pair.margin.value >= 0) == (pair.margin.relation != .shares), "\(pair.ids)")
    }
    let alone = try Tuning(inputs: inputs, settings: settings(threads: 1)).review(count: 3)
    #expect(review.text.contains(alone.text.split(separator: "\n").last ?? "-"))
    #expect(alone.pairs.map(\.margin) == review.pairs.prefix(3).map(\.margin))
    #expect(try Tuning(inputs: inputs, settings: settings(threads: 1)).review(count: 3).text == alone.text)
  }

  @Test("What is printed is read back, and is the truth then")
  func labels() throws {
    let inputs = try stories()
    let review = try Tuning(inputs: inputs, settings: settings()).review(count: 4)
    // Every second pair is the same, says the reader; one is left open.
    var text = review.text
    for (index, verdict) in ["same", "different", "same"].enumerated() {
      let ids = review.pairs[index].ids
      text = text.replacing(
        "\(ids.document)\t\(ids.kept)\t?", with: "\(ids.document)\t\(ids.kept)\t\(verdict)")
    }
    let labels = try folder.write(text, to: "labels.tsv")
    let tuning = try Tuning(inputs: inputs, settings: settings(labels: labels, isReview: false))
    #expect(tuning.corpus.labels.map(\.isSame) == [true, false, true])
    let next = try tuning.review(count: 100)
    #expect(next.pairs.count == 7)
    #expect(next.pairs.first?.ids.document == review.pairs[3].ids.document)
    // At the standard options those of a margin of 0 and more are put together.
    let found = try #require(try tuning.run().points.first).clusters
    let together = review.pairs.prefix(3).map { $0.margin.value >= 0 }
    #expect(found.truePairs == 2 && found.predictedPairs == together.count(where: { $0 }))
    #expect(found.sharedPairs == [together[0], together[2]].count(where: { $0 }))
  }

  @Test("Bad labels are refused in words, with their line")
  func refusals() throws {
    let inputs = try stories()
    for (text, line) in [
      ("a0\tb0", 1), ("# x\n\na0\tb0\tmaybe", 3), ("a0\tzz\tsame", 1), ("a0\ta0\tsame", 1),
      ("a0\tb0\tsame\nb0\ta0\tdifferent", 2), ("a0\tb0\tsame\tx", 1),
    ] {
      let path = try folder.write(text, to: "labels.tsv")
      do {
        _ = try Tuning(inputs: inputs, settings: settings(labels: path, isReview: false))
        Issue.record("\(text) was taken")
      } catch .record(path: path, line: line, reason: _) {
      } catch {
        Issue.record("\(text): \(error)")
      }
    }
    let open = try folder.write("a0\tb0\t?\n", to: "open.tsv")
    #expect(throws: CorpusError.self) {
      try Tuning(inputs: inputs, settings: settings(labels: open, isReview: false))
    }
    let twice = try folder.write(
      "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}\n{\"id\":\"b\",\"text\":\"y\"}\n",
      to: "t.jsonl")
    let label = try folder.write("a\tb\tsame\n", to: "l.tsv")
    #expect(throws: CorpusError.record(path: label, line: 1, reason: "several documents have the id a")) {
      try Tuning(inputs: [twice], settings: settings(labels: label, isReview: false))
    }
  }
}
