import Testing

@Suite("Safety of inputs and outputs") struct SafetyTests {
  let hapax: Command

  init() throws {
    hapax = try Command()
  }

  @Test("In place changes the file and keeps its permissions; without it an input is never an output")
  func inPlace() throws {
    try hapax.write("a  \n", to: "a.txt")
    _ = try hapax.shell("chmod 640 a.txt")
    for arguments in ["-o a.txt", "-o ./a.txt", "-o b.txt --report a.txt", ">> a.txt"] {
      let refused = try hapax.shell("$HAPAX clean a.txt \(arguments)")
      #expect(refused.status == 64, "\(arguments): \(refused.error)")
    }
    #expect(try hapax.text("a.txt") == "a  \n")
    #expect(try hapax("clean", "--in-place", "a.txt").status == 0)
    #expect(try hapax.text("a.txt") == "a\n")
    #expect(try hapax.shell("stat -c %a a.txt").text == "640\n")
    #expect(try hapax("clean", "--in-place", input: [0x61]).status == 64)
  }

  @Test("An output folder inside the input is refused, and so are outputs that collide")
  func collisions() throws {
    try hapax.write("a\n", to: "in/a.txt")
    try hapax.write("a\n", to: "other/a.txt")
    #expect(try hapax("clean", "in", "-o", "in/out").status == 64)
    #expect(try hapax("clean", "in", "-o", "in").status == 64)
    let collision = try hapax("clean", "in", "other", "-o", "out")
    #expect(collision.status == 64)
    #expect(collision.error == "hapax: in/a.txt and other/a.txt would both become out/a.txt\n")
    #expect(!hapax.exists("out"))
    let joined = try hapax("clean", "in/a.txt", "other/a.txt")
    #expect(joined.status == 64 && joined.text == "")
  }

  @Test("A run that fails leaves neither its output nor a report of it")
  func failedRunLeavesNothing() throws {
    try hapax.write("{\"text\":\"a  \"}\nbroken\n", to: "a.jsonl")
    #expect(try hapax("clean", "a.jsonl", "-o", "b.jsonl", "--report", "r").status == 2)
    #expect(!hapax.exists("b.jsonl") && !hapax.exists("r"))
    #expect(
      try hapax("clean", "a.jsonl", "-o", "b.jsonl", "--report", "r", "--on-error", "skip").status == 2)
    #expect(hapax.exists("b.jsonl") && hapax.exists("r"))
  }

  @Test("Links below the output folder lead nowhere else")
  func linksInOutput() throws {
    try hapax.write("new  \n", to: "in/sub/a.txt")
    try hapax.write("precious\n", to: "outside/a.txt")
    _ = try hapax.shell("mkdir out && ln -s ../outside out/sub")
    let result = try hapax("clean", "in", "-o", "out")
    #expect(result.status == 2)
    #expect(try hapax.text("outside/a.txt") == "precious\n")
    _ = try hapax.shell("rm out/sub && mkdir out/sub && ln -s ../../outside/a.txt out/sub/a.txt")
    #expect(try hapax("clean", "in", "-o", "out").status == 0)
    #expect(try hapax.text("outside/a.txt") == "precious\n")
    #expect(try hapax.text("out/sub/a.txt") == "new\n")
  }

  @Test("A loop of links in the input ends")
  func linkLoops() throws {
    try hapax.write("a\n", to: "in/sub/a.txt")
    _ = try hapax.shell("ln -s .. in/sub/up")
    let result = try hapax("clean", "in", "-o", "out")
    #expect(result.status == 0)
    #expect(result.error.contains("hapax: in/sub/up: a link to a folder, not followed\n"))
    #expect(try hapax.names(below: "out") == ["sub", "sub/a.txt"])
  }

  @Test("A file that may not grow is an error that leaves nothing, and a full disk is one too")
  func failedWrites() throws {
    try hapax.write(String(repeating: "a line of text that is long enough\n", count: 2000), to: "a.txt")
    let limited = try hapax.shell("ulimit -f 8; $HAPAX clean --keep-repeats a.txt -o out.txt")
    #expect(limited.status == 2)
    #expect(limited.error.contains("hapax: ./out.txt: cannot write: File too large\n"))
    #expect(try hapax.names() == ["a.txt"])
    let full = try hapax.shell("$HAPAX clean --keep-repeats a.txt > /dev/full")
    #expect(full.status == 2 && full.error.contains("No space left on device"))
  }

  @Test("A signal leaves no temporary file", arguments: ["TERM", "HUP"])
  func signals(name: String) throws {
    _ = try hapax.shell(
      """
      mkfifo pipe
      $HAPAX clean pipe --format jsonl -o out.jsonl & pid=$!
      exec 3> pipe
      printf '{"text":"a"}\\n' >&3
      sleep 0.3
      ls -A > during
      kill -\(name) $pid
      wait $pid
      echo $? > status
      """)
    #expect(try hapax.text("during").contains(".tmp"))
    // The process ends by the signal, as it would have without a handler.
    #expect(try hapax.text("status") == (name == "TERM" ? "143\n" : "129\n"))
    #expect(try hapax.names().allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test("A closed pipe is silence")
  func brokenPipe() throws {
    try hapax.write(String(repeating: Sample.record("a", id: 1), count: 50_000), to: "a.jsonl")
    let result = try hapax.shell("{ $HAPAX clean --keep-repeats a.jsonl; echo $? > status; } | head -n 1")
    #expect(result.text == Sample.record("a", id: 1))
    #expect(result.error == "")
    #expect(try hapax.text("status") == "0\n")
  }

  @Test("Names that are not UTF-8 are read, written, reported and restored")
  func strangeNames() throws {
    let result = try hapax.shell(
      """
      mkdir in; name=$(printf 'b\\377\\364\\217\\277\\275'); printf 'x  \\n' > "in/$name"
      $HAPAX clean "in/$name" -q && $HAPAX clean in -o out --report r && $HAPAX restore --report r out -o back &&
      cmp "in/$name" "back/$name"
      """)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.text == "x\n")
  }

  @Test("Control characters of names and texts are escaped where they are printed")
  func escapes() throws {
    _ = try hapax.shell("mkdir in; printf 'x' > \"$(printf 'in/\\033[31m\\nred.txt')\"")
    _ = try hapax.shell("ln -s nowhere \"$(printf 'in/\\033]0;title\\007')\"")
    for verb in ["clean", "scan"] {
      let result = try hapax.shell(
        "$HAPAX \(verb) --verbose in --on-error skip \(verb == "clean" ? "-o out" : "")")
      let printed = result.error + (verb == "scan" ? result.text : "")
      #expect(printed.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }, "\(printed)")
      #expect(printed.contains("\\u{1B}"))
    }
  }

  @Test("What is no text in a folder is left alone and counted; named, it is an error")
  func pictures() throws {
    try hapax.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], to: "in/a.png")
    try hapax.write("a  \n", to: "in/b.txt")
    let folder = try hapax("clean", "--in-place", "in")
    #expect(folder.status == 0 && folder.error.contains("hapax: left      1 file that is not text\n"))
    #expect(try hapax.read("in/a.png").count == 8)
    let named = try hapax("clean", "in/a.png")
    #expect(named.status == 2 && named.error.contains("not text (a PNG picture)"))
    #expect(try hapax("clean", "--format", "text", "in/a.png").status == 0)
  }
}
