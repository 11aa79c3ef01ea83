import Testing

@testable import Hapax

/// Undo is exact, twice is once, and the output is UTF-8 in NFC: on bytes, on texts, on mixes of texts.
@Suite("Cleaner: promises") struct CleanerPromisesTests {
  @Test("10,000 strings of random bytes keep every promise", arguments: [UInt64](1...4))
  func randomBytes(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let promises = try CleaningPromises()
    var workspace = Cleaner.Workspace()
    for _ in 0..<2500 {
      // Some of all bytes, some of few, so that sequences are whole at times.
      let few: [UInt8] = [
        0x20, 0x0A, 0x61, 0xC3, 0xA9, 0xE4, 0xB8, 0xAD, 0xF0, 0x9F, 0x99, 0x82, 0xCC, 0x81, 0x0D,
      ]
      let isFew = Bool.random(using: &random)
      let input = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        isFew
          ? few[Int.random(in: 0..<few.count, using: &random)] : UInt8.random(in: 0...255, using: &random)
      }
      let complaint = promises.complaint(input, using: &workspace)
      try #require(complaint == nil, "seed \(seed): \(input)")
    }
  }

  @Test("Mixes of the corpora's articles keep every promise", arguments: [UInt64](1...8))
  func mixes(seed: UInt64) throws {
    var mixes = try Mixes(seed: seed)
    let promises = try CleaningPromises()
    var workspace = Cleaner.Workspace()
    for round in 0..<30 {
      let input = mixes.next()
      let complaint = promises.complaint(input, using: &workspace)
      try #require(complaint == nil, "seed \(seed) round \(round): \(input.text.debugDescription)")
    }
  }

  @Test("Broken mixes keep every promise", arguments: [UInt64](1...4))
  func brokenMixes(seed: UInt64) throws {
    var mixes = try Mixes(seed: seed)
    let promises = try CleaningPromises()
    var workspace = Cleaner.Workspace()
    for round in 0..<25 {
      let input = mixes.nextBroken()
      let complaint = promises.complaint(input, using: &workspace)
      try #require(complaint == nil, "seed \(seed) round \(round): \(input.text.debugDescription)")
    }
  }

  @Test("Mixes keep every promise under loose and strict options", arguments: [UInt64](1...4))
  func options(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var mixes = try Mixes(seed: seed + 100)
    for round in 0..<15 {
      var options = Options.standard
      options.decision.foldsChangedFacts = Bool.random(using: &random)
      options.decision.removesNearCopies = Bool.random(using: &random)
      options.decision.minimumChain = Double(Int.random(in: 1...40, using: &random))
      options.decision.minimumProse = Double(Int.random(in: 0...30, using: &random))
      options.decision.minimumShare = 0.05
      options.decision.minimumShareNear = 0.01
      options.decision.minimumDensity = 0.1
      options.decision.nearTolerance = Double(Int.random(in: 0...50, using: &random)) / 100
      options.decision.novelRun = Double(Int.random(in: 0...12, using: &random))
      options.decision.novelEdge = Double(Int.random(in: 0...12, using: &random))
      options.decision.minimumPullQuote = Double(Int.random(in: 1...12, using: &random))
      options.decision.minimumRepeatedParagraph = Double(Int.random(in: 1...15, using: &random))
      options.matching.minimumDistance = Double(Int.random(in: 1...8, using: &random))
      options.fingerprinting.seedWords = Double(Int.random(in: 2...5, using: &random))
      options.fingerprinting.minimumDistinctTokens = Int.random(in: 1...3, using: &random)
      let input = mixes.next()
      let complaint = try CleaningPromises(options).complaint(input)
      try #require(complaint == nil, "seed \(seed) round \(round): \(options.decision) \(input.text)")
    }
  }

  /// What a cleaner says of a text, in one value.
  struct Answer: Hashable {
    var output: [UInt8]
    var edits: Edits
    var notes: [Note]

    init(_ cleaned: Cleaned) {
      output = cleaned.utf8
      edits = cleaned.edits
      notes = cleaned.notes
    }
  }

  static func texts(seed: UInt64, count: Int) throws -> [[UInt8]] {
    var mixes = try Mixes(seed: seed)
    return (0..<count).map { $0.isMultiple(of: 4) ? mixes.nextBroken() : mixes.next() }
  }

  @Test("Memory that is used again changes nothing, in whatever order texts come", arguments: [UInt64](1...3))
  func workspace(seed: UInt64) throws {
    let cleaner = try Cleaner()
    let texts = try Self.texts(seed: seed, count: 16) + [[], [0x0A], Array(Story.doubled.utf8)]
    let fresh = texts.map { Answer(cleaner.clean(bytes: $0)) }
    var workspace = Cleaner.Workspace()
    var random = SeededRandom(seed: seed)
    for order in [Array(texts.indices), texts.indices.reversed(), texts.indices.shuffled(using: &random)] {
      for index in order {
        #expect(
          Answer(cleaner.clean(bytes: texts[index], using: &workspace)) == fresh[index],
          "seed \(seed): \(order), at \(index)")
      }
    }
  }

  @Test("Eight threads over one cleaner give what one thread gives")
  func threads() async throws {
    let cleaner = try Cleaner()
    let texts = try Self.texts(seed: 7, count: 32)
    let alone = texts.map { Answer(cleaner.clean(bytes: $0)) }
    let together = await withTaskGroup(of: [(Int, Answer)].self) { group in
      for worker in 0..<8 {
        group.addTask {
          var workspace = Cleaner.Workspace()
          // Each text is cleaned by two workers.
          return texts.indices.filter { $0 % 4 == worker % 4 }.map {
            ($0, Answer(cleaner.clean(bytes: texts[$0], using: &workspace)))
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(together.count == 2 * texts.count)
    for (index, answer) in together { #expect(answer == alone[index], "text \(index)") }
  }
}
