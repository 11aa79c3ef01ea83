import Foundation
import Testing

@testable import HapaxCorpus

@Suite("Output file") struct OutputFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func file(_ name: String) throws -> OutputFile {
    try OutputFile(Path(name), in: Folder.open(folder.path()))
  }

  @Test("Until it is committed, the old file is there; then the new one, and nothing else")
  func appearsWhole() throws {
    try folder.write("old", to: "a")
    let file = try file("a")
    try file.write(Array("new".utf8))
    #expect(try folder.read("a") == Array("old".utf8))
    #expect(try folder.names().count == 2)
    try file.commit()
    #expect(try folder.read("a") == Array("new".utf8))
    #expect(try folder.names() == ["a"])
  }

  @Test("A file that is given up leaves nothing")
  func leavesNothing() throws {
    do {
      let file = try file("a")
      try file.write([1, 2, 3])
    }
    #expect(try folder.names() == [])
    let file = try file("b")
    file.discard()
    file.discard()
    #expect(try folder.names() == [])
  }

  @Test("The permissions of the file that is replaced are kept")
  func keepsPermissions() throws {
    try folder.write("old", to: "a")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: folder.url.appending(path: "a").path)
    try file("a").commit()
    let status = try #require(try FileStatus.of(folder.path("a")))
    #expect(status.permissions == 0o640)
  }

  @Test("A link in the place of a file below a folder is replaced, not followed")
  func replacesLinks() throws {
    try folder.write("precious", to: "outside/target")
    try folder.link("a", to: "outside/target")
    let file = try file("a")
    try file.write([0x78])
    try file.commit()
    #expect(try folder.read("outside/target") == Array("precious".utf8))
    #expect(try FileStatus.of(folder.path("a"), followingLinks: false)?.kind == .file)
  }

  @Test("A link in the place of a folder is refused")
  func refusesLinkedFolders() throws {
    try folder.write("", to: "outside/x")
    try folder.link("sub", to: "outside")
    let opened = try Folder.open(folder.path())
    #expect(throws: CorpusError.self) { _ = try opened.subfolder(Path("sub")) }
    #expect(try folder.names(in: "outside") == ["x"])
  }

  @Test("An output that is named by a link to a file goes to that file, and the link stays")
  func writesThroughNamedLinks() throws {
    try folder.write("old", to: "real/target")
    try folder.link("a", to: "real/target")
    let output = try Output(folder.path("a"))
    try output.write(Array("new".utf8))
    try output.commit()
    #expect(try folder.read("real/target") == Array("new".utf8))
    #expect(try FileStatus.of(folder.path("a"), followingLinks: false)?.kind == .link)
  }

  @Test("A full disk is an error")
  func noticesFullDisk() throws {
    let output = try Output(Path("/dev/full"))
    #expect(throws: CorpusError.system(path: Path("/dev/full"), action: "cannot write", code: ENOSPC)) {
      try output.write([1])
    }
  }

  @Test("A folder in the place of a file is an error, and leaves nothing")
  func refusesFolders() throws {
    try folder.write("", to: "a/b")
    #expect(throws: CorpusError.self) { _ = try file("a") }
    #expect(try folder.names() == ["a"])
  }

  @Test("A queue names all of its files, in whatever folders")
  func queueNamesAll() throws {
    let opened = try Folder.open(folder.path())
    let sub = try opened.subfolder(Path("sub"))
    let queue = CommitQueue()
    for index in 0..<70 {
      let file = try OutputFile(Path("f\(index)"), in: index % 2 == 0 ? opened : sub)
      try file.write(Array("\(index)".utf8))
      if queue.add(file) { try queue.flush() }
    }
    #expect(try folder.names().filter { $0.hasSuffix(".tmp") }.count == 3)
    try queue.flush()
    #expect(try folder.names().count == 36)
    #expect(try folder.names(in: "sub").count == 35)
    #expect(try folder.read("sub/f69") == Array("69".utf8))
  }

  @Test("What is written behind a mark can be taken back")
  func truncates() throws {
    let file = try file("a")
    try file.write(Array("kept dropped".utf8))
    try file.truncate(to: 4)
    try file.write(Array("!".utf8))
    try file.commit()
    #expect(try folder.read("a") == Array("kept!".utf8))
  }
}
