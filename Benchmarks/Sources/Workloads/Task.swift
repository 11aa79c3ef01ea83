@_spi(Stages) import Hapax
import ICUYardstick

/// One piece of work on documents: what is timed, and the proof that it did what it says.
public struct Task: Sendable {
  /// `stage/what`, with the stages' names and order of the engine.
  public let name: String
  /// Checks the whole answer once, untimed, and gives the work that is timed.
  let prepare: @Sendable (Input) throws -> Prepared
}

/// Work that is ready to be timed.
public struct Prepared {
  /// What one run reads.
  public let byteCount: Int
  /// Runs once, and returns the bytes or items that came out.
  public let run: () -> Int
  /// What `run` returns when it is right: fast and wrong fails.
  public let answer: Int
}

/// An answer that is not the right one.
public struct WrongAnswer: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}

extension Task {
  /// The same work under another name, for another kind of input.
  func named(_ name: String) -> Task { Task(name: name, prepare: prepare) }
}

// MARK: - Yardsticks

extension Task {
  /// memcpy of each document: the ceiling.
  static let copy = Task(name: "memory/copy") { input in
    let target = Scratch(for: input)
    for document in input.documents {
      guard target.copy(document) == document.count, target.bytes(document.count) == document else {
        throw WrongAnswer("memcpy")
      }
    }
    return Prepared(
      byteCount: input.byteCount, run: { input.documents.reduce(0) { $0 + target.copy($1) } },
      answer: input.byteCount)
  }

  /// ICU's `Normalizer2::normalizeUTF8`. Proof: its output, normalized, is itself.
  static func icu(_ name: String, form: Int, countsEdits: Bool = false) -> Task {
    Task(name: "normalize/icu-\(name)") { input in
      let target = Scratch(for: input)
      var answer = 0
      for document in input.documents {
        let count = target.write(document, form: form, countsEdits: false)
        guard count > 0, let once = target.bytes(count) else { throw WrongAnswer("ICU failed") }
        guard target.write(once, form: form, countsEdits: true) == count, target.bytes(count) == once else {
          throw WrongAnswer("ICU's normal form is not normal")
        }
        answer += count
      }
      return Prepared(
        byteCount: input.byteCount,
        run: {
          input.documents.reduce(0) { $0 + target.write($1, form: form, countsEdits: countsEdits) }
        }, answer: answer)
    }
  }

  /// ICU's `isNormalizedUTF8`, for NFC. Proof: clean documents are, and with a decomposed letter they are not.
  static let icuIsNFC = Task(name: "normalize/icu-is-nfc") { input in
    @Sendable func isNFC(_ document: [UInt8]) -> Bool {
      // SAFETY: ICU reads `count` bytes and keeps no pointer.
      unsafe document.withUnsafeBufferPointer {
        unsafe yardstick_is_normalized(Int32(YARDSTICK_NFC), $0.baseAddress, $0.count)
      }
    }
    guard input.documents.allSatisfy({ isNFC($0) && !isNFC($0 + Array("e\u{301}".utf8)) }) else {
      throw WrongAnswer("ICU on NFC")
    }
    return Prepared(
      byteCount: input.byteCount, run: { input.documents.count(where: isNFC) }, answer: input.documents.count)
  }
}

/// Room for the yardsticks' output, as long as the longest document needs.
@safe private final class Scratch {
  private let target: UnsafeMutableBufferPointer<UInt8>

  init(for input: Input) {
    // NFKC_Casefold makes at most 18 scalars of one; three times the length is ample for prose, and ICU checks it.
    let longest = input.documents.lazy.map(\.count).max() ?? 0
    unsafe target = .allocate(capacity: longest * 3 + 64)
    unsafe target.initialize(repeating: 0)
  }

  deinit {
    unsafe target.deallocate()
  }

  func copy(_ document: [UInt8]) -> Int {
    // SAFETY: the target is longer than the longest document.
    unsafe document.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(target).copyMemory(from: $0) }
    return document.count
  }

  func write(_ document: [UInt8], form: Int, countsEdits: Bool) -> Int {
    var edits = 0
    // SAFETY: ICU reads `count` bytes, writes at most `target.count`, and keeps no pointer.
    return unsafe document.withUnsafeBufferPointer { source in
      unsafe withUnsafeMutablePointer(to: &edits) { edits in
        unsafe yardstick_write(
          Int32(form), source.baseAddress, source.count, target.baseAddress, target.count,
          countsEdits ? edits : nil)
      }
    }
  }

  /// The first `count` bytes of what was written, or nil when they did not fit.
  func bytes(_ count: Int) -> [UInt8]? {
    unsafe count <= target.count ? Array(target[..<count]) : nil
  }
}

// MARK: - The whole line

