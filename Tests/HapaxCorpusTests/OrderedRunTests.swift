import Foundation
import Synchronization
import Testing

@testable import HapaxCorpus

private final class Counter: Sendable {
  let value = Atomic(0)
}

@Suite("Ordered run") struct OrderedRunTests {
  /// Runs jobs `0..<count` whose work takes unequal time; gives what was delivered, and the most jobs on their way.
  private func run(
    _ count: Int, threads: Int, cost: Int = 1,
    deliver: @escaping (Int) throws(CorpusError) -> Bool = { _ in true }
  ) throws -> (delivered: [Int], mostOnTheWay: Int) {
    var next = 0
    var delivered: [Int] = []
    // Jobs are fetched by one thread while results are delivered by another.
    let deliveredCount = Counter()
    var most = 0
    let run = OrderedRun<Int, Int>(
      next: {
        defer { next += 1 }
        most = max(most, next - deliveredCount.value.load(ordering: .relaxed))
        return next < count ? next : nil
      },
      cost: { _ in cost },
      makeWorker: {
        { job in
          usleep(UInt32((job * 7919) % 13) * 50)
          return job
        }
      },
      deliver: { outcome throws(CorpusError) in
        delivered.append(outcome)
        deliveredCount.value.add(1, ordering: .relaxed)
        return try deliver(outcome)
      })
    try run.run(threads: threads)
    return (delivered, most)
  }

  @Test("Results come in the order of the jobs, each once", arguments: [1, 2, 3, 8], [0, 1, 2, 7, 500])
  func keepsOrder(threads: Int, count: Int) throws {
    #expect(try run(count, threads: threads).delivered == Array(0..<count))
  }

  @Test("No more jobs are on their way than the window has room for", arguments: [1, 2, 8])
  func boundsJobs(threads: Int) throws {
    #expect(try run(300, threads: threads).mostOnTheWay <= 4 * threads)
  }

  @Test("Large jobs are few at a time")
  func boundsBytes() throws {
    #expect(try run(50, threads: 8, cost: 40 << 20).mostOnTheWay <= 2)
  }

  @Test("Nothing is delivered behind the result that ends the run", arguments: [1, 2, 8])
  func stops(threads: Int) throws {
    #expect(try run(500, threads: threads) { $0 < 99 }.delivered == Array(0...99))
  }

  @Test("What is thrown ends the run and reaches the caller", arguments: [1, 2, 8])
  func throwsOn(threads: Int) {
    #expect(throws: CorpusError.brokenPipe) {
      _ = try run(500, threads: threads) { (job) throws(CorpusError) in
        if job == 99 { throw .brokenPipe }
        return true
      }
    }
  }

  @Test("A worker that cannot be made ends the run")
  func throwsWithoutWorker() {
    let run = OrderedRun<Int, Int>(
      next: { 1 }, cost: { _ in 1 },
      makeWorker: { () throws(CorpusError) in throw .outOfMemory },
      deliver: { _ in true })
    #expect(throws: CorpusError.outOfMemory) { try run.run(threads: 4) }
  }
}
