/// A run of tokens that stands at two places, word for word.
struct Match: Hashable, BitwiseCopyable {
  /// The first token of the earlier place.
  var source: Int
  /// The first token of the later place.
  var copy: Int
  /// How many tokens are equal. At most `copy - source`: the places do not overlap.
  var count: Int

  var sourceEnd: Int { source + count }
  var copyEnd: Int { copy + count }
  var diagonal: Int { copy - source }
  var sourceRange: Range<Int> { source..<sourceEnd }
  var copyRange: Range<Int> { copy..<copyEnd }
}
