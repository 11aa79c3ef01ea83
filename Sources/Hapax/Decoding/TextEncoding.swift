/// How the bytes of an input are read: the option `encoding`, checked.
///
/// A byte order mark says more than any option, and the mark of UTF-32 (FF FE 00 00) is looked for before the one of
/// UTF-16 (FF FE) that it begins with.
enum TextEncoding: Hashable, Sendable {
  case utf8
  case automatic
  /// Any other charset, by ICU's name.
  case named(String)

  /// - Throws: `OptionsError.unknownEncoding`.
  init(named name: String) throws(OptionsError) {
    let key = name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if key == Array("utf-8".utf8) || key == Array("utf8".utf8) {
      self = .utf8
    } else if key == Array("auto".utf8) {
      self = .automatic
    } else if let converter = ICUConverter(named: name) {
      let canonical = converter.name
      self = canonical == "UTF-8" ? .utf8 : .named(canonical)
    } else {
      throw .unknownEncoding(name)
    }
  }
}

extension TextEncoding {
  /// The input in UTF-8, or nil when it is to be read as UTF-8 as it stands.
  func transcode(_ input: UnsafeBufferPointer<UInt8>) -> Transcoded? {
    if unsafe Self.startsWith(input, [0xEF, 0xBB, 0xBF]) { return nil }
    if let format = unsafe Self.wideFormat(input) { return unsafe Transcoded(input, wide: format) }
    switch self {
    case .utf8:
      return nil
    case .named(let name):
      return unsafe Transcoded(input, named: name, confidence: nil)
    case .automatic:
      guard unsafe !UTF8Decoding.isWellFormed(input), let found = unsafe ICUConverter.detect(input),
        let converter = ICUConverter(named: found.name), converter.name != "UTF-8"
      else { return nil }
      return unsafe Transcoded(input, named: found.name, confidence: found.confidence)
    }
  }

  private static func wideFormat(_ input: UnsafeBufferPointer<UInt8>) -> WideFormat? {
    if unsafe startsWith(input, [0xFF, 0xFE, 0x00, 0x00]) { return .utf32LittleEndian }
    if unsafe startsWith(input, [0x00, 0x00, 0xFE, 0xFF]) { return .utf32BigEndian }
    if unsafe startsWith(input, [0xFF, 0xFE]) { return .utf16LittleEndian }
    if unsafe startsWith(input, [0xFE, 0xFF]) { return .utf16BigEndian }
    return nil
  }

  private static func startsWith(_ input: UnsafeBufferPointer<UInt8>, _ mark: [UInt8]) -> Bool {
    // SAFETY: a slice of a buffer that is alive for this call.
    unsafe input.prefix(mark.count).elementsEqual(mark)
  }
}

/// UTF-16 and UTF-32, in either byte order.
enum WideFormat: String, Sendable {
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case utf32LittleEndian = "UTF-32LE"
  case utf32BigEndian = "UTF-32BE"

  /// Bytes in a code unit.
  var width: Int { self == .utf16LittleEndian || self == .utf16BigEndian ? 2 : 4 }
  var isBigEndian: Bool { self == .utf16BigEndian || self == .utf32BigEndian }
}
