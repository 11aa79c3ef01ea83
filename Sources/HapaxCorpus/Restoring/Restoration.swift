internal import Hapax

/// Gives inputs back from what was cleaned and its report: every edit is taken back.
///
/// The report leads, document by document; the cleaned files that it names are read beside it. Every file comes back byte
/// for byte.
public struct Restoration {
  private let report: Path
  private let files: RestoredFiles

  /// How much was restored.
  public struct Count: Sendable {
    public var documents = 0
    public var files = 0
  }

  /// - Parameter output: A file, or a folder where several files are restored; nil: standard output.
  public init(report: Path, cleaned: [Path], output: Path?) throws(CorpusError) {
    self.report = report
    files = try RestoredFiles(cleaned, output: output)
  }
}

extension Restoration {
  /// Does it.
  ///
  /// - Throws: `CorpusError.misfit` where the report is not that of the cleaned files. Files that were finished before
  ///   stay.
  public func run() throws(CorpusError) -> Count {
    if try DuplicateReader.reads(report) {
      return try DuplicateRestoration(report: report, files: files).run()
    }
    var count = Count()
    let cleaned = try files.cleaned.trustingOneFile(of: report)
    let reader = try GroupedRows(ReportReader.rows(report), by: \.output)
    var restored: Set<Path> = []
    while let name = try reader.nextGroup() {
      guard let file = try cleaned.file(for: name) else { continue }
      guard restored.insert(file.path).inserted else {
        throw .usage("\(report) has \(file.path) twice, so it is of several runs")
      }
      let output = try files.destination(of: file.relative)
      count.documents += try restore(file, from: reader, to: output)
      try output.commit()
      count.files += 1
    }
    for file in cleaned.files where !restored.contains(file.path) {
      try copy(file)
      count.files += 1
    }
    return count
  }

  /// Restores one file. Returns the number of its documents.
  private func restore(
    _ file: InputFiles.File, from reader: GroupedRows<ReportReader.Document>, to output: Output
  ) throws(CorpusError) -> Int {
    let compression = files.compression(of: file.relative)
    func write(_ bytes: [UInt8], memberEnds: [Int] = []) throws(CorpusError) {
      try output.write(compression?.compress(bytes, membersEndAt: memberEnds) ?? bytes)
    }

    guard let first = reader.peek() else { return 0 }
    guard let place = first.record else {
      _ = try reader.next()
      var text = ByteBuffer()
      try ByteReader(file.path).readAll(into: &text)
      try write(try undone(first, from: text.bytes, in: file.path, line: nil))
      return 1
    }
    return try restoreRecords(of: file, at: place, from: reader) { (bytes, ends) throws(CorpusError) in
      try write(bytes, memberEnds: ends)
    }
  }
}

// MARK: - No document

extension Restoration {
  /// Copies a file of which the report says nothing, because there is no document in it: a table without rows, WARC
  /// without texts.
  private func copy(_ file: InputFiles.File) throws(CorpusError) {
    guard file.path != .standardInput, try !holdsDocuments(file.path) else {
      throw .usage("\(report) says nothing of \(file.path)")
    }
    try FileCopy(from: file.path, to: files.destination(of: file.relative)).run(
      compression: files.compression(of: file.relative))
  }

  private func holdsDocuments(_ path: Path) throws(CorpusError) -> Bool {
    let format = try JobSource.format(of: path, settings: CorpusRun.Settings())
    if format == .text { return true }
    let records = RecordReader(try ByteReader(path), format: format)
    let codecs = try RecordCodecs(textField: "text", idField: "id")
    var holds = false
    while let chunk = try records.next() {
      let codec = codecs.codec(for: chunk)
      chunk.forEachEntry { entry in
        // What is refused may be a record whose text has another name.
        do throws(Refusal) { holds = try codec.document(in: chunk.bytes, at: entry) != nil } catch {
          holds = true
        }
        return !holds
      }
      if holds { break }
    }
    return holds
  }
}

// MARK: - One text

extension Restoration {
  /// The document's input, from its cleaned text.
  private func undone(
    _ document: ReportReader.Document, from text: [UInt8], in path: Path, line: Int?
  ) throws(CorpusError) -> [UInt8] {
    guard text.count == document.outputBytes else {
      throw .misfit(
        path: path, line: line, offset: min(text.count, document.outputBytes),
        reason: "it has \(text.count) bytes, and the report says \(document.outputBytes)")
    }
    do {
      let input = try document.edits.undone(from: text)
      if input.count == document.inputBytes { return input }
      throw CorpusError.misfit(
        path: path, line: line, offset: text.count, reason: "the edits do not make what the report says")
    } catch let error as CorpusError {
      throw error
    } catch EditsError.mismatch(let offset), EditsError.disordered(let offset) {
      throw .misfit(path: path, line: line, offset: offset, reason: "it differs from what was written")
    } catch {
      throw .misfit(path: path, line: line, offset: 0, reason: "\(error)")
    }
  }
}

// MARK: - Records

extension Restoration {
  /// Restores the texts of records. What is no record was copied, or holds no text, and stays.
  private func restoreRecords(
    of file: InputFiles.File, at place: RecordPlace, from reader: GroupedRows<ReportReader.Document>,
    _ write: (_ bytes: [UInt8], _ memberEnds: [Int]) throws(CorpusError) -> Void
  ) throws(CorpusError) -> Int {
    let field = place.field ?? "text"
    let records = RecordReader(
      try ByteReader(file.path), format: place.format, delimiter: place.delimiter ?? CSV.comma,
      column: place.field)
    let codecs = try RecordCodecs(textField: field, idField: "id")
    var count = 0
    while let chunk = try records.next() {
      let codec = codecs.codec(for: chunk)
      var output: [UInt8] = []
      var memberEnds: [Int] = []
      var failure: CorpusError?
      chunk.forEachEntry { entry in
        do throws(CorpusError) {
          if try append(entry, of: chunk, in: file.path, codec, reader, to: &output) { count += 1 }
          if chunk.layout.hasMembers { memberEnds.append(output.count) }
          return true
        } catch {
          failure = error
          return false
        }
      }
      if let failure { throw failure }
      try write(output, memberEnds)
    }
    if let document = try reader.next() {
      throw .misfit(
        path: file.path, line: nil, offset: 0,
        reason: "the record of line \(document.record?.line ?? 0) of \(document.source) is missing")
    }
    return count
  }

  /// Adds an entry with its text restored. Returns whether it is a record.
  private func append(
    _ entry: Entry, of chunk: Chunk, in path: Path, _ codec: any RecordCodec,
    _ reader: GroupedRows<ReportReader.Document>, to output: inout [UInt8]
  ) throws(CorpusError) -> Bool {
    guard let found = try? codec.document(in: chunk.bytes, at: entry) else {
      output.append(contentsOf: chunk.bytes[entry.whole])
      return false
    }
    guard let document = try reader.next() else {
      throw .misfit(
        path: path, line: entry.line, offset: 0, reason: "there are more records than in the report")
    }
    let input = try undone(document, from: found.text, in: path, line: entry.line)
    if document.edits.isEmpty {
      output.append(contentsOf: chunk.bytes[entry.whole])
    } else {
      output.append(contentsOf: chunk.bytes[entry.whole.lowerBound..<found.field.lowerBound])
      codec.restore(input, document.remainder, as: found, of: chunk.bytes, to: &output)
      output.append(contentsOf: chunk.bytes[found.field.upperBound..<entry.whole.upperBound])
    }
    return true
  }
}
