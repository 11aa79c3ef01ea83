internal import CHapaxCorpus

/// How much memory a run may take, and what each part of it gets.
///
/// The bound is one of resident memory. What a document needs as long as the run lasts can not be spilled, nor what is done
/// with one document at a time: where these do not fit, the run ends with an error rather than go beyond.
public struct MemoryBound: Hashable, Sendable {
  public let bytes: Int
  /// What judging has, whatever the documents; for tests, whose corpora are smaller than any bound.
  var forced: Judging?

  /// The smallest bound.
  public static let least = 64 << 20
  /// The program, its libraries and tables.
  private static let base = 28 << 20
  /// The parser, the text as it came and as it is written, its tokens, seeds and sketch, in bytes for each byte of a
  /// record.
  static let perInputByte = 24
  /// A document's place, id and verdict.
  static let perDocument = 420

  /// - Throws: `CorpusError.usage` below the least.
  public init(bytes: Int) throws(CorpusError) {
    guard bytes >= Self.least else {
      throw .usage("--memory takes \(Self.text(Self.least)) or more, not \(Self.text(bytes))")
    }
    self.bytes = bytes
  }

  /// Reads a size: a number of bytes, or of K, M, G or T of them, steps of 1,024.
  public init(_ text: String) throws(CorpusError) {
    var digits = text.uppercased()[...]
    var factor = 1
    if let unit = digits.last, let power = "KMGT".firstIndex(of: unit) {
      factor = 1 << (10 * ("KMGT".distance(from: "KMGT".startIndex, to: power) + 1))
      digits.removeLast()
    }
    guard let number = Double(digits), number >= 0, number * Double(factor) < 0x1p60,
      digits.allSatisfy({ $0.isNumber || $0 == "." })
    else { throw .usage("--memory takes a size such as 512M or 1.5G, not \(text)") }
    try self.init(bytes: Int(number * Double(factor)))
  }

  /// In the largest unit that leaves it whole, as it is given on the command line.
  static func text(_ bytes: Int) -> String {
    for (unit, size) in [("G", 1 << 30), ("M", 1 << 20), ("K", 1 << 10)]
    where bytes >= size && bytes % size == 0 {
      return "\(bytes / size)\(unit)"
    }
    return bytes < 1 << 20 ? "\(bytes)" : "\(inMegabytes(bytes))M"
  }

  /// Rounded up.
  static func inMegabytes(_ bytes: Int) -> Int { (bytes + (1 << 20) - 1) >> 20 }

  public var description: String { Self.text(bytes) }
}

extension MemoryBound {
  private var free: Int { bytes - Self.base }

  /// The longest record or text that can be read.
  var longestInput: Int { Swift.max(Self.smallInput, free / 3 / Self.perInputByte) }

  /// A longer piece of the inputs may hold one long document. Such are worked on one at a time, in memory that is given up
  /// behind each: what every thread keeps for its next document would add up.
  static let smallInput = 768 << 10
  /// The same of sketches, which take less than three bytes for each of a text.
  static let smallSketch = 3 * smallInput

  /// As many threads as there is room for, each at a document that is not long.
  func threads(of wanted: Int) -> Int {
    Swift.max(1, Swift.min(wanted, free / 2 / (Self.smallInput * Self.perInputByte)))
  }

  /// How many bytes of inputs may be on their way through the threads at once, in the passes over the inputs.
  var bytesOnTheWay: Int { Swift.max(1 << 20, Swift.min(32 << 20, free / 24)) }

  /// What judging can have.
  struct Judging: Hashable {
    /// Postings, together with what is made to read and write them.
    let postings: Int
    /// Sketches that were read.
    let sketches: Int
  }

  /// - Throws: `CorpusError.beyondMemory` where so many documents do not leave enough.
  func judging(documents: Int) throws(CorpusError) -> Judging {
    if let forced { return forced }
    let fixed = documents * Self.perDocument
    let rest = free - fixed
    let least = 24 << 20
    guard rest >= least else {
      throw .beyondMemory(
        what: "\(Numbers.grouped(documents)) documents", needed: Self.base + fixed + least, bound: bytes)
    }
    return Judging(postings: rest / 5 * 2, sketches: rest / 5)
  }

  /// Gives freed memory back to the system, so that the next pass does not have its own beside it.
  static func giveBack() { chc_memory_give_back() }

  /// Keeps the allocator from holding on to what is freed. For programs, not for libraries: the allocator is the process's.
  public static func tuneAllocator() {
    chc_memory_keep_little()
  }
}

extension MemoryBound {
  /// Checks that a record or a text of which so many bytes are read fits.
  func check(_ count: Int, of path: Path, line: Int?) throws(CorpusError) {
    guard count > longestInput else { return }
    let place = line.map { "\(path), at or behind line \($0)" } ?? "\(path)"
    throw .beyondMemory(
      what: "\(place): a document of more than \(Numbers.grouped(longestInput)) bytes",
      needed: Self.base + 3 * count * Self.perInputByte, bound: bytes)
  }
}
