internal import Hapax

// A document of the first pass as bytes, and back.

extension SketchedDocument {
  func encode(to encoder: inout ByteEncoder) {
    encoder.append(file)
    encoder.append(id)
    encoder.append(textBytes)
    encoder.append(digest)
    encoder.append(rank)
    encoder.append(UInt8(date == nil ? 0 : 1))
    if let date { encoder.append(date) }
    encoder.append(UInt8(place == nil ? 0 : 1))
    guard let place else { return }
    encoder.append(Array(place.format.rawValue.utf8))
    // No field is parted by NUL.
    encoder.append(place.delimiter ?? 0)
    encoder.append(place.number)
    encoder.append(place.line)
    encoder.append(UInt8(place.field == nil ? 0 : 1))
    if let field = place.field { encoder.append(Array(field.utf8)) }
  }

  init?(from decoder: inout ByteDecoder) {
    guard let file = decoder.nextInt(), let id = decoder.nextArray(UInt8.self),
      let textBytes = decoder.nextInt(), let digest = decoder.next(UInt64.self), let rank = decoder.nextInt(),
      let hasDate = decoder.next(UInt8.self)
    else { return nil }
    var date: [UInt8]?
    if hasDate != 0 {
      guard let stored = decoder.nextArray(UInt8.self) else { return nil }
      date = stored
    }
    guard let hasPlace = decoder.next(UInt8.self) else { return nil }
    var place: RecordPlace?
    if hasPlace != 0 {
      guard let stored = RecordPlace(from: &decoder) else { return nil }
      place = stored
    }
    self.init(
      file: file, place: place, id: id, textBytes: textBytes, digest: digest, date: date, rank: rank)
  }
}

extension RecordPlace {
  fileprivate init?(from decoder: inout ByteDecoder) {
    guard let name = decoder.nextArray(UInt8.self),
      let format = Format(rawValue: String(decoding: name, as: UTF8.self)),
      let delimiter = decoder.next(UInt8.self), let number = decoder.nextInt(), let line = decoder.nextInt(),
      let hasField = decoder.next(UInt8.self)
    else { return nil }
    var field: String?
    if hasField != 0 {
      guard let stored = decoder.nextArray(UInt8.self) else { return nil }
      field = String(decoding: stored, as: UTF8.self)
    }
    self.init(
      format: format, delimiter: delimiter == 0 ? nil : delimiter, number: number, line: line, field: field)
  }
}
