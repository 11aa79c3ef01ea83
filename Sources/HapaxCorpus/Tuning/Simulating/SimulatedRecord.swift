/// A document of a simulated corpus as it is written.
struct SimulatedRecord {
  let number: Int
  let cluster: Int
  /// The id of the text that it was made of.
  let source: String
  let document: Simulator.Document
  /// What cleaning should leave of it.
  let expected: [UInt8]?

  /// Adds a JSON line.
  func append(to lines: inout [UInt8]) {
    lines += Array("{\"id\":\"d\(number)\",\"cluster\":\"c\(cluster)\"".utf8)
    for (key, value) in [("kind", document.kind.name), ("source", source)] {
      lines += Array(",\"\(key)\":".utf8)
      JSONText.append(value, to: &lines)
    }
    JSONText.append(key: "text", to: &lines)
    JSONText.append(Self.repaired(document.text), to: &lines)
    if let expected {
      JSONText.append(key: "expected", to: &lines)
      JSONText.append(Self.repaired(expected), to: &lines)
    }
    lines += Array("}\n".utf8)
  }

  /// Adds a row of `id`, `cluster` and `kind`.
  func appendTruth(to table: inout [UInt8]) {
    table += Array("d\(number)\tc\(cluster)\t\(document.kind.name)\n".utf8)
  }

  /// JSON is UTF-8: what is not becomes U+FFFD.
  private static func repaired(_ text: [UInt8]) -> [UInt8] {
    Printable.isText(text) ? text : Array(String(decoding: text, as: UTF8.self).utf8)
  }
}
