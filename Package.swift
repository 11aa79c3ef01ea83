// swift-tools-version: 6.2

import PackageDescription

// `HAPAX_HASH_BITS=4 swift test` builds the engine with every hash and fingerprint cut to 4 bits (or 8).
// Collisions are then the rule, and the suite must still pass: nothing is removed on a hash alone.
let collisionBuild: [SwiftSetting] =
  switch Context.environment["HAPAX_HASH_BITS"] {
  case "4": [.define("HAPAX_HASH_BITS_4")]
  case "8": [.define("HAPAX_HASH_BITS_8")]
  default: []
  }

let strict: [SwiftSetting] = [.strictMemorySafety(), .swiftLanguageMode(.v6)]

let package = Package(
  name: "hapax",
  products: [
    .library(name: "Hapax", targets: ["Hapax"]),
    .library(name: "HapaxCorpus", targets: ["HapaxCorpus"]),
    .executable(name: "hapax", targets: ["HapaxCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // ICU as the system has it. The module map's header is empty on purpose: ICU's own headers in a clang
    // module clash with the copy inside Foundation.
    .systemLibrary(
      name: "CICUSys", path: "Sources/CICUSys", pkgConfig: "icu-i18n",
      providers: [.apt(["libicu-dev"])]),
    .target(name: "CICU", dependencies: ["CICUSys"]),
    // Vector loops that Swift can not express; each has a twin in Swift for other processors.
    .target(name: "CHapaxSIMD"),
    .target(name: "Hapax", dependencies: ["CICU", "CHapaxSIMD"], swiftSettings: strict + collisionBuild),
    // simdjson, zlib, zstd and a signal handler behind one C header.
    .target(
      name: "CHapaxCorpus",
      linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("z"), .linkedLibrary("zstd")]),
    .target(name: "HapaxCorpus", dependencies: ["Hapax", "CHapaxCorpus"], swiftSettings: strict),
    .executableTarget(
      name: "HapaxCLI",
      dependencies: [
        "Hapax", "HapaxCorpus",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "HapaxTests", dependencies: ["Hapax", "CHapaxSIMD"], swiftSettings: strict + collisionBuild),
    .testTarget(name: "HapaxCorpusTests", dependencies: ["Hapax", "HapaxCorpus"], swiftSettings: strict),
    // Depends on the command so that there is a binary to run; it is never called in the process.
    .testTarget(
      name: "HapaxCLITests", dependencies: ["HapaxCLI"], exclude: ["Golden"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
