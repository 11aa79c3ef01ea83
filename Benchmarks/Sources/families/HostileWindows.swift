import Workloads

/// Words that were made so that different windows collide.
struct HostileWindows {
  let name: String
  let width: Int
  let windows: Windows
  /// Where the windows begin that are compared.
  let places: [Int]

  static let all = [
    thueMorse(width: 60), thueMorse(width: 1_024), thueMorse(width: 2_048), swapped(distance: 4, width: 60),
    swapped(distance: 64, width: 128), forgotten(width: 60), forgotten(width: 128),
  ]

  /// All different windows of the Thue–Morse word: modulo 2⁶⁴ they cancel out, whatever the base (J. Pachocki, J. Radoszewski,
  /// "Where to use and how not to use polynomial string hashing", Olympiads in Informatics 7, 2013).
  private static func thueMorse(width: Int) -> HostileWindows {
    let windows = Windows(words: (0..<1 << 14).map { Int32($0.nonzeroBitCount & 1) })
    return HostileWindows(
      name: "Thue-Morse, \(width)", width: width, windows: windows, places: windows.different(width: width))
  }

  /// Pairs of windows in which two words trade places.
  private static func swapped(distance: Int, width: Int) -> HostileWindows {
    pairs("swapped at \(distance), \(width)", width: width) { $0.swapAt(1, 1 + distance) }
  }

  /// Pairs of windows that differ in their first word.
  private static func forgotten(width: Int) -> HostileWindows {
    pairs("other first word, \(width)", width: width) { $0[0] += 1_000_000 }
  }

  private static func pairs(
    _ name: String, width: Int, _ change: (inout [Int32]) -> Void
  ) -> HostileWindows {
    var words: [Int32] = []
    for number in 0..<500 {
      let window = (0..<width).map { Int32(number * width + $0) }
      var other = window
      change(&other)
      words += window + other
    }
    return HostileWindows(
      name: name, width: width, windows: Windows(words: words),
      places: Array(stride(from: 0, to: words.count, by: width)))
  }
}
