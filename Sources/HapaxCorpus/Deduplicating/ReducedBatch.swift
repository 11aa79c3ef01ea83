internal import Hapax

/// The sketches of a batch without the fingerprints that no other document has, made while another batch is judged.
final class ReducedBatch {
  private var sketches: BatchSketches
  private let repeated: RepeatedFingerprints?
  private var thread: Thread?
  private var isStarted = false

  /// - Parameter repeated: Which fingerprints stay; nil: all.
  init(_ sketches: BatchSketches, _ repeated: RepeatedFingerprints?) {
    self.sketches = sketches
    self.repeated = repeated
  }

  // Nothing that a thread works on may go before it.
  deinit { thread?.join() }
}

extension ReducedBatch {
  /// Begins, on a thread of its own.
  func start() {
    guard repeated != nil, !isStarted else { return }
    isStarted = true
    thread = Thread { [unowned self] in reduce() }
    if thread == nil { reduce() }
  }

  /// The sketches, once they are made.
  func wait() -> BatchSketches {
    if !isStarted { reduce() }
    isStarted = true
    thread?.join()
    thread = nil
    return sketches
  }

  private func reduce() {
    if let repeated { sketches = sketches.map { $0.keeping(repeated) } }
  }
}
