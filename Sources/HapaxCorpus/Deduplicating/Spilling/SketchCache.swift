internal import Hapax

/// Sketches that were read from disk, up to so many bytes of them: those that were asked for last.
///
/// Two generations stand for the exact order of use: when the younger one has half of the bytes, the older one goes. What
/// is asked for moves to the younger.
struct SketchCache {
  private let maximumBytes: Int
  private var young: [Int32: Sketch] = [:]
  private var old: [Int32: Sketch] = [:]
  private var youngBytes = 0

  init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

  mutating func sketch(_ number: Int) -> Sketch? {
    if let sketch = young[Int32(number)] { return sketch }
    guard let sketch = old[Int32(number)] else { return nil }
    insert(sketch, number)
    return sketch
  }

  mutating func insert(_ sketch: Sketch, _ number: Int) {
    let bytes = sketch.byteCount + 512
    if youngBytes + bytes > maximumBytes / 2 {
      old = young
      young = [:]
      youngBytes = 0
      // Not even alone does it fit.
      if bytes > maximumBytes / 2 { return }
    }
    if let before = young.updateValue(sketch, forKey: Int32(number)) { youngBytes -= before.byteCount + 512 }
    youngBytes += bytes
  }
}
