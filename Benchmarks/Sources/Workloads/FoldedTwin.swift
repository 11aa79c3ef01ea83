import ICUYardstick

/// The folded form as its definition reads: ICU's NFKC_Casefold of the whole text, then one scalar after the other.
public enum FoldedTwin {
  /// Nil when ICU fails.
  public static func fold(_ text: [UInt8]) -> [UInt8]? {
    // A scalar of three bytes can become eighteen of them (U+FDFA).
    var casefold = [UInt8](repeating: 0, count: text.count * 12 + 64)
    let count = unsafe text.withUnsafeBufferPointer { source in
      unsafe casefold.withUnsafeMutableBufferPointer { target in
        // SAFETY: ICU reads and writes no more than the counts, and keeps no pointer.
        unsafe yardstick_write(
          Int32(YARDSTICK_NFKC_CASEFOLD), source.baseAddress, source.count, target.baseAddress, target.count,
          nil)
      }
    }
    guard (0...casefold.count).contains(count) else { return nil }
    var output: [UInt8] = []
    for scalar in String(decoding: casefold[..<count], as: UTF8.self).unicodeScalars {
      if scalar.properties.isWhitespace {
        if let last = output.last, last != 0x20 { output.append(0x20) }
      } else {
        output += UTF8.encode(punctuation(scalar)) ?? .init()
      }
    }
    if output.last == 0x20 { output.removeLast() }
    return output
  }

  private static func punctuation(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "‘"..."‛", "‹", "›", "❛", "❜": "'"
    case "«", "»", "“"..."‟", "❝", "❞", "⹂", "〝"..."〟": "\""
    case "\u{2010}"..."\u{2015}", "−", "⸺", "⸻": "-"
    default: scalar
    }
  }
}
