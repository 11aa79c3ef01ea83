import HapaxCorpus

/// One line on a terminal that says how far a run is. It comes after half a second and goes when the run is over.
final class ProgressLine {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var isThere = false

  init(isShown: Bool) {
    self.isShown = isShown
  }
}

extension ProgressLine {
  func show(_ progress: CorpusRun.Progress) {
    show(words(progress, seconds: (ContinuousClock.now - start) / .seconds(1)))
  }

  /// Shows a text, unless one was shown just now.
  func show(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - start > .milliseconds(500), now - last > .milliseconds(100) else { return }
    last = now
    isThere = true
    Console.printError("\r" + String(text().prefix(Console.width - 1)) + "\u{1B}[K")
  }

  func clear() {
    guard isThere else { return }
    isThere = false
    Console.printError("\r\u{1B}[K")
  }

  private func words(_ progress: CorpusRun.Progress, seconds: Double) -> String {
    var parts = ["\(progress.file)"]
    let share = progress.bytesInAll > 0 ? Double(progress.bytesRead) / Double(progress.bytesInAll) : 0
    if share > 0 {
      let filled = Swift.min(10, Int(share * 10))
      parts.append(String(repeating: "▰", count: filled) + String(repeating: "▱", count: 10 - filled))
      parts.append("\(Int(share * 100)) %")
    }
    parts.append("\(Numbers.size(Int(Double(progress.textBytes) / seconds)))/s")
    parts.append(Numbers.counted(progress.documents, "document", "documents"))
    if share > 0.01 { parts.append("\(Numbers.decimal(seconds / share - seconds)) s left") }
    return parts.joined(separator: "   ")
  }
}
