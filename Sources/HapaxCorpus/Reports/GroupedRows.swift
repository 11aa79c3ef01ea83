/// Rows, cut where those of another output begin.
final class GroupedRows<Row> {
  private let rows: ReportRows<Row>
  private let output: (Row) -> Path
  private var following: Row?
  private var current: Path?

  /// - Parameter output: To which output a row belongs.
  init(_ rows: ReportRows<Row>, by output: @escaping (Row) -> Path) throws(CorpusError) {
    self.rows = rows
    self.output = output
    following = try rows.next()
  }
}

extension GroupedRows {
  /// Goes on to the next output, past what is left of this one; nil at the end.
  func nextGroup() throws(CorpusError) -> Path? {
    while try next() != nil {}
    current = following.map(output)
    return current
  }

  /// The next row of this output, which stays the next.
  func peek() -> Row? {
    guard let row = following, output(row) == current else { return nil }
    return row
  }

  /// The next row of this output; nil behind the last.
  func next() throws(CorpusError) -> Row? {
    guard let row = peek() else { return nil }
    following = try rows.next()
    return row
  }
}
