/// The line ends of plain text, which need no exact look: blanks and CR LF behind a plain character, before another.
///
/// In text from Windows or with blanks at its line ends every line has one, and between two plain characters nothing
/// else can depend on it. There is at most one empty line in between.
struct PlainLineEnd {
  /// Blanks at the end of the line, to be removed.
  var blanks: Range<Int>
  /// The CR of the first line end and of the second, to be removed.
  var carriageReturns: [2 of Int?] = [nil, nil]
  /// The plain character behind it.
  var next: Int
}

extension CleanScanner {
  /// The line end at which a clean stretch stopped, if that is all that is to be changed there.
  func plainLineEnd(behind stretch: CleanStretch) -> PlainLineEnd? {
    guard rules.trimsTrailingWhitespace, rules.unifiesLineEnds, stretch.stop < count else { return nil }
    var blankStart = stretch.stop
    // SAFETY: a stretch lies inside the text, and `at` is compared with the count before it is read.
    while unsafe blankStart > stretch.end && (text[blankStart - 1] == 0x20 || text[blankStart - 1] == 0x09) {
      blankStart -= 1
    }
    guard blankStart > stretch.end,
      unsafe blankStart == stretch.end + UTF8Decoding.decode(text, at: stretch.end).length
    else { return nil }
    var found = PlainLineEnd(blanks: blankStart..<stretch.stop, next: stretch.stop)
    for index in 0..<2 {
      guard found.next < count else { return nil }
      let byte = unsafe text[found.next]
      if byte == 0x0A {
        found.next += 1
      } else if byte == 0x0D, found.next + 1 < count, unsafe text[found.next + 1] == 0x0A {
        found.carriageReturns[index] = found.next
        found.next += 2
      } else {
        break
      }
    }
    guard found.next > stretch.stop, found.next < count else { return nil }
    let decoded = unsafe UTF8Decoding.decode(text, at: found.next)
    guard decoded.isWellFormed, traits[decoded.scalar].isDisjoint(with: rules.stops) else { return nil }
    return found
  }
}
