/// The rounds in which documents are simulated. The first takes the texts as they are; in each later one they are redrawn
/// (`RedrawnText`), so that its stories are new, and move on by one, so that each text is varied in turn.
struct SimulatedRounds {
  private let texts: [TextReader.Document]
  private let rich: [(id: String, redrawn: RedrawnText)]
  private let seed: UInt64

  init(texts: [TextReader.Document], seed: UInt64) {
    self.texts = texts
    self.seed = seed
    rich = texts.map { ($0.id, RedrawnText(of: $0.text)) }.filter(\.1.isRich)
  }
}

extension SimulatedRounds {
  /// Whether there are words enough for a second round.
  var canGoOn: Bool { !rich.isEmpty }

  /// The texts of a round, with the ids of what they were made of.
  ///
  /// - Precondition: It is the first round, or `canGoOn`.
  func texts(of round: Int) -> [(id: String, text: [UInt8])] {
    guard round > 0 else { return texts.map { ($0.id, $0.text) } }
    var random = SplitMix64(seed: seed ^ UInt64(round) << 32)
    return rich.indices.map { index in
      let text = rich[(index + round) % rich.count]
      return (text.id, text.redrawn.drawn(using: &random))
    }
  }

  /// What makes the documents of a round. Every round has numbers of its own, whatever the rounds before it used.
  func simulator(of round: Int, _ texts: [(id: String, text: [UInt8])]) -> Simulator {
    Simulator(texts: texts.map(\.text), seed: seed &+ UInt64(round) &* 0x9E37_79B9)
  }
}
