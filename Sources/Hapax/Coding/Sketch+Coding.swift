// A sketch as bytes, and back: for documents that do not lie in memory.
//
// The bytes are those of the arrays, in the order in which they are declared. They are no format to keep: another version
// of the package, of ICU, other options or another byte order make other sketches, and whoever stores them stores
// `Sketch.codingVersion` and these beside them.

internal import CICU

extension Sketch {
  /// What tells whether bytes can be read: changes with the layout of the bytes, and with what sketches are made by.
  package static var codingVersion: String {
    "sketch 3, hash bits \(HashWidth.bits), seeds \(TokenHash.seed0) \(TokenHash.seed1), ICU \(cicu_icu_version()), "
      + "Unicode \(cicu_unicode_version()), "
      + "byte order \(UInt16(1) == UInt16(littleEndian: 1) ? "little" : "big")"
  }

  /// Adds the sketch.
  package func encode(to encoder: inout ByteEncoder) {
    let storage = content.storage
    encoder.append(hash)
    encoder.append(quarters)
    encoder.append(storage.layout.fingerprints)
    encoder.append(storage.layout.tokens)
    encoder.append(storage.layout.words.count)
    encoder.append(storage.layout.words.formBytes)
    encoder.append(storage.memory)
    encoder.append(places.starts)
    encoder.append(places.lengths)
    encoder.append(places.longLengths)
    encoder.append(lines.firstTokens)
    encoder.append(lines.signs)
    encoder.append(lines.tokenCount)
  }

  /// Reads a sketch; nil where the bytes are none.
  package init?(from decoder: inout ByteDecoder) {
    guard let hash = decoder.next(UInt64.self), let quarters = decoder.nextInt(),
      let fingerprints = decoder.nextInt(), let tokens = decoder.nextInt(), let words = decoder.nextInt(),
      let formBytes = decoder.nextInt(), let memory = decoder.nextArray(UInt32.self),
      let storage = SketchStorage(
        memory: memory,
        layout: SketchStorage.Layout(
          fingerprints: fingerprints, tokens: tokens,
          words: WordList.Layout(count: words, formBytes: formBytes))),
      let starts = decoder.nextArray(UInt32.self), let lengths = decoder.nextArray(UInt8.self),
      let longLengths = decoder.nextTable(UInt32.self), let firstTokens = decoder.nextArray(UInt32.self),
      let signs = decoder.nextTable(UInt64.self), let tokenCount = decoder.nextInt(),
      starts.count == lengths.count
    else { return nil }
    self.init(
      Content(
        storage: storage, hash: hash,
        places: TokenPlaces(starts: starts, lengths: lengths, longLengths: longLengths),
        lines: SketchLines(firstTokens: firstTokens, signs: signs, tokenCount: tokenCount),
        quarters: quarters))
  }

  /// Where the fingerprints of a sketch begin in its bytes.
  package static let fingerprintsOffset = 7 * 8

  /// So many fingerprints of a sketch that `decoder` stands before, and nothing else of it.
  package static func fingerprints(_ count: Int, from decoder: inout ByteDecoder) -> [UInt32]? {
    for _ in 0..<fingerprintsOffset / 8 where decoder.next(UInt64.self) == nil { return nil }
    var fingerprints: [UInt32] = []
    fingerprints.reserveCapacity(count)
    for _ in 0..<count {
      guard let fingerprint = decoder.next(UInt32.self) else { return nil }
      fingerprints.append(fingerprint)
    }
    return fingerprints
  }

  /// A sketch of no tokens, in place of one that can not be read.
  package static let empty = Sketch(
    Content(
      storage: .empty, hash: 0, places: TokenPlaces(), lines: SketchLines(), quarters: 0))
}

extension TokenPlaces {
  fileprivate init(starts: [UInt32], lengths: [UInt8], longLengths: [Int: UInt32]) {
    self.starts = starts
    self.lengths = lengths
    self.longLengths = longLengths
  }
}

extension SketchLines {
  fileprivate init(firstTokens: [UInt32], signs: [Int: UInt64], tokenCount: Int) {
    self.firstTokens = firstTokens
    self.signs = signs
    self.tokenCount = tokenCount
  }
}

extension ByteEncoder {
  /// Adds a table in the order of its keys, so that equal tables are equal bytes.
  fileprivate mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(_ table: [Int: Value]) {
    append(table.count)
    for (key, value) in table.sorted(by: { $0.key < $1.key }) {
      append(key)
      append(value)
    }
  }
}

extension ByteDecoder {
  fileprivate mutating func nextTable<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type
  ) -> [Int: Value]? {
    guard let count = nextCount() else { return nil }
    var table: [Int: Value] = [:]
    for _ in 0..<count {
      guard let key = nextInt(), let value = next(Value.self) else { return nil }
      table[key] = value
    }
    return table
  }
}
