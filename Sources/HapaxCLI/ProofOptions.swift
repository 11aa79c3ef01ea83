import ArgumentParser
import Hapax

/// What no user needs: proofs, on one's own texts, that the engine keeps its promises.
struct ProofOptions: ParsableArguments {
  /// Takes the slow paths of the written form and of the tokens. The output must be the same, byte for byte.
  @Flag(help: .hidden)
  var disableFastPath = false

  func apply(to options: inout Options) {
    if disableFastPath { options.usesFastPaths = false }
  }
}
