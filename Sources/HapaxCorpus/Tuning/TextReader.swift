/// Reads documents of inputs into memory.
enum TextReader {
  struct Document {
    let id: String
    let text: [UInt8]
    let label: String?
    var kind: String?
  }

  /// - Parameters:
  ///   - kindFields: The fields of which the first that there is tells the kind.
  ///   - isWanted: Which documents to keep, by their ids.
  static func documents(
    _ inputs: [Path], _ settings: CorpusRun.Settings, labelField: String?, kindFields: [String] = [],
    where isWanted: (String) -> Bool = { _ in true }
  ) throws(CorpusError) -> [Document] {
    let plan = try Plan(inputs: inputs, destination: .nowhere, settings: settings)
    let source = JobSource(plan: plan, settings: settings)
    let codecs = try RecordCodecs(settings)
    var documents: [Document] = []
    while let job = source.next() {
      switch job.content {
      case .text(let bytes):
        let id = plan.files[job.file].input.relative.description
        if isWanted(id) { documents.append(Document(id: id, text: bytes.bytes, label: nil)) }
      case .records(let chunk):
        let codec = codecs.codec(for: chunk)
        try add(
          chunk, of: plan.files[job.file].input, codec, labelField, kindFields, isWanted, to: &documents)
      case .failure(let error): throw error
      case .end, .notText: break
      }
    }
    return documents
  }

  private static func add(
    _ chunk: Chunk, of file: InputFiles.File, _ codec: any RecordCodec, _ labelField: String?,
    _ kindFields: [String], _ isWanted: (String) -> Bool, to documents: inout [Document]
  ) throws(CorpusError) {
    var failure: CorpusError?
    chunk.forEachEntry { entry in
      do throws(Refusal) {
        guard let document = try codec.document(in: chunk.bytes, at: entry) else { return true }
        let written = document.id.map { String(decoding: $0, as: UTF8.self) }
        let id =
          written.map { $0.hasPrefix("\"") ? String($0.dropFirst().dropLast()) : $0 }
          ?? "\(file.relative):\(entry.line)"
        guard isWanted(id) else { return true }
        let label = labelField.flatMap { codec.value(of: $0, in: chunk.bytes, at: entry) }
        let kind = kindFields.lazy.compactMap { codec.value(of: $0, in: chunk.bytes, at: entry)?.string }
          .first
        documents.append(
          Document(
            id: id, text: document.text, label: label?.string ?? label?.number.map { String($0) }, kind: kind)
        )
        return true
      } catch {
        failure = chunk.failure(error, at: entry, of: file.path)
        return false
      }
    }
    if let failure { throw failure }
  }
}
