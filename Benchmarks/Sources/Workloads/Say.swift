import Foundation

/// Prints at once, also into a pipe: a table that takes minutes is read while it grows.
public func say(_ text: String = "", terminator: String = "\n") {
  print(text, terminator: terminator)
  fflush(nil)
}
