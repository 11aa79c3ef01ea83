/// The lines that recur on the pages of sites, and which of them are boilerplate there.
///
/// Pages are read three times, each time in the same order:
///
/// 1. `LineProposals` counts hashes, and says which lines may recur.
/// 2. `count(_:)` takes these by their bytes, and counts the pages of each and of each pair of neighbours.
/// 3. `countAlone(_:)` counts the pages on which a line stands between lines that recur nowhere.
///
/// A line is boilerplate in a place where it recurs *with a neighbour*, as an item of a menu does, or the end of a footer.
/// Without this a headline would go from its own page, because the lists of other pages have it: there it stands among
/// others. A line that recurs alone, and a paragraph, must stand on a large share of the site's pages, for a series of
/// stories has paragraphs in common, too.
public struct SiteLines: Sendable {
  private let options: Options.Boilerplate
  private let proposals: LineProposals
  /// Of each site: its lines by their bytes.
  private var numbers: [Site: [[UInt8]: UInt32]] = [:]
  /// Of each line.
  private var records: [Record] = []
  /// The pages on which one line follows another.
  private var pagesOfPair: [UInt64: UInt32] = [:]
  private var pagesOfSite: [Site: Int] = [:]

  private struct Record {
    var pages: UInt32 = 0
    var pagesAlone: UInt32 = 0
    let firstPage: Int
  }

  /// - Throws: `OptionsError` when an option is out of its range.
  public init(_ options: Options, _ proposals: LineProposals) throws(OptionsError) {
    try options.validate()
    self.options = options.boilerplate
    self.proposals = proposals
  }
}

/// The lines of one page that may recur.
public struct ProposedLines: Sendable {
  fileprivate let site: Site
  /// The number of the page among all.
  fileprivate let page: Int
  /// In the order of the page; nil for a line that recurs nowhere.
  fileprivate let forms: [[UInt8]?]
}

// MARK: - Counting

extension SiteLines {
  static func hash(_ hash: UInt64, on site: UInt64) -> UInt64 {
    HashWidth.cut(TokenHash.mix(hash ^ TokenHash.seed0, site ^ TokenHash.seed2))
  }

  /// What there is to count of a page.
  public func proposed(of lines: PageLines, site: Site, page: Int) -> ProposedLines {
    let name = site.hash
    return ProposedLines(
      site: site, page: page,
      forms: (0..<lines.count).map { line in
        proposals.mayRecur(Self.hash(lines.hashes[line], on: name), onPages: options.minimumPages)
          ? lines.form(line) : nil
      })
  }

  /// Counts a page. Pages come in order.
  public mutating func count(_ page: ProposedLines) {
    pagesOfSite[page.site, default: 0] += 1
    var seen: Set<UInt32> = []
    var pairs: Set<UInt64> = []
    var last: UInt32? = Self.edge
    for form in page.forms + [[]] {
      // Behind the last line.
      let number: UInt32? =
        form.map { $0.isEmpty ? Self.edge : self.number($0, page) }
      if let number, number != Self.edge { seen.insert(number) }
      if let last, let number { pairs.insert(Self.pair(last, number)) }
      last = number
    }
    for number in seen { records[Int(number)].pages += 1 }
    // The edges of pages of two sites are one, but the lines beside them are not.
    for pair in pairs { pagesOfPair[pair, default: 0] += 1 }
  }

  private mutating func number(_ form: [UInt8], _ page: ProposedLines) -> UInt32 {
    if let number = numbers[page.site]?[form] { return number }
    let number = UInt32(records.count)
    numbers[page.site, default: [:]][form] = number
    records.append(Record(firstPage: page.page))
    return number
  }

  /// The lines of a page that recur, and stand there between lines of the page's own. A headline in a list is not alone,
  /// however the list is ordered.
  public func alone(in lines: PageLines, site: Site) -> [UInt32] {
    let numbers = recurring(in: lines, site)
    return Set(numbers.indices.filter { isAlone(at: $0, numbers) }.compactMap { numbers[$0] })
      .sorted()
  }

