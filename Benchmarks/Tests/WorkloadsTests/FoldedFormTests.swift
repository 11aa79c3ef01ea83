import Foundation
@_spi(Stages) import Hapax
import Testing
import Workloads

/// The folded form against ICU on the whole of Unicode: `swift test -c release --filter FoldedForm`. A debug build takes
/// every 97th case.
@Suite("Folded form: the whole set") struct FoldedFormTests {
  #if DEBUG
    private static let step = 97
  #else
    private static let step = 1
  #endif

  /// Every code point that is a scalar.
  private static var scalars: some Sequence<Unicode.Scalar> {
    stride(from: 0, to: 0x11_0000, by: step).lazy.compactMap { Unicode.Scalar(UInt32($0)) }
  }

  @Test(
    "Every code point alone, between letters, behind a letter and before a mark", arguments: Stages.foldPaths)
  func everyCodePoint(path: String) throws {
    guard var folder = Stages.folder(path) else { preconditionFailure("There is no loop \(path)") }
    var folded: [UInt8] = []
    for scalar in Self.scalars {
      for text in ["\(scalar)", "a\(scalar)b", "E\(scalar)\u{301} "] {
        folded.removeAll(keepingCapacity: true)
        folder.append(Array(text.utf8).span, to: &folded)
        try #require(folded == FoldedTwin.fold(Array(text.utf8)), "\(scalar.escaped(asASCII: true))")
      }
    }
  }

  @Test("Every first part of a composition with every mark and jamo", arguments: Stages.foldPaths)
  func pairs(path: String) throws {
    guard var folder = Stages.folder(path) else { preconditionFailure("There is no loop \(path)") }
    var bases: Set<String> = []
    var marks: Set<Unicode.Scalar> = []
    for value in 0..<UInt32(0x11_0000) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if scalar.properties.canonicalCombiningClass != .notReordered { marks.insert(scalar) }
      let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
      guard parts.count > 1, let mark = parts.last else { continue }
      marks.insert(mark)
      var base = String.UnicodeScalarView()
      base.append(contentsOf: parts.dropLast())
      bases.insert(String(base).precomposedStringWithCanonicalMapping)
    }
    #expect(bases.count > 400 && marks.count > 900)
    var folded: [UInt8] = []
    for (index, base) in bases.sorted().enumerated() where index % Self.step == 0 {
      // All marks in one text, so that a step has several pairs.
      let text = Array(
        marks.sorted { $0.value < $1.value }.map { "\(base)\($0)" }.joined(separator: "\u{20}x").utf8)
      folded.removeAll(keepingCapacity: true)
      folder.append(text.span, to: &folded)
      try #require(folded == FoldedTwin.fold(text), "\(base)")
    }
  }
}
