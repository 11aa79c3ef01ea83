internal import CICU

/// One of ICU's charset converters, and its charset detection. The only file that calls them.
@safe struct ICUConverter: ~Copyable {
  private let handle: UnsafeMutableRawPointer

  /// Nil when ICU knows no charset of this name.
  init?(named name: String) {
    guard !name.isEmpty, let handle = unsafe cicu_converter_open(name) else { return nil }
    unsafe self.handle = handle
  }

  deinit {
    // SAFETY: this value is the converter's one owner.
    unsafe cicu_converter_close(handle)
  }
}

extension ICUConverter {
  /// ICU's name for the charset.
  var name: String {
    // SAFETY: ICU owns the name, for as long as the converter lives; it is copied here.
    unsafe cicu_converter_name(handle).map { unsafe String(cString: $0) } ?? ""
  }

  /// Converts to UTF-16, piece by piece: calls `take` with each unit and the offset of the byte that began it.
  ///
  /// - Complexity: O(*n*) time, constant memory.
  func convert(_ source: UnsafeBufferPointer<UInt8>, _ take: (UInt16, Int) -> Void) {
    let chunkSize = 16_384
    var units = [UInt16](repeating: 0, count: chunkSize)
    var offsets = [Int32](repeating: -1, count: chunkSize)
    var at = 0
    var lastOffset = 0
    while true {
      let chunk = min(chunkSize, source.count - at)
      let isLast = at + chunk == source.count
      var consumed = 0
      var written = 0
      // SAFETY: ICU reads `chunk` bytes behind `at`, which are in bounds, and writes at most `chunkSize` elements.
      let status = unsafe cicu_convert(
        handle, source.baseAddress.map { unsafe $0 + at }, chunk, &consumed, &units, chunkSize, &written,
        &offsets,
        isLast)
      for index in 0..<written {
        if offsets[index] >= 0 { lastOffset = at + Int(offsets[index]) }
        take(units[index], lastOffset)
      }
      at += consumed
      if status < 0 || (status == 0 && isLast) || (consumed == 0 && written == 0) { return }
    }
  }

  /// The charset that ICU finds most likely, and its confidence from 0 to 100.
  static func detect(_ source: UnsafeBufferPointer<UInt8>) -> (name: String, confidence: Int)? {
    var name = [CChar](repeating: 0, count: 64)
    var confidence: Int32 = 0
    // SAFETY: ICU reads `count` bytes and writes at most 64 with a final NUL.
    let found = unsafe cicu_detect(source.baseAddress, source.count, &name, name.count, &confidence)
    guard found else { return nil }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return (String(decoding: bytes, as: UTF8.self), Int(confidence))
  }
}
