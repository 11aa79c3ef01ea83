/// Lengths of text in words.
///
/// Kept as quarters of a word in integers, so that sums are exact: a word of a spaced script is 4, an ideograph 2, a
/// character of Thai, Lao, Khmer or Burmese 1.
struct Words: Comparable, AdditiveArithmetic, Hashable, BitwiseCopyable {
  var quarters: Int

  init(quarters: Int) { self.quarters = quarters }
  init(_ words: Double) { quarters = Int((words * 4).rounded(.up)) }

  static let zero = Words(quarters: 0)
  static func < (a: Words, b: Words) -> Bool { a.quarters < b.quarters }
  static func + (a: Words, b: Words) -> Words { Words(quarters: a.quarters + b.quarters) }
  static func - (a: Words, b: Words) -> Words { Words(quarters: a.quarters - b.quarters) }
  static func * (a: Words, factor: Double) -> Double { Double(a.quarters) * factor / 4 }
  var value: Double { Double(quarters) / 4 }
}
