internal import CHapaxCorpus

/// Temporary files of outputs that are not finished.
public enum Temporaries {
  /// From now on a signal that ends the process removes them first, and a closed pipe or a file that may not grow is
  /// an error rather than a signal. For programs, not for libraries: handlers belong to the process.
  public static func removeOnSignals() {
    chc_temporary_handle_signals()
  }
}
