import CHapaxSIMD
import Testing

@testable import Hapax

/// The loops that prove text clean, each against the exact path and the table.
@Suite("Written form: the loops over clean text") struct CleanLoopTests {
  /// No loop may take for clean what the exact path changes.
  @Test(
    "A text of one block of code points, with letters around it and learned before, is what the exact path says",
    arguments: WriterTests.loops)
  func everyBlock(loop: CleanVectors.Loop) throws {
    let harness = try WritingHarness()
    var scratch = WriterScratch(loop)
    for block in UInt32(2)..<0x400 where !(0x360..<0x380).contains(block) {
      var text: [UInt8] = []
      for value in block * 64..<block * 64 + 64 {
        let alone = Array(utf8Of: value)
        // Behind a letter, behind itself, and before one.
        text += [0x61] + alone + alone + [0x62] + alone
      }
      // The second time the block is known.
      for _ in 0..<2 {
        let result = harness.write(text, using: &scratch)
        let exact = harness.write(text, with: harness.exact, using: &scratch)
        try #require(result.output == exact.output, "block \(block)")
        try #require(result.edits == exact.edits, "block \(block)")
      }
    }
  }

  @Test(
    "Random strings of all planes are what the exact path says, for random options",
    arguments: 1...8 as ClosedRange<UInt64>, WriterTests.loops)
  func allPlanes(seed: UInt64, loop: CleanVectors.Loop) throws {
    var random = SeededRandom(seed: seed)
    var scratch = WriterScratch(loop)
    let harness = try WritingHarness(Options.Normalization(bits: seed == 1 ? 1 : random.next()))
    for _ in 0..<150 {
      // Few blocks at a time, as texts have them, so that they are learned.
      let blocks = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        UInt32.random(in: 0..<(Bool.random(using: &random) ? 0x400 : 0x4400), using: &random)
      }
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...200, using: &random) {
        let block = Int.random(in: 0..<3, using: &random) == 0 ? 1 : blocks.randomElement(using: &random) ?? 1
        let value = block * 64 + UInt32.random(in: 0..<64, using: &random)
        if Unicode.Scalar(value) != nil { text += Array(utf8Of: value) }
      }
      let result = harness.write(text, using: &scratch)
      let exact = harness.write(text, with: harness.exact, using: &scratch)
      try #require(result.output == exact.output && result.edits == exact.edits, "seed \(seed): \(text)")
    }
  }

  @Test(
    "Clean text of every script is passed whole by each loop, once its blocks are known",
    arguments: WriterTests.loops)
  func passes(loop: CleanVectors.Loop) throws {
    let texts = [
      "plain words, and more of them than a block has bytes: so many that there are several blocks of it.",
      "Größe, naïve, déjà vu, ça va, œuvre, señor: Wörter mit Zeichen, die zwei Bytes lang sind, viele davon.",
      "русский текст, в котором больше букв, чем байтов в одном блоке", "日本語の文章はかなと漢字でできている。カタカナもある。これは長い。",
      "中文的文章全是汉字，标点符号也是全角的。这一句话要长一些，才能超过一个块的长度。", "हिन्दी में लिखा हुआ एक वाक्य जिसमें बहुत से अक्षर और मात्राएँ हैं",
      "ภาษาไทยมีพยัญชนะและสระมากมาย เขียนติดกันไปโดยไม่เว้นวรรค", "한국어로 쓴 문장은 글자마다 세 바이트를 차지한다",
    ]
    let rules = WritingRules()
    var vectors = CleanVectors(loop)
    for text in texts {
      let bytes = Array(text.utf8)
      unsafe bytes.withUnsafeBufferPointer { buffer in
        vectors.begin(rules)
        let scanner = unsafe CleanScanner(buffer, rules)
        // A block is learned at each place where the loop is tried again.
        for _ in 0..<20 { #expect(scanner.stretch(from: 0, using: &vectors).end == bytes.count) }
        let end = unsafe vectors.cleanEnd(of: buffer, from: 0)
        #expect(end == (loop == .ranges && !hapax_has_masks() ? 0 : bytes.count), "\(text)")
      }
    }
  }
}
