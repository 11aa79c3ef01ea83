/// The line's stages one by one, as `Cleaner` calls them: for measuring each, and for nothing else.
///
/// Every call goes from the left end of the line to its own stage, so the cost of a stage is the difference to the one
/// before. Benchmarks see it by `@_spi(Stages) import Hapax`; it is no promise to anyone.
@_spi(Stages)
public struct Stages: ~Copyable {
  private let options: Options
  private let writer: Writer
  private var scratch = WriterScratch()
  private var folder: FoldedForm
  private var tokens = Tokens()
  private var seeds = Seeds()
  private var matcher = Matcher()

  /// - Throws: `OptionsError` when an option is out of its range.
  public init(_ options: Options = .standard) throws(OptionsError) {
    try options.validate()
    let writer = try Writer(options)
    self.init(options, writer: writer, folder: try FoldedForm())
  }

  private init(_ options: Options, writer: Writer, folder: consuming FoldedForm) {
    self.options = options
    self.writer = writer
    self.folder = folder
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

  /// Brings any input into its folded form; returns the form's bytes.
  public mutating func fold(_ input: [UInt8]) -> Int { folder.fold(input.span) }

  /// Cuts text in its written form into tokens, folded and hashed; returns their number.
  public mutating func tokens(_ text: [UInt8]) -> Int {
    // SAFETY: the tokens keep no pointer into the text.
    unsafe text.withUnsafeBufferPointer { unsafe tokens.read($0, usesFastPath: options.usesFastPaths) }
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

  /// The names of the loops by which texts can be folded here. All make the same forms.
  public static var foldPaths: [String] {
    FoldedForm.Path.allCases.filter { path in
      switch path {
      case .wide: FoldVectors.hasWide
      case .narrow: FoldVectors.hasNarrow
      case .lanes, .characters: true
      }
    }.map(\.rawValue)
  }

  /// A folder that takes one of `foldPaths`; nil for another name.
  public static func folder(_ path: String) -> FoldedForm? {
    FoldedForm.Path(rawValue: path).map { FoldedForm(path: $0) }
  }

  /// The hashes of a text's tokens, for `rollingHashes(of:)`.
  public mutating func hashes(of text: [UInt8]) -> [UInt64] {
    (0..<tokens(text)).map { tokens.hash($0) }
  }

  /// Rolls a window of five tokens over their hashes; returns all windows' hashes, combined.
  public static func rollingHashes(of hashes: [UInt64]) -> UInt64 {
    var window = RollingHash()
    var all: UInt64 = 0
    for (index, hash) in hashes.enumerated() {
      window.append(hash)
      if window.width == 5 {
        all ^= window.value
        window.removeFirst(hashes[index - 4])
      }
    }
    return all
  }
}
