import Foundation
import Testing

@testable import HapaxCorpus

@Suite("Input files") struct InputFilesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("A folder is read in the order of bytes, without hidden names")
  func sortsByBytes() throws {
    for name in ["b.txt", "B.txt", "a/z", "a.txt", "é", ".hidden", ".git/x", "a/.x"] {
      try folder.write("x", to: name)
    }
    let files = InputFiles([folder.path()])
    #expect(files.files.map(\.relative.description) == ["B.txt", "a/z", "a.txt", "b.txt", "é"])
    #expect(files.failures.isEmpty)
  }

  @Test("A loop of links ends, and links to files are read")
  func survivesLoops() throws {
    try folder.write("x", to: "sub/a.txt")
    try folder.link("sub/up", to: "..")
    try folder.link("self", to: "self")
    try folder.link("b.txt", to: "sub/a.txt")
    try folder.link("dangling", to: "nowhere")
    let files = InputFiles([folder.path()])
    #expect(files.files.map(\.relative.description) == ["b.txt", "sub/a.txt"])
    #expect(files.skippedLinks == [folder.path("sub/up")])
    #expect(files.failures.count == 2)
  }

  @Test("What is missing fails, and the others are there")
  func goesOn() throws {
    try folder.write("x", to: "a")
    let files = InputFiles([folder.path("none"), folder.path("a")])
    #expect(files.files.count == 1)
    #expect(files.failures.map(\.position) == [0])
  }

  @Test(
    "A path lies in a folder whatever its spelling",
    arguments: [
      ("out", "in", false), ("in/out", "in", true), ("in", "in", true), ("inside", "in", false),
      ("in/../out", "in", false), ("link/new/deep", "in", true),
    ])
  func findsContainment(path: String, outer: String, lies: Bool) throws {
    try folder.write("x", to: "in/a")
    try folder.write("x", to: "out/a")
    try folder.link("link", to: "in")
    #expect(folder.path(path).lies(in: folder.path(outer)) == lies)
  }

  @Test("A path that leads out of its folder is told")
  func tellsTricks() {
    for path in ["../a", "a/../../b", "/a", "..", ""] { #expect(!Path(path).staysBelow) }
    for path in ["a", "a/b", "a..b/c", "./a"] { #expect(Path(path).staysBelow) }
  }

  @Test("A list of paths is read by lines, or by NUL where there is one")
  func readsLists() throws {
    #expect(try PathList.read(folder.write("a b\nc\n", to: "l")) == [Path("a b"), Path("c")])
    #expect(try PathList.read(folder.write("a\nb\0c\0", to: "m")) == [Path("a\nb"), Path("c")])
  }
}
