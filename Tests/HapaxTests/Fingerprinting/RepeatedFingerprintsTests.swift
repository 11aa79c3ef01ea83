import Testing

@testable import Hapax

@Suite("Fingerprints of several documents") struct RepeatedFingerprintsTests {
  /// Texts of random words; a part of them are others changed, and some begin with the same long notice.
  private func texts(_ random: inout SeededRandom) -> [String] {
    func words(_ count: Int) -> [String] {
      (0..<count).map { _ in Tokens.word(Int.random(in: 0..<4_000, using: &random)) }
    }
    let notice = words(60)
    var texts: [[String]] = []
    // Where all hashes collide every document is compared with every other one.
    for _ in 0..<(HashWidth.bits == 64 ? 90 : 20) {
      var text = words(Int.random(in: 0...120, using: &random))
      if let other = texts.randomElement(using: &random), Bool.random(using: &random) {
        text = other
        for _ in 0..<Int.random(in: 0...6, using: &random) where !text.isEmpty {
          text[Int.random(in: 0..<text.count, using: &random)] = words(1)[0]
        }
        if Bool.random(using: &random) { text += words(20) }
      }
      if Int.random(in: 0..<3, using: &random) == 0 { text = notice + text }
      texts.append(text)
    }
    return texts.map { $0.joined(separator: " ") }
  }

  private func sketches(_ texts: [String], _ options: Options) throws -> [Sketch] {
    var sketcher = try Sketcher(options)
    return texts.map { sketcher.sketch(Array($0.utf8)) }
  }

  /// What is noted of sketches in two turns, as by two threads, with parts that are filled several times.
  private func repeated(in sketches: [Sketch], count: Int) -> RepeatedFingerprints {
    let repeated = RepeatedFingerprints(count: count)
    var isBusy = Set<Int>()
    let notes = (0..<2).map { _ in
      FingerprintNotes(repeated, expected: count) { part, body in
        #expect(isBusy.insert(part).inserted && 0..<repeated.parts ~= part)
        body()
        isBusy.remove(part)
      }
    }
    for (index, sketch) in sketches.enumerated() { notes[index % 2].note(sketch) }
    for note in notes { note.flush() }
    repeated.finish()
    return repeated
  }

  @Test(
    "None that two documents have is left out, and of the others few are kept", arguments: [UInt64](1...4))
  func agreesWithCounting(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let sketches = try sketches(texts(&random), .standard)
    let repeated = repeated(in: sketches, count: sketches.reduce(0) { $0 + $1.fingerprintCount })
    var documents: [UInt32: Int] = [:]
    for sketch in sketches {
      for fingerprint in Set(sketch.fingerprints) { documents[fingerprint, default: 0] += 1 }
    }
    var kept = 0
    for (fingerprint, count) in documents {
      if count > 1 { #expect(repeated.contains(fingerprint), "seed \(seed)") }
      if count == 1, repeated.contains(fingerprint) { kept += 1 }
    }
    if HashWidth.bits == 64 { #expect(kept * 10 <= documents.count, "seed \(seed)") }
    for (sketch, left) in zip(sketches, Sketch.keeping(repeated, of: sketches[...])) {
      let expected = sketch.fingerprints.indices.filter { repeated.contains(sketch.fingerprints[$0]) }
      #expect(Array(left.fingerprints) == expected.map { sketch.fingerprints[$0] }, "seed \(seed)")
      #expect(
        (0..<left.fingerprints.count).map { left.token(ofFingerprint: $0) }
          == expected.map { sketch.token(ofFingerprint: $0) })
      #expect(
        left.fingerprintCount == sketch.fingerprintCount
          && Array(left.whole.fingerprints) == Array(sketch.fingerprints))
    }
  }

  @Test("No answer of an index depends on what is left out", arguments: [UInt64](1...6))
  func sameAnswers(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var options = Options.standard
    // So that the notice is a template's.
    options.corpus.templateDocuments = 5
    let all = try sketches(texts(&random), options)
    // Of a size that fits, and far too small.
    for count in [all.reduce(0) { $0 + $1.fingerprintCount }, 40] {
      let repeated = repeated(in: all, count: count)
      var whole = try CorpusIndex(options)
      var reduced = try CorpusIndex(options)
      var workspace = CorpusIndex.Workspace()
      var found = 0
      for (sketch, left) in zip(all, Sketch.keeping(repeated, of: all[...])) {
        let link = whole.link(for: sketch, using: &workspace)
        #expect(reduced.link(for: left, using: &workspace) == link, "seed \(seed)")
        #expect(
          reduced.links(for: left, using: &workspace) == whole.links(for: sketch, using: &workspace),
          "seed \(seed)")
        #expect(
          reduced.margins(for: left, using: &workspace) == whole.margins(for: sketch, using: &workspace),
          "seed \(seed)")
        if link != nil { found += 1 }
        guard link == nil || Bool.random(using: &random) else { continue }
        whole.insert(sketch)
        reduced.insert(left)
      }
      #expect(found > (HashWidth.bits == 64 ? 10 : 1), "seed \(seed)")
      #expect(reduced.postings.used <= whole.postings.used)
    }
  }
}
