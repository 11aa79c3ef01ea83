internal import Hapax

/// Notes on all threads which fingerprints stand in several documents.
final class CorpusNotes {
  private let repeated: RepeatedFingerprints
  private let expected: Int
  /// Of each part of the table: held while one thread notes in it.
  private let parts: [Monitor]
  private let monitor = Monitor()
  private var notes: [FingerprintNotes] = []

  /// - Parameter expected: About how many fingerprints there are.
  init(expected: Int) {
    self.expected = expected
    repeated = RepeatedFingerprints(count: expected)
    parts = (0..<repeated.parts).map { _ in Monitor() }
  }
}

extension CorpusNotes {
  /// What one thread notes in.
  func ofThread() -> FingerprintNotes {
    let parts = parts
    let own = FingerprintNotes(repeated, expected: expected) { part, body in parts[part].locked(body) }
    monitor.locked { notes.append(own) }
    return own
  }

  /// All that was noted, when all threads are done.
  func all() -> RepeatedFingerprints {
    let notes = notes
    if !notes.isEmpty { Thread.concurrently(parts: notes.count) { notes[$0].flush() } }
    self.notes = []
    repeated.finish { Thread.concurrently(parts: $0, threads: max(1, notes.count), $1) }
    return repeated
  }
}

extension FingerprintNotes {
  func note(_ sketches: [Sketch]) {
    for sketch in sketches { note(sketch) }
  }
}
