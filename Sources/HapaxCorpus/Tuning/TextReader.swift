/// Reads documents of inputs into memory.
enum TextReader {
  struct Document {
    let id: String
    let text: [UInt8]
    let label: String?
  }

  /// - Parameter isWanted: which documents to keep, by their ids.
  static func documents(
    _ inputs: [Path], _ settings: CorpusRun.Settings, labelField: String?,
    where isWanted: (String) -> Bool = { _ in true }
  ) throws(CorpusError) -> [Document] {
    let plan = try Plan(inputs: inputs, destination: .nowhere, settings: settings)
    let source = JobSource(plan: plan, settings: settings)
    let parser = try RecordParser(textField: settings.textField, idField: settings.idField)
    var documents: [Document] = []
    while let job = source.next() {
      switch job.content {
      case .text(let bytes):
        let id = plan.files[job.file].input.relative.description
        if isWanted(id) { documents.append(Document(id: id, text: bytes.bytes, label: nil)) }
      case .lines(let chunk):
        try add(chunk, of: plan.files[job.file].input, parser, labelField, isWanted, to: &documents)
      case .failure(let error): throw error
      case .end, .notText: break
      }
    }
    return documents
  }

  private static func add(
    _ chunk: Chunk, of file: InputFiles.File, _ parser: RecordParser, _ labelField: String?,
    _ isWanted: (String) -> Bool, to documents: inout [Document]
  ) throws(CorpusError) {
    var failure: CorpusError?
    chunk.forEachLine { line in
      guard !line.isBlank else { return true }
      do throws(RecordParser.Refusal) {
        let record = try parser.record(in: chunk.bytes, at: line.content)
        let written = record.id.map { String(decoding: chunk.bytes[$0], as: UTF8.self) }
        let id =
          written.map { $0.hasPrefix("\"") ? String($0.dropFirst().dropLast()) : $0 }
          ?? "\(file.relative):\(line.number)"
        guard isWanted(id) else { return true }
        let label = labelField.flatMap { JSONValue(chunk.bytes, at: line.content)?[$0] }
        documents.append(
          Document(
            id: id,
            text: RecordParser.unescaped(chunk.bytes, at: record.text),
            label: label?.string ?? label?.number.map { String($0) }))
        return true
      } catch {
        failure = .record(path: file.path, line: line.number, reason: error.reason)
        return false
      }
    }
    if let failure { throw failure }
  }
}
