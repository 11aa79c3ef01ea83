import ArgumentParser
import Glibc
import HapaxCorpus

/// Standard error and what is known of the terminal.
enum Console {
  /// When to use colours.
  enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  static func message(_ text: String) {
    printError("hapax: \(text)\n")
  }

  /// A line of a summary: a word, and what there is to say of it, in columns.
  static func line(_ word: String, _ text: String, column: Int = 10) {
    message(word + String(repeating: " ", count: Swift.max(1, column - word.count)) + text)
  }

  /// Writes as it stands. Where standard error is closed, nobody can be told.
  static func printError(_ text: String) {
    write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes to standard output.
  ///
  /// - Throws: `CorpusError.brokenPipe` when nobody reads it, `.system` when it can not be written.
  static func printOutput(_ bytes: [UInt8]) throws(CorpusError) {
    let code = write(bytes, to: STDOUT_FILENO)
    if code == EPIPE { throw .brokenPipe }
    if code != 0 { throw .system(path: Path("standard output"), action: "cannot write", code: code) }
  }

  /// Writes all bytes. Returns the system's code for what went wrong, or 0.
  @discardableResult
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      // SAFETY: the range from `done` lies inside the array, which outlives the call.
      let written = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress.map { unsafe $0 + done }, $0.count - done)
      }
      if written < 0, errno != EINTR { return errno }
      done += Swift.max(written, 0)
    }
    return 0
  }
}

extension Console {
  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether standard output takes colours: on a terminal that knows them, unless `NO_COLOR` says otherwise.
  static func usesColour(_ choice: ColourChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      isatty(STDOUT_FILENO) == 1 && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
        && variable("TERM") != nil
    }
  }

  /// The columns of the terminal that standard error is.
  static var width: Int { columns(of: STDERR_FILENO) ?? 80 }

  /// The columns of the terminal on which the output is likely read: standard output's, or through a pager that of
  /// standard error; nil where neither is one.
  static var outputWidth: Int? { columns(of: STDOUT_FILENO) ?? columns(of: STDERR_FILENO) }

  private static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    // SAFETY: the call fills the one structure it is given.
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static func variable(_ name: String) -> String? {
    // SAFETY: the environment is not changed by this process; the value is copied at once.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
