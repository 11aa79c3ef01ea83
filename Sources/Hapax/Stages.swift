/// The line's stages one by one, as `Cleaner` calls them: for measuring each, and for nothing else.
///
/// Every call goes from the left end of the line to its own stage, so the cost of a stage is the difference to the one
/// before. Benchmarks see it by `@_spi(Stages) import Hapax`; it is no promise to anyone.
@_spi(Stages)
public struct Stages: ~Copyable {
  private let options: Options
  private let writer: Writer
  private var scratch = WriterScratch()
  private var tokens = Tokens()
  private var seeds = Seeds()
  private var matcher = Matcher()

  /// - Throws: `OptionsError` when an option is out of its range.
  public init(_ options: Options = .standard) throws(OptionsError) {
    try options.validate()
    self.init(options, writer: try Writer(options.decoding, options.normalization))
  }

  private init(_ options: Options, writer: Writer) {
    self.options = options
    self.writer = writer
  }
}

@_spi(Stages)
extension Stages {
  /// Decodes and normalizes any input; returns the bytes of its written form.
  public mutating func write(_ input: [UInt8]) -> Int {
    // SAFETY: the writer keeps no pointer into the input.
    let written = unsafe input.withUnsafeBufferPointer { unsafe writer.write($0, using: &scratch) }
    return written.utf8?.count ?? input.count
  }

  /// Cuts text in its written form into tokens, folded and hashed; returns their number.
  public mutating func tokens(_ text: [UInt8]) -> Int {
    // SAFETY: the tokens keep no pointer into the text.
    unsafe text.withUnsafeBufferPointer { unsafe tokens.read($0) }
    return tokens.count
  }

  /// Cuts tokens and finds their seeds; returns the seeds' number.
  public mutating func seeds(_ text: [UInt8]) -> Int {
    _ = tokens(text)
    seeds.find(in: tokens, options.fingerprinting)
    return seeds.count
  }

  /// Cuts tokens, finds their seeds, and grows matches from them; returns the matches' number.
  public mutating func matches(_ text: [UInt8]) -> Int {
    _ = seeds(text)
    // SAFETY: the tokens keep no pointer into the text.
    unsafe text.withUnsafeBufferPointer {
      unsafe matcher.find(in: &tokens, of: $0, seeds, options.fingerprinting, options.matching)
    }
    return matcher.matches.count
  }
}
