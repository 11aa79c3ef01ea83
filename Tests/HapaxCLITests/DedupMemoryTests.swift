import Testing

@Suite("hapax dedup --memory and --resume") struct DedupMemoryTests {
  let hapax: Command

  init() throws {
    hapax = try Command()
  }

  /// Records of which many are parts or edits of others.
  private static func corpus(_ count: Int) -> String {
    /// A word of letters alone for each number.
    func word(_ number: Int) -> String {
      String(String(number, radix: 10).unicodeScalars.map { Character(Unicode.Scalar(UInt8($0.value) + 49)) })
    }
    var lines = ""
    for number in 0..<count {
      let step = number % 11 + 1
      let text = (0..<60).map { word(1_000 + (number * 7 + $0 * step) % 3_000) }.joined(separator: " ")
      lines += Sample.record(text, id: number)
    }
    return lines
  }

  /// Leaves the working folder of a run to which a file could not grow large enough.
  private func leaveFolder(_ options: String = "--memory 64M") throws {
    let result = try hapax.shell(
      "ulimit -f 300; exec $HAPAX dedup -q a.jsonl -o b.jsonl \(options)")
    #expect(result.status == 2, "\(result.error)")
    #expect(result.error.contains("b.jsonl.hapax-work/sketches: cannot write"))
    #expect(result.error.contains("--resume goes on"))
    #expect(!hapax.exists("b.jsonl") && hapax.exists("b.jsonl.hapax-work/manifest"))
  }

  @Test(
    "Killed again and again, at any moment, a run that is resumed ends with the same bytes",
    arguments: ["", "--memory 64M", "--memory 64M --shared trim --passages p"])
  func killed(options: String) throws {
    try hapax.write(Self.corpus(3_000), to: "a.jsonl")
    #expect(
      try hapax.shell("$HAPAX dedup -q a.jsonl -o whole.jsonl \(options); mv p whole.p; true").status == 0)
    let whole = try hapax.read("whole.jsonl")
    var kills = 0
    for first in ["0.02", "0.1", "0.3", "0.7"] {
      var delay = first
      for _ in 0..<40 {
        let result = try hapax.shell(
          """
          $HAPAX dedup -q a.jsonl -o b.jsonl --resume --threads 2 \(options) & sleep \(delay)
          kill -9 $! 2>/dev/null && echo killed; wait $! 2>/dev/null
          """)
        #expect(!result.error.contains("hapax:"), "\(result.error)")
        if hapax.exists("b.jsonl") { #expect(try hapax.read("b.jsonl") == whole, "after \(delay) s") }
        guard result.text.contains("killed") else { break }
        kills += 1
        // From then on every run comes as far as the one before and a little further, or it would never end.
        delay = "\((Double(delay) ?? 1) * 1.5)"
      }
      let last = try hapax.shell("$HAPAX dedup -q a.jsonl -o b.jsonl --resume \(options)")
      #expect(last.status == 0, "\(last.error)")
      #expect(try hapax.read("b.jsonl") == whole)
      #expect(
        try hapax.text("b.jsonl.duplicates.jsonl").replacing("b.jsonl", with: "whole.jsonl")
          == hapax.text("whole.jsonl.duplicates.jsonl"))
      if options.contains("passages") { #expect(try hapax.read("p") == hapax.read("whole.p")) }
      #expect(!hapax.exists("b.jsonl.hapax-work"))
      _ = try hapax.shell("rm -f b.jsonl* p")
    }
    #expect(kills > 4)
  }

  @Test(
    "A run that could not write leaves what is done, and goes on with it",
    arguments: ["--memory 64M", "--resume"])
  func diskFull(options: String) throws {
    try hapax.write(Self.corpus(1_500), to: "a.jsonl")
    _ = try hapax("dedup", "-q", "a.jsonl", "-o", "whole.jsonl")
    try leaveFolder(options)
    let again = try hapax("dedup", "-q", "a.jsonl", "-o", "b.jsonl", "--memory", "64M")
    #expect(again.status == 64 && again.error.contains("--resume goes on with it, or remove it"))
    #expect(try hapax.shell("stat -c %a b.jsonl.hapax-work").text == "700\n")
    #expect(try hapax("dedup", "-q", "a.jsonl", "-o", "b.jsonl", "--resume", "--memory", "128M").status == 0)
    #expect(try hapax.read("b.jsonl") == hapax.read("whole.jsonl"))
    #expect(!hapax.exists("b.jsonl.hapax-work"))
  }

