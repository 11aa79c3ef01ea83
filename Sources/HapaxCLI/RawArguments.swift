import ArgumentParser
import HapaxCorpus

/// Arguments whose bytes survive `String`.
///
/// A file name need not be UTF-8, and `CommandLine.arguments` would repair it into the name of no file. A byte that is
/// not UTF-8 becomes a character of the last private plane, and so do the bytes of such characters themselves, so that
/// every name has one spelling and comes back as it was. (Python's `surrogateescape` is the model; a `String` has no
/// surrogates.)
enum RawArguments {
  private static let first: UInt32 = 0x10FF00

  /// The arguments of the process without its name.
  static func encoded() -> [String] {
    (1..<Int(CommandLine.argc)).compactMap { index in
      // SAFETY: the system gives `argc` arguments, each of which ends in zero.
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
      return encode(
        unsafe Array(UnsafeBufferPointer(start: argument, count: length(argument))).map {
          UInt8(bitPattern: $0)
        })
    }
  }

  static func encode(_ bytes: [UInt8]) -> String {
    if let string = String(validating: bytes, as: UTF8.self), !string.unicodeScalars.contains(where: isEscape)
    {
      return string
    }
    var result = String.UnicodeScalarView()
    var at = 0
    while at < bytes.count {
      let length = (1...4).first { length in
        at + length <= bytes.count && String(validating: bytes[at..<at + length], as: UTF8.self) != nil
      }
      let scalar = length.flatMap {
        String(decoding: bytes[at..<at + $0], as: UTF8.self).unicodeScalars.first
      }
      if let scalar, let length, !isEscape(scalar) {
        result.append(scalar)
        at += length
      } else {
        if let escape = Unicode.Scalar(first + UInt32(bytes[at])) { result.append(escape) }
        at += 1
      }
    }
    return String(result)
  }

  static func decode(_ string: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in string.unicodeScalars {
      if isEscape(scalar) {
        bytes.append(UInt8(scalar.value - first))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar)?.map { $0 } ?? [])
      }
    }
    return bytes
  }

  private static func isEscape(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= first }

  private static func length(_ argument: UnsafePointer<CChar>) -> Int {
    var length = 0
    while unsafe argument[length] != 0 { length += 1 }
    return length
  }
}

extension Path: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(bytes: RawArguments.decode(argument))
  }

  public static var defaultCompletionKind: CompletionKind { .file() }
}
