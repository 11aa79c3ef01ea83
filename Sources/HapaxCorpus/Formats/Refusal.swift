/// Why an entry is no record, in words.
struct Refusal: Error, Hashable {
  let reason: String
  /// Where, in bytes of the buffer, for formats in which the line does not tell.
  var offset: Int?
}
