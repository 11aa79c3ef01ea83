import Workloads

/// A loop over pointers as the engine has it, and the same loop over spans.
struct Twins {
  /// What the loop does, and where in `Sources/Hapax/` it is.
  let name: String
  let place: String
  /// Each returns a sum of its whole answer.
  let byPointer: () -> UInt64
  let bySpan: () -> UInt64
}

extension Twins {
  /// How many times as long the span takes, the median of rounds in turns; nil where the answers differ.
  func cost(rounds: Int) -> Double? {
    guard byPointer() == bySpan() else { return nil }
    return median((0..<rounds).map { _ in Self.nanoseconds(bySpan) / Self.nanoseconds(byPointer) })
  }

  /// Nanoseconds of one run, over as many runs as fill 10 milliseconds.
  private static func nanoseconds(_ run: () -> UInt64) -> Double {
    let start = ThreadTime.nanoseconds
    var runs = 0.0
    var sum: UInt64 = 0
    repeat {
      sum &+= run()
      runs += 1
    } while ThreadTime.nanoseconds - start < 10e6
    unsafe kept = sum
    return (ThreadTime.nanoseconds - start) / runs
  }

  /// So that no run can be left out.
  nonisolated(unsafe) private static var kept: UInt64 = 0
}

/// One step of a sum over an answer.
@inline(__always)
func add(_ value: UInt64, to sum: inout UInt64) { sum = (sum ^ value) &* 0x9E37_79B9_7F4A_7C15 }
