import ArgumentParser

@main
struct HapaxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hapax")
}
