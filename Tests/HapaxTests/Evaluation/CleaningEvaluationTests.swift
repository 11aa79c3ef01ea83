import Testing

@testable import Hapax

@Suite("Evaluation of cleaning") struct CleaningEvaluationTests {
  @Test("What is kept, lost, removed and left is counted by words and their order")
  func counts() {
    // Words 1 to 5 should stay, and stood there twice.
    let input: [Int32] = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5]
    func score(_ output: [Int32], isExact: Bool = false) -> CleaningEvaluation {
      CleaningEvaluation(input: input, expected: [1, 2, 3, 4, 5], output: output, isExact: isExact)
    }
    let right = score([1, 2, 3, 4, 5], isExact: true)
    #expect(right.cost == 0 && right.keptShare == 1 && right.removedShare == 1 && right.exactShare == 1)
    let untouched = score(input)
    #expect(untouched.lost == 0 && untouched.left == 5 && untouched.cost == 5 && untouched.removedShare == 0)
    let damaged = score([1, 2, 4, 5])
    #expect(damaged.lost == 1 && damaged.vanished == 1 && damaged.damaged == 1 && damaged.cost == 10)
    let moved = score([2, 3, 4, 5, 1])
    #expect(moved.lost == 1 && moved.vanished == 0 && moved.left == 1)
    #expect(score([1, 2, 3, 4, 5, 6]).fused == 1 && score([1, 1, 1]).fused == 1 && right.fused == 0)
    var sum = CleaningEvaluation()
    #expect(sum.keptShare == 1 && sum.removedShare == 1 && sum.exactShare == 1)
    for one in [right, untouched, damaged] { sum += one }
    #expect(sum.documents == 3 && sum.exact == 1 && sum.cost == 15 && sum.redundant == 15)
  }

  @Test("Nothing that should stay, nothing that comes out")
  func empty() {
    let none = CleaningEvaluation(input: [], expected: [], output: [], isExact: true)
    #expect(none.cost == 0 && none.keptShare == 1 && none.exactShare == 1)
    let all = CleaningEvaluation(input: [1], expected: [], output: [1], isExact: false)
    #expect(all.left == 1 && all.keptShare == 1 && all.removedShare == 0)
  }
}
