/// A task on an input, under the name `stage/what/input`.
public struct Measure: Sendable {
  public let task: Task
  /// The last part of the name: a language, or a kind of hostile text.
  public let inputName: String
  private let input: @Sendable () throws -> Input

  public var name: String { "\(task.name)/\(inputName)" }

  /// - Parameter input: Made when the measure is prepared, not before: most runs want few of all measures.
  public init(_ task: Task, on inputName: String, _ input: @escaping @Sendable () throws -> Input) {
    self.task = task
    self.inputName = inputName
    self.input = input
  }
}

extension Measure {
  /// Makes the input and proves the answer.
  ///
  /// - Throws: `WrongAnswer`.
  public func prepared() throws -> Prepared {
    do {
      return try task.prepare(try input())
    } catch let error as WrongAnswer {
      throw WrongAnswer("\(name): \(error)")
    }
  }
}

extension Prepared {
  /// Nanoseconds of one run, over as many runs as fill `least` nanoseconds.
  ///
  /// - Throws: `WrongAnswer` when a run gives another answer than the one that was proved.
  public func nanoseconds(atLeast least: Double = 20e6) throws -> Double {
    var runs = 0.0
    let start = ThreadTime.nanoseconds
    var elapsed = 0.0
    repeat {
      let answer = run()
      guard answer == self.answer else { throw WrongAnswer("\(answer) instead of \(self.answer)") }
      runs += 1
      elapsed = ThreadTime.nanoseconds - start
    } while elapsed < least
    return elapsed / runs
  }

  /// 10^6 bytes of input per second, for a run that took so long.
  public func megabytesPerSecond(nanoseconds: Double) -> Double {
    Double(byteCount) * 1_000 / nanoseconds
  }
}

/// The middle value, or the mean of the two.
public func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
