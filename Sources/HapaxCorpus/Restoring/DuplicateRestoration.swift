/// Gives a corpus back from the documents that stayed and those that went.
struct DuplicateRestoration {
  let report: Path
  let files: RestoredFiles
  private var cleaned: CleanedFiles { files.cleaned }

  init(report: Path, files: RestoredFiles) {
    self.report = report
    self.files = files
  }

  func run() throws(CorpusError) -> Restoration.Count {
    var count = Restoration.Count()
    let only = try nameOfOneFile()
    let checks = try checks(only)
    let rows = try GroupedRows(DuplicateReader.rows(report), by: \.output)
    var restored: Set<Path> = []
    while let name = try rows.nextGroup() {
      // Of one file, what went out of others is not asked for.
      if cleaned.isOneFile, name != only { continue }
      guard let first = rows.peek(), !first.isJoined else {
        throw .usage("\(report) is of several inputs that went into one output; they can not be told apart")
      }
      let file = try self.file(for: name)
      let output = try files.destination(of: file?.relative ?? name)
      let compression = files.compression(of: file?.relative ?? name)
      func write(_ bytes: [UInt8], memberEnds: [Int] = []) throws(CorpusError) {
        if !bytes.isEmpty {
          try output.write(compression?.compress(bytes, membersEndAt: memberEnds) ?? bytes)
        }
      }
      if let file, first.place == nil {
        // A file of text from which lines were cut.
        guard restored.insert(file.path).inserted, let row = try rows.next(), let written = row.written else {
          throw .usage("\(report) says that \(file.path) went, and it is there")
        }
        var text = ByteBuffer()
        try ByteReader(file.path).readAll(into: &text)
        guard text.count == written else {
          throw .misfit(
            path: file.path, line: nil, offset: min(text.count, written),
            reason: "it has \(text.count) bytes, and \(written) were written")
        }
        guard row.digest.map({ $0 == Digest.of(text.bytes) }) ?? true else {
          throw .misfit(
            path: file.path, line: nil, offset: 0,
            reason: "one of the \(written) bytes from here on is not what was written")
        }
        try write(row.bytes)
        count.documents += 1
      } else if let file {
        guard restored.insert(file.path).inserted else { throw .usage("\(report) has \(file.path) twice") }
        count.documents += try merge(file, rows, first.place, checks[file.path]) {
          (bytes, ends) throws(CorpusError) in
          try write(bytes, memberEnds: ends)
        }
      } else {
        guard first.place == nil else { throw .usage("\(name) is not among the files that stayed") }
        while let row = try rows.next() {
          try write(row.bytes)
          count.documents += 1
        }
      }
      try output.commit()
      count.files += 1
    }
    for file in cleaned.files where !restored.contains(file.path) {
      try copy(file)
      count.files += 1
    }
    return count
  }

  /// Checks the files that stand in the report, before anything is written. Returns what is left to check of those that can
  /// be read only once.
  private func checks(_ only: Path?) throws(CorpusError) -> [Path: BlockCheck] {
    let written = try WrittenBlocks.read(report)
    var checks: [Path: BlockCheck] = [:]
    for file in cleaned.files {
      let name = cleaned.isOneFile ? only ?? (written.count == 1 ? written.first?.key : file.relative) : nil
      guard let blocks = name.map({ written[$0] }) ?? written[file.relative] ?? written[file.path] else {
        continue
      }
      let check = BlockCheck(file.path, blocks)
      if file.path != .standardInput, try FileStatus.of(file.path)?.kind == .file {
        try check.run()
      } else {
        checks[file.path] = check
      }
    }
    return checks
  }

  private func file(for name: Path) throws(CorpusError) -> InputFiles.File? {
    if cleaned.isOneFile { return cleaned.files.first }
    return cleaned.files.first { $0.relative == name || $0.path == name }
  }

  /// What the report calls the one file that is restored; nil where nothing went. A file renamed since is taken for the
  /// only output of its run.
  private func nameOfOneFile() throws(CorpusError) -> Path? {
    guard cleaned.isOneFile else { return nil }
    let rows = try GroupedRows(DuplicateReader.rows(report), by: \.output)
    var trusted: Path?
    var isSeveral = false
    while let name = try rows.nextGroup() {
      if try cleaned.file(for: name) != nil { return name }
      isSeveral = isSeveral || (trusted != nil && trusted != name) || rows.peek()?.isOneOfSeveral ?? true
      trusted = name
    }
    if isSeveral {
      throw .usage("\(report) is of several files, and says nothing of \(cleaned.files[0].path)")
    }
    return trusted
  }

  /// Puts the records that went back between those that stayed. Returns how many.
  private func merge(
    _ file: InputFiles.File, _ rows: GroupedRows<DuplicateReader.Row>, _ place: RecordPlace?,
    _ check: BlockCheck?,
    _ write: (_ bytes: [UInt8], _ memberEnds: [Int]) throws(CorpusError) -> Void
  ) throws(CorpusError) -> Int {
    var next = try rows.next()
    var count = 0
    /// The number of the entry of the input that is written next.
    var at = 1
    let records = RecordReader(
      try ByteReader(file.path), format: place?.format ?? .jsonl, delimiter: place?.delimiter ?? CSV.comma)
    while let chunk = try records.next() {
      try check?.add(chunk.bytes.bytes)
      var output: [UInt8] = []
      var memberEnds: [Int] = []
      var failure: CorpusError?
      chunk.forEachEntry { entry in
        do throws(CorpusError) {
          while let row = next, row.place?.number == at {
            output += row.bytes
            if chunk.layout.hasMembers { memberEnds.append(output.count) }
            count += 1
            at += 1
            next = try rows.next()
            guard let written = row.written else { continue }
            // What was marked stands here, and the record as it was takes its place.
            guard entry.whole.count == written else {
              throw .misfit(
                path: file.path, line: entry.line, offset: chunk.offset + entry.whole.lowerBound,
                reason: "a record of \(written) bytes was written here")
            }
            return true
          }
          output.append(contentsOf: chunk.bytes[entry.whole])
          if chunk.layout.hasMembers { memberEnds.append(output.count) }
          at += 1
          return true
        } catch {
          failure = error
          return false
        }
      }
      if let failure { throw failure }
      try write(output, memberEnds)
    }
    try check?.finish()
    while let row = next {
      guard row.place?.number == at else {
        throw .misfit(
          path: file.path, line: at, offset: 0,
          reason: "record \(row.place?.number ?? 0) of the input would follow")
      }
      try write(row.bytes, [])
      count += 1
      at += 1
      next = try rows.next()
    }
    return count
  }

  private func copy(_ file: InputFiles.File) throws(CorpusError) {
    try FileCopy(from: file.path, to: files.destination(of: file.relative)).run(
      compression: files.compression(of: file.relative))
  }
}
