import Benchmark
import Workloads

extension BenchmarkMetric {
  /// 10^6 bytes of input per second, the unit in which texts are thought of.
  fileprivate static let megabytesPerSecond = BenchmarkMetric.custom(
    "MB/s", polarity: .prefersLarger, useScalingFactor: false)
}

/// One benchmark per measure; the p50 column is the median.
let benchmarks: @Sendable () -> Void = {
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, .megabytesPerSecond], warmupIterations: 1, maxDuration: .milliseconds(500),
    maxIterations: 1_000)
  guard let corpora = try? Corpora() else {
    Benchmark("corpora", configuration: configuration) { $0.error("\(CorporaError.missing)") }
    return
  }
  let catalogue = Catalogue(corpora)
  for measure in catalogue.byLanguage.joined() + catalogue.hostile {
    Benchmark(measure.name, configuration: configuration) { (benchmark: Benchmark, prepared: Prepared) in
      let start = ContinuousClock.now
      let answer = prepared.run()
      let elapsed = ContinuousClock.now - start
      guard answer == prepared.answer else {
        benchmark.error("\(answer) instead of \(prepared.answer)")
        return
      }
      let rate = prepared.megabytesPerSecond(nanoseconds: elapsed / .nanoseconds(1))
      benchmark.measurement(.megabytesPerSecond, Int(rate.rounded()))
    } setup: {
      try measure.prepared()
    }
  }
}
