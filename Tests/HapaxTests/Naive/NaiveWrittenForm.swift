@testable import Hapax

/// The written form as its rules read, each a pass over an array of scalars. No offsets, no edits, no hurry.
struct NaiveWrittenForm {
  var decoding = Options.Decoding()
  var options = Options.Normalization()

  func write(_ bytes: [UInt8]) -> [UInt8] {
    var scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scalars.removeFirst() }
    var repaired = decoding.repairsWindows1252 ? repaired(scalars) : scalars
    if decoding.repairsLowBytes, options.dropsControls {
      repaired = withLowBytesRepaired(repaired, of: scalars)
    }
    let halves = halfLetters(scalars)
    scalars = scalars.indices.map { halves.contains($0) ? Self.hidden + scalars[$0] : repaired[$0] }
    scalars = scalars.flatMap(mapped).filter { !isDropped($0) }
    if options.decodesEntities { while let decoded = decodedOnce(scalars) { scalars = decoded } }
    if options.dropsUnbalancedBidi { scalars = lineParts(scalars).flatMap(balanced) }
    if options.dropsInvisibles { scalars = withoutZeroWidthSpaces(scalars) }
    if options.form != .none { scalars = Self.scalars(normal(Self.utf8(scalars), .nfc)) }
    while true {
      let output = laidOut(scalars)
      guard output.first == 0xFEFF, let mark = scalars.firstIndex(of: 0xFEFF) else {
        return Self.utf8(output.map { (0x80...0xBF).contains($0 &- Self.hidden) ? $0 - Self.hidden : $0 })
      }
      scalars.remove(at: mark)
    }
  }
}

// MARK: - Characters

extension NaiveWrittenForm {
  static func utf8(_ scalars: [UInt32]) -> [UInt8] {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
    return Array(String(text).utf8)
  }

  static func scalars(_ utf8: [UInt8]) -> [UInt32] {
    String(decoding: utf8, as: UTF8.self).unicodeScalars.map(\.value)
  }

  private func normal(_ utf8: [UInt8], _ form: ICUNormalizer.Form) -> [UInt8] {
    ICUNormalizer(form)?.normalized(utf8) ?? []
  }

  private func repaired(_ scalars: [UInt32]) -> [UInt32] {
    let others = scalars.contains { $0 != 0x85 && Windows1252.character(for: $0) != nil }
    return scalars.map { $0 == 0x85 && !others ? $0 : Windows1252.character(for: $0) ?? $0 }
  }

  private func withLowBytesRepaired(_ repaired: [UInt32], of scalars: [UInt32]) -> [UInt32] {
    let lowBytes: [UInt32] = [0x13, 0x14, 0x18, 0x19, 0x1C, 0x1D]
    func isWord(_ index: Int) -> Bool {
      guard scalars.indices.contains(index) else { return false }
      let character = Character(Unicode.Scalar(scalars[index]) ?? "a")
      return !character.isASCII || character.isLetter || character.isNumber
    }
    let occur = scalars.indices.contains {
      lowBytes.contains(scalars[$0]) && (isWord($0 - 1) || isWord($0 + 1))
    }
    return repaired.map { occur && lowBytes.contains($0) ? 0x2000 + $0 : $0 }
  }

  /// Half letters wait here, among private characters, until the rules are through.
  private static var hidden: UInt32 { 0x10_FE00 }

  /// The places of half letters of UTF-8 that was read as Latin-1 and encoded once more, as its definition reads: take
  /// each pair of a letter and a mark for what it composes to, and see whether the Latin-1 bytes are a character.
  private func halfLetters(_ scalars: [UInt32]) -> Set<Int> {
    var found: Set<Int> = []
    for start in scalars.indices {
      for (leadLength, lead) in [(1, scalars[start]), (2, pair(scalars, start))] {
        guard let lead, (0xC0...0xF4).contains(lead) else { continue }
        for length in 1...3 {
          let places = start + leadLength..<start + leadLength + length
          guard places.upperBound <= scalars.count, announces(lead, length) else { continue }
          let rest = scalars[places]
          if rest.allSatisfy({ (0x80...0xBF).contains($0) && isLeftAlone($0) }),
            rest.contains(where: { $0 < 0xA0 })
          {
            found.formUnion(places)
          }
        }
      }
    }
    return found
  }

