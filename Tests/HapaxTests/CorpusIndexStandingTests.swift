import Testing

@testable import Hapax

@Suite("Which of several documents stands for a new one") struct CorpusIndexStandingTests {
  private static func words(_ number: Int, count: Int) -> String {
    CorpusIndexTests.words(number, count: count)
  }

  private func link(_ text: String, to kept: [String], duplicates: [Int]) throws -> Link? {
    var sketcher = try Sketcher()
    var index = try CorpusIndex()
    var workspace = CorpusIndex.Workspace()
    for (text, count) in zip(kept, duplicates) {
      let document = index.insert(sketcher.sketch(Array(text.utf8)))
      index.countDuplicates(count, of: document)
      #expect(index.duplicateCount(of: document) == count)
    }
    return index.link(for: sketcher.sketch(Array(text.utf8)), using: &workspace)
  }

  @Test("Of two that say all of it, the one because of which more are left out; of equals the first")
  func duplicatesDecide() throws {
    let story = Self.words(0, count: 100)
    let kept = [story + " " + Self.words(1, count: 80), story + " " + Self.words(2, count: 80)]
    #expect(try link(story, to: kept, duplicates: [0, 0])?.document.rawValue == 0)
    #expect(try link(story, to: kept, duplicates: [2, 1])?.document.rawValue == 0)
    #expect(try link(story, to: kept, duplicates: [1, 2])?.document.rawValue == 1)
  }

  @Test("One that says clearly more of it stands for it, whatever the numbers")
  func coverageDecides() throws {
    let (most, rest) = (Self.words(0, count: 85), Self.words(1, count: 15))
    let kept = [
      most + " " + Self.words(2, count: 80), most + " " + rest + " " + Self.words(3, count: 80),
    ]
    #expect(try link(most + " " + rest, to: kept, duplicates: [9, 0])?.document.rawValue == 1)
  }

  @Test("One that is nearly the same stands for it before one that holds all of it")
  func relationDecides() throws {
    let story = Self.words(0, count: 100)
    let kept = [
      story + " " + Self.words(1, count: 300), story.replacing(Self.words(0, count: 1), with: "derrick"),
    ]
    let found = try link(story, to: kept, duplicates: [9, 0])
    #expect(found?.relation == .near && found?.document.rawValue == 1)
  }

  @Test("The order is one, for every two of some links")
  func order() {
    var links: [(Link, Int)] = []
    for (number, relation) in Link.Relation.allCases.enumerated() {
      for coverage in [0.8, 0.84, 0.86, 1] {
        for count in [0, 3] {
          let link = Link(
            document: DocumentID(number * 8 + links.count), relation: relation, coverage: coverage,
            sourceCoverage: 0.5, sharedFingerprints: 9, passages: [])
          links.append((link, count))
        }
      }
    }
    func standsRather(_ a: (Link, Int), _ b: (Link, Int)) -> Bool {
      CorpusIndex.standsRather(a.0, a.1, than: b.0, b.1)
    }
    for a in links {
      for b in links where a.0 != b.0 {
        #expect(standsRather(a, b) != standsRather(b, a))
        for c in links where standsRather(a, b) && standsRather(b, c) { #expect(standsRather(a, c)) }
      }
    }
  }
}
