internal import Hapax

/// The sketches of all documents.
enum CorpusSketches {
  case inMemory([Sketch])
  case spilled(SketchSpill)
}

extension CorpusSketches {
  var count: Int {
    switch self {
    case .inMemory(let sketches): sketches.count
    case .spilled(let spill): spill.count
    }
  }

  /// The length of each in quarters of a word.
  var quarters: [Int] {
    switch self {
    case .inMemory(let sketches): sketches.map(\.quarters)
    case .spilled(let spill): spill.quarters.map { Int($0) }
    }
  }

  /// The fingerprints of all together.
  var fingerprintCount: Int {
    switch self {
    case .inMemory(let sketches): sketches.reduce(0) { $0 + $1.fingerprintCount }
    case .spilled(let spill): (0..<spill.count).reduce(0) { $0 + spill.fingerprintCount($1) }
    }
  }

  /// Those of a batch.
  func batch(_ batch: [Int]) -> BatchSketches {
    switch self {
    case .inMemory(let sketches): return .inMemory(batch.map { sketches[$0] }, batch)
    case .spilled(let spill): return .spilled(spill, batch)
    }
  }
}

/// The sketches of a batch by their places in it.
enum BatchSketches {
  case inMemory([Sketch], [Int])
  /// Each is read when it is asked for.
  case spilled(SketchSpill, [Int])
}

extension BatchSketches {
  var count: Int {
    switch self {
    case .inMemory(_, let numbers), .spilled(_, let numbers): numbers.count
    }
  }

  subscript(position: Int) -> Sketch {
    switch self {
    case .inMemory(let sketches, _): sketches[position]
    case .spilled(let spill, let numbers): spill.sketch(numbers[position])
    }
  }

  /// The number of the document.
  func key(_ position: Int) -> Int {
    switch self {
    case .inMemory(_, let numbers), .spilled(_, let numbers): numbers[position]
    }
  }

  /// None of them, to be added to.
  var none: BatchSketches {
    switch self {
    case .inMemory: .inMemory([], [])
    case .spilled(let spill, _): .spilled(spill, [])
    }
  }

  mutating func append(_ sketch: Sketch, _ number: Int) {
    switch self {
    case .inMemory(var sketches, var numbers):
      self = .inMemory([], [])
      sketches.append(sketch)
      numbers.append(number)
      self = .inMemory(sketches, numbers)
    case .spilled(let spill, var numbers):
      self = .spilled(spill, [])
      numbers.append(number)
      self = .spilled(spill, numbers)
    }
  }
}
