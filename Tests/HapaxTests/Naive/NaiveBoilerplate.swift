/// Which lines of pages are boilerplate, found by comparing all lines of all pages with one another, as strings.
///
/// Lines are of ASCII words between single spaces, a line without a letter is one of signs; there are no blank ones.
struct NaiveBoilerplate {
  struct Page {
    let site: Int
    let lines: [String]
  }

  let pages: [Page]
  var minimumPages = 5
  var minimumWords = 8
  var paragraphWords = 20
  var minimumShare = 0.25
  var keepsFirst = false
}

extension NaiveBoilerplate {
  /// The runs of lines that go of a page.
  func runs(of page: Int) -> [Range<Int>] {
    let lines = pages[page].lines
    var runs: [Range<Int>] = []
    var start = 0
    for line in 0...lines.count where line == lines.count || !goes(line, of: page) {
      if words(of: start..<line, page) >= minimumWords { runs.append(start..<line) }
      start = line + 1
    }
    let gone = runs.reduce(0) { $0 + words(of: $1, page) }
    return gone == words(of: 0..<lines.count, page) ? [] : runs
  }

  private func words(of lines: Range<Int>, _ page: Int) -> Int {
    lines.reduce(0) { $0 + Self.words(in: pages[page].lines[$1]) }
  }

  static func words(in line: String) -> Int {
    line.split(separator: " ").count { $0.contains(where: \.isLetter) }
  }

  private func goes(_ line: Int, of page: Int) -> Bool {
    let (site, text) = (pages[page].site, pages[page].lines[line].lowercased())
    let sited = pages.indices.filter { pages[$0].site == site }
    let saying = sited.filter { pages[$0].lines.contains { $0.lowercased() == text } }
    guard saying.count >= minimumPages else { return false }
    if keepsFirst, saying[0] == page { return false }
    let many = max(Double(minimumPages), minimumShare * Double(sited.count))
    if !hasCompany(line, of: page) {
      let alone = saying.filter { other in
        pages[other].lines.indices.contains {
          pages[other].lines[$0].lowercased() == text && isAlone($0, of: other)
        }
      }
      return Double(alone.count) >= many
    }
    return Self.words(in: text) < paragraphWords || Double(saying.count) >= many
  }

  private func isAlone(_ line: Int, of page: Int) -> Bool {
    let (lines, site) = (pages[page].lines, pages[page].site)
    return [line - 1, line + 1].allSatisfy { other in
      guard lines.indices.contains(other) else { return true }
      let text = lines[other].lowercased()
      return pages.count { $0.site == site && $0.lines.contains { $0.lowercased() == text } } < minimumPages
    }
  }

  private func hasCompany(_ line: Int, of page: Int) -> Bool {
    recurs([line - 1, line], of: page) || recurs([line, line + 1], of: page)
  }

  /// Whether two lines in a row stand on enough pages.
  private func recurs(_ pair: [Int], of page: Int) -> Bool {
    func text(_ line: Int, _ lines: [String]) -> String {
      line < 0 ? "start" : line >= lines.count ? "end" : "line " + lines[line].lowercased()
    }
    let wanted = pair.map { text($0, pages[page].lines) }
    let count = pages.count { other in
      other.site == pages[page].site
        && (-1..<other.lines.count).contains {
          [text($0, other.lines), text($0 + 1, other.lines)] == wanted
        }
    }
    return count >= minimumPages
  }
}