  private func pair(_ scalars: [UInt32], _ start: Int) -> UInt32? {
    guard start + 1 < scalars.count, scalars[start + 1] >= 0x300 else { return nil }
    let composed = Self.scalars(normal(Self.utf8([scalars[start], scalars[start + 1]]), .nfc))
    return composed.count == 1 && scalars[start] < 0x80 && scalars[start + 1] < 0x340 ? composed[0] : nil
  }

  /// Whether a lead byte announces so many bytes: that many ones, less one, are on top of it.
  private func announces(_ lead: UInt32, _ length: Int) -> Bool {
    switch length {
    case 1: lead >= 0xC2 && lead < 0xE0
    case 2: lead >= 0xE0 && lead < 0xF0
    default: lead >= 0xF0 && lead <= 0xF4
    }
  }

  private func isLeftAlone(_ scalar: UInt32) -> Bool { scalar < 0xA0 || mapped(scalar) == [scalar] }

  private func mapped(_ scalar: UInt32) -> [UInt32] {
    if scalar < 0x80 { return [scalar] }
    let parts =
      options.form == .none
      ? [scalar] : Self.scalars(normal(Self.utf8([scalar]), options.form == .nfc ? .nfc : .nfkc))
    return parts.map { part in
      let text = Self.utf8([part])
      if options.foldsQuotes, Array("‘’‚‛‹›❛❜＇".unicodeScalars).contains(where: { $0.value == part }) {
        return 0x27
      }
      if options.foldsQuotes, Array("«»“”„‟❝❞⹂〝〞〟＂".unicodeScalars).contains(where: { $0.value == part }) {
        return 0x22
      }
      if options.foldsDashes, Array("‐‑‒–—―−⸺⸻﹘﹣－".unicodeScalars).contains(where: { $0.value == part }) {
        return 0x2D
      }
      if options.foldsSpaces, text != [0x09], isSpace(part) { return 0x20 }
      return part
    }
  }

  private func isLineEnd(_ scalar: UInt32) -> Bool {
    [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029].contains(scalar)
  }

  private func isSpace(_ scalar: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    return scalar.properties.isWhitespace && !isLineEnd(scalar.value)
  }

  private func isInvisible(_ scalar: UInt32) -> Bool { [0xAD, 0x200B, 0x2060, 0xFEFF].contains(scalar) }

  private func isDropped(_ scalar: UInt32) -> Bool {
    let isControl = (scalar < 0x20 || (0x7F...0x9F).contains(scalar)) && scalar != 9 && !isLineEnd(scalar)
    return (options.dropsControls && isControl)
      || (options.dropsInvisibles && isInvisible(scalar) && scalar != 0x200B)
  }
}

// MARK: - Entities, bidi, zero-width spaces

extension NaiveWrittenForm {
  /// The text with the reference decoded whose semicolon comes first.
  private func decodedOnce(_ scalars: [UInt32]) -> [UInt32]? {
    func isTransparent(_ scalar: UInt32) -> Bool {
      (options.dropsInvisibles && scalar == 0x200B)
        || (options.dropsUnbalancedBidi && isBidiControl(scalar))
    }
    for end in scalars.indices where scalars[end] == 0x3B {
      guard let start = scalars[..<end].lastIndex(of: 0x26) else { continue }
      let name = scalars[(start + 1)..<end].filter { !isTransparent($0) }
      guard name.count <= 30, name.allSatisfy({ $0 < 0x80 }),
        let scalar = CharacterReference.scalar(named: name.map(UInt8.init))
      else { continue }
      return scalars[..<start] + mapped(scalar).filter { !isDropped($0) } + scalars[(end + 1)...]
    }
    return nil
  }

