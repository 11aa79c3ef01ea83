import Foundation

/// The built command, run in a folder of the test's own.
final class Command {
  let folder: URL

  /// What a run came to.
  struct Result {
    let status: Int32
    let output: [UInt8]
    let error: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "hapax-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The binary beside the test bundle.
  static let binary: URL = {
    let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return runner.deletingLastPathComponent().appending(path: "hapax")
  }()
}

extension Command {
  /// Runs `hapax` with arguments.
  func callAsFunction(
    _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Result {
    try run(Command.binary, arguments, input: input, environment: environment)
  }

  /// Runs a line of `sh`, in which `$HAPAX` is the command.
  func shell(_ line: String) throws -> Result {
    try run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", line], input: [], environment: ["HAPAX": Command.binary.path])
  }

  private func run(
    _ program: URL, _ arguments: [String], input: [UInt8], environment: [String: String]
  ) throws -> Result {
    // Files, not pipes: no pipe can fill up while nobody reads it.
    let names = [".stdin", ".stdout", ".stderr"].map { folder.appending(path: $0) }
    try Data(input).write(to: names[0])
    for name in names.dropFirst() { try Data().write(to: name) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "COLUMNS": "80"].merging(environment)
    { $1 }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    defer { for name in names { try? FileManager.default.removeItem(at: name) } }
    let isSignal = process.terminationReason == .uncaughtSignal
    return Result(
      status: isSignal ? -process.terminationStatus : process.terminationStatus,
      output: Array(try Data(contentsOf: names[1])),
      error: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self))
  }
}

extension Command {
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try read(name), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  /// All names below a folder, hidden ones too.
  func names(below name: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: name).path).sorted()
  }
}

/// An article whose paragraphs stand twice: what clean is for.
enum Sample {
  private static let paragraphs = [
    "The harbour of the old town was closed on Tuesday after a storm had torn two fishing boats from their moorings.",
    "Nobody was hurt, said the harbour master, but the ferry to the islands will not sail before the end of the week.",
    "Divers began on Wednesday to look for the anchor of the larger boat, which blocks the narrow entry from the sea.",
    "The town council meets on Friday to talk about a new breakwater, for which money has been promised since spring.",
  ]

  static let clean = paragraphs.joined(separator: "\n\n") + "\n"
  static let doubled = (paragraphs + paragraphs).joined(separator: "\n\n") + "\n\n\n"

  /// A JSON Lines record.
  static func record(_ text: String, id: Int) -> String {
    let escaped = text.replacing("\n", with: "\\n")
    return "{\"id\":\(id),\"text\":\"\(escaped)\",\"more\":[1.50,\"\\u00e9\"]}\n"
  }
}
