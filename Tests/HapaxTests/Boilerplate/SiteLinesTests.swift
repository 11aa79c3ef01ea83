import Testing

@testable import Hapax

@Suite("Lines of sites") struct SiteLinesTests {
  /// The runs of lines that are boilerplate of each page, as numbers of lines.
  private func runs(
    _ pages: [NaiveBoilerplate.Page], _ change: (inout Options.Boilerplate) -> Void = { _ in }
  ) throws -> [[Range<Int>]] {
    var options = Options.standard
    change(&options.boilerplate)
    var reader = try PageLineReader(options)
    let sites = pages.map { Site(Array("site \($0.site)".utf8)) }
    let texts = pages.map { Array($0.lines.joined(separator: "\n").utf8) }
    var lines: [PageLines] = []
    for text in texts { lines.append(reader.lines(of: text)) }
    var proposals = LineProposals(textBytes: 0)
    for (page, site) in zip(lines, sites) { proposals.add(page.hashes(on: site)) }
    var table = try SiteLines(options, proposals)
    for (number, page) in lines.enumerated() {
      table.count(table.proposed(of: page, site: sites[number], page: number))
    }
    let alone = lines.indices.map { table.alone(in: lines[$0], site: sites[$0]) }
    for numbers in alone { table.countAlone(numbers) }
    return lines.indices.map { number in
      let starts = lines[number].ranges.map(\.lowerBound)
      return table.boilerplate(in: lines[number], site: sites[number], page: number).map { run in
        let first = starts.firstIndex(of: run.lines[0].lowerBound) ?? -1
        return first..<first + run.lines.count
      }
    }
  }

  private func page(_ site: Int = 0, _ lines: [String]) -> NaiveBoilerplate.Page {
    NaiveBoilerplate.Page(site: site, lines: lines)
  }

  private let menu = ["home and news", "sport and weather", "|", "science and health"]

  private func own(_ number: Int, _ count: Int = 12) -> String {
    CorpusIndexTests.words(number + 100, count: count)
  }

  private func pages(_ count: Int, site: Int = 0, _ lines: (Int) -> [String]) -> [NaiveBoilerplate.Page] {
    (0..<count).map { page(site, lines($0)) }
  }

  @Test("Random pages agree with comparing all lines of all pages", arguments: 1...40)
  func agreesWithNaive(seed: UInt64) throws {
    print("SiteLinesTests.agreesWithNaive seed \(seed)")
    var random = SeededRandom(seed: seed)
    let pool = (0..<14).map { number in
      number < 2 ? ["|", "* * *"][number] : own(number, [1, 2, 4, 9, 12, 25][number % 6])
    }
    let pages = (0..<24).map { number in
      var lines: [String] = []
      while lines.count < Int.random(in: 1...9, using: &random) {
        // Stretches of the pool in its order, so that lines have company; single lines of it; the page's own.
        switch Int.random(in: 0..<5, using: &random) {
        case 0...1:
          let first = Int.random(in: 0..<12, using: &random)
          lines += pool[first..<first + Int.random(in: 1...3, using: &random) - 1 + (first < 11 ? 1 : 0)]
        case 2: lines.append(pool.randomElement(using: &random) ?? "")
        case 3: lines.append((pool.randomElement(using: &random) ?? "").uppercased())
        default: lines.append(own(1_000 + number * 16 + lines.count, Int.random(in: 1...20, using: &random)))
        }
      }
      return page(Int.random(in: 0..<2, using: &random), lines)
    }
    for (minimum, words, share, keepsFirst) in [(2, 3, 0.25, false), (3, 8, 0.5, true), (4, 1, 0.0, false)] {
      var naive = NaiveBoilerplate(pages: pages)
      (naive.minimumPages, naive.minimumWords) = (minimum, words)
      (naive.minimumShare, naive.keepsFirst) = (share, keepsFirst)
      let found = try runs(pages) {
        ($0.minimumPages, $0.minimumWords) = (minimum, Double(words))
        ($0.minimumShare, $0.keepsFirst) = (share, keepsFirst)
      }
      #expect(found == pages.indices.map { naive.runs(of: $0) }, "seed \(seed), \(minimum) pages")
    }
  }

