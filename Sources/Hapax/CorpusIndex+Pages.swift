// An index whose postings do not fit into memory. They lie in a run on disk, and the part of it in memory that the
// documents which are asked about and inserted next have fingerprints of: a page.
//
// What is found is the same: of a fingerprint of the page the table has all that a table of the whole would have, and of
// any other nothing is asked but whether it is a template's, which a page knows of all.

extension CorpusIndex {
  /// The fingerprints of the documents that are asked about and inserted next.
  package struct Page: ~Copyable {
    fileprivate var wanted: PostingTable.Wanted

    /// - Parameter capacity: How many fingerprints the documents have together.
    package init(capacity: Int) { wanted = PostingTable.Wanted(capacity: capacity) }

    package mutating func append(_ fingerprints: [UInt32]) { wanted.append(fingerprints[...]) }
  }

  /// About how many bytes of memory the postings take, without the sketches.
  package var postingBytes: Int { postings.byteCount }

  /// Writes the postings, and those of the run that was written before, as a new run.
  package func writePostings<Failure: Error>(
    mergedWith older: () throws(Failure) -> [UInt32]?, _ write: ([UInt32]) throws(Failure) -> Void
  ) throws(Failure) {
    try postings.writeRun(mergedWith: older, write)
  }

  /// Makes the postings those of a page. What they were must have been written.
  ///
  /// - Returns: False where the page does not fit into `maximumBytes`.
  package mutating func turn<Failure: Error>(
    to page: consuming Page, capacity: Int, maximumBytes: Int, from run: () throws(Failure) -> [UInt32]?
  ) throws(Failure) -> Bool {
    page.wanted.sort()
    return try postings.readRun(
      page.wanted, templateDocuments: options.corpus.templateDocuments, room: capacity,
      maximumBytes: maximumBytes, from: run)
  }
}