  @Test("What changed since is named, and the run is not resumed")
  func changes() throws {
    try hapax.write(Self.corpus(1_500), to: "a.jsonl")
    try hapax.write(Self.corpus(10), to: "c.jsonl")
    try leaveFolder()
    for (line, name) in [
      ("$HAPAX dedup -q c.jsonl -o b.jsonl --resume", "the names of the inputs"),
      ("$HAPAX dedup -q a.jsonl c.jsonl -o b.jsonl --resume", "the number of inputs"),
      ("$HAPAX dedup -q a.jsonl -o b.jsonl --resume --keep first", "--keep (it was longest and is first)"),
      ("$HAPAX dedup -q a.jsonl -o b.jsonl --resume --set corpus.minimumChain=9", "minimumChain"),
      ("$HAPAX dedup -q a.jsonl -o b.jsonl --resume --shared trim", "--shared"),
      (
        "touch -d 2001-01-01 a.jsonl; $HAPAX dedup -q a.jsonl -o b.jsonl --resume",
        "the time of the last change"
      ),
      ("echo >> a.jsonl; $HAPAX dedup -q a.jsonl -o b.jsonl --resume", "the size of the input a.jsonl"),
    ] {
      let result = try hapax.shell(line)
      #expect(result.status == 64 && result.error.contains(name), "\(line): \(result.error)")
      #expect(hapax.exists("b.jsonl.hapax-work/manifest") && !hapax.exists("b.jsonl"))
    }
  }

  @Test("What makes no sense is told before anything is written")
  func usage() throws {
    try hapax.write(Self.corpus(5), to: "a.jsonl")
    for (arguments, words) in [
      ("a.jsonl -o b.jsonl --memory 63M", "64M or more"), ("a.jsonl -o b.jsonl --memory much", "512M"),
      ("a.jsonl --memory 64M", "need -o FILE, or --work-folder"), ("- -o b.jsonl --resume", "only once"),
      ("- -o b.jsonl --memory 64M", "only once"),
      ("a.jsonl -o b.jsonl --memory 64M --clusters b.jsonl.hapax-work", "working folder"),
    ] {
      let result = try hapax.shell("$HAPAX dedup \(arguments) < a.jsonl")
      #expect(result.status == 64 && result.error.contains(words), "\(arguments): \(result.error)")
      #expect(try hapax.names() == ["a.jsonl"])
    }
    try hapax.write("mine", to: "b.jsonl.hapax-work/mine")
    for option in ["--resume", "--memory 64M"] {
      let result = try hapax.shell("$HAPAX dedup a.jsonl -o b.jsonl \(option)")
      #expect(result.status == 64 && result.error.contains("no working folder: it holds mine"))
    }
    #expect(try hapax.text("b.jsonl.hapax-work/mine") == "mine")
    try hapax.write("mine", to: "file")
    #expect(
      try hapax.shell("$HAPAX dedup a.jsonl -o b.jsonl --memory 64M --work-folder file").error.contains(
        "in the way"))
  }

  @Test("Without an output the folder is named, and goes")
  func workFolder() throws {
    try hapax.write(Self.corpus(50), to: "a.jsonl")
    let plain = try hapax("dedup", "-q", "a.jsonl")
    let bounded = try hapax("dedup", "-q", "a.jsonl", "--memory", "64M", "--work-folder", "w")
    #expect(bounded.status == 0 && bounded.output == plain.output)
    #expect(try hapax.shell("$HAPAX dedup -q --check a.jsonl --resume --work-folder w").status == 1)
    #expect(try hapax.names() == ["a.jsonl"])
  }
}
