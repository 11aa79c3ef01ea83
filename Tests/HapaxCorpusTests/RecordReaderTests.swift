import Testing

@testable import HapaxCorpus

@Suite("Record reader") struct RecordReaderTests {
  static let files: [[UInt8]] = [
    "", "\n", "\n\n", "a", "a\n", "a\nb", "a\r\nb\r\n", "\u{FEFF}a\n\nbc\n",
    "a\n" + String(repeating: "long ", count: 40),
    String(repeating: "x", count: 200) + "\n", "{\"text\":\"é😀\"}\n{\"text\":\"\"}\r\n",
  ].map { Array($0.utf8) }

  private func chunks(_ file: [UInt8], readSize: Int, chunkSize: Int) throws -> [Chunk] {
    let folder = try TemporaryFolder()
    let path = try folder.write(file, to: "file")
    let reader = RecordReader(try ByteReader(path, readSize: readSize), chunkSize: chunkSize)
    var chunks: [Chunk] = []
    while let chunk = try reader.next() { chunks.append(chunk) }
    #expect(try reader.next() == nil)
    return chunks
  }

  @Test(
    "Chunks of every size from 1 to 64 bytes are whole lines, numbered, and together the file",
    arguments: files)
  func cutsAtLines(file: [UInt8]) throws {
    let lines =
      file.isEmpty ? [] : file.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    for size in 1...64 {
      let chunks = try chunks(file, readSize: size, chunkSize: size)
      #expect(chunks.flatMap(\.bytes.bytes) == file)
      #expect(chunks.dropLast().allSatisfy { $0.bytes.bytes.last == 0x0A })
      for chunk in chunks {
        chunk.forEachEntry { line in
          let expected = lines[line.number - 1]
          let mark = line.number == 1 && expected.starts(with: Format.byteOrderMark) ? 3 : 0
          #expect(chunk.bytes[line.content] == Array(expected.dropFirst(mark)))
          return true
        }
      }
    }
  }

  @Test("A chunk is at least as long as was asked for, unless it is the last")
  func fillsChunks() throws {
    let file = Array(String(repeating: "line of text\n", count: 1000).utf8)
    let chunks = try chunks(file, readSize: 100, chunkSize: 1000)
    #expect(chunks.count > 5)
    #expect(chunks.dropLast().allSatisfy { $0.bytes.count >= 900 })
  }

  @Test("A line longer than every buffer comes whole")
  func growsForLongLines() throws {
    let long = Array(repeating: UInt8(ascii: "x"), count: 1_000_000)
    let chunks = try chunks(
      Array("a\n".utf8) + long + Array("\nb".utf8), readSize: 256 << 10, chunkSize: 512 << 10)
    #expect(chunks.flatMap(\.bytes.bytes).count == 1_000_004)
    #expect(chunks.contains { $0.bytes.count >= 1_000_000 })
  }

  @Test("Blank lines are told from records, whatever blanks they hold")
  func tellsBlankLines() throws {
    let chunk = try #require(chunks(Array("\n \t\r\n{}\n".utf8), readSize: 64, chunkSize: 64).first)
    var blank: [Bool] = []
    chunk.forEachEntry { line in
      blank.append(line.isBlank)
      return true
    }
    #expect(blank == [true, true, false])
  }

  @Test(
    "Entries of tables and WARC are whole in chunks of every size, and numbered and counted through the file",
    arguments: [
      (Format.csv, "\u{FEFF}id,text\r\n\r\n1,\"a\n\nb\"\r\n\"2\",\"\"\"\n\"\n3,c", [1, 2, 3, 6, 8]),
      (.csv, "\n\ntext\n\n\"\"\n\"\n\"", [1, 2, 3, 4, 5, 6]),
      (.tsv, "id\ttext\n1\t\"a\r\n\n2\tb\n", [1, 2, 3, 4]),
      (.warc, WARCTests.sample(["a\n", "b"]), [1, 2, 3, 4, 5, 6, 7]),
    ])
  func cutsAtRecords(format: Format, text: String, lines: [Int]) throws {
    let folder = try TemporaryFolder()
    let file = Array(text.utf8)
    let path = try folder.write(file, to: "file")
    for size in Array(1...64) + [1000] {
      let reader = RecordReader(try ByteReader(path, readSize: size), format: format, chunkSize: size)
      var (found, numbers, bytes): ([Int], [Int], [UInt8]) = ([], [], [])
      while let chunk = try reader.next() {
        #expect(chunk.offset == bytes.count)
        chunk.forEachEntry { entry in
          found.append(entry.line)
          numbers.append(entry.number)
          bytes += chunk.bytes[entry.whole]
          return true
        }
      }
      #expect(bytes == file && found == lines && numbers == Array(1...lines.count), "size \(size)")
    }
  }
}
