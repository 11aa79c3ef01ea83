/// One code point on its way from the input to the written form, with the input bytes that it stands for.
///
/// The units of a text tile its input: each byte belongs to exactly one unit, in order. A unit without a reason is as it
/// stands in the input, one with a reason replaces its bytes, and one that is dropped removes them. When one code point
/// becomes several, the first has all its bytes and the others have none.
struct Unit: Sendable {
  /// A code point, or `dropped`, `run` or `untouched`.
  var scalar: UInt32
  var reason: Edit.Reason?
  var start: Int
  var end: Int

  /// The bytes are removed.
  static let dropped: UInt32 = 0x11_0000
  /// Several code points, as they stand in the input.
  static let run: UInt32 = 0x11_0001
  /// A code point that stays whatever it is. It goes through the rules as U+FFFC, which none of them knows.
  static let untouched: UInt32 = 0xFFFC
  /// U+200B.
  static let zeroWidthSpace: UInt32 = 0x200B

  var isDropped: Bool { scalar == Self.dropped }
  var range: Range<Int> { start..<end }

  /// The same bytes, removed for a reason.
  func dropped(_ reason: Edit.Reason) -> Unit {
    Unit(scalar: Self.dropped, reason: reason, start: start, end: end)
  }
}

extension [Unit] {
  /// Appends a unit; floods of dropped units become one.
  mutating func appendJoining(_ unit: Unit) {
    if let last, last.isDropped, unit.isDropped, last.reason == unit.reason, last.end == unit.start {
      self[count - 1].end = unit.end
    } else {
      append(unit)
    }
  }
}

/// A queue of units over one array: taking from the front moves a mark, and now and then the array is cut there.
struct UnitQueue {
  private var units: [Unit] = []
  private var head = 0
  /// The index of the array's first unit; an index means the same unit for as long as that is queued.
  private var base = 0

  var isEmpty: Bool { head == units.count }
  /// The index of the first unit.
  var start: Int { base + head }
  /// The index behind the last unit.
  var end: Int { base + units.count }

  subscript(index: Int) -> Unit {
    get { units[index - base] }
    set { units[index - base] = newValue }
  }

  mutating func append(_ unit: Unit) { units.append(unit) }

  mutating func removeLast(from index: Int) { units.removeLast(end - index) }

  /// Takes the first unit.
  ///
  /// - Precondition: The queue is not empty.
  /// - Complexity: O(1) amortized.
  mutating func removeFirst() -> Unit {
    let unit = units[head]
    head += 1
    if head == units.count {
      removeAll()
    } else if head >= 1024, head * 2 >= units.count {
      units.removeFirst(head)
      base += head
      head = 0
    }
    return unit
  }

  mutating func removeAll() {
    units.removeAll(keepingCapacity: true)
    head = 0
    base = 0
  }
}
