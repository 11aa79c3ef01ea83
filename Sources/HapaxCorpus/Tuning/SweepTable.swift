/// The measures of a sweep as a table: a row for each point.
public struct SweepTable: Sendable {
  /// The columns: the variations, then the measures.
  public let header: [String]
  public let rows: [[String]]
  /// The row that is recommended.
  public let recommended: Int?
}

extension SweepTable {
  /// With aligned columns, the recommended row marked, a line feed behind every row.
  public var text: String {
    let rows = [header] + rows
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for (number, row) in rows.enumerated() {
      text += number > 0 && recommended == number - 1 ? "* " : "  "
      text += row.enumerated().map { column, cell in
        String(repeating: " ", count: widths[column] - cell.count) + cell
      }.joined(separator: "  ")
      text += "\n"
    }
    return text
  }

  /// As comma-separated values (RFC 4180, with line feeds).
  public var csv: [UInt8] {
    Array(([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined().utf8)
  }
}