  /// Counts what `alone` found on a page.
  public mutating func countAlone(_ numbers: [UInt32]) {
    for number in numbers { records[Int(number)].pagesAlone += 1 }
  }

  /// Before the first line and behind the last one.
  private static let edge = UInt32.max

  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }

  /// The numbers of the lines that recur, in the order of the page.
  private func recurring(in lines: PageLines, _ site: Site) -> [UInt32?] {
    let name = site.hash
    let numbers = numbers[site] ?? [:]
    return (0..<lines.count).map { line in
      let hash = Self.hash(lines.hashes[line], on: name)
      guard proposals.mayRecur(hash, onPages: options.minimumPages),
        let number = numbers[lines.form(line)],
        records[Int(number)].pages >= options.minimumPages
      else { return nil }
      return number
    }
  }

  private func isAlone(at line: Int, _ numbers: [UInt32?]) -> Bool {
    (line == 0 || numbers[line - 1] == nil) && (line + 1 == numbers.count || numbers[line + 1] == nil)
  }

  /// Whether a line recurs together with the one before it, or the one behind it.
  private func hasCompany(at line: Int, _ numbers: [UInt32?]) -> Bool {
    guard let number = numbers[line] else { return false }
    let before = line > 0 ? numbers[line - 1] : Self.edge
    let behind = line + 1 < numbers.count ? numbers[line + 1] : Self.edge
    func recurs(_ first: UInt32?, _ second: UInt32?) -> Bool {
      guard let first, let second else { return false }
      return pagesOfPair[Self.pair(first, second), default: 0] >= options.minimumPages
    }
    return recurs(before, number) || recurs(number, behind)
  }
}

// MARK: - Asking

extension SiteLines {
  /// The runs of lines of a page that are boilerplate on its site, ascending. Empty where no word of the page would stay.
  ///
  /// - Parameter page: The number of the page, which tells whether it is the first to say a line.
  public func boilerplate(in lines: PageLines, site: Site, page: Int) -> [BoilerplateLines] {
    let numbers = recurring(in: lines, site)
    let goes = numbers.indices.map { isBoilerplate(at: $0, numbers, lines, site, page) }
    var runs: [BoilerplateLines] = []
    var wordsGo = 0
    var start = 0
    while start < goes.count {
      guard goes[start] else {
        start += 1
        continue
      }
      var end = start + 1
      while end < goes.count, goes[end] { end += 1 }
      defer { start = end }
      let quarters = lines.quarters[start..<end].reduce(0, +)
      guard quarters >= Words(options.minimumWords).quarters else { continue }
      wordsGo += quarters
      let pages = numbers[start..<end].compactMap { $0.map { Int(records[Int($0)].pages) } }.min() ?? 0
      runs.append(
        BoilerplateLines(
          lines: Array(lines.ranges[start..<end]), outerRange: lines.outerRange(of: start..<end),
          words: Double(quarters) / 4, pages: pages))
    }
    return wordsGo < lines.quarters.reduce(0, +) ? runs : []
  }

  private func isBoilerplate(
    at line: Int, _ numbers: [UInt32?], _ lines: PageLines, _ site: Site, _ page: Int
  ) -> Bool {
    guard let number = numbers[line] else { return false }
    let record = records[Int(number)]
    if options.keepsFirst, record.firstPage == page { return false }
    let share = Int((options.minimumShare * Double(pagesOfSite[site, default: 0])).rounded(.up))
    let many = max(options.minimumPages, share)
    guard hasCompany(at: line, numbers) else {
      return record.pagesAlone >= many
    }
    return lines.quarters[line] < Words(options.paragraphWords).quarters || record.pages >= many
  }
}

/// Lines of a page, one behind the other, that are boilerplate on its site.
public struct BoilerplateLines: Hashable, Sendable {
  /// Of each line: from its first word to its last one, in bytes of the text as given; of one without words all of it.
  public let lines: [Range<Int>]
  /// From the end of the line before the first one to the start of the line behind the last one.
  public let outerRange: Range<Int>
  /// The words in them.
  public let words: Double
  /// On how many pages of the site each of them stands, at least. A page that is left out as a duplicate counts for none.
  public let pages: Int
}
