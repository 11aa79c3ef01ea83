internal import Hapax

/// Documents and the groups in which they truly belong.
struct LabelledCorpus {
  struct Document {
    let id: String
    let text: [UInt8]
    /// How it was made, where it was simulated.
    let kind: Simulator.Kind?
    let base: Int?
  }

  var documents: [Document] = []
  /// Of each document the number of its group; nil where no groups are known.
  var truth: [Int]?
  /// Pairs that somebody read and labelled: they overrule the groups.
  var labels: [PairLabel] = []
}

extension LabelledCorpus {
  /// Documents as they are read, with the groups of a table, or of a field of the records; those without a group are left
  /// out, unless there are no groups at all.
  ///
  /// - Parameters:
  ///   - clusters: A table of `id` and `cluster`, parted by tabs, with a header; nil: the field `cluster`.
  ///   - requiresGroups: Whether documents without any groups are refused.
  init(
    inputs: [Path], settings: CorpusRun.Settings, clusters: Path?, requiresGroups: Bool
  ) throws(CorpusError) {
    let documents = try TextReader.documents(inputs, settings, labelField: clusters == nil ? "cluster" : nil)
    var table: [String: String] = [:]
    if let clusters { table = try LabelledCorpus.table(clusters) }
    func group(of document: TextReader.Document) -> String? {
      clusters == nil ? document.label : table[document.id]
    }
    let hasGroups = documents.contains { group(of: $0) != nil }
    guard hasGroups || (clusters == nil && !requiresGroups) else {
      throw .usage(
        clusters.map { "no document has a cluster in \($0)" }
          ?? "no document has a field \"cluster\"; --clusters FILE names a table, --labels FILE labelled pairs, --simulate makes variants"
      )
    }
    var numbers: [String: Int] = [:]
    var truth: [Int] = []
    for document in documents {
      if hasGroups {
        guard let label = group(of: document) else { continue }
        let number = numbers[label, default: numbers.count]
        numbers[label] = number
        truth.append(number)
      }
      self.documents.append(Document(id: document.id, text: document.text, kind: nil, base: nil))
    }
    if hasGroups { self.truth = truth }
  }

  /// So many rounds vary every text once.
  private static let simulatedRounds = 3

  /// Variants of documents and strangers to them, made with a seed.
  init(simulating inputs: [Path], settings: CorpusRun.Settings, seed: UInt64) throws(CorpusError) {
    let texts = try TextReader.documents(inputs, settings, labelField: nil)
    guard !texts.isEmpty else { throw .usage("there is no document to make variants of") }
    let rounds = SimulatedRounds(texts: texts, seed: seed)
    var truth: [Int] = []
    var stories = 0
    for round in 0..<LabelledCorpus.simulatedRounds where round == 0 || rounds.canGoOn {
      let texts = rounds.texts(of: round)
      var simulator = rounds.simulator(of: round, texts)
      let first = stories
      stories += texts.count
      for document in simulator.documents() {
        let base = first + document.base
        self.documents.append(
          Document(
            id: "\(texts[document.base].id)#\(truth.count)", text: document.text, kind: document.kind,
            base: base))
        // Each stranger is a story of its own; they are numbered down from −1.
        truth.append(document.kind.isStranger ? -1 - truth.count : base)
      }
    }
    self.truth = truth
  }

  private static func table(_ path: Path) throws(CorpusError) -> [String: String] {
    var buffer = ByteBuffer()
    try ByteReader(path).readAll(into: &buffer)
    var labels: [String: String] = [:]
    var number = 0
    var columns: (id: Int, cluster: Int)?
    for line in String(decoding: buffer.bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      number += 1
      if line.isEmpty { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard let found = columns else {
        guard let id = cells.firstIndex(of: "id"), let cluster = cells.firstIndex(of: "cluster") else {
          throw .record(path: path, line: number, reason: "a header with id and cluster, parted by a tab")
        }
        columns = (id, cluster)
        continue
      }
      guard cells.count > max(found.id, found.cluster) else {
        throw .record(path: path, line: number, reason: "fewer columns than the header has")
      }
      labels[cells[found.id]] = cells[found.cluster]
    }
    return labels
  }
}
