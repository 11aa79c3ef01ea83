/// A job with its place among those of the first pass.
struct NumberedJob {
  let number: Int
  let job: Job
}

/// The jobs of the first pass again, in the same order.
final class NumberedJobs {
  private let stored: [Job]?
  private let source: JobSource
  private var number = 0

  init(_ stored: [Job]?, _ source: JobSource) {
    self.stored = stored
    self.source = source
  }

  func next() -> NumberedJob? {
    defer { number += 1 }
    let job = stored.map { number < $0.count ? $0[number] : nil } ?? source.next()
    return job.map { NumberedJob(number: number, job: $0) }
  }
}
