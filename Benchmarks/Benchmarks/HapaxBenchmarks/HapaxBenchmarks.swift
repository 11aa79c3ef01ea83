import Benchmark
import Foundation
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
  let catalogue = orExit { try Catalogue(Corpora()) }
  for measure in catalogue.byLanguage.joined() + catalogue.corpus + catalogue.hostile {
    Benchmark(measure.name, configuration: configuration) { (benchmark: Benchmark, prepared: Prepared) in
      orExit {
        let nanoseconds = try prepared.nanoseconds(atLeast: 0)
        let rate = prepared.megabytesPerSecond(nanoseconds: nanoseconds)
        benchmark.measurement(.megabytesPerSecond, Int(rate.rounded()))
      }
    } setup: {
      orExit { try measure.prepared() }
    }
  }
}

/// The value; or the error on standard error, and the end of this process, which runs one benchmark. An error that is
/// reported through the library would leave the whole run with exit status 0, and a wrong answer must not.
private func orExit<Value>(_ body: () throws -> Value) -> Value {
  do {
    return try body()
  } catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
  }
}
