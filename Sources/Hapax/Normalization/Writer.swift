/// The written form of one input: what is given back, before repeats are looked for.
struct Written {
  /// The text; nil when the input is its own written form, which is the common case and takes no copy.
  var utf8: [UInt8]?
  /// Rows on the input as given. What they remove is recorded later, with that of the other stages.
  var edits: Edits
  /// The charset that the input was read in, where it is not UTF-8 as it stands.
  var encoding: Cleaned.Encoding?
}

/// Memory for writing, one per thread. Nothing in it changes a result.
struct WriterScratch {
  fileprivate var exact = ExactWriter()
  fileprivate var vectors: CleanVectors

  /// - Parameter loop: Another one than the best for proofs.
  init(_ loop: CleanVectors.Loop = .best) { vectors = CleanVectors(loop) }
}

/// Decodes inputs and brings them into their written form.
///
/// Text is proven clean in long stretches by `CleanScanner`, which makes nothing. Where it can not go on,
/// `ExactWriter` takes over at the last plain character before, and hands back at the next one after which nothing
/// waits. Both together give edits; the text is made of the input and the edits, at the end, and only if there is one.
///
/// - Complexity: O(*n*) in the bytes of the input, whatever it is.
struct Writer: Sendable {
  private let encoding: TextEncoding
  private let rules: WritingRules
  /// Off, everything goes through `ExactWriter`, with the same result. For proofs.
  var usesFastPath = true

  /// - Throws: `OptionsError.unknownEncoding`, or `.missingData` when ICU has no data for the normal form.
  init(_ decoding: Options.Decoding, _ normalization: Options.Normalization) throws(OptionsError) {
    encoding = try TextEncoding(named: decoding.encoding)
    rules = WritingRules(normalization, decoding)
    if normalization.form != .none, rules.normalizer == nil { throw .missingData }
  }

  /// The writer that options ask for.
  ///
  /// - Throws: As above.
  init(_ options: Options) throws(OptionsError) {
    try self.init(options.decoding, options.normalization)
    usesFastPath = options.usesFastPaths
  }
}

extension Writer {
  /// Writes one input.
  func write(_ input: UnsafeBufferPointer<UInt8>, using scratch: inout WriterScratch) -> Written {
    // SAFETY: the buffer is the caller's for the time of the call, and nothing here keeps it.
    guard let transcoded = unsafe encoding.transcode(input) else {
      let edits = unsafe writeUTF8(input, using: &scratch)
      return unsafe Written(
        utf8: edits.isEmpty ? nil : edits.output(from: input), edits: edits, encoding: nil)
    }
    // SAFETY: the pointer is used inside the closure only.
    let (text, second) = unsafe transcoded.utf8.withUnsafeBufferPointer { text in
      let edits = unsafe writeUTF8(text, using: &scratch)
      return unsafe (edits.isEmpty ? nil : edits.output(from: text), edits)
    }
    // Not joined yet: a repeat that is removed later must not take its neighbours' characters along.
    let edits = transcoded.edits.followed(by: second)
    let utf8 = edits.isEmpty ? nil : text ?? transcoded.utf8
    return Written(utf8: utf8, edits: edits, encoding: transcoded.encoding)
  }

  private func writeUTF8(_ text: UnsafeBufferPointer<UInt8>, using scratch: inout WriterScratch) -> Edits {
    scratch.exact.begin(rules)
    scratch.vectors.begin(rules)
    // SAFETY: the run keeps the buffer for the time of this call only.
    var run = unsafe WritingRun(text, rules, usesFastPath: usesFastPath)
    run.write(with: &scratch.exact, &scratch.vectors)
    scratch.exact.finish()
    let edits = scratch.exact.edits
    scratch.exact.edits = Edits()
    return edits
  }
}

/// One pass over one text in UTF-8.
@safe private struct WritingRun {
  // SAFETY: the buffer outlives the run; offsets are compared with its count before it is read.
  private let text: UnsafeBufferPointer<UInt8>
  private let rules: WritingRules
  private let scanner: CleanScanner?
  private var hasWindows1252: Bool?
  private var hasLowBytes: Bool?
  /// Code points to take exactly before the scanner is tried again.
  private var patience = 0
  private var backOff = 1

  init(_ text: UnsafeBufferPointer<UInt8>, _ rules: WritingRules, usesFastPath: Bool) {
    unsafe self.text = text
    self.rules = rules
    scanner = unsafe usesFastPath ? CleanScanner(text, rules) : nil
  }