extension Task {
  /// The whole line. Proof: the expected text where there is one, and edits that lead there and back, byte for byte.
  public static func clean(_ name: String, options: Options = .standard) -> Task {
    Task(name: "clean/\(name)") { input in
      let line = try Line(options)
      var answer = 0
      for (index, document) in input.documents.enumerated() {
        let cleaned = line.clean(document)
        if let expected = input.expected, cleaned.utf8 != expected[index] {
          throw WrongAnswer(
            "document \(index): \(cleaned.utf8.count) bytes left, not \(expected[index].count)")
        }
        guard try cleaned.edits.applied(to: document) == cleaned.utf8,
          try cleaned.edits.undone(from: cleaned.utf8) == document
        else { throw WrongAnswer("document \(index): the edits do not lead there and back") }
        answer += cleaned.utf8.count
      }
      return Prepared(
        byteCount: input.byteCount,
        run: { input.documents.reduce(0) { $0 + line.clean($1).utf8.count } }, answer: answer)
    }
  }
}

// MARK: - The engine's stages

extension Task {
  /// The written form of any bytes. Proof: clean text keeps its length.
  static let written = stage("normalize/written") {
    $0.write($1)
  } proof: { document, count in
    count == document.count
  }

  /// The folded form of any bytes. Proof: ICU's NFKC_Casefold of the whole text, its punctuation folded by lists of our own.
  static let folded = stage("normalize/folded") {
    $0.fold($1)
  } proof: { document, count in
    guard let expected = FoldedTwin.fold(document), count == expected.count else { return false }
    return (try? FoldedForm.of(document)) == expected
  }

  /// The folded form by one of the loops that make it. Proof: as above.
  static func folded(by path: String) -> Task {
    Task(name: "normalize/folded-\(path)") { input in
      guard let folder = Stages.folder(path) else { throw WrongAnswer("there is no such loop") }
      let line = FoldingLine(folder)
      var answer = 0
      for (index, document) in input.documents.enumerated() {
        answer += line.fold(document)
        guard line.folded == FoldedTwin.fold(document) else { throw WrongAnswer("document \(index)") }
      }
      return Prepared(
        byteCount: input.byteCount, run: { input.documents.reduce(0) { $0 + line.fold($1) } },
        answer: answer)
    }
  }

  /// A window of five tokens rolled over their hashes, which are at hand. Proof: of each text another value.
  static let rollingHash = Task(name: "fingerprint/rolling-hash") { input in
    var stages = try Stages()
    let hashes = input.documents.map { stages.hashes(of: $0) }
    let values = hashes.map(Stages.rollingHashes)
    guard Set(values).count == values.count else { throw WrongAnswer("two texts roll to the same") }
    let answer = values.reduce(0) { $0 ^ Int(truncatingIfNeeded: $1) }
    return Prepared(
      byteCount: input.byteCount,
      run: { hashes.reduce(0) { $0 ^ Int(truncatingIfNeeded: Stages.rollingHashes(of: $1)) } }, answer: answer
    )
  }

  /// Tokens of written text, folded and interned. Proof: as many as the score counts, with code of its own.
  static let tokens = stage("segment/tokens") {
    $0.tokens($1)
  } proof: { document, count in
    var words = Words()
    return words.numbered(in: document).count + Words.otherHumps(in: document) == count
  }

  /// Tokens and their seeds. Proof: a seed begins at each token but the last, whose windows the text's end cuts short.
  static let seeds = stage("fingerprint/seeds") {
    $0.seeds($1)
  } proof: { document, count in
    var words = Words()
    return (4..<24).contains(words.numbered(in: document).count + Words.otherHumps(in: document) - count)
  }

  /// Tokens, seeds and matches. Proof: clean text has none.
  static let matches = stage("match/matches") {
    $0.matches($1)
  } proof: { _, count in
    count == 0
  }

  private static func stage(
    _ name: String, _ work: @escaping @Sendable (inout Stages, [UInt8]) -> Int,
    proof: @escaping @Sendable (_ document: [UInt8], _ count: Int) -> Bool
  ) -> Task {
    Task(name: name) { input in
      let line = StagedLine(try Stages())
      var answer = 0
      for (index, document) in input.documents.enumerated() {
        let count = work(&line.stages, document)
        guard proof(document, count) else { throw WrongAnswer("document \(index): \(count)") }
        answer += count
      }
      return Prepared(
        byteCount: input.byteCount, run: { input.documents.reduce(0) { $0 + work(&line.stages, $1) } },
        answer: answer)
    }
  }
}

/// A folder that a closure can hold, and the buffer that it fills.
private final class FoldingLine {
  private var folder: FoldedForm
  private(set) var folded: [UInt8] = []

  init(_ folder: consuming FoldedForm) {
    self.folder = folder
  }

  /// Returns the form's bytes.
  func fold(_ document: [UInt8]) -> Int {
    folded.removeAll(keepingCapacity: true)
    folder.append(document.span, to: &folded)
    return folded.count
  }
}

/// Stages that a closure can hold.
private final class StagedLine {
  var stages: Stages

  init(_ stages: consuming Stages) {
    self.stages = stages
  }
}

/// A cleaner and its workspace, as a thread of a real job holds them.
private final class Line {
  private let cleaner: Cleaner
  private var workspace = Cleaner.Workspace()

  init(_ options: Options) throws {
    cleaner = try Cleaner(options)
  }

  func clean(_ document: [UInt8]) -> Cleaned {
    cleaner.clean(bytes: document, using: &workspace)
  }
}
