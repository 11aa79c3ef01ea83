internal import Hapax

/// The sketches of a batch without the fingerprints that no other document has, made while another batch is judged.
final class ReducedBatch {
  private let work: Work
  private var thread: Thread?
  private var isStarted = false

  /// - Parameter repeated: Which fingerprints stay; nil: all.
  init(_ sketches: BatchSketches, _ repeated: RepeatedFingerprints?) {
    work = Work(sketches, repeated)
  }

  // A thread is joined, whether or not its work is asked for. It holds the work itself, not this.
  deinit { thread?.join() }

  /// What is done, by one thread or another.
  private final class Work {
    var sketches: BatchSketches
    private let repeated: RepeatedFingerprints?

    init(_ sketches: BatchSketches, _ repeated: RepeatedFingerprints?) {
      self.sketches = sketches
      self.repeated = repeated
    }

    var isNeeded: Bool { repeated != nil && sketches.count > 0 }

    func run() {
      if let repeated { sketches = sketches.map { $0.keeping(repeated) } }
    }
  }
}

extension ReducedBatch {
  /// Begins, on a thread of its own.
  func start() {
    guard work.isNeeded, !isStarted else { return }
    isStarted = true
    thread = Thread { [work] in work.run() }
    if thread == nil { work.run() }
  }

  /// The sketches, once they are made.
  func wait() -> BatchSketches {
    if !isStarted { work.run() }
    isStarted = true
    thread?.join()
    thread = nil
    return work.sketches
  }
}
