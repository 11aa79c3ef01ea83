import Testing

@testable import Hapax

@Suite("Postings on disk") struct PostingRunsTests {
  /// A run as the file has it: blocks, from front to back.
  private final class Run {
    var blocks: [[UInt32]] = []
    private var next = 0

    func block() -> [UInt32]? {
      defer { next += 1 }
      return next < blocks.count ? blocks[next] : nil
    }

    func rewind() { next = 0 }
  }

  private func documents(of hash: UInt32, in table: borrowing PostingTable) -> [Int] {
    var found: [Int] = []
    table.forEachDocument(of: hash) { found.append($0) }
    return found
  }

  @Test(
    "Page by page the postings are those of one table in memory",
    arguments: [(3, 40), (5, 3), (64, 40), (64, 1), (100, 64)], [20, 300, 40_000])
  func agreesWithTable(limits: (maximum: Int, template: Int), different: Int) {
    for seed in UInt64(1)...2 {
      var random = SeededRandom(seed: seed &* 7_919 &+ UInt64(different))
      var whole = PostingTable(limit: limits.maximum)
      var paged = PostingTable(limit: limits.maximum)
      var run: Run?
      let texts = (0..<250).map { _ in
        // Each fingerprint once; some come far more often than others.
        Array(
          Set(
            (0..<Int(random.next() % 60)).map { _ in
              UInt32(
                truncatingIfNeeded: HashWidth.cut(
                  (random.next() % UInt64(different)) &* (random.next() % 3) &* 0x9E37_79B9_7F4A_7C15 >> 6))
            })
        ).sorted()
      }
      var start = 0
      while start < texts.count {
        let end = min(texts.count, start + 1 + Int(random.next() % 90))
        // What the last page added goes to a new run, and the next page comes from it.
        let new = Run()
        if start > 0 {
          paged.writeRun(mergedWith: { run?.block() }) { new.blocks.append($0) }
          run = new
        }
        var wanted = PostingTable.Wanted()
        for text in texts[start..<end] { wanted.append(text[...]) }
        wanted.sort()
        new.rewind()
        let fits = paged.readRun(
          wanted, templateDocuments: limits.template, room: wanted.count, maximumBytes: .max
        ) { new.block() }
        #expect(fits)
        new.rewind()
        for document in start..<end {
          for hash in texts[document] {
            #expect(
              documents(of: hash, in: paged) == documents(of: hash, in: whole), "seed \(seed), \(document)")
            #expect(paged.count(of: hash) == whole.count(of: hash), "seed \(seed), document \(document)")
          }
          // Of all others it is known whether they are a template's.
          for hash in texts[Int(random.next() % UInt64(texts.count))] {
            #expect(
              (paged.count(of: hash) > limits.template) == (whole.count(of: hash) > limits.template),
              "seed \(seed), document \(document)")
          }
          for hash in texts[document] {
            paged.insert(hash, document)
            whole.insert(hash, document)
          }
        }
        start = end
      }
    }
  }

  @Test("A run of many blocks has every tag once, ascending")
  func blocks() {
    var table = PostingTable(limit: 64)
    var random = SeededRandom(seed: 5)
    for document in 0..<60_000 {
      table.insert(UInt32(truncatingIfNeeded: HashWidth.cut(random.next() >> 6)), document)
    }
    let (first, second) = (Run(), Run())
    table.writeRun(mergedWith: { nil }) { first.blocks.append($0) }
    table.writeRun(mergedWith: { first.block() }) { second.blocks.append($0) }
    #expect(first.blocks == second.blocks)
    if HashWidth.bits == 64 { #expect(first.blocks.count > 3) }
    var last = -1
    for block in first.blocks {
      var at = 0
      while at < block.count {
        #expect(Int(block[at]) > last)
        last = Int(block[at])
        at += 2 + (block[at + 1] <= 64 ? Int(block[at + 1]) : 3)
      }
      #expect(at == block.count)
    }
  }

  @Test("A page that does not fit leaves an empty table, and the next smaller one is right")
  func doesNotFit() {
    var table = PostingTable(limit: 64)
    for document in 0..<20 {
      for hash in UInt32(0)..<16 { table.insert(hash, document) }
    }
    let run = Run()
    table.writeRun(mergedWith: { nil }) { run.blocks.append($0) }
    var wanted = PostingTable.Wanted()
    wanted.append(Array(UInt32(0)..<16)[...])
    wanted.sort()
    #expect(
      !table.readRun(wanted, templateDocuments: 40, room: 16, maximumBytes: 9_000) { run.block() })
    #expect((UInt32(0)..<16).allSatisfy { table.count(of: $0) == 0 })
    run.rewind()
    var fewer = PostingTable.Wanted()
    fewer.append([3])
    #expect(table.readRun(fewer, templateDocuments: 40, room: 16, maximumBytes: 9_000) { run.block() })
    #expect(table.count(of: 3) == 20 && table.count(of: 4) == 0)
    #expect(documents(of: 3, in: table).sorted() == Array(0..<20))
  }

  @Test("Numbers are sorted by the bits that are asked for, and equal ones stay in order")
  func radixSort() {
    var random = SeededRandom(seed: 9)
    for count in [0, 1, 2, 255, 3_000] {
      let numbers = (0..<count).map { _ in random.next() & 0xFF00_000F_0FFF_FFFF }
      var store = Store<UInt64>()
      for number in numbers { store.append(number) }
      RadixSort.sort(&store, bits: 32..<64)
      let expected = numbers.enumerated().sorted {
        ($0.element >> 32, $0.offset) < ($1.element >> 32, $1.offset)
      }.map { $0.element }
      #expect((0..<store.count).map { store[$0] } == expected)
    }
  }
}
