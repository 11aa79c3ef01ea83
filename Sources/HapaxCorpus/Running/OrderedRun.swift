internal import Glibc

/// Work on several threads whose results are taken in the order of the jobs, so that what is written does not depend
/// on the number of threads.
///
/// There is no thread for reading and none for writing: each worker takes a job, works, and leaves its result; whoever
/// has the result that is next delivers it and those that wait behind it. At most a few jobs a thread are on their way
/// at once, and at most `maximumBytes` of them, so memory stays bounded whatever the corpus.
///
/// Plain threads inside the call, not a task group and not Dispatch: those do not survive a fork of the host process,
/// and this library will live inside Python workers.
///
/// `next` and `deliver` are never called by two threads at once, and `deliver` in the order of the jobs; it says
/// whether the run goes on. Each thread has a worker of its own.
@safe final class OrderedRun<Job, Outcome> {
  private let next: () throws(CorpusError) -> Job?
  private let cost: (Job) -> Int
  private let makeWorker: () throws(CorpusError) -> (Job) -> Outcome
  private let deliver: (Outcome) throws(CorpusError) -> Bool

  /// Held while a job is taken.
  private let source = Monitor()
  /// Guards what follows.
  private let state = Monitor()
  private var window = 1
  private var taken = 0
  private var delivered = 0
  private var bytesOnTheWay = 0
  private var parked: [Int: (outcome: Outcome, cost: Int)] = [:]
  private var isDelivering = false
  /// No more jobs are taken.
  private var isOver = false
  /// No more results are delivered.
  private var isStopped = false
  private var failure: CorpusError?

  private let maximumBytes: Int

  /// - Parameter maximumBytes: No job is taken while jobs of so many bytes are on their way.
  init(
    maximumBytes: Int = 32 << 20,
    next: @escaping () throws(CorpusError) -> Job?, cost: @escaping (Job) -> Int,
    makeWorker: @escaping () throws(CorpusError) -> (Job) -> Outcome,
    deliver: @escaping (Outcome) throws(CorpusError) -> Bool
  ) {
    self.maximumBytes = maximumBytes
    self.next = next
    self.cost = cost
    self.makeWorker = makeWorker
    self.deliver = deliver
  }
}

extension OrderedRun {
  /// Runs until there are no more jobs, or until something is thrown. The caller's thread is one of the workers.
  func run(threads: Int) throws(CorpusError) {
    precondition(threads > 0, "One thread at least")
    window = 4 * threads
    let others = (1..<threads).compactMap { _ in Thread { self.work() } }
    work()
    for thread in others { thread.join() }
    if let failure { throw failure }
  }

  private func work() {
    do {
      let worker = try makeWorker()
      while let (number, job) = try take() {
        let cost = cost(job)
        finish(number, worker(job), cost: cost)
      }
    } catch {
      state.locked { stop(error) }
    }
  }

  /// The next job with its number; nil when the run is over.
  private func take() throws(CorpusError) -> (Int, Job)? {
    source.lock()
    defer { source.unlock() }
    state.lock()
    while !isOver, taken > delivered, taken - delivered >= window || bytesOnTheWay >= maximumBytes {
      state.wait()
    }
    let isOver = isOver
    state.unlock()
    if isOver { return nil }
    guard let job = try next() else {
      state.locked { self.isOver = true }
      return nil
    }
    let cost = cost(job)
    return state.locked {
      defer { taken += 1 }
      bytesOnTheWay += cost
      return (taken, job)
    }
  }

  /// Leaves a result, and delivers all whose turn it is unless another thread is at it.
  private func finish(_ number: Int, _ outcome: Outcome, cost: Int) {
    state.lock()
    defer { state.unlock() }
    parked[number] = (outcome, cost)
    guard !isDelivering else { return }
    isDelivering = true
    while !isStopped, let turn = parked.removeValue(forKey: delivered) {
      state.unlock()
      var thrown: CorpusError?
      var goesOn = false
      do throws(CorpusError) { goesOn = try deliver(turn.outcome) } catch { thrown = error }
      state.lock()
      delivered += 1
      bytesOnTheWay -= turn.cost
      if !goesOn { stop(thrown) }
      state.signalAll()
    }
    isDelivering = false
  }

  private func stop(_ error: CorpusError?) {
    if failure == nil { failure = error }
    isStopped = true
    isOver = true
    state.signalAll()
  }
}
