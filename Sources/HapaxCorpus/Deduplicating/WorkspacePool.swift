internal import Hapax

/// Workspaces that are used again by whichever thread needs one.
final class WorkspacePool {
  final class Box {
    var main = CorpusIndex.Workspace()
    var recent = CorpusIndex.Workspace()
    fileprivate let isLarge: Bool

    fileprivate init(isLarge: Bool) { self.isLarge = isLarge }
  }

  private let monitor = Monitor()
  private let large = Monitor()
  private var boxes: [Box] = []

  /// - Parameter isLarge: Whether it is for a large document: there is one such at a time, and it is not used again.
  func take(isLarge: Bool) -> Box {
    guard !isLarge else {
      large.lock()
      return Box(isLarge: true)
    }
    return monitor.locked { boxes.popLast() } ?? Box(isLarge: false)
  }

  func giveBack(_ box: Box) {
    if box.isLarge { return large.unlock() }
    monitor.locked { boxes.append(box) }
  }
}
