/// The different tokens of a document in their comparison forms, in a piece of memory that holds other things too: where
/// each form ends, the weights, the forms one behind the other.
@safe struct WordList: Sendable {
  /// How much room a list takes.
  struct Layout: Hashable, Sendable {
    /// How many words there are.
    var count: Int
    /// The length of all forms together, in bytes.
    var formBytes: Int

    fileprivate var weightsStart: Int { CompactNumbers.byteCount(count, largest: formBytes) }
    fileprivate var formsStart: Int { weightsStart + count }
    var byteCount: Int { formsStart + formBytes + WordList.padding }
  }

  private let memory: [UInt32]
  private let layout: Layout
  /// Where each form ends, from the first one's start.
  private let ends: CompactNumbers
  /// Where the weights and the forms begin in the memory, in bytes.
  private let weightsStart: Int
  private let formsStart: Int
  /// Behind the forms, so that two lanes can be loaded at the start of each.
  static let padding = Vocabulary.slack

  /// The list that was written there.
  init(in memory: [UInt32], at start: Int, _ layout: Layout) {
    precondition(
      start >= 0 && start + layout.byteCount <= memory.count * 4, "The list lies inside the memory")
    self.memory = memory
    self.layout = layout
    ends = CompactNumbers(in: memory, at: start, count: layout.count, largest: layout.formBytes)
    weightsStart = start + layout.weightsStart
    formsStart = start + layout.formsStart
  }

  /// A list in memory of its own.
  init(_ tokens: borrowing Tokens) {
    let layout = Layout(of: tokens)
    let memory = unsafe [UInt32](byteCount: layout.byteCount) { raw in
      unsafe Self.write(tokens, layout, to: raw, at: 0)
    }
    self.init(in: memory, at: 0, layout)
  }

  /// Writes the words of a text into memory that has room for them.
  @unsafe
  static func write(
    _ tokens: borrowing Tokens, _ layout: Layout, to raw: UnsafeMutableRawBufferPointer, at start: Int
  ) {
    precondition(start >= 0 && start + layout.byteCount <= raw.count, "There is room")
    // SAFETY: as was just checked; the lengths were added up, and there are 16 bytes more.
    let (weights, forms) = (start + layout.weightsStart, start + layout.formsStart)
    var end = 0
    unsafe CompactNumbers.write(count: layout.count, largest: layout.formBytes, to: raw, at: start) {
      number in
      unsafe tokens.vocabulary.write(UInt32(number), to: raw, at: forms + end)
      end += tokens.vocabulary.length(UInt32(number))
      return end
    }
    for index in forms + end..<forms + end + padding { unsafe raw[index] = 0 }
    for number in 0..<layout.count { unsafe raw[weights + number] = 4 }
    guard !tokens.areWords else { return }
    for index in 0..<tokens.count {
      unsafe raw[weights + Int(tokens[index].number)] = tokens[index].quarters
    }
  }

  /// Writes this list and one word more that is empty, as no token is: it is no other document's.
  @unsafe
  func writeWithHole(to raw: UnsafeMutableRawBufferPointer, at start: Int) {
    let layout = layoutWithHole
    precondition(start >= 0 && start + layout.byteCount <= raw.count, "There is room")
    unsafe CompactNumbers.write(count: layout.count, largest: layout.formBytes, to: raw, at: start) {
      $0 < count ? ends[$0] : layout.formBytes
    }
    // SAFETY: as was just checked, and this list lies inside its memory.
    unsafe memory.withUnsafeBytes { own in
      for index in 0..<count { unsafe raw[start + layout.weightsStart + index] = own[weightsStart + index] }
      unsafe raw[start + layout.weightsStart + count] = 4
      for index in 0..<layout.formBytes + Self.padding {
        unsafe raw[start + layout.formsStart + index] = own[formsStart + index]
      }
    }
  }

  var layoutWithHole: Layout { Layout(count: count + 1, formBytes: layout.formBytes) }
  var count: Int { layout.count }

  @inline(__always)
  func weight(_ number: Int) -> UInt8 {
    precondition(UInt(bitPattern: number) < UInt(bitPattern: count), "Index out of range")
    // SAFETY: the weights lie inside the memory.
    return unsafe memory.withUnsafeBytes { unsafe $0[weightsStart + number] }
  }

  /// Adds the comparison form of a word.
  func appendForm(_ number: Int, to bytes: inout [UInt8]) {
    withForm(number) { form in unsafe form.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) } }
  }

  private func withForm<Result>(_ number: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let range = range(number)
    // SAFETY: forms lie inside the memory, and are bytes.
    return unsafe memory.withUnsafeBytes {
      let form = unsafe $0[formsStart + range.lowerBound..<formsStart + range.upperBound]
      return unsafe UnsafeRawBufferPointer(rebasing: form).withMemoryRebound(to: UInt8.self) {
        unsafe body($0.span)
      }
    }
  }

  @inline(__always)
  private func range(_ number: Int) -> Range<Int> {
    let start = number == 0 ? 0 : ends[number - 1]
    let end = ends[number]
    // What is read from disk can be damaged.
    precondition(start <= end && end <= layout.formBytes, "Forms lie inside the list")
    return start..<end
  }

  /// Up to 16 bytes of a form as two lanes, zero-filled.
  @inline(__always)
  private func lanes(_ range: Range<Int>) -> (low: UInt64, high: UInt64) {
    // SAFETY: both lanes end within the list, by the padding.
    let (low, high) = unsafe memory.withUnsafeBytes {
      unsafe (
        UInt64(
          littleEndian: $0.loadUnaligned(fromByteOffset: formsStart + range.lowerBound, as: UInt64.self)),
        UInt64(
          littleEndian: $0.loadUnaligned(fromByteOffset: formsStart + range.lowerBound + 8, as: UInt64.self))
      )
    }
    return (low & Lanes.mask(range.count), high & Lanes.mask(range.count - 8))
  }

  /// The hash of a word's comparison form.
  @inline(__always)
  func hash(_ number: Int) -> UInt64 {
    let range = range(number)
    if range.count > 16 { return withForm(number) { TokenHash.hash(long: $0) } }
    let (low, high) = lanes(range)
    return TokenHash.hash(low: low, high: high, count: range.count)
  }

  /// Whether a word is the same as a word of another document, byte for byte.
  @inline(__always)
  func isEqual(_ number: Int, to other: Int, of list: WordList) -> Bool {
    let (a, b) = (range(number), list.range(other))
    guard a.count == b.count else { return false }
    if a.count <= 16 { return lanes(a) == list.lanes(b) }
    return withForm(number) { form in
      list.withForm(other) { other in form.indices.allSatisfy { form[$0] == other[$0] } }
    }
  }
}

extension WordList.Layout {
  init(of tokens: borrowing Tokens) {
    count = tokens.vocabulary.words.count
    formBytes = 0
    for number in 0..<count { formBytes += tokens.vocabulary.length(UInt32(number)) }
  }
}
