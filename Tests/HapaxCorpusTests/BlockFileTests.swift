import Testing

@testable import HapaxCorpus

@Suite("Block files") struct BlockFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func blocks(of name: String) throws -> [[UInt8]] {
    let file = try BlockFile(Path(name), in: Folder.open(folder.path()), isEmptied: false)
    var found: [[UInt8]] = []
    while let block = try file.next() { found.append(try block.head + file.bytes(block.body)) }
    return found
  }

  @Test("Blocks come back; cut short or changed anywhere in a head, a block and all behind it do not")
  func damage() throws {
    let file = try BlockFile(Path("f"), in: Folder.open(folder.path()), isEmptied: true)
    let written: [[UInt8]] = [[], [1, 2, 3], Array(repeating: 7, count: 100)]
    for block in written { try file.append(block) }
    #expect(try blocks(of: "f") == written)
    let whole = try folder.read("f")
    let starts = [0, 40, 83]
    for offset in whole.indices {
      var damaged = whole
      damaged[offset] ^= 1
      try folder.write(damaged, to: "g")
      let intact = starts.last { $0 <= offset }.flatMap { starts.firstIndex(of: $0) } ?? 0
      #expect(try blocks(of: "g") == Array(written[..<intact]), "byte \(offset)")
      try folder.write(Array(whole[..<offset]), to: "g")
      #expect(try blocks(of: "g") == Array(written[..<intact]), "cut at \(offset)")
    }
  }

  @Test("A body is where its block says, and a block at another place is none")
  func bodies() throws {
    let file = try BlockFile(Path("f"), in: Folder.open(folder.path()), isEmptied: true)
    let start = try file.append([1], body: [2, 3])
    #expect(try file.bytes(start..<start + 2) == [2, 3])
    let whole = try folder.read("f")
    try folder.write(whole + whole, to: "f")
    #expect(try blocks(of: "f") == [[1, 2, 3]])
  }

  @Test("A checksum changes with every bit, with the length and with the seed")
  func checksum() {
    for count in [0, 1, 7, 31, 32, 33, 64, 100] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      var seen: Set<UInt64> = [
        Digest.of(bytes[...]), Digest.of(bytes[...], seed: 1), Digest.of((bytes + [0])[...]),
      ]
      for bit in 0..<count * 8 {
        var other = bytes
        other[bit / 8] ^= 1 << UInt8(bit % 8)
        seen.insert(Digest.of(other[...]))
      }
      #expect(seen.count == 3 + count * 8, "\(count) bytes")
    }
  }
}
