import Testing

@testable import Hapax

/// A random text generator: SplitMix64 (Steele, Lea, Flood 2014), seeded.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Writes texts with one set of options, and checks what must hold for each of them.
struct WritingHarness {
  let decoding: Options.Decoding
  let options: Options.Normalization
  let fast: Writer
  let exact: Writer

  init(
    _ options: Options.Normalization = .init(), _ decoding: Options.Decoding = .init()
  ) throws {
    self.decoding = decoding
    self.options = options
    fast = try Writer(decoding, options)
    var slow = fast
    slow.usesFastPath = false
    exact = slow
  }

  struct Result {
    var output: [UInt8]
    var edits: Edits
    var isUnchanged: Bool
    var encoding: Cleaned.Encoding?

    var text: String { String(decoding: output, as: UTF8.self) }
    var reasons: [Edit.Reason] { edits.rows.map(\.reason) }
  }

  func write(_ input: [UInt8], with writer: Writer? = nil) -> Result {
    var scratch = WriterScratch()
    return write(input, with: writer, using: &scratch)
  }

  func write(_ input: [UInt8], with writer: Writer? = nil, using scratch: inout WriterScratch) -> Result {
    // SAFETY: the pointer is used inside the closure only.
    unsafe input.withUnsafeBufferPointer { buffer in
      let written = unsafe (writer ?? fast).write(buffer, using: &scratch)
      var edits = written.edits
      // As the cleaner does in the end.
      edits.coalesce()
      unsafe edits.recordRemoved(from: buffer)
      return Result(
        output: written.utf8 ?? input, edits: edits, isUnchanged: written.utf8 == nil,
        encoding: written.encoding)
    }
  }

  func write(_ text: String) -> Result { write(Array(text.utf8)) }

  /// What is wrong with the written form of an input; nil when every promise holds.
  func complaint(about input: [UInt8], using scratch: inout WriterScratch, twin: Bool = true) -> String? {
    let result = write(input, using: &scratch)
    let slow = write(input, with: exact, using: &scratch)
    if result.output != slow.output { return "fast \(result.output) exact \(slow.output)" }
    if result.edits != slow.edits { return "edits: fast \(result.edits.rows) exact \(slow.edits.rows)" }
    if (try? result.edits.applied(to: input)) != result.output {
      return "applied edits do not give the output"
    }
    if (try? result.edits.undone(from: result.output)) != input {
      return "undone edits do not give the input"
    }
    if result.isUnchanged != result.edits.isEmpty { return "nil output and edits" }
    if let complaint = complaint(aboutRows: result.edits.rows) { return complaint }
    if twin {
      let expected = NaiveWrittenForm(decoding: decoding, options: options).write(input)
      if result.output != expected { return "output \(result.output) twin \(expected)" }
    }
    let again = write(result.output, using: &scratch)
    if !again.isUnchanged { return "second pass: \(result.output) to \(again.output)" }
    return complaint(aboutForm: result.output)
  }

  private func complaint(aboutRows rows: [Edits.Row]) -> String? {
    for (row, next) in zip(rows, rows.dropFirst()) {
      if row.range.upperBound > next.range.lowerBound { return "rows overlap: \(row), \(next)" }
      if row.range.upperBound == next.range.lowerBound, row.reason == next.reason { return "rows not joined" }
    }
    return nil
  }

  private func complaint(aboutForm output: [UInt8]) -> String? {
    if String(validating: output, as: UTF8.self) == nil { return "ill-formed output" }
    switch options.form {
    case .none: return nil
    case .nfc: return ICUNormalizer(.nfc)?.isNormalized(output) == true ? nil : "not NFC: \(output)"
    case .nfkc: return ICUNormalizer(.nfkc)?.isNormalized(output) == true ? nil : "not NFKC: \(output)"
    }
  }
}

extension Options.Normalization {
  /// Options from the bits of a number: each rule on or off, and the form.
  init(bits: UInt64) {
    self.init()
    form = [.none, .nfc, .nfkc, .nfc][Int(bits & 3)]
    unifiesLineEnds = bits & 4 == 0
    trimsTrailingWhitespace = bits & 8 == 0
    collapsesBlankLines = bits & 16 == 0
    trimsBlankEdges = bits & 32 == 0
    dropsInvisibles = bits & 64 == 0
    dropsControls = bits & 128 == 0
    foldsQuotes = bits & 256 != 0
    foldsDashes = bits & 512 != 0
    foldsSpaces = bits & 1024 != 0
    decodesEntities = bits & 2048 != 0
    dropsUnbalancedBidi = bits & 4096 != 0
  }
}
