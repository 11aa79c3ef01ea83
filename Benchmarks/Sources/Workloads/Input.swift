/// Documents to measure with, and what a right cleaner makes of them.
public struct Input: Sendable {
  /// In the order in which they are worked on.
  public let documents: [[UInt8]]
  /// What cleaning leaves of each; nil where no more is promised than exact edits.
  public let expected: [[UInt8]]?

  /// All documents together.
  public var byteCount: Int { documents.reduce(0) { $0 + $1.count } }

  public init(documents: [[UInt8]], expected: [[UInt8]]?) {
    self.documents = documents
    self.expected = expected
  }
}

extension Input {
  /// 200 clean articles of 5 KB: a megabyte, as an archive's job sees it.
  public static func articles(_ languages: [Prose]) -> Input {
    let clean = Prose.articles(in: languages, count: 200, seed: 5).map(\.clean)
    return Input(documents: clean, expected: clean)
  }

  /// The same articles with their bodies twice.
  public static func doubled(_ languages: [Prose]) -> Input {
    let articles = Prose.articles(in: languages, count: 200, seed: 5)
    return Input(documents: articles.map(\.doubled), expected: articles.map(\.clean))
  }

  /// 2,000 documents of one paragraph: what each call costs whatever it is given.
  public static func paragraphs(_ languages: [Prose]) -> Input {
    let clean = (0..<2_000).map {
      Prose.text(in: [languages[$0 % languages.count]], bytes: 1, seed: UInt64($0))
    }
    return Input(documents: clean, expected: clean)
  }

  /// 2,000 documents of 200 bytes, or a little less where a character ends: what each call costs.
  public static func tiny(_ languages: [Prose]) -> Input {
    let clean = (0..<2_000).map { index in
      let text = Prose.text(in: [languages[index % languages.count]], bytes: 400, seed: UInt64(index))
      var end = 200
      // Whole characters, and no blank at the end: the text is clean.
      while text[end] & 0xC0 == 0x80 || text[end - 1] <= 0x20 { end -= 1 }
      return Array(text[..<end])
    }
    return Input(documents: clean, expected: nil)
  }

  /// The 200 articles 64 times over, each in memory of its own: 64 MB, more than caches hold, so that every document
  /// comes from memory.
  public static func cold(_ languages: [Prose]) -> Input {
    let clean = articles(languages).documents
    // Mapped through an index, so that no copy shares its memory with another.
    let copies = (0..<64).flatMap { _ in clean.map { document in document.indices.map { document[$0] } } }
    return Input(documents: copies, expected: nil)
  }

  /// One clean text.
  public static func text(_ languages: [Prose], bytes: Int) -> Input {
    let text = Prose.text(in: languages, bytes: bytes, seed: 9)
    return Input(documents: [text], expected: [text])
  }

  /// One hostile text. What should go is a matter of rules that are not speed's concern.
  public static func hostile(_ kind: Hostile, bytes: Int) -> Input {
    Input(documents: [kind.text(bytes: bytes)], expected: nil)
  }
}
