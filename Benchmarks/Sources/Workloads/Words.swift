import ICUYardstick

/// Words as the score counts them, numbered.
///
/// Runs of letters, marks and digits, cut at aB and a1; one Han, kana, Thai, Lao, Khmer or Burmese character with its
/// marks is a word. NFKC and case do not count, nor do invisible characters, so a score sees neither white space nor
/// typography. Written apart from the engine, over ICU alone: whoever scores must not share the scored one's mistakes.
public struct Words {
  private var numbers: [[UInt8]: Int32] = [:]

  public init() {}

  /// The words of a text, by number. Equal words have equal numbers.
  public mutating func numbered(in text: [UInt8]) -> [Int32] {
    Self.split(text).map { word in
      if let known = numbers[word] { return known }
      let next = Int32(numbers.count)
      numbers[word] = next
      return next
    }
  }

  /// The words of each line that is not blank.
  public mutating func numberedByLine(in text: [UInt8]) -> [[Int32]] {
    text.split(separator: 0x0A).map(Array.init).filter { line in
      !String(decoding: line, as: UTF8.self).allSatisfy(\.isWhitespace)
    }.map { numbered(in: $0) }
  }
}

extension Words {
  /// How often a capital follows a small letter that the score does not know for one: Greek, Latin with two marks. The
  /// engine cuts there.
  public static func otherHumps(in text: [UInt8]) -> Int {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    return zip(scalars, scalars.dropFirst()).count(where: { small, capital in
      small.properties.isLowercase && capital.properties.isUppercase && !isCapital(capital)
    })
  }
}

// MARK: - Cutting

extension Words {
  private static func split(_ text: [UInt8]) -> [[UInt8]] {
    let visible = String(decoding: text, as: UTF8.self).unicodeScalars.filter { !isInvisible($0) }
    let compatible = icu(YARDSTICK_NFKC, Array(String(String.UnicodeScalarView(visible)).utf8))
    let humps = spacingHumps(String(decoding: compatible, as: UTF8.self))
    return cut(String(decoding: icu(YARDSTICK_CASEFOLD, Array(humps.utf8)), as: UTF8.self))
  }

  /// A space before a capital inside a word: `saidAt` is two words that lost their space.
  private static func spacingHumps(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if isCapital(scalar), !isCapital(previous), Kind(previous).isWord, Kind(previous) != .digit,
        previous != "_"
      {
        out.append(" ")
      }
      out.append(scalar)
      previous = scalar
    }
    return String(out)
  }

  private static func cut(_ text: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var last = Kind.other
    for scalar in text.unicodeScalars {
      let kind = Kind(scalar)
      let joins: Bool
      switch (last, kind) {
      case (_, .other): joins = false
      case (.single, .mark), (.letter, .mark), (.letter, .letter), (.mark, .letter), (.mark, .mark):
        joins = true
      case (.digit, .digit): joins = true
      default: joins = false
      }
      if joins {
        words[words.count - 1] += Array(UTF8.encode(scalar) ?? .init())
      } else if kind != .other {
        words.append(Array(UTF8.encode(scalar) ?? .init()))
      }
      // A mark behind a single character is part of it, and what follows is not.
      if !(last == .single && kind == .mark) { last = kind }
    }
    return words
  }

  /// What a scalar is inside a word.
  private enum Kind {
    /// One word each: Han, kana, Thai, Lao, Burmese, Khmer.
    case single
    case letter, mark, digit, other

    var isWord: Bool { self == .single || self == .letter || self == .digit }

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x30...0x39: self = .digit
      case 0x41...0x5A, 0x61...0x7A: self = .letter
      case ..<0x80: self = .other
      default:
        let kind = Kind(of: scalar.properties)
        self = kind != .mark && Self.isSingle(scalar) ? .single : kind
      }
    }

    private static func isSingle(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029,
        0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
        0x20000...0x3FFFF:
        true
      default: false
      }
    }

    private init(of properties: Unicode.Scalar.Properties) {
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
      case .decimalNumber: self = .digit
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: self = .letter
      default: self = properties.numericType == nil ? .other : .letter
      }
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200D, 0x2060, 0xFEFF, 0xAD: true
    default: false
    }
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0xC0...0xDE, 0x410...0x42F: true
    default: false
    }
  }

  private static func icu(_ form: Int, _ text: [UInt8]) -> [UInt8] {
    // A scalar of three bytes can become eighteen of them (U+FDFA).
    var target = [UInt8](repeating: 0, count: text.count * 12 + 64)
    let count = unsafe text.withUnsafeBufferPointer { source in
      unsafe target.withUnsafeMutableBufferPointer { target in
        // SAFETY: ICU reads and writes no more than the counts, and keeps no pointer.
        unsafe yardstick_write(
          Int32(form), source.baseAddress, source.count, target.baseAddress, target.count, nil)
      }
    }
    precondition((0...target.count).contains(count), "ICU normalizes well-formed UTF-8")
    return Array(target[..<count])
  }
}
