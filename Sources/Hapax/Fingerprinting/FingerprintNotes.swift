/// What one thread has to note, kept back by parts until it is worth the while: noted one by one, each would wait for a
/// place that is in no cache.
@safe package final class FingerprintNotes {
  private let repeated: RepeatedFingerprints
  private let exclusively: (_ part: Int, _ body: () -> Void) -> Void
  /// Of each part so many, and how many are there.
  private var kept: Store<UInt32>
  private var counts: Store<Int>
  private let room: Int

  /// - Parameters:
  ///   - expected: About how many fingerprints there are.
  ///   - exclusively: Calls its second argument while no other thread is at the same part.
  package init(
    _ repeated: RepeatedFingerprints, expected: Int,
    exclusively: @escaping (_ part: Int, _ body: () -> Void) -> Void
  ) {
    self.repeated = repeated
    self.exclusively = exclusively
    room = max(64, min(expected / repeated.parts / 8, Self.mostOfPart))
    kept = Store(zeros: room * repeated.parts)
    counts = Store(zeros: repeated.parts)
  }

  /// As many fall into each cache line of a part several times.
  private static let mostOfPart = 1 << 14
}

extension FingerprintNotes {
  /// Notes the fingerprints of a document, once.
  package func note(_ sketch: Sketch) {
    for fingerprint in sketch.fingerprints {
      let part = repeated.part(of: fingerprint)
      let count = counts[part]
      kept[part * room + count] = fingerprint
      counts[part] = count + 1
      if count + 1 == room { flush(part) }
    }
  }

  /// Notes what was kept back; to be called when all documents were noted.
  package func flush() {
    for part in 0..<repeated.parts where counts[part] > 0 { flush(part) }
  }

  private func flush(_ part: Int) {
    exclusively(part) {
      // SAFETY: so many of the part were written.
      unsafe repeated.note(UnsafeBufferPointer(start: kept.pointer + part * room, count: counts[part]))
    }
    counts[part] = 0
  }
}
