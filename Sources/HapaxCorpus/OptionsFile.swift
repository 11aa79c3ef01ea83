internal import FoundationEssentials
public import Hapax

/// Options as the JSON that `hapax options` prints and `--config` reads.
public enum OptionsFile {
  /// Reads options from a file.
  public static func read(_ path: Path) throws(CorpusError) -> Options {
    var buffer = ByteBuffer()
    try ByteReader(path).readAll(into: &buffer)
    do {
      return try JSONDecoder().decode(Options.self, from: Data(buffer.bytes))
    } catch {
      throw .usage("\(path): \(words(error))")
    }
  }

  /// The JSON of options, keys in order, and a line feed.
  public static func json(_ options: Options) throws(CorpusError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      return Array(try encoder.encode(options)) + [UInt8(ascii: "\n")]
    } catch {
      throw .usage("\(error)")
    }
  }

  /// `options` with one of them set by name: `decision.minimumChain=50`.
  public static func setting(_ assignment: String, in options: Options) throws(CorpusError) -> Options {
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, path.count == 2 else {
      throw .usage("--set takes GROUP.OPTION=VALUE, as decision.minimumChain=50, not \(assignment)")
    }
    do {
      var groups = try JSONDecoder().decode([String: [String: Scalar]].self, from: Data(json(options)))
      guard groups[path[0]]?[path[1]] != nil else {
        throw CorpusError.usage("no option is named \(parts[0])")
      }
      groups[path[0]]?[path[1]] = Scalar(String(parts[1]))
      return try JSONDecoder().decode(Options.self, from: JSONEncoder().encode(groups))
    } catch let error as CorpusError {
      throw error
    } catch {
      throw .usage("--set \(assignment): \(words(error))")
    }
  }

  /// The value of an option as it stands in JSON.
  private enum Scalar: Codable {
    case truth(Bool)
    case number(Double)
    case text(String)

    init(_ word: String) {
      if let truth = Bool(word) {
        self = .truth(truth)
      } else if let number = Double(word) {
        self = .number(number)
      } else {
        self = .text(word)
      }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let truth = try? container.decode(Bool.self) {
        self = .truth(truth)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .truth(let truth): try container.encode(truth)
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }

  private static func words(_ error: any Error) -> String {
    switch error {
    case DecodingError.dataCorrupted(let context): context.debugDescription
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")): \(context.debugDescription)"
    default: "\(error)"
    }
  }
}
