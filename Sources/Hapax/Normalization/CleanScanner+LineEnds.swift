/// The line ends of plain text, which need no exact look: blanks and CR LF behind a plain character, before another.
///
/// In text from Windows or with blanks at its line ends every line has one, and between two plain characters nothing
/// else can depend on it. There is at most one empty line in between; blanks before the next character are its indent.
struct PlainLineEnd {
  /// One line's end: blanks to be removed, and how many bytes of CR behind them.
  struct Ending {
    var blanks: Range<Int>
    var carriageReturn: Range<Int>
  }

  /// The end of a line, and of an empty line behind it.
  var endings: [2 of Ending?] = [nil, nil]
  /// The plain character behind.
  var next: Int
}

extension CleanScanner {
  /// The line end at which a clean stretch stopped, if that is all that is to be changed there.
  func plainLineEnd(behind stretch: CleanStretch) -> PlainLineEnd? {
    guard rules.trimsTrailingWhitespace, rules.unifiesLineEnds, stretch.stop < count,
      // SAFETY: a stretch lies inside the text.
      case let length = unsafe UTF8Decoding.decode(text, at: stretch.end).length,
      stretch.end + length <= stretch.stop
    else { return nil }
    var found = PlainLineEnd(next: stretch.end + length)
    for index in 0..<2 {
      guard let ending = ending(at: found.next) else { break }
      found.endings[index] = ending
      found.next = ending.carriageReturn.upperBound + 1
    }
    found.next = blanksEnd(from: found.next)
    guard found.next > stretch.stop, found.next < count else { return nil }
    // SAFETY: compared with the count before.
    let decoded = unsafe UTF8Decoding.decode(text, at: found.next)
    guard decoded.isWellFormed, traits[decoded.scalar].isDisjoint(with: rules.stops) else { return nil }
    return found
  }

  /// Blanks, then LF or CR LF.
  private func ending(at offset: Int) -> PlainLineEnd.Ending? {
    let at = blanksEnd(from: offset)
    guard at < count else { return nil }
    // SAFETY: both offsets are compared with the count before they are read.
    let byte = unsafe text[at]
    if byte == 0x0A { return PlainLineEnd.Ending(blanks: offset..<at, carriageReturn: at..<at) }
    guard byte == 0x0D, at + 1 < count, unsafe text[at + 1] == 0x0A else { return nil }
    return PlainLineEnd.Ending(blanks: offset..<at, carriageReturn: at..<at + 1)
  }

  private func blanksEnd(from offset: Int) -> Int {
    var at = offset
    // SAFETY: compared with the count before it is read.
    while at < count, unsafe text[at] == 0x20 || text[at] == 0x09 { at += 1 }
    return at
  }
}
