internal import Glibc

/// The machine's processors.
public enum Processors {
  /// How many are there for this process.
  public static var count: Int { Swift.max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
