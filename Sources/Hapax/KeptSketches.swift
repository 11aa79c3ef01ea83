/// Where an index finds the sketch of a document that it does not hold in memory.
package struct SketchSource: Sendable {
  /// The sketch that was inserted under a key. Many threads ask at once. It can not fail: where reading does, it is for the
  /// source to remember that, and to give an empty sketch.
  let sketch: @Sendable (_ key: Int) -> Sketch

  package init(_ sketch: @escaping @Sendable (_ key: Int) -> Sketch) { self.sketch = sketch }
}

/// The sketches of an index's documents: in memory, or read again when they are asked for.
struct KeptSketches {
  private let source: SketchSource?
  /// Empty where there is a source, which has them under these keys.
  private var sketches: [Sketch] = []
  private var keys: [Int32] = []
  private var fingerprintCounts: [UInt32] = []
  private var sketchBytes = 0

  init(source: SketchSource?) { self.source = source }
}

extension KeptSketches {
  var count: Int { fingerprintCounts.count }

  /// About how many bytes of memory they take.
  var byteCount: Int { keys.count * 8 + sketchBytes }

  @inline(__always)
  subscript(document: Int) -> Sketch { source?.sketch(Int(keys[document])) ?? sketches[document] }

  @inline(__always)
  func fingerprintCount(_ document: Int) -> Int { Int(fingerprintCounts[document]) }

  mutating func append(_ sketch: Sketch, key: Int) {
    if source == nil {
      sketches.append(sketch.whole)
      sketchBytes += sketch.byteCount
    } else {
      keys.append(Int32(key))
    }
    fingerprintCounts.append(UInt32(sketch.fingerprintCount))
  }

  mutating func removeAll() {
    sketches.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    fingerprintCounts.removeAll(keepingCapacity: true)
    sketchBytes = 0
  }
}