  private func isBidiControl(_ scalar: UInt32) -> Bool {
    (0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar)
  }

  /// The lines, their ends being parts of their own.
  private func lineParts(_ scalars: [UInt32]) -> [[UInt32]] {
    var parts: [[UInt32]] = [[]]
    for scalar in scalars {
      if isLineEnd(scalar) { parts += [[scalar], []] } else { parts[parts.count - 1].append(scalar) }
    }
    return parts
  }

  private func balanced(_ line: [UInt32]) -> [UInt32] {
    var matched: Set<Int> = []
    var open: [Int] = []
    for (index, scalar) in line.enumerated() {
      switch scalar {
      case 0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068: open.append(index)
      case 0x202C:
        if let last = open.last, line[last] < 0x2066 { matched.formUnion([open.removeLast(), index]) }
      case 0x2069:
        if let isolate = open.lastIndex(where: { line[$0] >= 0x2066 }) {
          matched.formUnion([open[isolate], index])
          open.removeSubrange(isolate...)
        }
      default: break
      }
    }
    return line.enumerated().filter { !isBidiControl($0.element) || matched.contains($0.offset) }.map(
      \.element)
  }

  private func withoutZeroWidthSpaces(_ scalars: [UInt32]) -> [UInt32] {
    func isSpaceless(_ scalar: UInt32?) -> Bool {
      guard let scalar else { return false }
      return ICUCodePoint.combiningClass(scalar) == 0 && ICUCodePoint.isSpacelessLetter(scalar)
    }
    return scalars.indices.filter { index in
      guard scalars[index] == 0x200B else { return true }
      if index > 0, scalars[index - 1] == 0x200B { return false }
      let before = scalars[..<index].last { $0 != 0x200B && ICUCodePoint.combiningClass($0) == 0 }
      return isSpaceless(before) && isSpaceless(scalars[index...].first { $0 != 0x200B })
    }.map { scalars[$0] }
  }
}

// MARK: - Lines

extension NaiveWrittenForm {
  private struct Line {
    var content: [UInt32] = []
    var end: [UInt32] = []
  }

  private func laidOut(_ scalars: [UInt32]) -> [UInt32] {
    var lines = split(scalars)
    if options.trimsTrailingWhitespace {
      for index in lines.indices { lines[index].content = trimmed(lines[index].content) }
    }
    if options.trimsBlankEdges {
      lines = Array(lines.drop { $0.content.isEmpty })
      while let last = lines.last, last.content.isEmpty { lines.removeLast() }
    }
    var kept: [Line] = []
    for line in lines {
      let isSurplus = line.content.isEmpty && kept.last.map(\.content.isEmpty) ?? false
      if options.collapsesBlankLines, isSurplus { continue }
      kept.append(line)
    }
    return kept.flatMap { $0.content + (options.unifiesLineEnds && !$0.end.isEmpty ? [0x0A] : $0.end) }
  }

  private func split(_ scalars: [UInt32]) -> [Line] {
    var lines = [Line()]
    for (index, scalar) in scalars.enumerated() {
      guard isLineEnd(scalar) else {
        lines[lines.count - 1].content.append(scalar)
        continue
      }
      lines[lines.count - 1].end.append(scalar)
      let isHalf = scalar == 0x0D && index + 1 < scalars.count && scalars[index + 1] == 0x0A
      if !isHalf { lines.append(Line()) }
    }
    return lines
  }

  private func trimmed(_ line: [UInt32]) -> [UInt32] {
    var end = 0
    for (index, scalar) in line.enumerated() {
      let isJoiner = scalar == 0x200C || scalar == 0x200D
      let hangs = isSpace(scalar) || isInvisible(scalar) || isJoiner
      if !hangs || (isJoiner && index > 0 && end == index) { end = index + 1 }
    }
    return Array(line[..<end])
  }
}
