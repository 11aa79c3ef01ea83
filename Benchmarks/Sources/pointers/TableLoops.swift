import Workloads

/// Loops over tables: look-ups whose index no compiler can prove to be inside.
@safe final class TableLoops {
  /// Hashes of tokens, every second one again.
  private let hashes: [UInt64]
  private let weights: [UInt8]
  private let codePoints: [UInt32]
  private var slots: [UInt64]
  private var words: [(low: UInt64, high: UInt64, count: UInt32)] = []
  /// Blocks of 64 elements, one behind the other, and where each begins: what spans could read, if no thread added any.
  private let elements: [UInt64]
  private let starts: [UInt32]
  /// The same blocks, allocations of their own that never move, as the engine's are. They live as long as the program.
  private let pointers: UnsafeMutablePointer<UnsafeMutablePointer<UInt64>>

  init(_ text: [UInt8]) {
    var random = SplitMix64(seed: 5)
    let different = (0..<20_000).map { _ in random.next() }
    hashes = (0..<60_000).map { _ in different[Int(random.next() % 20_000)] }
    weights = hashes.map { $0 % 50 == 0 ? 2 : 4 }
    codePoints = String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
    slots = [UInt64](repeating: 0, count: 1 << 16)
    let blocks = (0..<1_024).map { block in (0..<64).map { UInt64(block * 64 + $0) &* 0x9E37_79B9 } }
    elements = Array(blocks.joined())
    starts = (0..<1_024).map { $0 * 64 }
    unsafe pointers = .allocate(capacity: blocks.count)
    for (index, block) in blocks.enumerated() {
      let copy = UnsafeMutablePointer<UInt64>.allocate(capacity: 64)
      for offset in 0..<64 { unsafe (copy + offset).initialize(to: block[offset]) }
      unsafe (pointers + index).initialize(to: copy)
    }
    for hash in different {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      words.append((hash, ~hash, 8))
      slots[slot] = (hash >> 32) << 32 | UInt64(words.count)
    }
  }

  var all: [Twins] {
    [
      Twins(
        name: "numbers of words", place: "Segmentation/Vocabulary.swift", byPointer: numberByPointer,
        bySpan: numberBySpan),
      Twins(
        name: "seeds, sliding", place: "Fingerprinting/Seeds.swift", byPointer: seedsByPointer,
        bySpan: seedsBySpan),
      Twins(
        name: "table of code points", place: "Normalization/CodePointTable.swift", byPointer: tableByPointer,
        bySpan: tableBySpan),
      Twins(
        name: "powers of a base", place: "Fingerprinting/RollingHash.swift", byPointer: powersByPointer,
        bySpan: powersBySpan),
      Twins(
        name: "store, appended and read", place: "Store.swift", byPointer: storeByPointer, bySpan: storeBySpan
      ),
    ]
  }

  // MARK: Vocabulary

  private func numberByPointer() -> UInt64 {
    unsafe slots.withUnsafeBufferPointer { slots in
      unsafe words.withUnsafeBufferPointer { words in
        guard let slot = slots.baseAddress, let word = words.baseAddress else { return 0 }
        var sum: UInt64 = 0
        for hash in hashes {
          var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
          while true {
            let entry = unsafe slot[at]
            if entry == 0 { break }
            if entry >> 32 == hash >> 32 {
              let found = unsafe word + (Int(UInt32(truncatingIfNeeded: entry)) - 1)
              if unsafe found.pointee.low == hash && found.pointee.high == ~hash && found.pointee.count == 8 {
                add(entry, to: &sum)
                break
              }
            }
            at = (at + 1) & (slots.count - 1)
          }
        }
        return sum
      }
    }
  }

  private func numberBySpan() -> UInt64 {
    let (slots, words) = (self.slots, self.words)
    let slot = slots.span
    let word = words.span
    var sum: UInt64 = 0
    for hash in hashes {
      var at = Int(truncatingIfNeeded: hash) & (slot.count - 1)
      while true {
        let entry = slot[at]
        if entry == 0 { break }
        if entry >> 32 == hash >> 32 {
          let found = word[Int(UInt32(truncatingIfNeeded: entry)) - 1]
          if found.low == hash && found.high == ~hash && found.count == 8 {
            add(entry, to: &sum)
            break
          }
        }
        at = (at + 1) & (slot.count - 1)
      }
    }
    return sum
  }

