/// Segments whose characters can combine.
extension FoldedRun {
  /// Finds the last segment again, where a loop has passed it.
  ///
  /// A loop leaves a segment of one character, or of one and a mark, each in its own form. A space that it wrote stays
  /// in the target, whichever space it was: written once more, it is one too many and goes.
  mutating func recover(_ target: borrowing Store<UInt8>) {
    segmentForm = target.count
    segmentStart = at
    lastClass = 0
    var hasLast = false
    while segmentStart > 0 {
      segmentStart = characterStart(before: segmentStart)
      // SAFETY: the offset is inside the text.
      let decoded = unsafe UTF8Decoding.decode(text, at: segmentStart)
      let character = decoded.scalar < 0x80 ? FoldedCharacter(bits: 0) : table[decoded.scalar]
      if !hasLast, character.kind != .dropped {
        lastClass = character.lastClass
        hasLast = true
      }
      switch character.kind {
      case .itself where decoded.scalar < 0x80:
        let isSpace = decoded.scalar == 0x20 || (0x09...0x0D).contains(decoded.scalar)
        segmentForm -= isSpace ? 0 : 1
      case .itself, .mark: segmentForm -= decoded.length
      case .mapped: segmentForm -= character.count
      default: break
      }
      if character.isBoundary { break }
    }
  }

  /// Where the character begins that ends at `end`; it is well-formed, since a loop has passed it.
  private func characterStart(before end: Int) -> Int {
    var start = end - 1
    // SAFETY: compared with 0 before it is read. A span takes as long,
    // but can not be kept here.
    while unsafe start > 0 && text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// Takes the segment back and folds it as a whole, with all that joins it from `at` on.
  @inline(never)
  mutating func foldSegment(into target: inout Store<UInt8>, using scratch: inout FoldScratch) {
    target.removeLast(target.count - segmentForm)
    let end = segmentEnd()
    let key = unsafe SegmentMemory.Key(text, segmentStart..<end)
    let isKnown = key.map { scratch.memory.append($0, to: &target) } ?? false
    if !isKnown {
      scratch.sequence.removeAll(keepingCapacity: true)
      appendCasefold(of: segmentStart..<end, to: &scratch.sequence)
      // By definition (Unicode chapter 3, R5 and D146) the form is the NFC of the forms one after the other.
      CanonicalComposition.nfc(&scratch.sequence)
      let hasSpace = appendPlain(scratch.sequence, to: &target)
      // Whether a space is written depends on what stands before.
      if let key, !hasSpace { scratch.memory.keep(key, target, from: segmentForm) }
    }
    // What comes next begins a segment of its own.
    at = end
  }

  /// Where the segment ends that has the character at `at`: before the next one that text can be cut at.
  private func segmentEnd() -> Int {
    var end = at
    while end < count {
      // SAFETY: compared with the count.
      let decoded = unsafe UTF8Decoding.decode(text, at: end)
      guard !table[decoded.scalar].isBoundary else { break }
      end += decoded.length
    }
    return end
  }

  private func appendCasefold(of range: Range<Int>, to sequence: inout [UInt8]) {
    var at = range.lowerBound
    while at < range.upperBound {
      // SAFETY: the range is inside the text.
      let decoded = unsafe UTF8Decoding.decode(text, at: at)
      let character = table[decoded.scalar]
      if character.kind == .mark {
        sequence.appendUTF8(decoded.scalar)
      } else {
        sequence += FoldedCharacter.casefold(decoded.scalar)
      }
      at += decoded.length
    }
  }
}
