internal import Hapax

/// The sketches of a batch without the fingerprints that no other document has, made while another batch is judged.
final class ReducedBatch {
  /// What was made.
  struct Result {
    var sketches: BatchSketches
    /// Of each whether it may have something in common with others of the batch; nil where nobody knows.
    var mayBeRelated: [Bool]?
  }

  private let work: Work
  private var thread: Thread?
  private var isStarted = false

  /// - Parameters:
  ///   - batch: The documents.
  ///   - repeated: Which fingerprints stay; nil: all.
  ///   - common: Where it is told what the documents have in common. It is used by one batch at a time.
  init(_ sketches: CorpusSketches, _ batch: [Int], _ repeated: RepeatedFingerprints?, _ common: Common) {
    work = Work(sketches, batch, repeated, common)
  }

  // A thread is joined, whether or not its work is asked for. It holds the work itself, not this.
  deinit { thread?.join() }

  /// Memory that batch after batch uses.
  final class Common {
    fileprivate var fingerprints = CommonFingerprints()
  }

  /// What is done by small jobs, by one thread or two.
  private final class Work {
    /// The sketches of all documents, and which are of this batch. Each job looks for its own: they lie far apart.
    private let all: [Sketch]
    private let batch: [Int]
    private let repeated: RepeatedFingerprints?
    private let common: Common
    private let monitor = Monitor()
    private var taken = 0
    private var reduced: [[Sketch]]
    /// Jobs that were done and whose fingerprints are not added yet, and whether a thread is at it: another one goes on with
    /// the next job meanwhile.
    private var waiting: [Int] = []
    private var isAdding = false
    private(set) var result: Result
    private static let jobSize = 64

    init(_ sketches: CorpusSketches, _ batch: [Int], _ repeated: RepeatedFingerprints?, _ common: Common) {
      self.repeated = repeated
      self.common = common
      if repeated != nil, case .inMemory(let sketches) = sketches {
        (all, self.batch) = (sketches, batch)
        result = Result(sketches: .inMemory([], []))
      } else {
        (all, self.batch) = ([], [])
        result = Result(sketches: sketches.batch(batch))
      }
      reduced = Array(repeating: [], count: (self.batch.count + Self.jobSize - 1) / Self.jobSize)
    }

    var isNeeded: Bool { !batch.isEmpty }

    /// Does jobs until none is left to be taken.
    func run() {
      guard let repeated else { return }
      while let job = take() {
        let numbers = batch[(job * Self.jobSize)...].prefix(Self.jobSize)
        add(Sketch.keeping(repeated, of: numbers.map { all[$0] }[...]), of: job)
      }
    }

    private func take() -> Int? {
      monitor.locked {
        guard taken < reduced.count else { return nil }
        if taken == 0 { common.fingerprints.begin(documents: batch.count) }
        defer { taken += 1 }
        return taken
      }
    }

    /// Leaves what a job made, and adds all that waits unless another thread is at it.
    private func add(_ sketches: [Sketch], of job: Int) {
      monitor.lock()
      defer { monitor.unlock() }
      reduced[job] = sketches
      waiting.append(job)
      guard !isAdding else { return }
      isAdding = true
      while let next = waiting.popLast() {
        let sketches = reduced[next]
        monitor.unlock()
        for (index, sketch) in sketches.enumerated() {
          common.fingerprints.add(sketch, number: next * Self.jobSize + index)
        }
        monitor.lock()
      }
      isAdding = false
    }

    /// When all jobs are done.
    func finish() {
      guard isNeeded else { return }
      result.sketches = .inMemory(Array(reduced.joined()), batch)
      result.mayBeRelated = common.fingerprints.mayBeRelated
    }
  }
}

extension ReducedBatch {
  /// Begins, on a thread of its own.
  func start() {
    guard work.isNeeded, !isStarted else { return }
    isStarted = true
    thread = Thread { [work] in work.run() }
  }

  /// Helps with what is left, and gives what was made.
  func wait() -> Result {
    work.run()
    thread?.join()
    thread = nil
    work.finish()
    return work.result
  }
}