  @Test("A menu goes from every page of its site, the first one too, from the fewest pages on")
  func menus() throws {
    #expect(try runs(pages(5) { menu + [own($0)] }) == Array(repeating: [0..<4], count: 5))
    #expect(try runs(pages(4) { menu + [own($0)] }) == Array(repeating: [], count: 4))
    let kept = try runs(pages(5) { menu + [own($0)] }) { $0.keepsFirst = true }
    #expect(kept == [[]] + Array(repeating: [0..<4], count: 4))
  }

  @Test("Sites are kept apart")
  func sites() throws {
    let two = pages(4) { menu + [own($0)] } + pages(4, site: 1) { menu + [own(10 + $0)] }
    #expect(try runs(two).allSatisfy(\.isEmpty))
    #expect(try runs(two + [page(1, menu + [own(20)])]).map(\.count) == [0, 0, 0, 0, 1, 1, 1, 1, 1])
  }

  @Test("A page that says nothing else stays whole, and so does a run of too few words")
  func guards() throws {
    let all = pages(5) { menu + [own($0)] } + [page(0, menu), page(0, ["***"] + menu)]
    #expect(try runs(all) == Array(repeating: [0..<4], count: 5) + [[], []])
    #expect(try runs(pages(5) { menu + [own($0)] }) { $0.minimumWords = 10 }.allSatisfy(\.isEmpty))
    #expect(try runs(pages(5) { menu + [own($0)] }) { $0.minimumWords = 9 }.allSatisfy { $0 == [0..<4] })
  }

  @Test("A headline stays on its own page though the lists of other pages have it")
  func headlines() throws {
    let headlines = (0..<8).map { own(50 + $0, 9) }
    let list = ["most read", headlines[0], headlines[1], headlines[2]]
    let found = try runs(pages(8) { [headlines[$0], own($0, 30), own(20 + $0, 30)] + list })
    #expect(found == Array(repeating: [3..<7], count: 8))
  }

  @Test("A headline stays on its own page though lists that change have it")
  func changingLists() throws {
    let headlines = (0..<20).map { own(50 + $0, 9) }
    let all = pages(20) { number in
      // Each headline stands on eight pages, beside others on each of them.
      let list = (1...8).map { headlines[(number + $0 * (2 * (number % 5) + 1)) % 20] }
      return [headlines[number], own(number, 30), own(20 + number, 30)] + list
    }
    #expect(try runs(all).allSatisfy { $0.first?.lowerBound != 0 })
  }

  @Test("A paragraph, and a line without its neighbours, go only from a large share of the pages")
  func paragraphs() throws {
    let paragraph = [own(1, 25), own(2, 25)]
    let notice = own(3, 10)
    func site(_ saying: Int) -> [NaiveBoilerplate.Page] {
      pages(40) { number in
        let own = (0..<4).map { self.own(1_000 + number * 4 + $0) }
        guard number < saying else { return own }
        return own[0..<2] + paragraph + own[2..<3] + [notice] + own[3...]
      }
    }
    #expect(try runs(site(9)).allSatisfy(\.isEmpty))
    #expect(try runs(site(10)).prefix(10).allSatisfy { $0 == [2..<4, 5..<6] })
  }

  @Test("Case, quotes and widths do not make another line; figures' signs and words do")
  func foldedForms() throws {
    let lines = ["Read “more” NEWS on our other pages now", "read \"more\" news on our other pages now"]
    let same = pages(6) { [lines[$0 % 2], own($0)] }
    #expect(try runs(same).allSatisfy { $0 == [0..<1] })
    let signs = ["less ≤ 5 of what we have to say today", "less ≥ 5 of what we have to say today"]
    #expect(try runs(pages(8) { [signs[$0 % 2], own($0)] }).allSatisfy(\.isEmpty))
    #expect(try runs(pages(10) { [signs[$0 % 2], own($0)] }).allSatisfy { $0 == [0..<1] })
    let opposites = [
      "comments are not open on any of our pages", "comments are now open on any of our pages",
    ]
    #expect(try runs(pages(8) { [opposites[$0 % 2], own($0)] }).allSatisfy(\.isEmpty))
  }

  @Test("Proposals are never too few")
  func proposals() {
    var random = SeededRandom(seed: 9)
    var proposals = LineProposals(textBytes: 0)
    let hashes = (0..<300_000).map { _ in random.next() }
    for _ in 0..<3 { proposals.add(hashes) }
    #expect(hashes.allSatisfy { proposals.mayRecur($0, onPages: 3) })
    for _ in 0..<300 { proposals.add([7]) }
    #expect(proposals.mayRecur(7, onPages: 300))
  }
}