  mutating func write(with exact: inout ExactWriter, _ vectors: inout CleanVectors) {
    let count = unsafe text.count
    var at = 0
    if count >= 3, unsafe text[0] == 0xEF, unsafe text[1] == 0xBB, unsafe text[2] == 0xBF {
      exact.remove(0..<3, .byteOrderMark)
      at = 3
    }
    while at < count {
      let decoded = unsafe UTF8Decoding.decode(text, at: at)
      let traits = rules.traits[decoded.scalar]
      if patience <= 0, let scanner, decoded.isWellFormed, traits.isDisjoint(with: rules.stops),
        exact.isSettled
      {
        exact.settle()
        let end = skipClean(from: at, scanner, &exact, &vectors)
        adjustPatience(end - at)
        if end > at {
          at = end
          continue
        }
      }
      patience -= 1
      take(decoded, traits, at: at, with: &exact)
      at += decoded.length
    }
  }

  /// Passes over clean text, and over the line ends in it that change in the plainest way.
  private func skipClean(
    from start: Int, _ scanner: CleanScanner, _ exact: inout ExactWriter, _ vectors: inout CleanVectors
  ) -> Int {
    var stretch = scanner.stretch(from: start, using: &vectors)
    while let lineEnd = scanner.plainLineEnd(behind: stretch) {
      for index in 0..<2 {
        guard let ending = lineEnd.endings[index] else { break }
        exact.remove(ending.blanks, .trailingWhitespace)
        exact.remove(ending.carriageReturn, .lineEnd)
      }
      stretch = scanner.stretch(from: lineEnd.next, using: &vectors)
    }
    return stretch.end
  }

  /// Where clean stretches are short, the scanner is tried less often.
  private mutating func adjustPatience(_ advance: Int) {
    backOff = advance >= 16 ? 1 : min(backOff * 2, 64)
    patience = backOff
  }

  @inline(__always)
  private mutating func take(
    _ decoded: DecodedScalar, _ traits: CharacterTraits, at offset: Int, with exact: inout ExactWriter
  ) {
    var unit = Unit(
      scalar: decoded.scalar, reason: decoded.isWellFormed ? nil : .invalidUTF8, start: offset,
      end: offset + decoded.length)
    if traits.contains(.canBeHalf), isHalfLetter(at: offset) {
      unit.scalar = Unit.untouched
      exact.take(unit, [])
    } else if traits.contains(.isC1), rules.repairsWindows1252,
      let character = Windows1252.character(for: decoded.scalar), decoded.scalar != 0x85 || isEllipsis()
    {
      unit.scalar = character
      unit.reason = .windows1252
      exact.take(unit, rules.traits[character])
    } else if traits.contains(.isControl), rules.repairsLowBytes,
      let character = LowBytes.character(for: decoded.scalar), areLowBytes()
    {
      unit.scalar = character
      unit.reason = .lowByte
      exact.take(unit, rules.traits[character])
    } else {
      exact.take(unit, traits)
    }
  }

  /// Whether the code point at an offset is half a letter of text that was encoded twice.
  private func isHalfLetter(at offset: Int) -> Bool {
    unsafe DoubleEncoding.covers(offset, of: text) {
      rules.traits[$0].isDisjoint(with: rules.mapped)
    }
  }

  /// Whether controls of this text are what is left of quotes and dashes.
  private mutating func areLowBytes() -> Bool {
    if let hasLowBytes { return hasLowBytes }
    let found = unsafe LowBytes.occur(in: text)
    hasLowBytes = found
    return found
  }

  /// What U+0085 is in this text.
  private mutating func isEllipsis() -> Bool {
    if let hasWindows1252 { return hasWindows1252 }
    let found = unsafe Windows1252.occurs(in: text)
    hasWindows1252 = found
    return found
  }
}

extension Edits {
  /// The output that these edits make of `input`, before what they remove is recorded.
  fileprivate func output(from input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var kept = input.count
    for row in rows { kept -= row.range.count }
    output.reserveCapacity(kept + replacements.count)
    var at = 0
    for index in rows.indices {
      // SAFETY: rows are ascending and inside the input that they were made from.
      unsafe output.append(contentsOf: input[at..<rows[index].range.lowerBound])
      output.append(contentsOf: replacements[replacementRange(index)])
      at = rows[index].range.upperBound
    }
    unsafe output.append(contentsOf: input[at...])
    return output
  }
}
