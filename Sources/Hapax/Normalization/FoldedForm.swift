/// Brings texts into the folded form, in which what reads the same is the same.
///
/// ```swift
/// var form = try FoldedForm()
/// var folded: [UInt8] = []
/// form.append(Array("“Straße”  —  ﬁne…".utf8).span, to: &folded)
/// print(String(decoding: folded, as: UTF8.self))   // "strasse" - fine...
/// ```
///
/// The form is NFKC_Casefold (Unicode chapter 3, D146: case, width, ligatures and default-ignorable code points do not
/// matter) as ICU has it; then white space of every kind becomes one space, and none at the ends, quotes `"` and `'`,
/// dashes `-`. Ill-formed bytes become U+FFFD, one for each maximal subpart (Unicode section 3.9).
///
/// One folder is for one thread. It keeps memory from text to text, and nothing that changes a form.
public struct FoldedForm: ~Copyable {
  /// Which loops are used. All make the same forms.
  enum Path: String, CaseIterable, Sendable {
    /// The loop over 64 bytes in C, where the processor has it.
    case wide
    /// The loop over 32 bytes in C, where the processor has it.
    case narrow
    /// ASCII in the lanes of a machine word, all else one character at a time.
    case lanes
    /// One character at a time.
    case characters
  }

  private let path: Path
  private var scratch = FoldScratch()
  private var form = Store<UInt8>(capacity: 256)

  /// - Throws: `OptionsError.missingData` when ICU has no data for NFKC_Casefold.
  public init() throws(OptionsError) {
    guard ICUNormalizer(.nfkcCasefold) != nil else { throw .missingData }
    self.init(path: FoldVectors.hasWide ? .wide : FoldVectors.hasNarrow ? .narrow : .lanes)
  }

  /// - Parameter path: For tests.
  init(path: Path) { self.path = path }
}

extension FoldedForm {
  /// Appends the folded form of a text, in UTF-8.
  ///
  /// - Parameters:
  ///   - text: Any bytes, read as UTF-8.
  ///   - target: The caller's; what it holds stays. Its capacity is used again when it is emptied with
  ///     `removeAll(keepingCapacity: true)`.
  /// - Complexity: O(*n*) in the bytes, whatever they are.
  public mutating func append(_ text: Span<UInt8>, to target: inout [UInt8]) {
    fold(text)
    // SAFETY: the buffer is the store's own and is not kept.
    unsafe target.append(contentsOf: UnsafeBufferPointer(start: form.pointer, count: form.count))
  }

  /// The folded form of one text. For many, keep a folder.
  ///
  /// - Throws: `OptionsError.missingData`.
  public static func of(_ text: [UInt8]) throws(OptionsError) -> [UInt8] {
    var folder = try FoldedForm()
    var target: [UInt8] = []
    folder.append(text.span, to: &target)
    return target
  }

  /// Makes the form in the folder's own memory, and returns its length in bytes.
  @discardableResult
  mutating func fold(_ text: Span<UInt8>) -> Int {
    form.removeAll()
    scratch.vectors.begin(byteCount: text.count)
    // SAFETY: the run keeps the pointer for the time of this call only.
    unsafe text.withUnsafeBufferPointer { buffer in
      var run = unsafe FoldedRun(buffer, path)
      run.fold(into: &form, using: &scratch)
    }
    return form.count
  }
}

/// Memory for folding, one per thread.
struct FoldScratch: ~Copyable {
  var vectors = FoldVectors()
  var memory = SegmentMemory()
  var sequence: [UInt8] = []
}
