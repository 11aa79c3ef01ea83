import Foundation
import Testing

@Suite("Help and usage") struct HelpTests {
  let hapax: Command
  static let verbs = ["clean", "scan", "dedup", "compare", "tune", "simulate", "restore", "options"]

  init() throws {
    hapax = try Command()
  }

  /// A file that says what is expected; written anew where `HAPAX_WRITE_GOLDEN` is set.
  private func expectGolden(_ text: String, _ name: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["HAPAX_WRITE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: file)
    }
    #expect(text == String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  @Test("The help of every verb is the one that was agreed on", arguments: verbs)
  func helpOfVerbs(verb: String) throws {
    let help = try hapax(verb, "--help")
    #expect(help.status == 0 && help.error == "")
    try expectGolden(help.text, "help-\(verb).txt")
  }

  @Test("The help of the command is the one that was agreed on")
  func help() throws {
    try expectGolden(hapax("--help").text, "help.txt")
  }

  @Test("The options that are printed are the ones that were agreed on, and are read back")
  func options() throws {
    let options = try hapax("options")
    try expectGolden(options.text, "options.json")
    try hapax.write(options.output, to: "o.json")
    #expect(try hapax("options", "--config", "o.json").output == options.output)
    #expect(try hapax("options", "--set", "decision.minimumChain=-5").status == 64)
  }

  @Test("Wrong usage is 64, on standard error")
  func usage() throws {
    for arguments in [
      ["nonsense"], ["clean", "--nonsense"], ["clean", "--form", "nfd"], ["clean", "-o", "a", "--in-place"],
      ["clean", "-t", "-1"], ["restore"], ["clean", "-q", "--verbose"], [],
    ] {
      let result = try hapax.shell("$HAPAX \(arguments.joined(separator: " "))")
      #expect(result.status == 64 && result.text == "" && result.error != "", "\(arguments)")
    }
  }

  @Test("Nothing to read and a terminal on standard input is help, and 64")
  func terminal() throws {
    for verb in ["clean", "scan", "restore --report r"] {
      let result = try hapax.shell("script -qec \"$HAPAX \(verb)\" /dev/null < /dev/null")
      #expect(result.status == 64 && result.text.contains("USAGE: hapax"), "\(verb): \(result.text)")
    }
  }

  @Test("--version is a number")
  func version() throws {
    #expect(try hapax("--version").text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test("The manual names every flag of the help", arguments: verbs)
  func manual(verb: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let manual = String(
      decoding: try Data(contentsOf: root.appending(path: "Documentation/hapax.1")), as: UTF8.self)
    let flags = Set(try hapax(verb, "--help").text.matches(of: /--[a-z][a-z0-9-]*/).map { String($0.output) })
    #expect(flags.count > 2)
    let plain = manual.replacing("\\-", with: "-").replacing("\\&", with: "")
    let missing = flags.filter { !plain.contains($0.dropFirst(2)) }
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test("Completions are made for every shell", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let script = try hapax("--generate-completion-script", shell)
    #expect(script.status == 0 && script.text.contains("in-place"))
  }
}
