internal import Glibc

/// A thread of the system, that must be joined or detached.
@safe struct Thread {
  private let handle: pthread_t

  /// Starts one; nil where the system has none to give, and the others do its work then.
  init?(_ body: @escaping () -> Void) {
    let box = unsafe Unmanaged.passRetained(Body(body))
    var handle = pthread_t()
    // SAFETY: the box is given to the thread, which takes it over; it is taken back where no thread was made.
    let result = unsafe pthread_create(
      &handle, nil,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        }
        return nil
      }, box.toOpaque())
    guard result == 0 else {
      unsafe box.release()
      return nil
    }
    self.handle = handle
  }

  /// Waits for its end.
  func join() {
    _ = pthread_join(handle, nil)
  }

  /// Lets it end by itself.
  func detach() {
    _ = pthread_detach(handle)
  }

  /// Calls `body` for each part, all at once, one of them on the caller's thread.
  static func concurrently(parts: Int, _ body: @escaping (_ part: Int) -> Void) {
    let others = (1..<parts).map { part in (part, Thread { body(part) }) }
    body(0)
    for (part, thread) in others {
      if let thread { thread.join() } else { body(part) }
    }
  }

  /// The same with more parts than threads: a thread that is done with one takes the next.
  static func concurrently(parts: Int, threads: Int, _ body: @escaping (_ part: Int) -> Void) {
    let turns = Turns(parts)
    concurrently(parts: min(parts, threads)) { _ in while let part = turns.next() { body(part) } }
  }

  /// The parts that nobody has taken yet.
  private final class Turns {
    private let monitor = Monitor()
    private var left: Range<Int>

    init(_ parts: Int) { left = 0..<parts }

    func next() -> Int? { monitor.locked { left.popFirst() } }
  }

  private final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }
}

/// Gives up objects on a thread of their own, which nobody waits for: one of many parts takes long, and the end of the
/// process gives its memory back at once.
enum Discarding {
  private final class Last {
    var object: AnyObject?
    init(_ object: consuming AnyObject) { self.object = object }
  }

  /// - Parameter object: Nobody else holds it any more.
  static func begin(_ object: consuming AnyObject) {
    let last = Last(object)
    Thread { last.object = nil }?.detach()
  }
}

/// A lock that can be waited at.
@safe final class Monitor {
  // SAFETY: both live at one address from init to deinit, as POSIX asks.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe _ = pthread_mutex_init(mutex, nil)
    unsafe _ = pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe _ = pthread_cond_destroy(condition)
    unsafe _ = pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  func lock() { unsafe _ = pthread_mutex_lock(mutex) }
  func unlock() { unsafe _ = pthread_mutex_unlock(mutex) }
  /// Gives the lock up until another thread signals. The caller looks again at what it waits for.
  func wait() { unsafe _ = pthread_cond_wait(condition, mutex) }
  func signalAll() { unsafe _ = pthread_cond_broadcast(condition) }

  func locked<Result>(_ body: () -> Result) -> Result {
    lock()
    defer { unlock() }
    return body()
  }
}
