import Foundation

/// The processor time of the calling thread.
///
/// Everything that is measured here runs on one thread and waits for nothing, so on a machine of one's own this is
/// the time that passes; and on a shared one it leaves out when others had the core.
public enum ThreadTime {
  /// Nanoseconds since some moment.
  public static var nanoseconds: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
