import Testing

@testable import HapaxCorpus

@Suite("Compression") struct CompressionTests {
  private static let both: [Compression] = [.gzip, .zstandard]

  private func sample(_ count: Int) -> [UInt8] {
    var random = SplitMix64(seed: UInt64(count))
    return (0..<count).map { _ in UInt8.random(in: 97...104, using: &random) }
  }

  private func read(_ bytes: [UInt8], readSize: Int = 256 << 10) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let reader = try ByteReader(folder.write(bytes, to: "file"), readSize: readSize)
    var buffer = ByteBuffer()
    try reader.readAll(into: &buffer)
    return buffer.bytes
  }

  @Test("What was compressed is read back, of every size", arguments: both)
  func roundTrip(compression: Compression) throws {
    for count in [0, 1, 4, 1000, 65535, 65536, 65537, 700_000] {
      let bytes = sample(count)
      let packed = try compression.compress(bytes)
      #expect(Compression(magic: packed) == compression)
      #expect(try read(packed) == bytes)
      if count <= 1000 { for size in 1...40 { #expect(try read(packed, readSize: size) == bytes) } }
    }
  }

  @Test("Members in a row are one text", arguments: both)
  func joinsMembers(compression: Compression) throws {
    let packed =
      try compression.compress(sample(1000)) + compression.compress([]) + compression.compress(sample(7))
    #expect(try read(packed) == sample(1000) + sample(7))
    for size in 1...40 { #expect(try read(packed, readSize: size) == sample(1000) + sample(7)) }
  }

  @Test("A file cut short anywhere is an error that names the file and the byte", arguments: both)
  func noticesTruncation(compression: Compression) throws {
    let packed = try compression.compress(sample(500))
    for length in 4..<packed.count {
      do {
        _ = try read(Array(packed[..<length]))
        Issue.record("nothing noticed at \(length) of \(packed.count)")
      } catch CorpusError.compression(_, let offset, let reason) {
        #expect(offset == length)
        #expect(reason.hasSuffix("data ends early"))
      }
    }
  }

  @Test("Damage in the middle is an error, not another text", arguments: both)
  func noticesDamage(compression: Compression) throws {
    let bytes = sample(5000)
    let packed = try compression.compress(bytes)
    for at in stride(from: 12, to: packed.count, by: 37) {
      var damaged = packed
      damaged[at] ^= 0x55
      #expect(throws: CorpusError.self) { _ = try read(damaged) }
    }
  }

  @Test("Text behind the last member is an error", arguments: both)
  func refusesTrailingBytes(compression: Compression) throws {
    #expect(throws: CorpusError.self) {
      _ = try read(compression.compress(sample(10)) + Array("garbage".utf8))
    }
  }
}
