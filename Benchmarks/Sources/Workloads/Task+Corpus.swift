import Hapax

/// Documents beside documents, with the options that cost most in the name: `corpus/sketch-seed5-window4`.
extension Task {
  /// The options that are measured: each of the two by itself, beside the defaults.
  static var corpusOptions: [Options] {
    [(3, 4), (5, 2), (5, 4), (5, 8), (7, 4)].map { seed, window in
      var options = Options.standard
      options.fingerprinting.seedWords = seed
      options.corpus.windowWords = window
      return options
    }
  }

  private static func name(_ what: String, _ options: Options) -> String {
    "corpus/\(what)-seed\(Int(options.fingerprinting.seedWords))-window\(Int(options.corpus.windowWords))"
  }

  /// Sketches. Proof: the same ones come again, and each has fingerprints.
  static func sketch(_ options: Options) -> Task {
    Task(name: name("sketch", options)) { input in
      let line = try SketchLine(options)
      let counts = input.documents.map { line.sketch($0).fingerprintCount }
      guard counts.allSatisfy({ $0 > 0 }), counts == input.documents.map({ line.sketch($0).fingerprintCount })
      else { throw WrongAnswer("fingerprints") }
      return Prepared(
        byteCount: input.byteCount,
        run: { input.documents.reduce(0) { $0 + line.sketch($1).fingerprintCount } },
        answer: counts.reduce(0, +))
    }
  }

  /// For three quarters of each document, the one that it was cut from, in an index of all. The sketches are ready. Proof: it is
  /// found, and it contains the part.
  static func link(_ options: Options) -> Task {
    Task(name: name("link", options)) { input in
      let line = try SketchLine(options)
      for document in input.documents { line.insert(line.sketch(document)) }
      let parts = input.documents.map { document in
        var end = document.count * 3 / 4
        while end > 0, document[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(document[..<end])
      }
      let sketches = parts.map(line.sketch)
      for (number, sketch) in sketches.enumerated() where line.link(for: sketch)?.document.rawValue != number
      {
        throw WrongAnswer("document \(number) was not found by its part")
      }
      return Prepared(
        byteCount: parts.reduce(0) { $0 + $1.count },
        run: { sketches.count { line.link(for: $0) != nil } }, answer: sketches.count)
    }
  }
}

/// What one thread needs.
private final class SketchLine {
  private var sketcher: Sketcher
  private var index: CorpusIndex
  private var workspace = CorpusIndex.Workspace()

  init(_ options: Options) throws {
    sketcher = try Sketcher(options)
    index = try CorpusIndex(options)
  }

  func sketch(_ document: [UInt8]) -> Sketch { sketcher.sketch(document) }

  func insert(_ sketch: Sketch) { index.insert(sketch) }

  func link(for sketch: Sketch) -> Link? { index.link(for: sketch, using: &workspace) }
}
