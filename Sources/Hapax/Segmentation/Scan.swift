internal import CHapaxSIMD

/// One pass over one text.
///
/// SAFETY: a scan lives inside one call of `Tokens.read(_:)`, and every read is at an offset below `count`.
@safe struct Scan {
  let base: UnsafePointer<UInt8>
  let count: Int
  let kinds = unsafe ByteKind.table
  let table = FoldTable.shared
  let usesFastPath: Bool
  var wordLoop = WordLoop.best
  /// Whether white space, or the start of the text, stands before the current place.
  var isAfterSpace = true
  var lineStart = 0
  var lineFirstToken = 0
  /// So many words are taken one by one before the loop is tried again, where it got nowhere.
  private var patience = 0
  private var backOff = 0
  /// Where the loop stopped: what stands there is not tried by it again.
  private var left = -1
  /// The token that is being numbered; below 0 while tokens are cut.
  var numbered = -1

  init?(text: UnsafeBufferPointer<UInt8>, usesFastPath: Bool) {
    guard let base = text.baseAddress else { return nil }
    unsafe self.base = base
    count = text.count
    self.usesFastPath = usesFastPath
  }

  /// The byte at an offset that the caller has compared with `count`. Over kinds of bytes, spans take 1.1 times as long.
  @inline(__always)
  func byte(_ at: Int) -> UInt8 { unsafe base[at] }

  @inline(__always)
  func kind(_ at: Int) -> UInt8 { unsafe kinds[Int(base[at])] }

  /// Eight bytes from an offset on, little-endian. A raw span's load takes as long, and is marked unsafe as well.
  @inline(__always)
  func word(_ at: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
  }
}

extension Scan {
  mutating func run(into tokens: inout Tokens) {
    let usesMasks = usesFastPath && hapax_has_masks()
    let usesLoop = usesMasks && wordLoop != .twin
    var at = 0
    while at < count {
      switch kind(at) {
      case ByteKind.lower, ByteKind.upper:
        if usesMasks && patience <= 0 && at != left && at + (usesLoop ? 16 : 80) <= count {
          let next = usesLoop ? wordsByLoop(from: at, into: &tokens) : words(from: at, into: &tokens)
          backOff = next - at >= 24 ? 0 : min(backOff * 2 + 1, 15)
          patience = backOff
          left = next
          if next > at {
            at = next
            continue
          }
        }
        patience -= 1
        at = usesFastPath ? letters(at, into: &tokens) : general(at, into: &tokens)
      case ByteKind.digit:
        at = usesFastPath ? digits(at, into: &tokens) : general(at, into: &tokens)
      case ByteKind.space:
        isAfterSpace = true
        at += 1
      case ByteKind.separator:
        isAfterSpace = false
        at += 1
      case ByteKind.lineBreak:
        let isPair = byte(at) == 0x0D && at + 1 < count && byte(at + 1) == 0x0A
        endLine(at, next: at + (isPair ? 2 : 1), in: &tokens)
        at += isPair ? 2 : 1
      case ByteKind.symbol:
        if at + 1 < count && kind(at + 1) == ByteKind.wide {
          at = general(at, into: &tokens)
        } else {
          emitASCII(at, at + 1, traits: .symbol, quarters: 4, into: &tokens)
          at += 1
        }
      case ByteKind.dash:
        at = dash(at, length: 1, into: &tokens)
      default:
        at = general(at, into: &tokens)
      }
    }
    if lineStart < count { endLine(count, next: count, in: &tokens) }
  }

  mutating func endLine(_ end: Int, next: Int, in tokens: inout Tokens) {
    tokens.lines.append(
      Tokens.Line(
        start: UInt32(truncatingIfNeeded: lineStart), end: UInt32(truncatingIfNeeded: end),
        firstToken: UInt32(truncatingIfNeeded: lineFirstToken),
        endToken: UInt32(truncatingIfNeeded: tokens.all.count)))
    lineStart = next
    lineFirstToken = tokens.all.count
    isAfterSpace = true
  }

  /// A minus sign is a token: −5 is not 5. Any other dash is none.
  mutating func dash(_ at: Int, length: Int, into tokens: inout Tokens) -> Int {
    let next = at + length
    if isAfterSpace && next < count && isDigit(next) {
      emit(low: Self.minus, high: 0, count: 1, at, next, .symbol, quarters: 0, into: &tokens)
    }
    isAfterSpace = false
    return next
  }

  static let minus = UInt64(UInt8(ascii: "-"))

  func isDigit(_ at: Int) -> Bool {
    if kind(at) != ByteKind.wide { return kind(at) == ByteKind.digit }
    return table[codePoint(at).value].tokenClass == .digit
  }
}
