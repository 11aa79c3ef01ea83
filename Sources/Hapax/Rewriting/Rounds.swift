/// A text on its way, and what was done to it so far.
struct Rounds {
  var text: [UInt8]
  var edits: Edits
  var notes: [Note] = []

  /// Adds what one round noted, unless an earlier round has said something about the same place.
  mutating func add(_ found: [Note]) {
    guard !notes.isEmpty else {
      notes = found
      return
    }
    let known = Places(notes.map(\.range))
    notes += found.filter { !known.overlap($0.range) }
  }

  /// The notes that are true in the end: what a later round removed did not stay.
  func sortedNotes() -> [Note] {
    let gone = Places(edits.rows.filter(\.reason.isRepeat).map(\.range))
    return notes.filter { !gone.contain($0.range) }.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }
}
