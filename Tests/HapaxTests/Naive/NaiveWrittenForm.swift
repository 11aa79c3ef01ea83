@testable import Hapax

/// The written form as its rules read, each a pass over an array of scalars. No offsets, no edits, no hurry.
struct NaiveWrittenForm {
  var decoding = Options.Decoding()
  var options = Options.Normalization()

  func write(_ bytes: [UInt8]) -> [UInt8] {
    var scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scalars.removeFirst() }
    if decoding.repairsWindows1252 { scalars = repaired(scalars) }
    scalars = scalars.flatMap(mapped).filter { !isDropped($0) }
    if options.decodesEntities { while let decoded = decodedOnce(scalars) { scalars = decoded } }
    if options.dropsUnbalancedBidi { scalars = lineParts(scalars).flatMap(balanced) }
    if options.dropsInvisibles { scalars = withoutZeroWidthSpaces(scalars) }
    if options.form != .none { scalars = Self.scalars(normal(Self.utf8(scalars), .nfc)) }
    while true {
      let output = laidOut(scalars)
      guard output.first == 0xFEFF, let mark = scalars.firstIndex(of: 0xFEFF) else {
        return Self.utf8(output)
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
