/// Loops over the bytes of a text.
enum TextLoops {
  static func all(_ text: [UInt8]) -> [Twins] {
    [
      Twins(name: "kinds of bytes", place: "Segmentation/Scan.swift", byPointer: { kindsByPointer(text) }) {
        kindsBySpan(text)
      },
      Twins(
        name: "words of eight bytes", place: "Segmentation/Scan.swift", byPointer: { wordsByPointer(text) }
      ) {
        wordsBySpan(text)
      },
      Twins(
        name: "ASCII in lanes, written", place: "Normalization/FoldedRun+Lanes.swift",
        byPointer: { lanesByPointer(text) }
      ) { lanesBySpan(text) },
      Twins(name: "code points", place: "Decoding/UTF8.swift", byPointer: { decodeByPointer(text) }) {
        decodeBySpan(text)
      },
      Twins(
        name: "starts of characters, backwards", place: "Normalization/CleanScanner.swift",
        byPointer: { backByPointer(text) }
      ) { backBySpan(text) },
    ]
  }

  // MARK: Kinds

  private static let kinds: [UInt8] = (0..<256).map {
    $0 >= 0x80 ? 7 : $0 == 0x20 ? 8 : $0 & 0x5F >= 0x41 ? 1 : 0
  }

  /// Runs of one kind, as the scan walks over them.
  static func kindsByPointer(_ text: [UInt8]) -> UInt64 {
    unsafe text.withUnsafeBufferPointer { text in
      unsafe kinds.withUnsafeBufferPointer { kinds in
        guard let base = text.baseAddress, let table = kinds.baseAddress else { return 0 }
        var sum: UInt64 = 0
        var at = 0
        while at < text.count {
          let kind = unsafe table[Int(base[at])]
          let start = at
          while at < text.count, unsafe table[Int(base[at])] == kind { at += 1 }
          add(UInt64(at &- start) << 8 | UInt64(kind), to: &sum)
        }
        return sum
      }
    }
  }

  static func kindsBySpan(_ text: [UInt8]) -> UInt64 {
    let (text, table) = (text.span, kinds.span)
    var sum: UInt64 = 0
    var at = 0
    while at < text.count {
      let kind = table[Int(text[at])]
      let start = at
      while at < text.count, table[Int(text[at])] == kind { at += 1 }
      add(UInt64(at &- start) << 8 | UInt64(kind), to: &sum)
    }
    return sum
  }

  // MARK: Words

  static func wordsByPointer(_ text: [UInt8]) -> UInt64 {
    unsafe text.withUnsafeBytes { text in
      guard let base = text.baseAddress else { return 0 }
      var sum: UInt64 = 0
      var at = 0
      while at + 8 <= text.count {
        let word = unsafe UInt64(littleEndian: (base + at).loadUnaligned(as: UInt64.self))
        add(word | 0x2020_2020_2020_2020, to: &sum)
        at += 1 + Int(word & 7)
      }
      return sum
    }
  }

  /// A raw span has no wide load that is safe; this one is checked and still says unsafe.
  static func wordsBySpan(_ text: [UInt8]) -> UInt64 {
    let bytes = unsafe text.span.bytes
    var sum: UInt64 = 0
    var at = 0
    while at + 8 <= bytes.byteCount {
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      add(word | 0x2020_2020_2020_2020, to: &sum)
      at += 1 + Int(word & 7)
    }
    return sum
  }

  // MARK: Lanes

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  private static func lowercased(_ bytes: UInt64) -> UInt64 {
    let small = (bytes | 0x2020_2020_2020_2020) & ~highBits
    let letters = (small &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(small &+ 0x0505_0505_0505_0505) & highBits
    return bytes | letters >> 2 & ~bytes
  }

  static func lanesByPointer(_ text: [UInt8]) -> UInt64 {
    let target = UnsafeMutableRawPointer.allocate(byteCount: text.count + 8, alignment: 8)
    defer { unsafe target.deallocate() }
    return unsafe text.withUnsafeBytes { text in
      guard let base = text.baseAddress else { return 0 }
      var (at, written) = (0, 0)
      while at + 8 <= text.count {
        let bytes = unsafe UInt64(littleEndian: (base + at).loadUnaligned(as: UInt64.self))
        if bytes & highBits != 0 {
          unsafe target.storeBytes(
            of: base.load(fromByteOffset: at, as: UInt8.self), toByteOffset: written, as: UInt8.self)
          at += 1
          written += 1
        } else {
          unsafe target.storeBytes(of: lowercased(bytes).littleEndian, toByteOffset: written, as: UInt64.self)
          at += 8
          written += 8
        }
      }
      let form = unsafe UnsafeRawBufferPointer(start: target, count: written).bindMemory(to: UInt8.self)
      return unsafe sum(of: form.span)
    }
  }

  static func lanesBySpan(_ text: [UInt8]) -> UInt64 {
    let bytes = unsafe text.span.bytes
    let target = [UInt8](capacity: text.count + 8) { (target: inout OutputSpan<UInt8>) in
      var at = 0
      while at + 8 <= bytes.byteCount {
        let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
        if word & highBits != 0 {
          unsafe target.append(bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self))
          at += 1
        } else {
          let folded = lowercased(word)
          for index in 0..<8 { target.append(UInt8(truncatingIfNeeded: folded >> UInt64(8 * index))) }
          at += 8
        }
      }
    }
    return sum(of: target.span)
  }

  private static func sum(of bytes: Span<UInt8>) -> UInt64 {
    var sum = UInt64(bytes.count)
    for at in stride(from: 0, to: bytes.count, by: 61) { add(UInt64(bytes[at]), to: &sum) }
    return sum
  }

  // MARK: Code points

  static func decodeByPointer(_ text: [UInt8]) -> UInt64 {
    unsafe text.withUnsafeBufferPointer { text in
      var sum: UInt64 = 0
      var at = 0
      while at < text.count {
        let lead = unsafe text[at]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = UInt32(lead) & (0xFF >> UInt32(length))
        for index in 1..<max(length, 1) where at + index < text.count {
          scalar = unsafe scalar << 6 | UInt32(text[at + index] & 0x3F)
        }
        add(UInt64(scalar), to: &sum)
        at += length
      }
      return sum
    }
  }

  static func decodeBySpan(_ text: [UInt8]) -> UInt64 {
    let text = text.span
    var sum: UInt64 = 0
    var at = 0
    while at < text.count {
      let lead = text[at]
      let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      var scalar = UInt32(lead) & (0xFF >> UInt32(length))
      for index in 1..<max(length, 1) where at + index < text.count {
        scalar = scalar << 6 | UInt32(text[at + index] & 0x3F)
      }
      add(UInt64(scalar), to: &sum)
      at += length
    }
    return sum
  }

  // MARK: Backwards

  static func backByPointer(_ text: [UInt8]) -> UInt64 {
    unsafe text.withUnsafeBufferPointer { text in
      var sum: UInt64 = 0
      var end = text.count
      while end > 0 {
        var at = end - 1
        while unsafe at > 0 && text[at] & 0xC0 == 0x80 { at -= 1 }
        add(UInt64(at), to: &sum)
        end = at
      }
      return sum
    }
  }

  static func backBySpan(_ text: [UInt8]) -> UInt64 {
    let text = text.span
    var sum: UInt64 = 0
    var end = text.count
    while end > 0 {
      var at = end - 1
      while at > 0 && text[at] & 0xC0 == 0x80 { at -= 1 }
      add(UInt64(at), to: &sum)
      end = at
    }
    return sum
  }
}