  // MARK: Seeds

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let factor = base &* base &* base &* base &* base

  private func seedsByPointer() -> UInt64 {
    let target = UnsafeMutablePointer<UInt64>.allocate(capacity: hashes.count)
    defer { unsafe target.deallocate() }
    return unsafe hashes.withUnsafeBufferPointer { hashes in
      unsafe weights.withUnsafeBufferPointer { weights in
        guard let hash = hashes.baseAddress, let weight = weights.baseAddress else { return 0 }
        var state: UInt64 = 0
        var made = 0
        var at = 5
        while at < hashes.count {
          if unsafe weight[at] == weight[at - 5] {
            state = unsafe state &* Self.base &+ (hash[at] &- hash[at - 5] &* Self.factor)
            unsafe (target + made).initialize(to: state)
            made += 1
          }
          at += 1
        }
        return unsafe target[made - 1] &+ target[made / 2]
      }
    }
  }

  private func seedsBySpan() -> UInt64 {
    let (hashes, weights) = (self.hashes, self.weights)
    let hash = hashes.span
    let weight = weights.span
    let target = [UInt64](capacity: hashes.count) { (target: inout OutputSpan<UInt64>) in
      var state: UInt64 = 0
      var at = 5
      while at < hash.count {
        if weight[at] == weight[at - 5] {
          state = state &* Self.base &+ (hash[at] &- hash[at - 5] &* Self.factor)
          target.append(state)
        }
        at += 1
      }
    }
    return target[target.count - 1] &+ target[target.count / 2]
  }

  // MARK: Code points

  private func tableByPointer() -> UInt64 {
    var sum: UInt64 = 0
    for codePoint in codePoints where codePoint < 0x1_0000 {
      unsafe add(pointers[Int(codePoint >> 6)][Int(codePoint & 63)], to: &sum)
    }
    return sum
  }

  private func tableBySpan() -> UInt64 {
    let (starts, elements) = (self.starts, self.elements)
    let start = starts.span
    let element = elements.span
    var sum: UInt64 = 0
    for codePoint in codePoints where codePoint < 0x1_0000 {
      add(element[Int(start[Int(codePoint >> 6)]) + Int(codePoint & 63)], to: &sum)
    }
    return sum
  }

  // MARK: Powers

  private static let powers: [UInt64] = (0..<64).reduce(into: []) { powers, _ in
    powers.append((powers.last ?? 1) &* base)
  }

  private func powersByPointer() -> UInt64 {
    unsafe Self.powers.withUnsafeBufferPointer { powers in
      guard let power = powers.baseAddress else { return 0 }
      var sum: UInt64 = 0
      for hash in hashes { unsafe sum = (sum ^ hash) &* power[Int(hash & 63)] }
      return sum
    }
  }

  private func powersBySpan() -> UInt64 {
    let powers = Self.powers
    let power = powers.span
    var sum: UInt64 = 0
    for hash in hashes { sum = (sum ^ hash) &* power[Int(hash & 63)] }
    return sum
  }

  // MARK: Store

  private func storeByPointer() -> UInt64 {
    let target = UnsafeMutablePointer<UInt64>.allocate(capacity: hashes.count)
    defer { unsafe target.deallocate() }
    var count = 0
    for hash in hashes {
      precondition(count < hashes.count)
      unsafe (target + count).initialize(to: hash)
      count += 1
    }
    var sum: UInt64 = 0
    for index in 0..<count {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      unsafe add(target[index], to: &sum)
    }
    return sum
  }

  private func storeBySpan() -> UInt64 {
    let target = [UInt64](capacity: hashes.count) { (target: inout OutputSpan<UInt64>) in
      for hash in hashes { target.append(hash) }
    }
    let values = target.span
    var sum: UInt64 = 0
    for index in 0..<values.count { add(values[index], to: &sum) }
    return sum
  }
}
