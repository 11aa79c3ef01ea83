import Testing

@testable import Hapax

/// A chain that passes, and each condition of the test changed alone.
@Suite("Artefact test") struct ArtefactTestTests {
  /// A text of blocks of `block` words each, and one chain of matches `(source, copy, count)` in it.
  struct Setting {
    var block = 20
    var blocks = 40
    var matches = [(0, 100, 100)]
    /// The words of the whole text, as the test is told.
    var total = 200.0
    var isFormal = false
    /// Without the rule for copies that follow directly, which would pass most of these.
    var options = {
      var options = Options.Decision()
      options.minimumAdjacentCopy = 1_000_000
      return options
    }()

    func passes() -> Bool {
      let line = (0..<block).map { Tokens.word($0) }.joined(separator: " ")
      let text = Array([String](repeating: line, count: blocks).joined(separator: "\n").utf8)
      let tokens = Tokens(of: text)
      var segmentation = Options.Segmentation()
      segmentation.joinsWrappedLines = false
      let layout = Layout(of: text.span, tokens, segmentation)
      let chain = Chain(
        matches: matches.map { Match(source: $0.0, copy: $0.1, count: $0.2) },
        words: Words(Double(matches.reduce(0) { $0 + $1.2 })))
      return ArtefactTest(options, totalWords: total, isFormal: isFormal, hasFormalLines: isFormal).passes(
        chain, tokens, layout)
    }

    func with(_ change: (inout Setting) -> Void) -> Setting {
      var setting = self
      change(&setting)
      return setting
    }
  }

  let body = Setting()

  @Test("A body that stands twice passes")
  func passes() { #expect(body.passes()) }

  @Test("A chain shorter than minimumChain fails")
  func length() {
    #expect(body.with { $0.matches = [(0, 100, 40)] }.passes())
    #expect(!body.with { $0.matches = [(0, 100, 39)] }.passes())
    #expect(!body.with { $0.options.minimumChain = 101 }.passes())
  }

  @Test("Fewer words of prose than minimumProse fail, unless the whole is line text")
  func prose() {
    #expect(
      !body.with {
        $0.matches = [(0, 100, 50)]
        $0.options.minimumProse = 51
      }.passes())
    #expect(
      body.with {
        $0.matches = [(0, 100, 50)]
        $0.options.minimumProse = 50
      }.passes())
    // Blocks of 11 words are no prose.
    #expect(
      !body.with {
        $0.block = 11
        $0.matches = [(0, 100, 59)]
      }.passes())
    #expect(
      body.with {
        $0.block = 12
        $0.matches = [(0, 100, 59)]
      }.passes())
  }

  @Test("A chain that covers no two blocks, no fifth of the text and is not at the start fails")
  func size() {
    // Halves of blocks, far from the start and from their source.
    let far = body.with {
      $0.matches = [(115, 415, 20), (145, 445, 20)]
      $0.block = 30
      $0.options.minimumShare = 0.1
    }
    #expect(far.passes(), "a fifth of 200 words")
    #expect(!far.with { $0.total = 201 }.passes())
    // Twice 24 of 30 words are two covered blocks.
    let covered = far.with {
      $0.matches = [(121, 421, 24), (151, 451, 24)]
      $0.total = 300
    }
    #expect(covered.passes())
    #expect(!covered.with { $0.matches = [(121, 421, 24), (151, 451, 23)] }.passes())
    // Dense, near and at the start.
    let near = far.with {
      $0.matches = [(35, 75, 20), (55, 95, 20)]
      $0.total = 201
    }
    #expect(near.passes())
    #expect(!near.with { $0.matches = [(35, 91, 20), (55, 111, 20)] }.passes(), "near")
    #expect(!near.with { $0.matches = [(65, 105, 20), (85, 125, 20)] }.passes(), "at the start")
  }

  @Test("A small share of the text fails, unless near or from the start on")
  func place() {
    let far = body.with {
      $0.blocks = 60
      $0.matches = [(400, 1000, 100)]
      $0.total = 433
    }
    #expect(far.passes(), "a share of 0.30")
    #expect(!far.with { $0.total = 434 }.passes())
    #expect(
      far.with {
        $0.total = 434
        $0.matches = [(400, 500, 100)]
      }.passes(), "near its source")
    #expect(
      far.with {
        $0.total = 434
        $0.matches = [(60, 1000, 100)]
      }.passes(), "from the start on")
    #expect(
      !far.with {
        $0.total = 934
        $0.matches = [(400, 500, 100)]
      }.passes(), "a share below 0.12")
    #expect(
      far.with {
        $0.total = 933
        $0.matches = [(400, 500, 100)]
      }.passes())
  }

  @Test("A source that begins with the second block is from the start on, however long the first is")
  func afterLead() {
    let far = body.with {
      $0.block = 100
      $0.matches = [(100, 1000, 100)]
      $0.total = 434
    }
    #expect(far.passes())
    #expect(!far.with { $0.matches = [(200, 1000, 100)] }.passes())
  }

  @Test("A chain full of gaps fails")
  func density() {
    // 80 matched words on a stretch of 200: 0.40.
    let loose = body.with {
      $0.matches = [(0, 300, 40), (160, 460, 40)]
      $0.total = 300
    }
    #expect(!loose.passes())
    #expect(loose.with { $0.options.minimumDensity = 0.40 }.passes())
    #expect(loose.with { $0.matches = [(0, 300, 45), (155, 455, 45)] }.passes(), "0.45")
  }

  @Test("Line text passes whole, adjacent and from the start on only")
  func lineText() {
    let poem = body.with {
      $0.block = 5
      $0.blocks = 100
      $0.matches = [(0, 60, 60)]
      $0.total = 120
    }
    #expect(poem.passes())
    #expect(!poem.with { $0.matches = [(0, 60, 59)] }.passes(), "60 words and more")
    #expect(!poem.with { $0.matches = [(0, 66, 60)] }.passes(), "directly behind")
    #expect(poem.with { $0.matches = [(0, 65, 60)] }.passes())
    #expect(!poem.with { $0.matches = [(61, 121, 60)] }.passes(), "from the start on")
    #expect(poem.with { $0.matches = [(60, 120, 60)] }.passes())
    #expect(!poem.with { $0.matches = [(0, 76, 30), (47, 123, 30)] }.passes(), "dense")
    #expect(!poem.with { $0.total = 361 }.passes(), "a share of 0.2")
    #expect(poem.with { $0.total = 360 }.passes())
  }

  @Test("A formal text asks for more density and share, and for prose, or to be all of it twice")
  func formal() {
    let form = body.with { $0.isFormal = true }
    #expect(form.passes())
    // 100 of 130 words: 0.77.
    #expect(!form.with { $0.matches = [(0, 200, 50), (80, 280, 50)] }.passes())
    #expect(form.with { $0.matches = [(0, 200, 50), (75, 275, 50)] }.passes())
    #expect(!form.with { $0.total = 434 }.passes(), "a share below 0.30, though near")
    // A form without prose, from the start on and then again.
    let list = form.with {
      $0.block = 5
      $0.blocks = 100
      $0.matches = [(0, 100, 100)]
      $0.total = 200
    }
    #expect(list.passes())
    #expect(!list.with { $0.matches = [(0, 106, 100)] }.passes(), "not directly behind")
    #expect(!list.with { $0.matches = [(61, 161, 100)] }.passes(), "not from the start on")
    #expect(!list.with { $0.matches = [(0, 59, 59)] }.passes(), "60 words and more")
    #expect(!list.with { $0.total = 434 }.passes(), "a share below 0.30")
  }
}
