internal import CICU

/// ICU's normalizers, and what ICU knows of each code point for normalization.
///
/// The only file that calls them. Composition of long runs of marks is in `CanonicalComposition`, because ICU's
/// sorting takes quadratic time there.
@safe struct ICUNormalizer: Sendable {
  /// The forms that are used here.
  enum Form: Sendable {
    case nfc, nfd, nfkc, nfkcCasefold

    fileprivate var code: Int32 {
      switch self {
      case .nfc: Int32(CICU_NFC)
      case .nfd: Int32(CICU_NFD)
      case .nfkc: Int32(CICU_NFKC)
      case .nfkcCasefold: Int32(CICU_NFKC_CASEFOLD)
      }
    }
  }

  // SAFETY: ICU's normalizers are immutable singletons, shared by all threads and never freed.
  private nonisolated(unsafe) let handle: UnsafeRawPointer

  /// Nil when ICU's data is missing.
  init?(_ form: Form) {
    guard let handle = unsafe cicu_normalizer(form.code) else { return nil }
    unsafe self.handle = handle
  }
}

// MARK: - Texts

extension ICUNormalizer {
  /// Appends the normal form of well-formed UTF-8 to `target`.
  ///
  /// - Returns: False, with `target` as it was, when ICU fails: for instance on 2 GB and more.
  /// - Complexity: O(*n*), but O(*m*²) in the length of a run of combining marks.
  func normalize(_ text: UnsafeBufferPointer<UInt8>, into target: inout [UInt8]) -> Bool {
    let start = target.count
    var room = text.count + text.count / 2 + 16
    while true {
      target.append(contentsOf: repeatElement(0, count: room))
      // SAFETY: ICU reads exactly `count` bytes, writes at most `room`, and keeps no pointer after it returns.
      let count = unsafe target.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return -1 }
        return unsafe cicu_normalize(handle, text.baseAddress, text.count, base + start, room)
      }
      let fits = count >= 0 && count <= room
      target.removeLast(room - (fits ? count : 0))
      if fits { return true }
      if count < 0 { return false }
      room = count
    }
  }

  /// The normal form of well-formed UTF-8, or nil when ICU fails.
  func normalized(_ text: [UInt8]) -> [UInt8]? {
    var target: [UInt8] = []
    // SAFETY: the pointer is used inside the closure only.
    let succeeds = unsafe text.withUnsafeBufferPointer { unsafe normalize($0, into: &target) }
    return succeeds ? target : nil
  }

  /// Whether well-formed UTF-8 is in this form already.
  func isNormalized(_ text: [UInt8]) -> Bool {
    // SAFETY: ICU reads exactly `count` bytes and keeps no pointer after it returns.
    unsafe text.withUnsafeBufferPointer { unsafe cicu_is_normalized(handle, $0.baseAddress, $0.count) }
  }

  /// Whether text can be cut before this code point and both parts be normalized alone.
  func hasBoundary(before codePoint: UInt32) -> Bool {
    // SAFETY: the handle lives for ever.
    unsafe cicu_has_boundary_before(handle, Int32(codePoint))
  }

  /// Whether a code point is its own form and combines with nothing on either side: told without making the form.
  func isInert(_ codePoint: UInt32) -> Bool {
    // SAFETY: the handle lives for ever.
    unsafe cicu_is_inert(handle, Int32(codePoint))
  }

  /// The normal form of one code point.
  func normalized(_ codePoint: UInt32) -> [UInt32] {
    guard let normal = normalized(Array(utf8Of: codePoint)) else { return [codePoint] }
    return String(decoding: normal, as: UTF8.self).unicodeScalars.map(\.value)
  }
}

// MARK: - Code points

/// What ICU says about one code point for normalization.
enum ICUCodePoint {
  /// Whether a code point can stand in a text of a normal form (UAX #15, section 9).
  enum QuickCheck { case no, yes, maybe }

  static func quickCheck(_ codePoint: UInt32, _ form: ICUNormalizer.Form) -> QuickCheck {
    switch cicu_quick_check(form.code, Int32(codePoint)) {
    case 1: .yes
    case 2: .maybe
    default: .no
    }
  }

  static func combiningClass(_ codePoint: UInt32) -> UInt8 { cicu_combining_class(Int32(codePoint)) }

  /// Whether text can be cut before this code point and both parts be brought into NFC alone.
  static func hasBoundaryBefore(_ codePoint: UInt32) -> Bool { nfc?.hasBoundary(before: codePoint) ?? true }

  private static let nfc = ICUNormalizer(.nfc)

  /// The primary composite of two code points, Hangul included.
  static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let found = cicu_compose_pair(Int32(first), Int32(second))
    return found < 0 ? nil : UInt32(found)
  }

  /// Appends the full canonical decomposition, or the code point itself when it has none.
  static func appendDecomposition(of codePoint: UInt32, to scalars: inout [UInt32]) {
    // Longer than any: Unicode promises at most 3 times the bytes in UTF-8, and 18 are the most so far.
    var bytes = InlineArray<64, UInt8>(repeating: 0)
    var span = bytes.mutableSpan
    // SAFETY: ICU writes at most the 64 bytes that the pointer has.
    let count = unsafe span.withUnsafeMutableBufferPointer {
      Int(unsafe cicu_decomposition(Int32(codePoint), $0.baseAddress, Int32($0.count)))
    }
    guard count > 0, count <= 64 else { return scalars.append(codePoint) }
    var at = 0
    while at < count {
      let length = bytes[at] < 0x80 ? 1 : bytes[at] < 0xE0 ? 2 : bytes[at] < 0xF0 ? 3 : 4
      var scalar = length == 1 ? UInt32(bytes[at]) : UInt32(bytes[at]) & (0x7F >> UInt32(length))
      for offset in 1..<Swift.max(length, 1) { scalar = scalar << 6 | UInt32(bytes[at + offset] & 0x3F) }
      scalars.append(scalar)
      at += length
    }
  }

  static func isWhiteSpace(_ codePoint: UInt32) -> Bool { cicu_is_white_space(Int32(codePoint)) }

  /// Whether the code point is a letter or mark of a script that writes words without spaces between them and marks
  /// their ends with U+200B: Thai, Lao, Khmer, Burmese.
  static func isSpacelessLetter(_ codePoint: UInt32) -> Bool {
    switch cicu_script(Int32(codePoint)) {
    case 38, 24, 23, 28:  // USCRIPT_THAI, USCRIPT_LAO, USCRIPT_KHMER, USCRIPT_MYANMAR
      // U_UPPERCASE_LETTER through U_COMBINING_SPACING_MARK
      (1...8).contains(cicu_general_category(Int32(codePoint)))
    default: false
    }
  }
}
