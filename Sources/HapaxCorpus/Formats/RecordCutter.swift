/// Finds where entries end, in bytes that come piece by piece, without looking at any of them twice.
protocol RecordCutter {
  /// The end of the last whole entry; nil where there is none yet. `bytes` are those of the last call, and more.
  mutating func lastEnd(of bytes: ByteBuffer) throws(Refusal) -> Int?
  /// How many entries lie before that end; nil where they are as many as lines.
  var count: Int? { get }
  /// Goes on with the bytes from `end` on, which are the first ones from now on.
  mutating func cut(at end: Int)
  /// Nothing follows `bytes`.
  mutating func finish(_ bytes: ByteBuffer) throws(Refusal)
}
