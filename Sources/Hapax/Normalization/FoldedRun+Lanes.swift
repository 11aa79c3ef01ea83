/// ASCII, eight bytes at a time, where the processor has no loop of our own.
extension FoldedRun {
  /// Folds plain ASCII from `at` on: no controls, and no space behind another.
  ///
  /// In a machine word, not in Swift's vectors: those have neither movemask nor a cheap test of all lanes, and took ten
  /// times as long here; spans, whose output goes byte by byte, 1.7 times. A word that is not plain throughout is left,
  /// and taken one character at a time.
  mutating func passByLanes(into target: inout Store<UInt8>) {
    let start = at
    var isBehindSpace = isBehindSpace(target)
    while at + 8 <= count, let base = unsafe text.baseAddress {
      // SAFETY: eight bytes end at or before the count.
      let bytes = unsafe UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
      let controls = (bytes &- Lanes.spaces) & ~bytes & Lanes.highBits
      let other = bytes ^ Lanes.spaces
      let spaces = ~((other & ~Lanes.highBits) &+ ~Lanes.highBits | other) & Lanes.highBits
      let extra = spaces & (spaces << 8 | (isBehindSpace ? 0x80 : 0))
      guard bytes & Lanes.highBits | controls | extra == 0 else { break }
      let capitals = Lanes.capitals(bytes, among: Lanes.letters(bytes))
      target.append(bytes | capitals >> 2, count: 8)
      isBehindSpace = spaces >> 63 != 0
      at += 8
    }
    adjustPatience(at - start)
    if at > start { segmentStart = -1 }
  }
}
