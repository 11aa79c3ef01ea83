internal import Hapax

/// Two documents, and what they have in common: `hapax compare`.
public struct ComparedPair: Sendable {
  struct Document: Sendable {
    let id: String
    let text: [UInt8]
  }

  let first: Document
  let second: Document
  let comparison: Comparison

  init(_ first: Document, _ second: Document, _ options: Options) throws(CorpusError) {
    self.first = first
    self.second = second
    for document in [first, second] where document.text.count > Cleaner.longestText {
      throw .usage("\(document.id) is too long to compare: more than \(Numbers.size(Cleaner.longestText))")
    }
    do throws(OptionsError) {
      comparison = try Comparison(of: first.text, with: second.text, options)
    } catch {
      throw .usage("\(error)")
    }
  }
}

extension ComparedPair {
  /// Reads two documents.
  ///
  /// - Parameters:
  ///   - inputs: Whatever can be cleaned. Without `ids` they hold two documents together.
  ///   - ids: The two to compare; the first document of an id counts.
  /// - Throws: When an input can not be read, or does not hold the two documents.
  public static func read(
    _ inputs: [Path], ids: [String], _ settings: CorpusRun.Settings
  ) throws(CorpusError) -> ComparedPair {
    var found: [Document] = []
    if ids.isEmpty {
      for input in inputs {
        let documents = try TextReader.documents([input], settings, labelField: nil)
        // A file of its own goes by the path it was given with: two folders can have files of one name.
        let isAlone = documents.count == 1 && documents[0].id == input.name.description
        found += documents.map { Document(id: isAlone ? input.description : $0.id, text: $0.text) }
      }
    } else {
      let documents = try TextReader.documents(inputs, settings, labelField: nil, where: ids.contains)
      for id in ids {
        guard let document = documents.first(where: { $0.id == id }) else {
          throw .usage("no document has the id \(Printable.string(Array(id.utf8)))")
        }
        found.append(Document(id: id, text: document.text))
      }
    }
    guard found.count == 2 else {
      throw .usage(
        "compare takes two documents, and there \(found.count == 1 ? "is" : "are") \(found.count); --ids picks two"
      )
    }
    return try ComparedPair(found[0], found[1], settings.options)
  }
}

// MARK: - Telling

extension ComparedPair {
  private var relation: String {
    switch comparison.link?.relation {
    case .same: "the same words"
    case .near: "nearly the same"
    case .contained: "the first stands in the second"
    case .contains: "the second stands in the first"
    case .shares: "they share passages"
    case nil: "no relation is proven"
    }
  }

  var headline: String {
    func name(_ document: Document) -> String { Printable.string(Array(document.id.utf8)) }
    func share(_ words: [Comparison.Word]) -> String {
      "\(words.count { $0.partner != nil } * 100 / Swift.max(1, words.count)) %"
    }
    let words = (share(comparison.words), share(comparison.otherWords))
    let shares = "\(words.0) of the words of the first, \(words.1) of the second's"
    return "\(name(first)) | \(name(second)): \(relation), \(shares)"
  }

  /// The two documents side by side, as text for a terminal of some columns.
  public func page(colour: Bool, width: Int) -> [UInt8] {
    var output: [UInt8] = []
    SideBySide(self, colour: colour, width: width).append(to: &output)
    return output
  }

  /// The relation and the passages, as one JSON object and a line feed.
  public var json: [UInt8] {
    var output = Array("{".utf8)
    JSONText.append(key: "id", to: &output)
    JSONText.append(first.id, to: &output)
    JSONText.append(key: "of", to: &output)
    JSONText.append(second.id, to: &output)
    JSONText.append(key: "relation", to: &output)
    if let link = comparison.link {
      JSONText.append(link.relation.rawValue, to: &output)
    } else {
      output.append(contentsOf: "null".utf8)
    }
    JSONText.append(key: "coverage", to: &output)
    JSONText.append(thousandths: comparison.link?.coverage ?? 0, to: &output)
    JSONText.append(key: "of_coverage", to: &output)
    JSONText.append(thousandths: comparison.link?.sourceCoverage ?? 0, to: &output)
    JSONText.append(key: "passages", to: &output)
    output.append(UInt8(ascii: "["))
    for (number, passage) in (comparison.link?.passages ?? []).enumerated() {
      if number > 0 { output.append(UInt8(ascii: ",")) }
      output.append(UInt8(ascii: "{"))
      JSONText.append(key: "range", to: &output)
      JSONText.append(passage.range, to: &output)
      JSONText.append(key: "of_range", to: &output)
      JSONText.append(passage.source, to: &output)
      JSONText.append(key: "words", to: &output)
      JSONText.append(Int(passage.words.rounded()), to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(contentsOf: "]}\n".utf8)
    return output
  }
}
