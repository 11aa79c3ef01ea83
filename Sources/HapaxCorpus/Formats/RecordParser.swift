internal import CHapaxCorpus
internal import Hapax

/// Checks lines of JSON and finds the text and the id in them. One per thread: it keeps simdjson's memory.
@safe final class RecordParser {
  private let handle: OpaquePointer
  private let textField: [UInt8]
  private let idField: [UInt8]

  init(textField: String, idField: String) throws(CorpusError) {
    guard let handle = unsafe chc_json_create() else { throw .outOfMemory }
    unsafe self.handle = handle
    self.textField = Array(textField.utf8)
    self.idField = Array(idField.utf8)
  }

  deinit { unsafe chc_json_destroy(handle) }
}

extension RecordParser {
  /// What a line holds. Ranges are in bytes of the buffer that the line lies in.
  struct Record: Hashable {
    /// The text's value without its quotes, escapes as they stand.
    let text: Range<Int>
    /// The id as it stands, a string with its quotes.
    let id: Range<Int>?
  }

  /// Finds the text in the line at `line`.
  func record(in buffer: ByteBuffer, at line: Range<Int>) throws(Refusal) -> Record {
    let found = try find(in: buffer, at: line)
    guard found.is_object else { throw Refusal(reason: "not a JSON object") }
    switch found.text.kind {
    case CHC_JSON_STRING: break
    case CHC_JSON_ABSENT: throw Refusal(reason: "no field \(quoted(textField))")
    default: throw Refusal(reason: "the field \(quoted(textField)) is not a string")
    }
    var id: Range<Int>?
    if found.id.kind == CHC_JSON_NUMBER {
      id = line.lowerBound + found.id.begin..<line.lowerBound + found.id.end
    } else if found.id.kind == CHC_JSON_STRING {
      id = line.lowerBound + found.id.begin - 1..<line.lowerBound + found.id.end + 1
    }
    guard found.text.end - found.text.begin <= Cleaner.longestText else {
      throw Refusal(reason: "its text is longer than \(Numbers.grouped(Cleaner.longestText)) bytes")
    }
    return Record(text: line.lowerBound + found.text.begin..<line.lowerBound + found.text.end, id: id)
  }

  /// Checks that the bytes at `range` are one JSON value.
  func check(_ buffer: ByteBuffer, at range: Range<Int>) throws(Refusal) {
    _ = try find(in: buffer, at: range)
  }

  /// Whether the bytes at `range` are one JSON object.
  func isObject(_ buffer: ByteBuffer, at range: Range<Int>) -> Bool {
    (try? find(in: buffer, at: range).is_object) ?? false
  }

  private func find(in buffer: ByteBuffer, at range: Range<Int>) throws(Refusal) -> chc_json_record {
    var record = chc_json_record()
    var status = CHC_JSON_EMPTY
    // SAFETY: the range is checked by the slice, and all that is lent outlives the call.
    unsafe buffer.withBytes { bytes in
      let line = unsafe UnsafeBufferPointer(rebasing: bytes[range])
      unsafe textField.withUnsafeBufferPointer { text in
        unsafe idField.withUnsafeBufferPointer { id in
          unsafe status = chc_json_find(
            handle, line.baseAddress, line.count, text.baseAddress, text.count, id.baseAddress, id.count,
            &record)
        }
      }
    }
    guard status == CHC_JSON_OK else {
      throw Refusal(reason: "not JSON (\(words(status, at: record.offset)))")
    }
    return record
  }

  private func words(_ status: chc_json_status, at offset: Int) -> String {
    switch status {
    case CHC_JSON_EMPTY: "empty"
    case CHC_JSON_INVALID_UTF8: "invalid UTF-8"
    case CHC_JSON_UNTERMINATED_STRING: "unterminated string"
    case CHC_JSON_CONTROL_IN_STRING: "control character in a string"
    case CHC_JSON_BAD_ESCAPE: "bad escape at byte \(offset)"
    case CHC_JSON_BAD_NUMBER: "bad number at byte \(offset)"
    case CHC_JSON_BAD_LITERAL: "bad value at byte \(offset)"
    case CHC_JSON_ENDS_EARLY: "ends early"
    case CHC_JSON_TRAILING: "more behind the value at byte \(offset)"
    case CHC_JSON_TOO_DEEP: "nested too deep at byte \(offset)"
    case CHC_JSON_TOO_LONG: "longer than 4 GB, or out of memory"
    default: "unexpected character at byte \(offset)"
    }
  }

  private func quoted(_ field: [UInt8]) -> String { "\"\(Printable.string(field))\"" }
}

extension RecordParser {
  /// Undoes the escapes of a string's inside that has been checked. A lone surrogate becomes its three bytes of WTF-8.
  static func unescaped(_ buffer: ByteBuffer, at range: Range<Int>) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: range.count) { memory, count in
      // SAFETY: what is written is never longer than what is read, and `memory` has room for that.
      unsafe buffer.withBytes { bytes in
        let raw = unsafe UnsafeBufferPointer(rebasing: bytes[range])
        guard let base = memory.baseAddress, let start = raw.baseAddress else { return }
        unsafe count = chc_json_unescape(start, raw.count, base)
      }
    }
  }
}
